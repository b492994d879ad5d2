"""Atoms added up to the cells of a published table: n, unknown, numerators and medians. Pure arithmetic.

Every array has the dimensions område, period, kön, age and group, and for numerators also the category, in the
order that the published rows are sorted. Counts are whole numbers all the way; a median is exact.
"""

from collections.abc import Mapping
from itertools import product

import numpy as np

from isu.aggregate.axel import Axel, add_along
from isu.aggregate.celler import Atomer
from isu.aggregate.utfall import numbers

Axlar = Mapping[str, Axel]


def shape(axlar: Axlar) -> tuple[int, ...]:
    return tuple(len(axel.medlemmar) for axel in axlar.values())


def added(atomer: Atomer, axlar: Axlar, units: np.ndarray | None = None) -> np.ndarray:
    """The number of units (or of `units`, one column per category) of every member of every axis."""
    units = atomer.antal if units is None else units
    sums = np.zeros(tuple(len(axel.atomer) for axel in axlar.values()) + units.shape[1:], dtype=np.int64)
    np.add.at(sums, atomer.plats, units)
    for place, axel in enumerate(axlar.values()):
        sums = add_along(sums, place, axel)
    return sums


def medians(atomer: Atomer, axlar: Axlar) -> np.ndarray:
    """The median of every member (Hyndman–Fan type 7, as DuckDB's quantile_cont); NaN where there are no units.

    One period and group at a time, to bound the memory: these axes' members are their own atoms.
    """
    found = np.full(shape(axlar), np.nan)
    _, period, _, _, group = atomer.plats
    number = numbers(atomer.utfall)[atomer.utfall_nr]
    for p, g in product(range(found.shape[1]), range(found.shape[-1])):
        chosen = np.flatnonzero((period == p) & (group == g))
        if chosen.size:
            found[:, p, :, :, g] = _medians_of(atomer.where(chosen), number[chosen], axlar)
    return found


def _medians_of(atomer: Atomer, number: np.ndarray, axlar: Axlar) -> np.ndarray:
    """A table of how many units have each value, added up over areas, kön and ages; then the middle is read off."""
    values, value_nr = np.unique(number, return_inverse=True)
    kommun, _, kon, alder, _ = atomer.plats
    names = ("omrade", "kon", "aldersgrupp")
    sums = np.zeros(tuple(len(axlar[n].atomer) for n in names) + values.shape, dtype=np.int32)
    np.add.at(sums, (kommun, kon, alder, value_nr), atomer.antal)
    for place, name in enumerate(names):
        sums = add_along(sums, place, axlar[name])
    return _middle(sums, values)


def _middle(counts: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The mean of the two middle units' values (the same unit when n is odd). Counts per value, values ascending."""
    below = counts.cumsum(-1, dtype=counts.dtype)
    n = below[..., -1:]
    lower = values[np.minimum((below <= (n - 1) // 2).sum(-1), len(values) - 1)]
    upper = values[np.minimum((below <= n // 2).sum(-1), len(values) - 1)]
    return np.where(n[..., 0] > 0, (lower + upper) / 2, np.nan)
