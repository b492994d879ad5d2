"""Draws bound to rows: what a row draws follows from its own number and how many draws it made before.

So rows may be made all at once, for many years, and none of them depends on which others there are. A `Lott` stands
where slump.py asks for a numpy Generator, for those calls that it has.
"""

import numpy as np

from isu.synthetic.slump import stream

_STEP, _ROW = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_A, _B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Lott:
    """A lottery with one row per number; every call draws once for each of them."""

    def __init__(self, key: int, numbers: np.ndarray):
        self._rows = _mix(numbers.astype(np.uint64) * _ROW + np.uint64(key))
        self._turn = np.uint64(0)

    def __len__(self) -> int:
        return len(self._rows)

    def random(self, n: int | None = None) -> np.ndarray:
        """From 0 to 1. `n` is how many the caller expects."""
        if n is not None and n != len(self):
            raise ValueError(f"{n} ≠ {len(self)}")
        with np.errstate(over="ignore"):
            self._turn += _STEP
            return (_mix(self._rows + self._turn) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def normal(self) -> np.ndarray:
        return np.sqrt(-2 * np.log1p(-self.random())) * np.cos(2 * np.pi * self.random())

    def lognormal(self, median: float | np.ndarray, spread: float) -> np.ndarray:
        return median * np.exp(spread * self.normal())

    def exponential(self, mean: float | np.ndarray) -> np.ndarray:
        return -mean * np.log1p(-self.random())

    def whole(self, low: int, high: int | np.ndarray) -> np.ndarray:
        """A whole number from `low` to below `high`."""
        return low + (self.random() * (high - low)).astype(np.int64)


def lott(seed: int, lamnare: str, what: str, numbers: np.ndarray) -> Lott:
    """The lottery of one lämnare for one purpose."""
    return Lott(int(stream(seed, lamnare, "lott", what).integers(1 << 63)), numbers)


def _mix(x: np.ndarray) -> np.ndarray:
    """The finishing steps of splitmix64 (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        x = (x ^ (x >> np.uint64(30))) * _A
        x = (x ^ (x >> np.uint64(27))) * _B
        return x ^ (x >> np.uint64(31))
