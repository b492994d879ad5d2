"""The published numbers of one measure: withheld ones removed first, then values with one decimal. Pure.

Values are kept in whole tenths until the end, so that rounding is exact: half a tenth goes up. Where there are
no units (n = 0) there is no value, and that is neither a secret nor missing; of nobody among many the rate is 0.
"""

from dataclasses import dataclass

import numpy as np

from isu.aggregate.axel import GRUPPER, Axel, months_of
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING, MEDEL
from isu.cells.falt import FORANDRING, MANADSMEDIAN, PER_INVANARE


@dataclass(frozen=True)
class Varden:
    """What a reader may see, NaN where there is nothing to see. The first three lack the dimension of categories.

    `antal_kommuner_ovagt` is how many shown kommuner the unweighted mean is of.
    """

    n: np.ndarray
    n_okand: np.ndarray
    befolkning: np.ndarray
    taljare: np.ndarray
    varde: np.ndarray
    varde_ovagt: np.ndarray
    antal_kommuner_ovagt: np.ndarray


def values(summor: Summor, del_: Del, status_n: np.ndarray, status: np.ndarray) -> Varden:
    """The numbers of one part of the sums, with the statuses that disclosure has decided."""
    shows = status == 0
    per = _denominator(del_, shows)
    has_value = per > 0
    tenths = np.where(has_value, _tenths(summor, del_, np.where(has_value, per, 1), shows), 0)
    unweighted, kommuner = _mean_of_kommuner(tenths, has_value, summor.axlar["omrade"])
    has_mean = (kommuner > 0) & shows
    return Varden(
        _visible(del_.n, status_n == 0),
        _visible(del_.n_okand, status_n == 0),
        _inhabitants(del_),
        np.full(shows.shape, np.nan) if del_.taljare is None else _visible(del_.taljare, shows),
        _visible(tenths / 10, has_value),
        _visible(unweighted / 10, has_mean),
        _visible(kommuner, has_mean),
    )


def _visible(numbers: np.ndarray, shows: np.ndarray) -> np.ndarray:
    return np.where(shows, numbers, np.nan)


def _inhabitants(del_: Del) -> np.ndarray:
    """The denominator of a rate, which is public: shown wherever the area has a rate, though the rate be withheld."""
    if del_.befolkning is None:
        return np.full(del_.n.shape, np.nan)
    shows = np.broadcast_to((del_.status == 0)[:, :, None, None, None], del_.n.shape)
    return _visible(np.broadcast_to(del_.befolkning[..., None], del_.n.shape), shows)


def _denominator(del_: Del, shows: np.ndarray) -> np.ndarray:
    """What the value is per: 0 where there is none to compute."""
    if del_.befolkning is not None:
        return np.where(shows, del_.befolkning[..., None, None], 0)
    if del_.kvantil is not None:
        return np.where(shows & ~np.isnan(del_.kvantil[..., None]), 1, 0)
    return shows.astype(np.int64) if del_.matt == MANADSMEDIAN else np.where(shows, del_.n[..., None], 0)


def _tenths(summor: Summor, del_: Del, per: np.ndarray, shows: np.ndarray) -> np.ndarray:
    """The value in tenths: per cent for andel and fordelning, per so many inhabitants, else the outcome's own unit."""
    if del_.matt == MANADSMEDIAN:
        return _median_of_months(summor, del_, shows)
    if del_.kvantil is not None:
        return np.where(shows, np.rint(np.nan_to_num(del_.kvantil[..., None]) * 10), 0).astype(np.int64)
    taljare = np.where(shows, del_.taljare, 0)
    if del_.matt in (ANDEL, FORDELNING):
        return _quotient(1000 * taljare, per)
    if del_.matt in PER_INVANARE:
        return _quotient(10 * PER_INVANARE[del_.matt] * taljare, per)
    if del_.matt in (MEDEL, FORANDRING):
        return _quotient(10 * taljare, per)
    return 10 * taljare


def _median_of_months(summor: Summor, del_: Del, shows: np.ndarray) -> np.ndarray:
    """Of each half-year and year: the middle of the counts of its months, or between the two in the middle."""
    tenths = np.zeros(shows.shape, dtype=np.int64)
    for long, months in months_of(summor.axlar["period"]).items():
        counts = np.sort(del_.n[:, list(months)], axis=1)
        middle = counts[:, len(months) // 2 - 1] + counts[:, len(months) // 2]
        tenths[:, long] = np.where(shows[:, long], 5 * middle[..., None], 0)
    return tenths


def _quotient(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """To the nearest whole number, half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def _mean_of_kommuner(tenths: np.ndarray, has_value: np.ndarray, omrade: Axel) -> tuple[np.ndarray, np.ndarray]:
    """For every group of kommuner: the mean of the values that its kommuner show, and how many these are."""
    total, number = np.zeros_like(tenths), np.zeros_like(tenths)
    for area, kommuner in enumerate(omrade.kommunvis.bestar_av):
        if omrade.medlemmar[area][0] in GRUPPER:
            total[area] = tenths.take(kommuner, 0).sum(0)
            number[area] = has_value.take(kommuner, 0).sum(0)
    return _quotient(total, np.maximum(number, 1)), number
