"""Standardised rates and ratios with intervals. Pure; arrays in, numbers out.

Strata (age and kön) lie on the last axis: events x, population n, the standard's weights w. A rate is events per person
and period; whoever prints it multiplies. Why a rate is standardised directly or indirectly is decided elsewhere.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from isu.comparison.intervall import Granser, poisson_byar, poisson_exact

DOBSON, FAY_FEUER, INDIREKT = "dobson", "fay_feuer", "indirekt"
#: With fewer events in all no directly standardised rate is given (OHID's technical guidance).
FEWEST = 10


def direct(x: ArrayLike, n: ArrayLike, w: ArrayLike) -> np.ndarray:
    """The rate that the area would have with the standard's ages: Σ w x/n ÷ Σ w."""
    return (_weights(w) * np.asarray(x, float) / np.asarray(n, float)).sum(-1)


def variance(x: ArrayLike, n: ArrayLike, w: ArrayLike) -> np.ndarray:
    """Of the direct rate, events being Poisson: Σ w² x/n² ÷ (Σ w)²."""
    return (_weights(w) ** 2 * np.asarray(x, float) / np.asarray(n, float) ** 2).sum(-1)


def repeated(per_antal: ArrayLike, antal: ArrayLike) -> np.ndarray:
    """Σ k² x_k per stratum: what stands for the events in the variance when a person has several.

    `per_antal[..., k]` are persons with `antal[k]` events. Persons are independent of each other, events are not
    (OHID's technical guidance, non-independent events).
    """
    return (np.asarray(per_antal, float) * np.asarray(antal, float) ** 2).sum(-1)


def dobson(x: ArrayLike, n: ArrayLike, w: ArrayLike, spridning: ArrayLike | None = None, niva: float = 0.95) -> Granser:
    """Dobson et al. 1991 (Stat Med 10:457): the limits of all events, moved and stretched to the standardised rate.

    `spridning` (`repeated`) replaces the events in the variance where persons have several. NaN below FEWEST events.
    """
    events = np.asarray(x, float).sum(-1)
    spread = variance(x if spridning is None else spridning, n, w)
    limits = poisson_byar(events, niva)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(events >= FEWEST, np.sqrt(spread / events), np.nan)
    rate = direct(x, n, w)
    return rate + scale * (limits[0] - events), rate + scale * (limits[1] - events)


def fay_feuer(x: ArrayLike, n: ArrayLike, w: ArrayLike, niva: float = 0.95) -> Granser:
    """Gamma limits of a direct rate (Fay & Feuer 1997, Stat Med 16:791). Wide where weights differ much."""
    m, v, alpha = direct(x, n, w), variance(x, n, w), 1 - niva
    largest = (_weights(w) / np.asarray(n, float)).max(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = np.where(m > 0, v / (2 * m) * stats.chi2.ppf(alpha / 2, 2 * m**2 / v), 0.0)
    above, spread = m + largest, v + largest**2
    return lower, spread / (2 * above) * stats.chi2.ppf(1 - alpha / 2, 2 * above**2 / spread)


def indirect(
    observerade: ArrayLike,
    n: ArrayLike,
    referenstal: ArrayLike,
    granser: Callable[[ArrayLike, float], Granser] = poisson_exact,
    niva: float = 0.95,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Observed ÷ expected events with exact limits, the expected by the reference's rate in each stratum.

    `granser` are those of a number of events (`poisson_ohid` for OHID's). Only the observed sum is needed. Such ratios
    compare with the reference alone, never with each other.
    """
    expected = (np.asarray(n, float) * np.asarray(referenstal, float)).sum(-1)
    observed = np.asarray(observerade, float)
    lower, upper = granser(observed, niva)
    with np.errstate(divide="ignore", invalid="ignore"):
        return observed / expected, lower / expected, upper / expected


def _weights(w: ArrayLike) -> np.ndarray:
    w = np.asarray(w, float)
    return w / w.sum(-1, keepdims=True)
