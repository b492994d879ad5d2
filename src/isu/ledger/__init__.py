"""Every delivery, every verdict, what is in force, every release. SQLite by default, any database by URL."""

from isu.ledger.ledger import Ledger
from isu.ledger.tables import Hallen, Leverans, LeveransFynd, Utgava, UtgavaLeverans

__all__ = ["Hallen", "Ledger", "Leverans", "LeveransFynd", "Utgava", "UtgavaLeverans"]
