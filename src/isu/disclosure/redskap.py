"""What the search looks for moves with: arrays of numpy, or compiled loops where numba is installed (`isu[snabb]`) and
there is a place to keep what it compiles. The same is found either way."""

from functools import cache
from typing import NamedTuple

from isu.disclosure.barare import Barare
from isu.disclosure.fria import Fria
from isu.disclosure.karta import Karta
from isu.disclosure.laget import Laget
from isu.disclosure.spar import Spar

#: With fewer areas the arrays are often through before the compiled code has been read.
MANY_AREAS = 100


class Redskap(NamedTuple):
    barare: type[Barare]
    karta: type[Karta]
    laget: type[Laget]
    fria: type[Fria]
    spar: type[Spar]


ARRAYS = Redskap(Barare, Karta, Laget, Fria, Spar)


def redskap(areas: int) -> Redskap:
    """For tables of so many areas."""
    return compiled() if areas >= MANY_AREAS else ARRAYS


@cache
def compiled() -> Redskap:
    """The compiled ones, or arrays where there are none."""
    try:
        from isu.disclosure.snabbt import SnabbaBarare, SnabbaFria, SnabbaSpar, SnabbKarta, SnabbtLaget
    except (ImportError, RuntimeError):  # the latter where numba has no place to keep anything
        return ARRAYS
    return Redskap(SnabbaBarare, SnabbKarta, SnabbtLaget, SnabbaFria, SnabbaSpar)
