"""Which indicators may count the same units: a number of everybody is the same in both wherever both count. Pure.

It is seen in the wholes: n, n with those of unknown outcome, and the numerator of a share, of all kön and ages together
in every kommun and period.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import connected_components

from isu.aggregate.axel import ALLA, HELHET, KOMMUN, TOTALT
from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL
from isu.disclosure.tidigare import SHOWN

#: So many kommuner and periods with somebody, at least, where it is the same.
FEWEST = 2


class Helhet(NamedTuple):
    """Of one indicator: the kommuner and periods that count, and quantity × these. `med_okanda` are the quantities that
    those of unknown outcome are in: two of these tell nothing of each other. `matt` is how many measures and categories
    it has."""

    indikator: str
    matt: int
    platser: list[tuple[str, str]]
    tal: np.ndarray
    med_okanda: list[bool]


def whole_of(summor: Summor) -> Helhet:
    """Nothing where the whole is not counted."""
    omrade, period, kon, alder, grupp = summor.axlar.values()
    if not all((TOTALT in kon.medlemmar, ALLA in alder.medlemmar, HELHET in grupp.medlemmar)):
        return Helhet(summor.indikator, 0, [], np.zeros((0, 0), np.int64), [])
    kommuner = omrade.of_type(KOMMUN)
    at = np.argwhere(summor.status[kommuner] == SHOWN)
    whole = (kon.medlemmar.index(TOTALT), alder.medlemmar.index(ALLA), grupp.medlemmar.index(HELHET))
    rows, unknown = [], []
    for values, with_unknown in _quantities(summor):
        rows.append(values[kommuner][(*at.T, *whole)])
        unknown.append(with_unknown)
    platser = [(omrade.medlemmar[kommuner[i]][1], str(period.medlemmar[j][1])) for i, j in at]
    matt = sum(len(d.utfall) for d in summor.delar)
    return Helhet(summor.indikator, matt, platser, np.array(rows, np.int64).reshape(len(rows), len(platser)), unknown)


def _quantities(summor: Summor) -> Iterator[tuple[np.ndarray, bool]]:
    seen: set[tuple[str, bool]] = set()
    for del_ in summor.delar:
        if (del_.variant, del_.parat) not in seen:
            seen.add((del_.variant, del_.parat))
            yield del_.n, False
            yield del_.n + del_.n_okand, True
        if del_.matt == ANDEL:
            yield del_.taljare[..., 0], False


def families(helheter: Sequence[Helhet]) -> list[list[str]]:
    """Those that hang together, through others too, in the order to be decided in: first that of which others are a
    part, with those of unknown outcome, since it tells them what to withhold and they tell it nothing; then that with
    most measures, which has least choice. Who hangs together with nobody is not named."""
    owner = np.repeat(np.arange(len(helheter)), [len(h.tal) for h in helheter])
    unknown = np.array([own for h in helheter for own in h.med_okanda], bool)
    one, other = np.nonzero(_same(helheter, owner) & ~np.logical_and.outer(unknown, unknown))
    withholds, shows = np.zeros((2, len(helheter), len(helheter)), bool)
    withholds[owner[one[~unknown[one]]], owner[other[~unknown[one]]]] = True
    shows[owner[one[~unknown[other]]], owner[other[~unknown[other]]]] = True
    leads = (withholds & ~shows).sum(1)
    _, family = connected_components(withholds | shows, directed=False)
    found = [np.flatnonzero(family == nr).tolist() for nr in dict.fromkeys(family.tolist())]
    key = [(-leads[i], -h.matt, h.indikator) for i, h in enumerate(helheter)]
    return [[helheter[i].indikator for i in sorted(own, key=key.__getitem__)] for own in found if len(own) > 1]


def _same(helheter: Sequence[Helhet], owner: np.ndarray) -> np.ndarray:
    """Quantity × quantity: nowhere another number where both count."""
    columns = {plats: nr for nr, plats in enumerate(dict.fromkeys(p for h in helheter for p in h.platser))}
    numbers = np.full((len(owner), len(columns)), -1, np.int64)
    for nr, h in enumerate(helheter):
        numbers[np.ix_(owner == nr, [columns[plats] for plats in h.platser])] = h.tal
    found = np.zeros((len(owner), len(owner)), bool)
    for own, row in zip(found, numbers, strict=True):
        equal = numbers == row
        own[:] = (equal | (numbers < 0) | (row < 0)).all(1) & ((equal & (row > 0)).sum(1) >= FEWEST)
    return found
