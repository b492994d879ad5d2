"""Which classes of two indicators are the same: a class is an age and a group, as 0-17 of all, or all ages of those who
came by one group. Pure.

Two classes are the same where all numbers of them are, of every kön in every kommun and period that counts in both, so
often that it is no chance. A breakdown that both have is asked of as a whole: then its small groups need not be many.

And in which breakdowns those of one are some of those of the other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import numpy as np

from isu.aggregate.axel import KOMMUN, Axel
from isu.aggregate.summor import Summor
from isu.disclosure.lager import OFTEN
from isu.disclosure.tidigare import SHOWN

#: Of what has different names so many numbers are above this: that nobody or one is counted is so of many classes.
CHANCE = 1
#: Of those that are some of the others so many numbers are at least LARGE and less than NEAR from the other number.
LARGE, NEAR = 10, 5
#: Classes of breakdowns, in the one and in the other.
Uppdelningar = Sequence[tuple[np.ndarray, np.ndarray]]
Funnet = TypeVar("Funnet")


def once(of_two: Callable[[Summor, Summor], list[Funnet]]) -> Callable[[Summor, Summor], list[Funnet]]:
    """What two tables of sums have in common is found once: it is asked again in every round in which they are decided.
    It is kept as long as the sums are held by somebody else."""
    found: WeakKeyDictionary[Summor, WeakKeyDictionary[Summor, list[Funnet]]] = WeakKeyDictionary()

    @wraps(of_two)
    def asked(one: Summor, other: Summor) -> list[Funnet]:
        of_one = found.setdefault(one, WeakKeyDictionary())
        if other not in of_one:
            of_one[other] = of_two(one, other)
        return of_one[other]

    return asked


class Gemensamt(NamedTuple):
    """Of two tables of sums: where the members that both have of område, period and kön stand in the one and in the
    other; which of these areas are kommuner; in which areas and periods both count; and per breakdown that both have
    its classes, in the one and in the other, laid out flat."""

    har: tuple[list[int], ...]
    dar: tuple[list[int], ...]
    kommuner: np.ndarray
    raknas: np.ndarray
    uppdelningar: Uppdelningar

    def rows(self, values: np.ndarray, places: tuple[list[int], ...]) -> np.ndarray:
        """Class × number of a kommun that counts in both."""
        counts = self.raknas & self.kommuner[:, None]
        of_kommuner = in_classes(values)[np.ix_(*places)][counts]
        return np.ascontiguousarray(of_kommuner.reshape(-1, of_kommuner.shape[-1]).T)


def in_classes(values: np.ndarray) -> np.ndarray:
    """Område × period × kön × class, of område × period × kön × age × group."""
    return values.reshape(*values.shape[:3], -1)


def in_common(one: Summor, other: Summor) -> Gemensamt | None:
    """None where there is nothing."""
    *axes, alder, grupp = zip(one.axlar.values(), other.axlar.values(), strict=True)
    pairs = [_common(*pair) for pair in axes]
    if not all(pairs):
        return None
    har, dar = (tuple([pair[side] for pair in own] for own in pairs) for side in (0, 1))
    kommuner = np.array([one.axlar["omrade"].medlemmar[i][0] == KOMMUN for i in har[0]])
    counts = (one.status[np.ix_(*har[:2])] == SHOWN) & (other.status[np.ix_(*dar[:2])] == SHOWN)
    return Gemensamt(har, dar, kommuner, counts, _breakdowns(alder, grupp))


def _breakdowns(alder: tuple[Axel, Axel], grupp: tuple[Axel, Axel]) -> list[tuple[np.ndarray, np.ndarray]]:
    ages, every = _common(*alder), _common(*grupp)
    names = [grupp[0].medlemmar[i][0] for i, _ in every]
    sizes = [len(axel.medlemmar) for axel in grupp]
    found = []
    for namn in dict.fromkeys(names) if ages else ():
        groups = [pair for pair, own in zip(every, names, strict=True) if own == namn]
        flat = [[age[side] * sizes[side] + group[side] for age in ages for group in groups] for side in (0, 1)]
        found.append((np.array(flat[0]), np.array(flat[1])))
    return found


def _common(axel: Axel, other: Axel) -> list[tuple[int, int]]:
    at = {member: i for i, member in enumerate(other.medlemmar)}
    return [(i, at[member]) for i, member in enumerate(axel.medlemmar) if member in at]


def same_classes(one: np.ndarray, other: np.ndarray, uppdelningar: Uppdelningar) -> np.ndarray:
    """Pairs of classes, by number; `one` and `other` are class × number, of the same numbers."""
    pairs = {
        pair: None
        for own, its in uppdelningar
        if (one[own] > 0).sum() >= OFTEN and np.array_equal(one[own], other[its])
        for pair in zip(own.tolist(), its.tolist(), strict=True)
    }
    pairs |= dict.fromkeys(same_rows(one, other, OFTEN))
    return np.array([*pairs], np.int64).reshape(-1, 2)


def nested_breakdowns(
    one: np.ndarray, other: np.ndarray, uppdelningar: Uppdelningar
) -> Iterator[tuple[np.ndarray, bool]]:
    """Pairs of classes as those of `same_classes`, of each breakdown that both have where those of one are some of
    those of the other: nowhere more, somewhere fewer, and so often nearly as many that it is no chance. And whether the
    one is fewer."""
    for pair in uppdelningar:
        own, its = one[pair[0]], other[pair[1]]
        if nearly_as_many(own, its) >= OFTEN:
            yield np.stack(pair, 1), bool(own.sum() < its.sum())


def nearly_as_many(one: np.ndarray, other: np.ndarray) -> int:
    """In how many numbers, where the one is nowhere more than the other, or nowhere less, and somewhere another; else
    0."""
    if (one == other).all() or not ((one <= other).all() or (one >= other).all()):
        return 0
    return int(((np.minimum(one, other) >= LARGE) & (np.abs(one - other) < NEAR)).sum())


def same_rows(one: np.ndarray, other: np.ndarray, often: int) -> list[tuple[int, int]]:
    """Rows that are the same, with so many numbers in them that are not by chance."""
    at = defaultdict(list)
    for nr in np.flatnonzero((other > CHANCE).sum(1) >= often):
        at[other[nr].tobytes()].append(int(nr))
    own = np.flatnonzero((one > CHANCE).sum(1) >= often)
    return [(int(nr), its) for nr in own for its in at.get(one[nr].tobytes(), ())]
