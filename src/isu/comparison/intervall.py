"""Intervals for one number: shares, counts of events, means, percentiles. Pure; arrays in, arrays out.

`niva` is the level of confidence, two-sided (0.95). Limits of a share and a count are in their own unit: a share 0–1,
a number of events. What is compared with what stands in `skillnad`, standardised rates in `standardisering`.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

Granser = tuple[np.ndarray, np.ndarray]

#: Method codes, as printed beside a number.
WILSON, POISSON_OHID, T, T_PARAD = "wilson", "poisson_ohid", "t", "t_parad"
ORDNING, KM_LOGLOG = "ordning", "km_loglog"
#: Of units of which some are known by a band of days only: the value is an interval median, the limits hold whatever
#: the days were.
ORDNING_INTERVALL = "ordning_intervall"
#: Of persons who count once; of events whose persons are not known, too narrow if these have several; of events of
#: which a person may have several, by the area's own persons and by those of riket; of months that count much the same
#: persons.
POISSON_EXAKT, POISSON_HANDELSER, POISSON_MANADER = "poisson_exakt", "poisson_handelser", "poisson_manader"
POISSON_UPPREPAD, POISSON_RIKET = "poisson_upprepad", "poisson_upprepad_riket"
#: The guide that `ohid` follows uses exact limits below this number of events, and Byar's from it.
OHID_FROM = 10


@lru_cache(maxsize=8)
def normal_quantile(niva: float) -> float:
    return float(stats.norm.ppf(0.5 + niva / 2))


def wilson(taljare: ArrayLike, n: ArrayLike, niva: float = 0.95) -> Granser:
    """Wilson's score interval of a share (Wilson 1927; Newcombe 1998, Stat Med 17:857). NaN where n is 0."""
    x, n, z = np.asarray(taljare, float), np.asarray(n, float), normal_quantile(niva)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle, width = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - x / n))
        lower, upper = (middle - width) / (2 * (n + z**2)), (middle + width) / (2 * (n + z**2))
    # At 0 and n the limit is the share itself; the formula gives it with a rounding error.
    return np.where((x == 0) & (n > 0), 0.0, lower), np.where((x == n) & (n > 0), 1.0, upper)


def poisson_exact(antal: ArrayLike, niva: float = 0.95) -> Granser:
    """Exact limits of a number of events: half of χ² with 2o and 2o + 2 degrees (Breslow & Day 1987, IARC vol. II)."""
    alpha = 1 - niva
    return (
        _of_each(antal, lambda o: np.where(o == 0, 0.0, special.gammaincinv(np.maximum(o, 1), alpha / 2))),
        _of_each(antal, lambda o: special.gammaincinv(o + 1, 1 - alpha / 2)),
    )


def poisson_byar(antal: ArrayLike, niva: float = 0.95) -> Granser:
    """Byar's approximation (Breslow & Day 1987). Only for several events: see `poisson_ohid`."""
    o, z = np.asarray(antal, float), normal_quantile(niva)
    safe = np.maximum(o, 1)
    lower = safe * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3
    return np.where(o > 0, lower, 0.0), (o + 1) * (1 - 1 / (9 * (o + 1)) + z / (3 * np.sqrt(o + 1))) ** 3


def poisson_ohid(antal: ArrayLike, niva: float = 0.95) -> Granser:
    """Exact below ten events and Byar from ten: what the technical guidance of OHID (Fingertips) does."""
    few = np.asarray(antal) < OHID_FROM
    exact, byar = poisson_exact(antal, niva), poisson_byar(antal, niva)
    return np.where(few, exact[0], byar[0]), np.where(few, exact[1], byar[1])


def poisson_repeated(antal: ArrayLike, fi: ArrayLike, niva: float = 0.95) -> Granser:
    """A number of events of which a person may have several: o ± √φ times as far as the exact limits are.

    Persons are independent of each other, events are not: with k events each, Var = Σ k² over persons (OHID's technical
    guidance, non-independent events), and φ = Σ k² ÷ o. The exact limits are moved and stretched as Dobson et al. 1991
    (Stat Med 10:457) do. φ = 1 gives them back. Not below 0; NaN where φ is.
    """
    o, root = np.asarray(antal, float), np.sqrt(np.asarray(fi, float))
    lower, upper = poisson_exact(o, niva)
    return np.maximum(o - root * (o - lower), 0), o + root * (upper - o)


def mean_t(medel: ArrayLike, standardavvikelse: ArrayLike, n: ArrayLike, niva: float = 0.95) -> Granser:
    """Student's interval of a mean, `standardavvikelse` being the sample's (n − 1). NaN where n is below 2."""
    n = np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = _of_each(n, lambda m: special.stdtrit(m - 1, 0.5 + niva / 2))
        margin = t * np.asarray(standardavvikelse) / np.sqrt(n)
    margin = np.where(n >= 2, margin, np.nan)
    return np.asarray(medel) - margin, np.asarray(medel) + margin


def _of_each(numbers: ArrayLike, function: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """A dear function of numbers that are few but often repeated: computed once of each."""
    distinct, where = np.unique(np.asarray(numbers, float), return_inverse=True)
    return function(distinct)[where].reshape(np.shape(numbers))
