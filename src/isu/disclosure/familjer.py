"""Which indicators may count the same units: a number of everybody is the same in both wherever both count. Pure.

It is seen in the wholes: n, n with those of unknown outcome, and the numerator of a share, of all kön and ages together
in every kommun and period.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from isu.aggregate.axel import ALLA, HELHET, KOMMUN, TOTALT
from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL
from isu.disclosure.tidigare import SHOWN

#: So many kommuner and periods with somebody, at least, where it is the same.
FEWEST = 2


class Helhet(NamedTuple):
    """Of one indicator: the kommuner and periods that count, and quantity × these. `med_okanda` are the quantities that
    those of unknown outcome are in: two of these tell nothing of each other."""

    platser: list[tuple[str, str]]
    tal: np.ndarray
    med_okanda: list[bool]


def whole_of(summor: Summor) -> Helhet:
    """Nothing where the whole is not counted."""
    omrade, period, kon, alder, grupp = summor.axlar.values()
    if not all((TOTALT in kon.medlemmar, ALLA in alder.medlemmar, HELHET in grupp.medlemmar)):
        return Helhet([], np.zeros((0, 0), np.int64), [])
    kommuner = omrade.of_type(KOMMUN)
    at = np.argwhere(summor.status[kommuner] == SHOWN)
    whole = (kon.medlemmar.index(TOTALT), alder.medlemmar.index(ALLA), grupp.medlemmar.index(HELHET))
    rows, unknown = [], []
    for values, with_unknown in _quantities(summor):
        rows.append(values[kommuner][(*at.T, *whole)])
        unknown.append(with_unknown)
    platser = [(omrade.medlemmar[kommuner[i]][1], str(period.medlemmar[j][1])) for i, j in at]
    return Helhet(platser, np.array(rows, np.int64).reshape(len(rows), len(platser)), unknown)


def _quantities(summor: Summor) -> Iterator[tuple[np.ndarray, bool]]:
    seen: set[tuple[str, bool]] = set()
    for del_ in summor.delar:
        if (del_.variant, del_.parat) not in seen:
            seen.add((del_.variant, del_.parat))
            yield del_.n, False
            yield del_.n + del_.n_okand, True
        if del_.matt == ANDEL:
            yield del_.taljare[..., 0], False


def families(helheter: Sequence[Helhet]) -> list[int]:
    """Per indicator the first of those that it hangs together with, through others too."""
    columns = {plats: nr for nr, plats in enumerate(dict.fromkeys(p for h in helheter for p in h.platser))}
    owner = np.repeat(np.arange(len(helheter)), [len(h.tal) for h in helheter])
    unknown = np.array([own for h in helheter for own in h.med_okanda], bool)
    numbers = np.full((len(owner), len(columns)), -1, np.int64)
    for nr, h in enumerate(helheter):
        numbers[np.ix_(owner == nr, [columns[plats] for plats in h.platser])] = h.tal
    first = [*range(len(helheter))]
    for own, row in enumerate(numbers):
        equal = numbers == row
        same = (equal | (numbers < 0) | (row < 0)).all(1) & ((equal & (row > 0)).sum(1) >= FEWEST)
        for other in np.unique(owner[same & ~(unknown & unknown[own])]):
            joined = {first[owner[own]], first[other]}
            first = [min(joined) if nr in joined else nr for nr in first]
    return first
