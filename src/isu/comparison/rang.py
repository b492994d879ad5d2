"""Ranks, only ever as intervals: where among the areas one of them may stand. Pure. Never part of an edition.

A bare rank makes a list of chance (Goldstein & Spiegelhalter 1996, JRSS A 159:385). What is known of each area's share
is taken as Beta(x + ½, n − x + ½), of its rate as Gamma(x + ½)/N (Jeffreys), independent of each other.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from isu.comparison.intervall import poisson_exact

#: How many equally likely values the own share is tried at.
STEPS = 400


class Rang(NamedTuple):
    """Ranks from 1, the highest value: the rank lies between `hogst` and `lagst` with the level's probability, `mitt`
    is its median, `av` the number of areas."""

    hogst: int
    mitt: int
    lagst: int
    av: int


def of_shares(taljare: ArrayLike, n: ArrayLike, plats: int, niva: float = 0.95) -> Rang:
    """The rank interval of the area at `plats` among areas with x of n each."""
    x, n = np.asarray(taljare, float), np.asarray(n, float)
    return _interval(rank_distribution(stats.beta(x + 0.5, n - x + 0.5), x.size, plats), niva)


def of_rates(antal: ArrayLike, befolkning: ArrayLike, plats: int, niva: float = 0.95) -> Rang:
    """The same of rates: events and inhabitants."""
    x, n = np.asarray(antal, float), np.asarray(befolkning, float)
    return _interval(rank_distribution(stats.gamma(x + 0.5, scale=1 / n), x.size, plats), niva)


def printed_dispersion(antal: ArrayLike, ovre: ArrayLike) -> np.ndarray:
    """φ as a printed upper limit of a number of events tells it (`intervall.poisson_repeated`): how many times as far
    away as the exact limit, squared. Divide events and inhabitants by it before they are ranked."""
    x = np.asarray(antal, float)
    return np.maximum(((np.asarray(ovre, float) - x) / (poisson_exact(x)[1] - x)) ** 2, 1)


def rank_distribution(known, areas: int, plats: int) -> np.ndarray:
    """The probability of each rank of one area. `known` is a frozen distribution of scipy with one value per area.

    Given the own value u, the others lie above it independently of each other, so their number is Poisson–binomial;
    that is averaged over equally likely u. No chance is drawn: the same numbers give the same interval.
    """
    u = known.ppf(((np.arange(STEPS) + 0.5) / STEPS)[:, None])[:, plats]
    above = np.delete(known.sf(u[:, None]), plats, axis=1)
    ranks = np.zeros((STEPS, areas))
    ranks[:, 0] = 1
    for p in above.T[..., None]:
        ranks[:, 1:] = ranks[:, 1:] * (1 - p) + ranks[:, :-1] * p
        ranks[:, :1] *= 1 - p
    return ranks.mean(0)


def _interval(distribution: np.ndarray, niva: float) -> Rang:
    below = np.cumsum(distribution)
    at = [int(np.searchsorted(below, q)) + 1 for q in ((1 - niva) / 2, 0.5, (1 + niva) / 2)]
    return Rang(*at, distribution.size)


def quantile_groups(varden: ArrayLike, antal: int) -> np.ndarray:
    """Quarters, tenths … of areas, 1 with the lowest values; NaN where there are fewer areas than groups.

    ⌊(k + 1) − ⌈((m + 1) − rank)/(m/k)⌉⌋, equal values having the lowest rank of theirs (OHID, Assigning deprivation
    categories); 0 becomes 1.
    """
    values = np.asarray(varden, float)
    known = ~np.isnan(values)
    m = int(known.sum())
    if m < antal:
        return np.full(values.shape, np.nan)
    ranks = stats.rankdata(values, method="min", nan_policy="omit")
    return np.maximum(np.floor(antal + 1 - np.ceil((m + 1 - ranks) / (m / antal))), 1)
