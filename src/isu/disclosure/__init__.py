"""What may be shown. One function decides, on the counts, before any value is computed from them."""

from isu.disclosure.arsvis import Hagkomst, asked, protected
from isu.disclosure.granser import limits_shown
from isu.disclosure.skydd import Skydd, protect
from isu.disclosure.utbud import Klass, Utbud, offered_at

__all__ = ["Hagkomst", "Klass", "Skydd", "Utbud", "asked", "limits_shown", "offered_at", "protect", "protected"]
