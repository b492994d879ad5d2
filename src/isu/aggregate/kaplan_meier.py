"""The Kaplan–Meier estimate and its median, from counts per time. Pure.

Spells that still go on when the data were taken out are *censored*: they lasted at least so long. To leave them out
makes durations too short, to count them as ended too.

Kaplan & Meier 1958 (JASA 53:457–481): with d(t) spells that end at time t, of the r(t) that had lasted until then,
S(t) = Π (1 − d(u)/r(u)) over the times u ≤ t. A spell that is censored at t had lasted until t, so it is among r(t).
The median is the first time at which S is at most one half (Klein & Moeschberger 2003, 4.5); where the curve stays
above, there is none.

The limits of the median are where the limits of the curve reach one half (Brookmeyer & Crowley 1982, Biometrics 38:29),
and these are even around log(−log S) with Greenwood's variance (Kalbfleisch & Prentice 2002, 1.4.1), as in lifelines.
"""

from collections.abc import Iterator

import numpy as np
from scipy import stats

#: S is a product of quotients and is exact to about 1e-15 per factor; a curve that touches one half has reached it.
NEARLY = 1e-9


def survival(ends: np.ndarray, censored: np.ndarray) -> np.ndarray:
    """S at each time. Counts along the last dimension, in the order of ascending times."""
    lasted = (ends + censored)[..., ::-1].cumsum(-1, dtype=np.int64)[..., ::-1]
    return np.cumprod(1 - ends / np.maximum(lasted, 1), axis=-1)


def km_median(ends: np.ndarray, censored: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The median time, NaN where the curve never reaches one half; and how many units stand on its smaller side.

    The sides are the ends up to and with the median, and those after it; without a median, the halves of all units.
    """
    below = survival(ends, censored) <= 0.5 + NEARLY
    reached, place = below.any(-1), below.argmax(-1)
    half = (ends + censored).sum(-1, dtype=np.int64) // 2
    median = np.where(reached, times[place], np.nan)
    return median, np.where(reached, ends_outside(ends, times, median), half)


def ends_outside(ends: np.ndarray, times: np.ndarray, at: np.ndarray) -> np.ndarray:
    """How many ends there are up to and with a time, or after it, whichever is fewer; 0 where there is no time."""
    with np.errstate(invalid="ignore"):
        before = (ends * (times <= at[..., None])).sum(-1, dtype=np.int64)
    return np.where(np.isnan(at), 0, np.minimum(before, ends.sum(-1, dtype=np.int64) - before))


def km_limits(
    ends: np.ndarray, censored: np.ndarray, times: np.ndarray, *nivaer: float
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """At each level the limits of the median, in the unit of `times`; NaN where the curve's own limit never reaches one
    half."""
    for bands in survival_bands(ends, censored, *nivaer):
        reached = (band <= 0.5 + NEARLY for band in bands)
        yield tuple(np.where(r.any(-1), times[r.argmax(-1)], np.nan) for r in reached)


def survival_bands(ends: np.ndarray, censored: np.ndarray, *nivaer: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """At each level the lower and upper limit of S at each time: S^exp(±z √Σ d/(r(r − d)) ÷ log S). 1 before the first
    end; after the last of all units, where S is 0, the lower is 0 and the upper unknown."""
    curve = survival(ends, censored)
    lasted = (ends + censored)[..., ::-1].cumsum(-1, dtype=np.int64)[..., ::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.nancumsum(np.where(ends > 0, ends / (lasted * (lasted - ends)), 0.0), axis=-1)
        deviation, logarithm = np.sqrt(greenwood), np.log(curve)
    for niva in nivaer:
        with np.errstate(divide="ignore", invalid="ignore"):
            width = np.exp(-stats.norm.ppf(0.5 + niva / 2) * deviation / logarithm)
            bands = curve**width, curve ** (1 / width)
        lower, upper = (np.where(curve >= 1, 1.0, band) for band in bands)
        yield np.where(curve <= 0, 0.0, lower), np.where(curve <= 0, np.nan, upper)
