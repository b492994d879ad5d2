"""How often an interval holds the truth, computed exactly by summing over every outcome. Pure.

For the manual and the tests: with whole numbers no interval holds the truth exactly as often as its level says.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from isu.comparison.intervall import Granser


def of_share(limits: Callable[[np.ndarray, int], Granser], n: int, p: ArrayLike) -> np.ndarray:
    """The probability, for each true share p (0–1), that the limits of x out of n units enclose it."""
    x, p = np.arange(n + 1), np.asarray(p, float)[..., None]
    low, high = limits(x, n)
    return (stats.binom.pmf(x, n, p) * ((low <= p) & (p <= high))).sum(-1)


def of_events(limits: Callable[[np.ndarray], Granser], vantade: ArrayLike) -> np.ndarray:
    """The same for each expected number of events: over all numbers that have any probability to speak of."""
    m = np.asarray(vantade, float)[..., None]
    x = np.arange(int(stats.poisson.isf(1e-15, m.max())) + 1)
    low, high = limits(x)
    return (stats.poisson.pmf(x, m) * ((low <= m) & (m <= high))).sum(-1)


def of_repeated(
    limits: Callable[[np.ndarray, np.ndarray], Granser], med_en: float, med_fler: float, fler: int
) -> float:
    """That the limits of a number of events enclose what is expected, when so many persons are expected to have one
    event and so many `fler`. `limits` are given the events and Σ over persons of (events)²."""
    one, more = (np.arange(int(stats.poisson.isf(1e-12, m)) + 1) for m in (med_en, med_fler))
    probable = stats.poisson.pmf(one, med_en)[:, None] * stats.poisson.pmf(more, med_fler)
    low, high = limits(one[:, None] + fler * more, one[:, None] + fler**2 * more)
    truth = med_en + fler * med_fler
    return float((probable * ((low <= truth) & (truth <= high))).sum())


def of_quantile(n: int, q: float, first: int, last: int) -> float:
    """That the q-quantile of a continuous distribution lies between the units at these places: r ≤ units below < s."""
    return float(stats.binom.cdf(last - 1, n, q) - stats.binom.cdf(first - 1, n, q))
