"""What is surely small though no printed number is: where counts are printed other than they are. Pure.

A reader knows of each printed number between which two the true one is, and can narrow that by additions: of a whole
printed as 10 with four parts of 5 each part may be 3. Where an addition would leave only counts from 1 to t - 1, its
whole is withheld; where that is withheld already the number itself, then all of the addition, then what has narrowed
these. What is made of more than counts would tell the counts behind it and is not shown.

That holds against everything that is printed of the indicator, variants and periods included, for a reader who uses
one addition at a time, over and over.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from isu.aggregate.axel import Axel
from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.ringa import OBEGRANSAT, Sats, implied, ringed
from isu.disclosure.skydd import Lage, Skydd, additions, of_status, protect, situation
from isu.disclosure.storheter import Plats, Storheter, quantities_of
from isu.disclosure.tidigare import COUNTS

#: A printed count → the least and the greatest that it can be.
Granser = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class _Lasning:
    """What a reader has: `granser[place]` are the bounds of what is printed there, `langs` the lines along the axes and
    `inom` those within cells."""

    storheter: Storheter
    lage: Lage
    granser: dict[Plats, tuple[np.ndarray, np.ndarray]]
    langs: Sequence[Sats]
    inom: Sequence[Sats]


def withheld(summor: Summor, tryckta: Summor, troskel: int, granser: Granser) -> Skydd:
    """The statuses of sums that are printed as `tryckta`."""
    if not summor.status.size:  # where nothing counts there is nothing to tell
        return protect(summor, troskel)
    hidden = _narrow_ones(_reading(summor, tryckta, troskel, granser))
    status_n = [of_status(summor.status, hidden[i, None].reshape(summor.shape)) for i in range(len(summor.delar))]
    return Skydd(tuple(status_n), tuple(_status(summor, i, hidden) for i in range(len(summor.delar))))


def _status(summor: Summor, i: int, hidden: dict[Plats, np.ndarray]) -> np.ndarray:
    """Of the values of one measure, per category."""
    del_ = summor.delar[i]
    places = [(i, k) for k in range(len(del_.utfall))] if del_.matt in (ANDEL, FORDELNING) else [(i, None)]
    reason = summor.status if del_.status is None else del_.status
    secret = [hidden[place].reshape(summor.shape) | (del_.matt not in COUNTS) for place in places]
    return np.stack([of_status(reason, s) for s in secret], axis=-1)


def _reading(summor: Summor, tryckta: Summor, troskel: int, granser: Granser) -> _Lasning:
    lage = situation(summor, troskel, okanda_skyddas=False)
    storheter = quantities_of(summor)
    printed = {(i, k): granser(_counts(tryckta, i, k).ravel()) for i, k in storheter.av}
    rows = additions(replace(summor, axlar=_with_last(summor.axlar)), lage.printed | lage.hidden)
    langs = [(q, _true(counts, cells).T) for q, counts in enumerate(storheter.antal) for cells in rows]
    inom = [(np.array([whole, *parts]), slice(None)) for whole, parts in storheter.summor]
    return _Lasning(storheter, lage, printed, langs, inom)


def _true(counts: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """An addition binds where it is true."""
    true = counts[cells[:, 1:]].sum(1) == counts[cells[:, 0]]
    return cells if true.all() else cells[true]


def _counts(summor: Summor, i: int, k: int | None) -> np.ndarray:
    return summor.delar[i].n if k is None else summor.delar[i].taljare[..., k]


def _with_last(axlar: dict[str, Axel]) -> dict[str, Axel]:
    """What is counted at the end of a period is that of the last one within it."""
    period = axlar["period"]
    last = {(whole, parts[-1:]) for whole, parts in period.summor}
    return dict(axlar) | {"period": replace(period, summor=(*period.summor, *sorted(last)))}


def _narrow_ones(lasning: _Lasning) -> dict[Plats, np.ndarray]:
    """Cells to withhold, per place."""
    hidden = {place: np.zeros(lasning.lage.printed.size, bool) for place in lasning.storheter.av}
    while True:
        own = _own(lasning, hidden)
        low, high = ringed(*own, [*lasning.langs, *lasning.inom])
        for numbers in _candidates(lasning, low, high, own):
            if _hide(lasning, hidden, numbers):
                break
        else:
            return hidden


def _own(lasning: _Lasning, hidden: dict[Plats, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that each number can be by what is printed of it alone. What is never printed may be
    any number where anything is counted, else it is 0."""
    counts = lasning.lage.printed | lasning.lage.hidden
    low = np.zeros(lasning.storheter.antal.shape, np.int32)
    high = np.broadcast_to(np.where(counts, OBEGRANSAT, 0).astype(np.int32), low.shape).copy()
    for place, quantity in lasning.storheter.av.items():
        at = lasning.lage.printed & ~hidden[place]
        least, most = lasning.granser[place]
        low[quantity] = np.where(at, np.maximum(low[quantity], least), low[quantity])
        high[quantity] = np.where(at, np.minimum(high[quantity], most), high[quantity])
    return low, high


def _candidates(lasning: _Lasning, low, high, own) -> Iterator[np.ndarray]:
    """Numbers that may be withheld, the best first: the wholes of the additions along the axes that tell too much, the
    numbers that are told themselves, all of these additions, those within cells; and so for what has narrowed them."""
    told = lasning.lage.printed & (low >= 1) & (high < lasning.lage.troskel)
    before = 0
    while told.sum() > before:
        before = told.sum()
        causes = {id(at): _causes(at, told, low, high, own) for at in (*lasning.langs, *lasning.inom)}
        wholes = _marked(told.shape, ((at, [0], causes[id(at)]) for at in lasning.langs))
        yield wholes
        yield told
        along = _marked(told.shape, ((at, slice(None), causes[id(at)]) for at in lasning.langs))
        yield along
        within = _marked(told.shape, ((at, slice(None), causes[id(at)]) for at in lasning.inom))
        yield within
        told = told | along | within


def _marked(shape: tuple[int, ...], lines: Iterable[tuple[Sats, Any, np.ndarray]]) -> np.ndarray:
    """The chosen rows of those additions of each line that are marked."""
    found = np.zeros(shape, bool)
    for at, rows, marks in lines:
        chosen = found[at]
        chosen[rows] |= marks
        found[at] = chosen
    return found


def _causes(at: Sats, told: np.ndarray, low: np.ndarray, high: np.ndarray, own) -> np.ndarray:
    """The additions that have narrowed a number that tells too much now."""
    least, most = implied(low[at], high[at])
    raised = (least >= low[at]) & (low[at] > own[0][at])
    lowered = (most <= high[at]) & (high[at] < own[1][at])
    return (told[at] & (raised | lowered)).any(0)


def _hide(lasning: _Lasning, hidden: dict[Plats, np.ndarray], numbers: np.ndarray) -> bool:
    """Withhold what governs these numbers; was any of it shown? With n its numerators go."""
    more = False
    for quantity, places in enumerate(lasning.storheter.styr):
        where = numbers[quantity] & lasning.lage.printed
        for place in places if where.any() else ():
            more |= bool((where & ~hidden[place]).any())
            for own in (place, *lasning.storheter.foljer.get(place, ())):
                hidden[own] |= where
    return more
