"""Funnels: how far from the whole an area may lie by chance alone, and by chance and ordinary differences. Pure.

The areas lie on the first dimension and NaN is an area that is not shown. Values, centres and standard errors are in
one unit, the measure's own. The funnel's level is two-sided: 0.998 are its outer limits, three standard errors.

With thousands of units in each area chance is so small that most areas fall outside the limits of chance, for reasons
that nobody has done anything about: the data are over-dispersed. Spiegelhalter 2005 (Stat Med 24:1185): the variance
between areas, τ², is added to that of chance.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from isu.aggregate.ordning import NIVA, YTTRE_NIVA
from isu.comparison.intervall import Granser, normal_quantile, poisson_exact

INRE, YTTRE = NIVA, YTTRE_NIVA
#: How an area stands to what it is compared with.
LAGRE, INGEN_SKILLNAD, HOGRE = "lagre", "ingen_skillnad", "hogre"
#: With fewer areas than this nothing is said of how much areas differ.
FEWEST_AREAS = 10
#: The share of areas at each end whose distance is drawn in before the dispersion is measured.
WINSORISED = 0.1
#: What the mean square of drawn-in normal distances is: with b = 1.28, the quantile of 0.9,
#: E min(z², b²).
BY_CHANCE = 0.678655


class Spridning(NamedTuple):
    """`phi` is the mean square of the drawn-in distances, 1 by chance alone; `tau2` the variance between areas, in the
    measure's unit squared, 0 where there is no more than chance; `antal` the areas that are shown."""

    phi: np.ndarray
    tau2: np.ndarray
    antal: np.ndarray


def centre(taljare: ArrayLike, n: ArrayLike) -> np.ndarray:
    """The whole of the areas that are shown: Σ x ÷ Σ n, over the first dimension. NaN where there is nothing."""
    x, n = np.asarray(taljare, float), np.asarray(n, float)
    shown = ~(np.isnan(x) | np.isnan(n))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(shown, x, 0).sum(0) / np.where(shown, n, 0).sum(0)


def proportion_error(mitt: ArrayLike, n: ArrayLike) -> np.ndarray:
    """The standard error of a share (0–1) of n units where the whole's share holds: √(p(1 − p)/n)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(np.asarray(mitt, float) * (1 - np.asarray(mitt, float)) / np.asarray(n, float))


def rate_error(mitt: ArrayLike, befolkning: ArrayLike) -> np.ndarray:
    """The standard error of events per inhabitant where the whole's rate holds: √(λ/N)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(np.asarray(mitt, float) / np.asarray(befolkning, float))


def dispersion(varde: ArrayLike, mitt: ArrayLike, fel: ArrayLike) -> Spridning:
    """Spiegelhalter 2005: z = (y − y0)/s, the outermost tenth at each end drawn in to the next, φ = Σ z²/I. Where
    I φ > I − 1: τ² = (I φ − (I − 1)) ÷ (Σ w − Σ w²/Σ w), w = 1/s². NaN below FEWEST_AREAS areas.

    Here φ is also divided by what drawing in leaves of chance alone (BY_CHANCE), as any winsorised variance must be to
    be consistent. The paper does not: then τ comes out a sixth too small, and some areas in a hundred fall outside.
    """
    fel = np.asarray(fel, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (np.asarray(varde, float) - mitt) / fel
    shown = np.isfinite(z)
    areas = shown.sum(0)
    squares = np.where(shown, _winsorised(np.where(shown, z, np.nan)) ** 2, 0).sum(0) / BY_CHANCE
    w = np.where(shown, 1 / np.where(shown, fel, 1) ** 2, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        tau2 = (squares - (areas - 1)) / (w.sum(0) - (w**2).sum(0) / w.sum(0))
        phi = squares / areas
    enough = areas >= FEWEST_AREAS
    return Spridning(np.where(enough, phi, np.nan), np.where(enough, np.maximum(tau2, 0), np.nan), areas)


def _winsorised(z: np.ndarray) -> np.ndarray:
    """The lowest and highest tenth of each column drawn in to the next value inside. NaN stays."""
    areas = (~np.isnan(z)).sum(0)
    ordered, tenth = np.sort(z, axis=0), np.floor(WINSORISED * areas).astype(int)
    low, high = (np.take_along_axis(ordered, np.maximum(p, 0)[None], 0) for p in (tenth, areas - 1 - tenth))
    return np.clip(z, low, high)


def limits(mitt: ArrayLike, fel: ArrayLike, tau2: ArrayLike = 0.0, niva: float = YTTRE) -> Granser:
    """The funnel at each area: y0 ± z √(s² + τ²). With τ² = 0 the limits of chance alone; of a share these are the
    inversion of Wilson's interval before it is cut off at 0 and 1, which is left to the caller."""
    width = normal_quantile(niva) * np.sqrt(np.asarray(fel, float) ** 2 + tau2)
    return mitt - width, mitt + width


def poisson_limits(antal: ArrayLike, niva: float = YTTRE) -> Granser:
    """Observed ÷ expected at which so many events are just outside, by exact limits (OHID's funnels of rates and
    ratios): the lower line for those that have fewer than expected, the upper for more. Of a rate, times the
    whole's."""
    o = np.asarray(antal, float)
    lower, upper = poisson_exact(o, niva)
    with np.errstate(divide="ignore"):
        return o / upper, np.where(o > 0, o / lower, np.inf)


def classes(varde: ArrayLike, granser: Granser) -> np.ndarray:
    """−1 below, 0 between, 1 above the limits; NaN where anything is unknown."""
    value, (low, high) = np.asarray(varde, float), granser
    return np.where(np.isnan(value + low + high), np.nan, (value > high) * 1.0 - (value < low))


def classes_of_difference(granser: Granser) -> np.ndarray:
    """The same from the limits of a difference: where they do not enclose 0."""
    low, high = granser
    return np.where(np.isnan(low + high), np.nan, (low > 0) * 1.0 - (high < 0))


def false_alarms(areas: int, niva: float = YTTRE) -> float:
    """How many of so many areas fall outside by chance, if they are all alike: 0.6 of 290 at 0.998, 14.5 at 0.95."""
    return areas * float(2 * stats.norm.sf(normal_quantile(niva)))
