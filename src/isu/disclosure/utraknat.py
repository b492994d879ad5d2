"""What can be worked out of numbers that add up: how many each is at least and at most. Pure.

Where others show how many are counted with those of unknown outcome, whoever subtracts knows of more areas and classes
how many these are. n is no more than that: the parts of a sum that together cannot be more than is left of it are just
so many.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.tidigare import SHOWN

MOST_TIMES = 40


class Bounds(NamedTuple):
    """How many each number is at least and at most; and for which the most that was told has told of any."""

    least: np.ndarray
    most: np.ndarray
    used: np.ndarray

    @property
    def exact(self) -> np.ndarray:
        return self.least == self.most


def bounded(
    summor: Summor,
    values: np.ndarray,
    known: np.ndarray,
    tak: np.ndarray | int = NO_CEILING,
    golv: np.ndarray | int = 0,
) -> Bounds:
    """By those numbers that are `known`, and the most (`tak`) and the least (`golv`) that each can be."""
    known = known | (summor.status != SHOWN)[:, :, None, None, None]  # nobody is counted where nothing was reported
    least, most = np.where(known, values, golv).astype(np.int64), np.where(known, values, tak).astype(np.int64)
    used, before = np.zeros(values.shape, bool), None
    for _ in range(MOST_TIMES):
        for place, own in additions(summor):
            low, high, numbers, marks = (np.moveaxis(of, place, 0) for of in (least, most, values, used))
            narrower = _narrowed(low[own], high[own], numbers[own])
            marks[own] |= ((narrower[0] != low[own]) | (narrower[1] != high[own])).any(0)
            low[own], high[own] = narrower
        if before == (before := (int(least.sum()), int(most.sum()))):
            break
    return Bounds(least, most, used & (tak < NO_CEILING))


def _narrowed(low: np.ndarray, high: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of a sum (first) and its parts. Periods do not add up where other kommuner are counted in them."""
    adds_up = numbers[0] == numbers[1:].sum(0)
    of_low, of_high = low[1:].sum(0), high[1:].sum(0)
    least = np.concatenate([of_low[None], low[0] - (of_high - high[1:])])
    most = np.concatenate([of_high[None], high[0] - (of_low - low[1:])])
    return np.where(adds_up, np.maximum(low, least), low), np.where(adds_up, np.minimum(high, most), high)


def additions(summor: Summor) -> Iterator[tuple[int, list[int]]]:
    """Per axis a member and those that it is the sum of."""
    for place, axel in enumerate(summor.axlar.values()):
        yield from ((place, [whole, *parts]) for whole, parts in axel.summor)
