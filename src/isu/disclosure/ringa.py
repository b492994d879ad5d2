"""Between which two numbers each number must be, when additions are used one at a time, over and over. Pure.

Everything is quantity × cell. A *line* is an index of such an array that gives the wholes of additions in its first
row, and their parts in the others.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

#: No bound: more than any count. Sums of it are reckoned in 64 bits.
OBEGRANSAT = 2**30
MOST_ROUNDS = 100
Sats = tuple[Any, Any]


def ringed(low: np.ndarray, high: np.ndarray, lines: Sequence[Sats]) -> tuple[np.ndarray, np.ndarray]:
    """The bounds when no line narrows them any more."""
    low, high = low.copy(), high.copy()
    for _ in range(MOST_ROUNDS):
        before = low.sum(dtype=np.int64), high.sum(dtype=np.int64)
        for at in lines:
            least, most = implied(low[at], high[at])
            low[at], high[at] = np.maximum(low[at], least), np.minimum(high[at], most)
        if before == (low.sum(dtype=np.int64), high.sum(dtype=np.int64)):
            break
    return low, high


def implied(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the others of its addition say of each: at least the whole without the most that the other parts can be."""
    low, high = low.astype(np.int64), high.astype(np.int64)
    least, most = low[1:].sum(0), high[1:].sum(0)
    above = np.concatenate([[least], low[0] - (most - high[1:])])
    below = np.concatenate([[most], high[0] - (least - low[1:])])
    return np.maximum(above, 0), np.where(below > OBEGRANSAT // 2, OBEGRANSAT, below)
