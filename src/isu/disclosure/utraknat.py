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
    used = np.zeros(values.shape, bool)
    along = [[np.moveaxis(of, place, 0) for of in (least, most, values, used)] for place in range(values.ndim)]
    every = [_Addition(*along[place], own) for place, own in additions(summor)]
    for _ in range(MOST_TIMES):
        if not any([addition.narrows() for addition in every]):
            break
    return Bounds(least, most, used & (tak < NO_CEILING))


class _Addition:
    """A sum (first) and its parts, for all places on the other axes, with what is known of all numbers."""

    def __init__(self, least: np.ndarray, most: np.ndarray, values: np.ndarray, used: np.ndarray, own: list[int]):
        self.least, self.most, self.used, self.own = least, most, used, own
        numbers = values[own]
        #: periods do not where other kommuner are counted in them
        self.adds_up = numbers[0] == numbers[1:].sum(0)
        self.last = None

    def narrows(self) -> bool:
        """Does it tell more of any? Once it has, it does again only where something has become known since."""
        low, high = now = self.least[self.own], self.most[self.own]
        if self.last and all(map(np.array_equal, now, self.last)):
            return False
        of_low, of_high = low[1:].sum(0), high[1:].sum(0)
        least = np.concatenate([of_low[None], low[0] - (of_high - high[1:])])
        most = np.concatenate([of_high[None], high[0] - (of_low - low[1:])])
        least = np.maximum(low, least, where=self.adds_up, out=low.copy())
        most = np.minimum(high, most, where=self.adds_up, out=high.copy())
        self.last = least, most
        more = (least != low) | (most != high)
        if found := bool(more.any()):
            self.least[self.own], self.most[self.own] = self.last
            self.used[self.own] |= more.any(0)
        return found


def additions(summor: Summor) -> Iterator[tuple[int, list[int]]]:
    """Per axis a member and those that it is the sum of."""
    for place, axel in enumerate(summor.axlar.values()):
        yield from ((place, [whole, *parts]) for whole, parts in axel.summor)
