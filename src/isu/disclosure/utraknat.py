"""What can be worked out of numbers that add up: exactly, or how many each is at least and at most. Pure.

Where others show how many are counted with those of unknown outcome, whoever subtracts knows of more areas and classes
how many these are. n is no more than that: the parts of a sum that together cannot be more than is left of it are just
so many.
"""

from collections.abc import Iterator

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.tidigare import SHOWN

MOST_TIMES = 40


def subtracted(summor: Summor, values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """What is known of these, and whatever can be had of that: of numbers that add up all but one."""
    found, before = known | _uncounted(summor), -1
    while before != (before := np.count_nonzero(found)):
        for place, own in _additions(summor):
            rows, numbers = (np.moveaxis(of, place, 0) for of in (found, values))
            rows[own] |= _adds_up(numbers[own]) & ((~rows[own]).sum(0) == 1)
    return found


def bounded(
    summor: Summor, n: np.ndarray, known: np.ndarray, tak: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How many each n is at least and at most, by those that are `known` and the most that each can be (`tak`); and
    which of the most tell anything."""
    known = known | _uncounted(summor)
    least, most = np.where(known, n, 0).astype(np.int64), np.where(known, n, tak).astype(np.int64)
    used, before = np.zeros(n.shape, bool), None
    for _ in range(MOST_TIMES):
        for place, own in _additions(summor):
            low, high, numbers, marks = (np.moveaxis(of, place, 0) for of in (least, most, n, used))
            narrower = _narrowed(low[own], high[own], _adds_up(numbers[own]))
            marks[own] |= ((narrower[0] != low[own]) | (narrower[1] != high[own])).any(0)
            low[own], high[own] = narrower
        if before == (before := (int(least.sum()), int(most.sum()))):
            break
    return least, most, used & (tak < NO_CEILING)


def _narrowed(low: np.ndarray, high: np.ndarray, adds_up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of a sum (first) and its parts."""
    of_low, of_high = low[1:].sum(0), high[1:].sum(0)
    least = np.concatenate([of_low[None], low[0] - (of_high - high[1:])])
    most = np.concatenate([of_high[None], high[0] - (of_low - low[1:])])
    return np.where(adds_up, np.maximum(low, least), low), np.where(adds_up, np.minimum(high, most), high)


def _additions(summor: Summor) -> Iterator[tuple[int, list[int]]]:
    """Per axis a member and those that it is the sum of."""
    for place, axel in enumerate(summor.axlar.values()):
        yield from ((place, [whole, *parts]) for whole, parts in axel.summor)


def _adds_up(numbers: np.ndarray) -> np.ndarray:
    """Periods do not where other kommuner are counted in them."""
    return numbers[0] == numbers[1:].sum(0)


def _uncounted(summor: Summor) -> np.ndarray:
    """Where nothing has been reported nobody is counted."""
    return np.broadcast_to((summor.status != SHOWN)[:, :, None, None, None], summor.shape)
