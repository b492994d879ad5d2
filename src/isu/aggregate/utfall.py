"""What an outcome adds to n and to the numerator of each measure. Pure: text in, whole numbers out.

`utfall` is `true`/`false`, a whole number, a code, `omappad` or None; the head says which its measures need.
"""

import operator
import re
from collections.abc import Sequence

import numpy as np

from isu.cells.indikator import Matt
from isu.errors import DeclarationError

ANTAL, ANDEL, FORDELNING, MEDEL, MEDIAN = "antal", "andel", "fordelning", "medel", "median"
OMAPPAD = "omappad"

_COMPARE = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}
_WHOLE = re.compile(r"-?\d+")

Utfall = Sequence[str | None]


def is_known(utfall: Utfall) -> np.ndarray:
    return np.array([u is not None and u != OMAPPAD for u in utfall], dtype=bool)


def weights(matt: Matt, koder: Sequence[str], utfall: Utfall) -> np.ndarray:
    """One row per outcome, one column per category (one only, save for fordelning): what a unit adds."""
    known = is_known(utfall)
    found = np.zeros((len(utfall), len(koder)), dtype=np.int64)
    for i in np.flatnonzero(known):
        found[i] = _added(matt, koder, str(utfall[i]))
    return found


def numbers(utfall: Utfall) -> np.ndarray:
    """Known outcomes as whole numbers; 0 where unknown."""
    return np.array([_whole(u) if k else 0 for u, k in zip(utfall, is_known(utfall), strict=True)], dtype=np.int64)


def _added(matt: Matt, koder: Sequence[str], utfall: str) -> Sequence[int]:
    if matt.matt == FORDELNING:
        return _one_category(koder, utfall)
    if matt.matt == MEDEL:
        return [_whole(utfall)]
    if matt.matt == ANDEL:
        return [int(_meets(matt.villkor, utfall))]
    return [1]


def _one_category(koder: Sequence[str], utfall: str) -> list[int]:
    if utfall not in koder:
        raise DeclarationError("ett utfall finns inte i måttets kodlista. Rätta SQL:en eller kodlistan och räkna om.")
    return [int(utfall == kod) for kod in koder]


def _meets(villkor: str | tuple[str, ...] | None, utfall: str) -> bool:
    if villkor is None:
        return _boolean(utfall)
    if isinstance(villkor, str):
        sign, number = villkor.split()
        return _COMPARE[sign](_whole(utfall), int(number))
    return utfall in villkor


def _boolean(utfall: str) -> bool:
    if utfall not in ("true", "false"):
        raise DeclarationError("ett mått utan villkor kräver utfallet true eller false. Ge måttet ett villkor.")
    return utfall == "true"


def _whole(utfall: str) -> int:
    if not _WHOLE.fullmatch(utfall):
        raise DeclarationError("måttet kräver utfall i hela tal. Välj ett annat mått eller rätta SQL:en.")
    return int(utfall)
