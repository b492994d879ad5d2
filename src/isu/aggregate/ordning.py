"""Limits of a percentile whatever the distribution: which of the ordered units they are. Pure.

The q-quantile lies between the r-th and the s-th unit in order with at least the level's probability, r being the
largest place with P(Bin(n, q) ≤ r − 1) ≤ α/2 and s the smallest with P(Bin(n, q) ≤ s − 1) ≥ 1 − α/2 (David & Nagaraja
2003, Order Statistics, 7.1). The places rest on n and q alone, so whether a limit may be shown can be judged by n.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

#: The two-sided level of every limit that is published.
NIVA = 0.95
#: That of classes: of 290 kommuner that are all alike one in two nations has one outside.
YTTRE_NIVA = 0.998


def order_places(n: ArrayLike, q: float, niva: float = NIVA) -> tuple[np.ndarray, np.ndarray]:
    """The places r and s, from 1, for each n; 0 where there are too few units for such a limit."""
    unique, where = np.unique(np.asarray(n, int), return_inverse=True)
    known, wanted = _known(q, niva), unique.tolist()
    if new := [number for number in wanted if number not in known]:
        known |= dict(zip(new, _order_places(np.array(new), q, niva), strict=True))
    first, last = np.array([known[number] for number in wanted], int).reshape(-1, 2).T
    return first[where].reshape(np.shape(n)), last[where].reshape(np.shape(n))


@cache
def _known(q: float, niva: float) -> dict[int, tuple[int, int]]:
    """n → its places: the same numbers of units come again in other periods and groups."""
    return {}


def _order_places(n: np.ndarray, q: float, niva: float) -> Iterator[tuple[int, int]]:
    alpha = 1 - niva
    r = stats.binom.ppf(alpha / 2, n, q)  # the smallest k with P(≤ k) ≥ α/2: k itself has P(≤ k − 1) < α/2
    s = stats.binom.ppf(1 - alpha / 2, n, q) + 1
    return zip(np.maximum(r, 0).astype(int).tolist(), np.where(s <= n, s, 0).astype(int).tolist(), strict=True)


def units_outside(n: np.ndarray, place: np.ndarray) -> np.ndarray:
    """How many units at least stand on the smaller side of the unit at `place`, itself not counted; −1 without one."""
    return np.where(place > 0, np.minimum(place - 1, n - place), -1)


def quantile_limits(varden: ArrayLike, antal: ArrayLike, q: float, niva: float = NIVA) -> tuple[np.ndarray, np.ndarray]:
    """The values of those units, from histograms: `varden` ascending, `antal` units of each along the last dimension.

    NaN where there are too few. A limit has the unit of the outcome.
    """
    below = np.cumsum(np.asarray(antal), axis=-1, dtype=np.int64)
    n = below[..., -1] if below.shape[-1] else np.zeros(below.shape[:-1], dtype=np.int64)
    first, last = order_places(n, q, niva)
    return _unit(varden, below, first), _unit(varden, below, last)


def _unit(varden: ArrayLike, below: np.ndarray, place: np.ndarray) -> np.ndarray:
    values = np.asarray(varden, float)
    if not values.size:
        return np.full(place.shape, np.nan)
    at = np.minimum((below < place[..., None]).sum(-1), values.size - 1)
    return np.where(place > 0, values[at], np.nan)
