"""The median of a period's monthly counts: whether it may be shown. Pure.

It is made from the months' n, so every one of them must be shown, and of the same kommuner as the period.
"""

import numpy as np

from isu.aggregate import status
from isu.aggregate.axel import KOMMUN, add_along, months_of
from isu.aggregate.summor import Summor
from isu.period import HALVAR, HELAR

VISAS, SEKRETESS, EJ_KOMPLETT, EJ_TILLAMPLIGT = map(
    status.kod, (status.VISAS, status.SEKRETESS, status.EJ_KOMPLETT, status.EJ_TILLAMPLIGT)
)


def monthly_status(summor: Summor, status_n: np.ndarray) -> np.ndarray:
    """Per cell, from the status of every n. Only half-years and years have such a median."""
    period = summor.axlar["period"]
    months = months_of(period)
    found = np.full(status_n.shape, EJ_TILLAMPLIGT)
    for long in [*period.of_type(HALVAR), *period.of_type(HELAR)]:
        found[:, long] = _of_months(summor, status_n, long, months[long]) if long in months else EJ_KOMPLETT
    own = np.broadcast_to(summor.status[:, :, None, None, None], status_n.shape)
    return np.where(own == VISAS, found, own).astype(np.uint8)


def _of_months(summor: Summor, status_n: np.ndarray, long: int, months: tuple[int, ...]) -> np.ndarray:
    all_shown = (status_n[:, list(months)] == VISAS).all(1)
    same = _same_kommuner(summor, long, months)[:, None, None, None]
    return np.select([~same, ~all_shown], [EJ_KOMPLETT, SEKRETESS], VISAS)


def _same_kommuner(summor: Summor, long: int, months: tuple[int, ...]) -> np.ndarray:
    """Per area: do the same kommuner count in the whole period and in each of its months?"""
    omrade = summor.axlar["omrade"].kommunvis
    counts = summor.status[omrade.of_type(KOMMUN)] == VISAS
    differs = (counts[:, list(months)] != counts[:, [long]]).any(1)
    return ~add_along(differs, 0, omrade)
