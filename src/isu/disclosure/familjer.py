"""Which indicators may count the same units: a number of a class (an age and a group) is the same in both, wherever
both count; or all of the one are some of the other's. Pure.

It is seen in what is counted of all kön together: n, n with those of unknown outcome, numerators and what they leave of
n, in every kommun and period. Whether it is so of each kön too, and often enough to tell anything, is seen by `samma`.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import connected_components

from isu.aggregate.axel import ALLA, HELHET, KOMMUN, TOTALT
from isu.aggregate.summor import Summor
from isu.disclosure.lager import OFTEN
from isu.disclosure.samma import CHANCE, nearly_as_many
from isu.disclosure.samma_tal import MED_OKANDA, numbers, value
from isu.disclosure.skydd import with_unknown
from isu.disclosure.tidigare import SHOWN

#: In so many kommuner and periods, at least, it is the same: of everybody, where there is anybody; of other classes,
#: where there are more than by chance.
FEWEST_OF_ALL, FEWEST = 2, 3
#: The same sum of numbers, each times a weight, is seldom of others.
SEED = 0


class Helhet(NamedTuple):
    """Of one indicator: the kommuner and periods that count, and row × these: a row is a class of a quantity, told of
    once where several are the same. `alla` are the rows of everybody, `med_okanda` those that the ones of unknown
    outcome are in: two of these tell no more than how many there can be at most. `matt` is how many measures and
    categories it has."""

    indikator: str
    matt: int
    platser: list[tuple[str, str]]
    tal: np.ndarray
    alla: list[bool]
    med_okanda: list[bool]


class Lika(NamedTuple):
    """Two indicators (places in a list) with a number in common, and whether those of unknown outcome are in it."""

    ett: int
    annat: int
    okanda_i_ett: bool
    okanda_i_annat: bool


def whole_of(summor: Summor) -> Helhet:
    """Nothing where kön is not counted together."""
    omrade, period, kon, alder, grupp = summor.axlar.values()
    found: dict[bytes, tuple[np.ndarray, bool, bool]] = {}
    kommuner = omrade.of_type(KOMMUN)
    at = np.argwhere(summor.status[kommuner] == SHOWN)
    if TOTALT in kon.medlemmar:
        total, places = kon.medlemmar.index(TOTALT), np.ix_(alder.visade, grupp.visade)
        names = [(alder.medlemmar[i], grupp.medlemmar[j]) for i in alder.visade for j in grupp.visade]
        every = [name == (ALLA, HELHET) for name in names]
        for values, unknown in _quantities(summor):
            rows = values[kommuner][(*at.T, total)][:, places[0], places[1]].reshape(len(at), len(every)).T
            for row, of_all in zip(rows.astype(np.int32), every, strict=True):
                if of_all or (row > CHANCE).sum() >= FEWEST:
                    found.setdefault(row.tobytes() + bytes([of_all, unknown]), (row, of_all, unknown))
    platser = [(omrade.medlemmar[kommuner[i]][1], str(period.medlemmar[j][1])) for i, j in at]
    matt = sum(len(d.utfall) for d in summor.delar)
    tal, alla, med_okanda = zip(*found.values(), strict=True) if found else ((), (), ())
    rows = np.array(tal, np.int32).reshape(len(tal), len(platser))
    return Helhet(summor.indikator, matt, platser, rows, [*alla], [*med_okanda])


def _quantities(summor: Summor) -> Iterator[tuple[np.ndarray, bool]]:
    """n with those of unknown outcome also where there are none: it may be some of another's."""
    for tal in numbers(summor):
        if tal.slag != MED_OKANDA:
            yield value(summor, tal), False
    for _, every in with_unknown(summor):
        yield every, True


def families(helheter: Sequence[Helhet]) -> list[list[str]]:
    """Those that hang together, through others too, in the order to be decided in: first that of which others are a
    part, with those of unknown outcome, since it tells them what to withhold and they tell it nothing; then that of
    which most others are some, and that with most measures, which has least choice. Who hangs together with nobody is
    not named."""
    withholds, shows, together, holds = np.zeros((4, len(helheter), len(helheter)), bool)
    same, nested = _seen(helheter)
    for pair, near in nested:
        holds[pair] |= near >= FEWEST
        together[pair] |= near >= OFTEN
    for pair in same:
        together[pair.ett, pair.annat] = True
        for one, other, unknown, its in (pair, (pair[1], pair[0], pair[3], pair[2])):
            withholds[one, other] |= not unknown
            shows[one, other] |= not its
    leads, held = (withholds & ~shows).sum(1), holds.sum(1)
    _, family = connected_components(together, directed=False)
    found = [np.flatnonzero(family == nr).tolist() for nr in dict.fromkeys(family.tolist())]
    key = [(-leads[i], -held[i], -h.matt, h.indikator) for i, h in enumerate(helheter)]
    return [[helheter[i].indikator for i in sorted(own, key=key.__getitem__)] for own in found if len(own) > 1]


def _seen(helheter: Sequence[Helhet]) -> tuple[set[Lika], set[tuple[tuple[int, int], int]]]:
    """Nowhere another number where both count; and nowhere more in the second than in the first, and in how many it is
    nearly as many."""
    places = {plats: nr for nr, plats in enumerate(dict.fromkeys(p for h in helheter for p in h.platser))}
    weights = np.random.default_rng(SEED).integers(1 << 63, size=len(places), dtype=np.uint64)
    columns = [np.array([places[plats] for plats in h.platser], np.int64) for h in helheter]
    same, nested = set(), set()
    for (i, one), (j, other) in combinations(enumerate(helheter), 2):
        both = np.intersect1d(columns[i], columns[j], assume_unique=True, return_indices=True)
        rows, its = (h.tal[:, at] for h, at in zip((one, other), both[1:], strict=True))
        if not rows.any() or not its.any():
            continue
        for a, b in _equal(rows, its, weights[both[0]]):
            if _tells(rows[a], one.alla[a] and other.alla[b]):
                same.add(Lika(i, j, one.med_okanda[a], other.med_okanda[b]))
        for a, b in product(rows[_wholes(one)], its[_wholes(other)]):
            nested.add(((i, j) if a.sum() > b.sum() else (j, i), nearly_as_many(a, b)))
    return same, nested


def _wholes(helhet: Helhet) -> np.ndarray:
    """The rows of everybody, those of unknown outcome among them."""
    return np.array(helhet.alla, bool) & np.array(helhet.med_okanda, bool)


def _equal(rows: np.ndarray, others: np.ndarray, weights: np.ndarray) -> Iterator[tuple[int, int]]:
    """Pairs of rows that are the same, and not of nobody."""
    own, its = (of.astype(np.uint64) @ weights for of in (rows, others))
    for a in np.flatnonzero(np.isin(own, its) & rows.any(1)).tolist():
        yield from ((a, b) for b in np.flatnonzero(its == own[a]).tolist() if np.array_equal(rows[a], others[b]))


def _tells(row: np.ndarray, of_all: bool) -> bool:
    return bool((row > 0).sum() >= FEWEST_OF_ALL if of_all else (row > CHANCE).sum() >= FEWEST)
