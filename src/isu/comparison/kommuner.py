"""What the shown values of kommuner say together, per column of the table: funnels, medians, drawn-in values. Pure.

Arrays have the areas on the first dimension, in the order of the axis; columns are period, kön, age, group and
category.
"""

from dataclasses import dataclass

import numpy as np

from isu.aggregate.axel import GRUPPER, KOMMUN, KOMMUNGRUPP, Axel
from isu.aggregate.utfall import MEDELVARDEN
from isu.cells.falt import PER_INVANARE
from isu.comparison import tratt, utjamning
from isu.comparison.skattning import ANDELAR, Skattning, scale

#: Measures that have a funnel: those whose chance is known from the numbers that are shown.
MED_TRATT = (*ANDELAR, *PER_INVANARE, *MEDELVARDEN)


@dataclass(frozen=True)
class Landet:
    """Per column: the whole of the shown kommuner, their dispersion (φ, τ) and how many they are."""

    mitt: np.ndarray
    fi: np.ndarray
    tau: np.ndarray
    antal: np.ndarray


def chance(matt: str, mitt: np.ndarray, s: Skattning) -> np.ndarray:
    """The standard error of each value by chance alone, where the reference's value `mitt` holds; printed unit."""
    if matt in MEDELVARDEN:
        with np.errstate(divide="ignore", invalid="ignore"):
            return s.spridning / np.sqrt(s.n)
    error = {**dict.fromkeys(ANDELAR, tratt.proportion_error), **dict.fromkeys(PER_INVANARE, tratt.rate_error)}
    of = error.get(matt)
    return scale(matt) * np.sqrt(s.fi) * of(mitt / scale(matt), s.per) if of else np.full(s.varde.shape, np.nan)


def country(matt: str, s: Skattning, omrade: Axel) -> Landet:
    """Of all kommuner that are shown."""
    kommuner = s.at(omrade.of_type(KOMMUN))
    if matt not in MED_TRATT:
        none = np.full(s.varde.shape[1:], np.nan)
        return Landet(none, none, none, (~np.isnan(kommuner.varde)).sum(0))
    centre = scale(matt) * tratt.centre(kommuner.taljare, kommuner.per)
    fi, tau2, antal = tratt.dispersion(kommuner.varde, centre, chance(matt, centre, kommuner))
    return Landet(centre, fi, np.sqrt(tau2), antal)


def quartiles(s: Skattning, omrade: Axel) -> tuple[np.ndarray, ...]:
    """Per area larger than a kommun: the lower quartile, median and upper quartile of the values that its kommuner
    show, and how many these are; NaN of kommuner and stadsdelar."""
    found = tuple(np.full(s.varde.shape, np.nan) for _ in range(4))
    for place, parts in enumerate(omrade.kommunvis.bestar_av):
        if omrade.medlemmar[place][0] in GRUPPER:
            for target, of in zip(found, _quarters(s.varde[list(parts)]), strict=True):
                target[place] = of
    return found


def _quarters(values: np.ndarray) -> tuple[np.ndarray, ...]:
    """Over the first dimension, of those that are shown; Hyndman–Fan type 7, as percentiles of units."""
    ordered, number = np.sort(values, axis=0), (~np.isnan(values)).sum(0)
    found = []
    for quarter in (1, 2, 3):
        below, rest = np.divmod(quarter * np.maximum(number - 1, 0), 4)
        above = np.minimum(below + 1, np.maximum(number - 1, 0))
        low, high = (np.take_along_axis(ordered, p[None], 0)[0] for p in (below, above))
        found.append(low + rest / 4 * (high - low))
    return *found, number


def drawn_in(matt: str, s: Skattning, omrade: Axel) -> utjamning.Utjamnat:
    """Shares and rates of kommuner drawn toward those of their kommungrupp, in the printed unit; NaN for the rest.
    Events of the same persons are as much as fewer independent ones: both parts of the rate are divided by φ."""
    of = utjamning.beta_binomial if matt in ANDELAR else utjamning.gamma_poisson if matt in PER_INVANARE else None
    if of is None:
        return utjamning.Utjamnat(*(np.broadcast_to(np.nan, s.varde.shape),) * 2)
    value, weight = np.full(s.varde.shape, np.nan), np.full(s.varde.shape, np.nan)
    for place in omrade.of_type(KOMMUNGRUPP):
        kommuner = list(omrade.kommunvis.bestar_av[place])
        value[kommuner], weight[kommuner] = of(*(v[kommuner] / s.fi[kommuner] for v in (s.taljare, s.per)))
    return utjamning.Utjamnat(scale(matt) * value, weight)
