"""Atoms added up to the cells of a published table: n, unknown and numerators. Pure arithmetic.

Every array has the dimensions område, period, kön, age and group, and for numerators also the category, in the
order that the published rows are sorted. Counts are whole numbers all the way.
"""

from collections.abc import Mapping

import numpy as np

from isu.aggregate.axel import Axel, add_along
from isu.aggregate.celler import Atomer

Axlar = Mapping[str, Axel]


def shape(axlar: Axlar) -> tuple[int, ...]:
    return tuple(len(axel.medlemmar) for axel in axlar.values())


def added(atomer: Atomer, axlar: Axlar, units: np.ndarray | None = None) -> np.ndarray:
    """The number of units (or of `units`, one column per category) of every member of every axis."""
    units = atomer.antal if units is None else units
    if not len(units):
        return np.zeros(shape(axlar) + units.shape[1:], np.int64)
    sums = np.zeros(tuple(len(axel.atomer) for axel in axlar.values()) + units.shape[1:], dtype=np.int64)
    np.add.at(sums, atomer.plats, units)
    for place, axel in enumerate(axlar.values()):
        sums = add_along(sums, place, axel)
    return sums
