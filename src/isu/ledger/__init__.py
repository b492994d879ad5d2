"""Every delivery, every verdict, what is in force, every release. SQLite by default, any database by URL."""

from isu.ledger.ledger import Ledger
from isu.ledger.tables import Gallring, Hallen, Leverans, LeveransFynd, Utgava, UtgavaLeverans

__all__ = ["Gallring", "Hallen", "Ledger", "Leverans", "LeveransFynd", "Utgava", "UtgavaLeverans"]
