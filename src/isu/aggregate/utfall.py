"""What an outcome adds to n and to the numerator of each measure. Pure: text in, whole numbers out.

`utfall` is `true`/`false`, a whole number, a code, `omappad` or None, and so is `fore`, the value before; the head
says which its measures need.
"""

import operator
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from isu.cells.falt import FORANDRING
from isu.cells.indikator import Matt
from isu.errors import DeclarationError

ANTAL, ANDEL, FORDELNING, MEDEL, MEDIAN, P90 = "antal", "andel", "fordelning", "medel", "median", "p90"
#: Percentile → how many tenths of the units lie below it.
TIONDELAR = {MEDIAN: 5, P90: 9}
#: Measures that are a mean of what the units have.
MEDELVARDEN = (MEDEL, FORANDRING)
OMAPPAD = "omappad"

_COMPARE = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}
_WHOLE = re.compile(r"-?\d+")
#: Days that were sent in bands: the first day and the last, or none.
_SPAN = re.compile(r"(\d+)-(\d*)")
#: The last day of a band without end: more than any outcome.
UTAN_SLUT = 10**9


class Utfall(NamedTuple):
    """An outcome with the value before it, and whether its end has not been seen."""

    utfall: str | None
    fore: str | None = None
    censurerad: bool = False


def is_known(utfall: Sequence[Utfall], parat: bool = False) -> np.ndarray:
    """Paired: both the outcome and the value before it."""
    return np.array([_known(u.utfall) and (not parat or _known(u.fore)) for u in utfall], dtype=bool)


def is_unknown(utfall: Sequence[Utfall], parat: bool = False) -> np.ndarray:
    """Paired: those with a value before and no outcome; where nothing was before, nothing can have changed."""
    return np.array([not _known(u.utfall) and (not parat or _known(u.fore)) for u in utfall], dtype=bool)


def _known(value: str | None) -> bool:
    return value is not None and value != OMAPPAD


def weights(matt: Matt, koder: Sequence[str], utfall: Sequence[Utfall]) -> np.ndarray:
    """One row per outcome, one column per category (one only, save for fordelning): what a unit adds."""
    found = np.zeros((len(utfall), len(koder)), dtype=np.int64)
    for i in np.flatnonzero(is_known(utfall, matt.parat)):
        found[i] = _added(matt, koder, utfall[i])
    return found


def numbers(utfall: Sequence[Utfall]) -> np.ndarray:
    """Known outcomes as whole numbers, of a band its first day; 0 where unknown."""
    return spans(utfall)[0]


def spans(utfall: Sequence[Utfall]) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that each known outcome may be: the same but for bands of days; 0 where unknown."""
    ends = [_span(u.utfall) if _known(u.utfall) else (0, 0) for u in utfall]
    return tuple(np.array(ends, dtype=np.int64).reshape(-1, 2).T)


def _span(utfall: str) -> tuple[int, int]:
    if band := _SPAN.fullmatch(utfall):
        return int(band[1]), int(band[2]) if band[2] else UTAN_SLUT
    return _whole(utfall), _whole(utfall)


def _added(matt: Matt, koder: Sequence[str], unit: Utfall) -> Sequence[int]:
    if matt.matt == FORDELNING:
        return _one_category(koder, unit.utfall)
    if matt.matt == MEDEL:
        return [_span(unit.utfall)[0]]  # of bands there is no sum, and disclosure shows none
    if matt.matt == FORANDRING:
        return [_whole(unit.utfall) - _whole(unit.fore)]
    if matt.matt == ANDEL:
        return [int(_meets(matt.villkor, unit))]
    return [1]


def _one_category(koder: Sequence[str], utfall: str) -> list[int]:
    if utfall not in koder:
        raise DeclarationError("ett utfall finns inte i måttets kodlista. Rätta SQL:en eller kodlistan och räkna om.")
    return [int(utfall == kod) for kod in koder]


def _meets(villkor: str | tuple[str, ...] | None, unit: Utfall) -> bool:
    if villkor is None:
        return _boolean(unit.utfall)
    if isinstance(villkor, str):
        sign, limit = villkor.split()
        than = _whole(unit.fore if limit == "fore" else limit)
        least, most = (_COMPARE[sign](end, than) for end in _span(unit.utfall))
        if least != most:
            raise DeclarationError("ett dagband delas av måttets villkor. Ta emot cellerna på nytt.")
        return least
    return unit.utfall in villkor


def _boolean(utfall: str) -> bool:
    if utfall not in ("true", "false"):
        raise DeclarationError("ett mått utan villkor kräver utfallet true eller false. Ge måttet ett villkor.")
    return utfall == "true"


def _whole(utfall: str) -> int:
    if not _WHOLE.fullmatch(utfall):
        raise DeclarationError("måttet kräver utfall i hela tal. Välj ett annat mått eller rätta SQL:en.")
    return int(utfall)
