"""The model of one indicator: what is counted, and every number that is printed of it or can be had by subtraction.
Pure.

The numbers are a tensor over the members of six dimensions: område, period, kön, ålder, grupp and what is counted.
Every one is a known sum of the coordinates (`dimension`), so one statement covers totals, linked areas, ages and
unions, variants, numerators with denominators and complements, and half-years with their year: an alternative y that
changes no printed number cannot be told from the true one.

Not in the model, because they are no counts: sums of days, percentiles. They are shown with what they are made from.
"""

from dataclasses import dataclass

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.dimension import Dimension, along, disjoint, groups
from isu.disclosure.perioder import periods
from isu.disclosure.rakning import Rakning, quantities


@dataclass(frozen=True)
class Modell:
    """`y` is over the coordinates of `dimensioner`; `finns` (same shape) is False where nothing can ever be counted.

    `varden` and `lasbar` are over the members: `lasbar` says which numbers a reader could have if nothing were
    withheld. `styr`, `foljer` and `slag` are those of the last dimension (see `rakning`).
    """

    namn: str
    dimensioner: tuple[Dimension, ...]
    y: np.ndarray
    finns: np.ndarray
    varden: np.ndarray
    lasbar: np.ndarray
    styr: np.ndarray
    foljer: np.ndarray
    slag: np.ndarray

    @property
    def tryckt(self) -> np.ndarray:
        """Which numbers are printed if nothing is withheld: the others of `lasbar` are differences of two of these."""
        return self.lasbar & self.dimensioner[-1].tryckt


def model_of(summor: Summor) -> tuple[Modell, Rakning]:
    """The model of an indicator's sums. Also where in its last dimension each measure stands."""
    rakning = quantities(summor)
    counted = np.stack(rakning.varden, -1)
    axlar = summor.axlar
    omrade, kommuner = disjoint("omrade", axlar["omrade"])
    kon, kon_atoms = disjoint("kon", axlar["kon"])
    alder, alder_atoms = disjoint("aldersgrupp", axlar["aldersgrupp"])
    counted = counted[np.ix_(kommuner, range(counted.shape[1]), kon_atoms, alder_atoms)]
    grupp, kept = groups("grupp", axlar["grupp"], np.moveaxis(counted, 4, 0))
    counts = summor.status[kommuner] == 0
    period, members, held = periods(axlar["period"], np.moveaxis(counted, 1, 0), counts)
    dimensions = (omrade, period, kon, alder, grupp, rakning.dimension)
    there = held.T[:, :, None, None, None, None]
    y = counted[:, :, :, :, kept][:, members] * there
    readable = _readable(summor, dimensions)
    return checked(summor.indikator, dimensions, y, np.broadcast_to(there, y.shape), readable, rakning), rakning


def checked(namn, dimensions, y, there, readable, rakning: Rakning) -> Modell:
    """A model whose layers are what holds in the counts: a reader can only know what is true."""
    sound = tuple(_that_hold(dimensions, i, y) for i in range(len(dimensions)))
    values = along(y, [d.medlemmar for d in dimensions])
    return Modell(namn, sound, y, there, values, readable, rakning.styr, rakning.foljer, rakning.slag)


def _that_hold(dimensions: tuple[Dimension, ...], place: int, y: np.ndarray) -> Dimension:
    dimension = dimensions[place]
    layers = along(y, [d.lager for d in dimensions])
    holds = (np.moveaxis(layers, place, 0).reshape(len(dimension.lager), -1) >= 0).all(1)
    return Dimension(dimension.namn, dimension.medlemmar, dimension.lager[holds], dimension.tryckt, dimension.kopplad)


def _readable(summor: Summor, dimensions: tuple[Dimension, ...]) -> np.ndarray:
    readable = np.ones(tuple(len(d.medlemmar) for d in dimensions), bool)
    for place, dimension in enumerate(dimensions[:-1]):
        np.moveaxis(readable, place, 0)[~dimension.tryckt] = False
    readable &= (summor.status == 0)[:, :, None, None, None, None]
    return readable
