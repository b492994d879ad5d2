"""The published numbers of one measure: withheld ones removed first, then values with one decimal. Pure.

Values are kept in whole tenths until the end, so that rounding is exact: half a tenth goes up. Where there are
no units (n = 0) there is no value, and that is neither a secret nor missing.
"""

from dataclasses import dataclass

import numpy as np

from isu.aggregate.axel import KOMMUN, Axel
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING, MEDEL, MEDIAN


@dataclass(frozen=True)
class Varden:
    """What a reader may see, NaN where there is nothing to see. n and n_okand lack the dimension of categories."""

    n: np.ndarray
    n_okand: np.ndarray
    taljare: np.ndarray
    varde: np.ndarray
    varde_ovagt: np.ndarray


def values(summor: Summor, del_: Del, status_n: np.ndarray, status: np.ndarray) -> Varden:
    """The numbers of one part of the sums, with the statuses that disclosure has decided."""
    shows = status == 0
    n = np.where(shows, del_.n[..., None], 0)
    has_value = n > 0
    tenths = np.where(has_value, _tenths(del_, np.where(has_value, n, 1), shows), 0)
    unweighted, any_kommun = _mean_of_kommuner(tenths, has_value, summor.axlar["omrade"])
    return Varden(
        _visible(del_.n, status_n == 0),
        _visible(del_.n_okand, status_n == 0),
        np.full(shows.shape, np.nan) if del_.taljare is None else _visible(del_.taljare, shows),
        _visible(tenths / 10, has_value),
        _visible(unweighted / 10, any_kommun & shows),
    )


def _visible(numbers: np.ndarray, shows: np.ndarray) -> np.ndarray:
    return np.where(shows, numbers, np.nan)


def _tenths(del_: Del, n: np.ndarray, shows: np.ndarray) -> np.ndarray:
    """The value in tenths: per cent for andel and fordelning, else in the outcome's own unit."""
    if del_.matt == MEDIAN:
        return np.where(shows, np.nan_to_num(del_.median[..., None]) * 10, 0).astype(np.int64)
    taljare = np.where(shows, del_.taljare, 0)
    if del_.matt in (ANDEL, FORDELNING):
        return _quotient(1000 * taljare, n)
    if del_.matt == MEDEL:
        return _quotient(10 * taljare, n)
    return 10 * taljare


def _quotient(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """To the nearest whole number, half upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def _mean_of_kommuner(tenths: np.ndarray, has_value: np.ndarray, omrade: Axel) -> tuple[np.ndarray, np.ndarray]:
    """For every group of kommuner: the mean of the values that its kommuner show, and whether any does."""
    total, number = np.zeros_like(tenths), np.zeros_like(tenths)
    for area, kommuner in enumerate(omrade.bestar_av):
        if omrade.medlemmar[area][0] != KOMMUN:
            total[area] = tenths.take(kommuner, 0).sum(0)
            number[area] = has_value.take(kommuner, 0).sum(0)
    return _quotient(total, np.maximum(number, 1)), number > 0
