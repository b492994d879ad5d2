"""Differences with intervals: two groups, and the same persons before and after. Pure; arrays in, arrays out.

A difference is first minus second, in the unit of the share (0–1).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from isu.comparison.intervall import Granser, wilson

NEWCOMBE, NEWCOMBE_PARAD, WELCH, MOVER = "newcombe", "newcombe_parad", "welch", "mover"


def newcombe(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, niva: float = 0.95) -> Granser:
    """Two independent shares: hybrid score (Newcombe 1998, Stat Med 17:873, method 10). NaN where an n is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p2 = np.asarray(x1) / np.asarray(n1), np.asarray(x2) / np.asarray(n2)
    return mover(p1, wilson(x1, n1, niva), p2, wilson(x2, n2, niva))


def mover(varde1: ArrayLike, granser1: Granser, varde2: ArrayLike, granser2: Granser) -> Granser:
    """The difference of two independent estimates, from the limits of each, by square and add (Zou & Donner 2008,
    Stat Med 27:1693). In the estimates' unit, at the level of their limits; of rates, medians and standardised rates.
    """
    first, second = np.asarray(varde1, float), np.asarray(varde2, float)
    (l1, u1), (l2, u2) = granser1, granser2
    return first - second - np.hypot(first - l1, u2 - second), first - second + np.hypot(u1 - first, second - l2)


def newcombe_paired(bada: int, bara_fore: int, bara_efter: int, ingen: int, niva: float = 0.95) -> tuple[float, float]:
    """Share before minus share after, of the same persons (Newcombe 1998, Stat Med 17:2635, method 10).

    The four counts are of persons: yes both times, only before, only after, neither. The correlation is corrected for
    continuity, so that few pairs do not seem to follow each other more closely than they do.
    """
    a, b, c, d = map(float, (bada, bara_fore, bara_efter, ingen))
    n = a + b + c + d
    p1, p2 = (a + b) / n, (a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b, n, niva), wilson(a + c, n, niva)
    phi = _correlation(a, b, c, d)
    below = (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2
    above = (p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2
    return float(p1 - p2 - np.sqrt(max(below, 0))), float(p1 - p2 + np.sqrt(max(above, 0)))


def _correlation(a: float, b: float, c: float, d: float) -> float:
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    product = a * d - b * c
    return (max(product - (a + b + c + d) / 2, 0) if product > 0 else product) / float(np.sqrt(margins))


def paired_mean(skillnader: ArrayLike, antal: ArrayLike, niva: float = 0.95) -> tuple[float, float, float]:
    """Mean change of the same persons with Student's interval, from a histogram. NaN limits below 2 pairs."""
    values, weights = np.asarray(skillnader, float), np.asarray(antal, float)
    n = weights.sum()
    if n == 0:
        return np.nan, np.nan, np.nan
    mean = float((values * weights).sum() / n)
    if n < 2:
        return mean, np.nan, np.nan
    spread = np.sqrt((weights * (values - mean) ** 2).sum() / (n - 1) / n)
    margin = float(stats.t.ppf(0.5 + niva / 2, n - 1) * spread)
    return mean, mean - margin, mean + margin


def welch(
    medel1: ArrayLike,
    spridning1: ArrayLike,
    n1: ArrayLike,
    medel2: ArrayLike,
    spridning2: ArrayLike,
    n2: ArrayLike,
    niva: float = 0.95,
) -> Granser:
    """Two independent means, variances not taken to be equal (Welch 1947, Biometrika 34:28).

    `spridning` is the sample's standard deviation (n − 1). NaN below two units, and where nothing varies.
    """
    n1, n2 = np.asarray(n1, float), np.asarray(n2, float)
    difference = np.asarray(medel1, float) - np.asarray(medel2, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        v1, v2 = np.square(spridning1) / n1, np.square(spridning2) / n2
        degrees = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
        margin = special.stdtrit(degrees, 0.5 + niva / 2) * np.sqrt(v1 + v2)
    margin = np.where((np.minimum(n1, n2) >= 2) & (v1 + v2 > 0), margin, np.nan)
    return difference - margin, difference + margin
