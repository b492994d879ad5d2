"""What may be shown. One function decides, on the counts, before any value is computed from them."""

from isu.disclosure.besluta import protected
from isu.disclosure.granser import limits_shown
from isu.disclosure.skydd import Skydd, protect

__all__ = ["Skydd", "limits_shown", "protect", "protected"]
