"""Of what is withheld: what is too small by itself, and what is withheld to protect it. For the steward alone. Pure.

To whoever reads a release the two look the same, and have to: knowing which are small makes the others known to be
large.
"""

import numpy as np

from isu.aggregate.axel import Axel
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.krav import Krav
from isu.disclosure.skydd import SEKRETESS, Skydd, smaller_side

#: (omrade_typ, tal) → (first, protecting), counted in rows.
Delning = dict[tuple[str, str], tuple[int, int]]


def divided(summor: Summor, skydd: Skydd, krav: Krav) -> Delning:
    """Of one indicator, per kind of area and kind of number."""
    found: Delning = {}
    statuses = (skydd.status_n, skydd.status_okand, skydd.status)
    for del_, status_n, of_unknown, status in zip(summor.delar, *statuses, strict=True):
        few = _small(del_.n, krav.namnare)[..., None] & np.ones(len(del_.utfall), bool)
        for tal, withheld, first in (
            ("n", np.broadcast_to((status_n == SEKRETESS)[..., None], few.shape), few),
            ("n_okand", np.broadcast_to((of_unknown == SEKRETESS)[..., None], few.shape), few),
            ("varde", status == SEKRETESS, few | _small_value(del_, krav)),
        ):
            _count(found, tal, withheld, first, list(summor.axlar.values()))
    return found


def _count(found: Delning, tal: str, withheld: np.ndarray, first: np.ndarray, axlar: list[Axel]) -> None:
    """Only what is printed."""
    omrade, *others = axlar
    for typ in sorted({typ for typ, _ in omrade.medlemmar}):
        at = np.ix_(omrade.of_type(typ), *(axel.visade for axel in others))
        both = int((withheld[at] & first[at]).sum())
        before = found.get((typ, tal), (0, 0))
        found[typ, tal] = before[0] + both, before[1] + int(withheld[at].sum()) - both


def _small(counts: np.ndarray, limit: int) -> np.ndarray:
    return (counts > 0) & (counts < limit)


def _small_value(del_: Del, krav: Krav) -> np.ndarray:
    if del_.matt in (ANDEL, FORDELNING):
        rest = del_.n[..., None] - del_.taljare
        none_or_all = krav.noll & ((del_.taljare == 0) | (rest == 0)) & (del_.n > 0)[..., None]
        return _small(del_.taljare, krav.taljare) | _small(rest, krav.rest) | none_or_all
    return (_small(smaller_side(del_), krav.namnare) | ((del_.n > 0) & (smaller_side(del_) == 0)))[..., None]
