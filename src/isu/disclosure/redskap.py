"""What the search looks for moves with: arrays of numpy, or compiled loops where numba is installed (`isu[snabb]`) and
there is a place to keep what it compiles. The same is found either way."""

from functools import cache
from typing import NamedTuple

from isu.disclosure.fria import Fria
from isu.disclosure.karta import Karta
from isu.disclosure.laget import Laget
from isu.disclosure.omraden import Omraden
from isu.disclosure.spar import Spar

#: With fewer numbers the arrays are often through before the compiled code has been read.
MANY = 5_000


class Redskap(NamedTuple):
    omraden: type[Omraden]
    karta: type[Karta]
    laget: type[Laget]
    fria: type[Fria]
    spar: type[Spar]


ARRAYS = Redskap(Omraden, Karta, Laget, Fria, Spar)


def redskap(numbers: int) -> Redskap:
    """For a table of so many numbers."""
    return compiled() if numbers >= MANY else ARRAYS


@cache
def compiled() -> Redskap:
    """The compiled ones, or arrays where there are none."""
    try:
        from isu.disclosure.snabbt import SnabbaFria, SnabbaOmraden, SnabbaSpar, SnabbKarta, SnabbtLaget
    except (ImportError, RuntimeError):  # the latter where numba has no place to keep anything
        return ARRAYS
    return Redskap(SnabbaOmraden, SnabbKarta, SnabbtLaget, SnabbaFria, SnabbaSpar)
