"""The model of one indicator: what is counted, and every number that is printed of it or can be had by subtraction.
Pure.

The numbers are a tensor over the members of six dimensions: område, period, kön, ålder, grupp and what is counted.
Every one is a known sum of the coordinates (`dimension`), so one statement covers totals, linked areas, ages and
unions, variants, numerators with denominators and complements, and half-years with their year: an alternative y that
changes no printed number cannot be told from the true one.

What is offered nowhere (`utbud`) is not counted here. What is offered at some level only is: at the others it is not
printed, but a reader may come near it.

Not in the model, because they are no counts: sums of days, percentiles. They are shown with what they are made from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.dimension import Dimension, along, disjoint, groups
from isu.disclosure.fordelningar import Fordelningar, Slutna
from isu.disclosure.lager import PERIOD, that_hold
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.perioder import periods
from isu.disclosure.rakning import Rakning, quantities
from isu.disclosure.urval import only
from isu.disclosure.utbud import Utbud, by_any_name, everything, kept, offered_at, offered_by_level

#: The axes that a design may leave members out of, and where they stand.
DELADE = {"kon": 2, "aldersgrupp": 3, "grupp": 4}


@dataclass(frozen=True)
class Modell:
    """`y` is over the coordinates of `dimensioner`; `finns` (same shape) is False where nothing can ever be counted.

    `varden`, `lasbar` and `erbjuden` are over the members: `lasbar` says which numbers a reader could have if nothing
    were withheld and all were offered, `erbjuden` which are offered, `redovisad` which have rows, though they may be
    withheld because the area has another name. `bredvid` are not offered here and known all the same: other indicators
    show them, or an earlier release did. `tak`, if there is any, is the most that each can be by what others show.
    `styr`, `foljer` and `slag` are those of the last dimension (see `rakning`). `galler` says of each condition of the
    periods which layers of what is counted it is one of; None where there are no conditions.
    """

    namn: str
    dimensioner: tuple[Dimension, ...]
    y: np.ndarray
    finns: np.ndarray
    varden: np.ndarray
    lasbar: np.ndarray
    erbjuden: np.ndarray
    redovisad: np.ndarray
    styr: np.ndarray
    foljer: np.ndarray
    slag: np.ndarray
    galler: np.ndarray | None = None
    bredvid: np.ndarray | np.bool_ = np.False_
    tak: np.ndarray | None = None

    @cached_property
    def lager(self) -> list[np.ndarray]:
        """Per dimension the layers and conditions; what is counted in `obundna` of them binds nothing."""
        return [d.alla_lager for d in self.dimensioner]

    @cached_property
    def obundna(self) -> np.ndarray:
        """Of the layers of one kommun, laid out flat, the conditions with what they are no conditions of."""
        found = np.zeros([len(rows) for rows in self.lager[1:]], bool)
        if self.galler is not None:
            found[len(self.dimensioner[PERIOD].lager) :] = ~self.galler[:, None, None, None]
        return found.ravel()

    @cached_property
    def tryckt(self) -> np.ndarray:
        """Which numbers are printed if nothing is withheld, here or beside: the others of `lasbar` are differences of
        two of these, or not offered."""
        return ((self.lasbar & self.erbjuden) | self.bredvid) & self.dimensioner[-1].tryckt

    def with_beside(self, kanda: np.ndarray) -> "Modell":
        """With what is known of what is not offered here."""
        beside = kanda & ~self.erbjuden & self.dimensioner[-1].tryckt
        return replace(self, bredvid=beside) if beside.any() else self

    def with_ceilings(self, tak: np.ndarray) -> "Modell":
        """With the most that each number can be. Of a class that is offered nowhere there is something to read then."""
        told, counts = (tak < NO_CEILING).any((0, 1, 5)), self.lasbar.any((2, 3, 4, 5))
        return replace(self, tak=tak, lasbar=self.lasbar | np.multiply.outer(counts, told[..., None]))


@dataclass(frozen=True)
class Plan:
    """How the model stands in the sums: where in its last dimension each measure is, and which members of kön, age and
    group are in it."""

    rakning: Rakning
    kvar: tuple[list[int], list[int], list[int]]
    shape: tuple[int, ...]

    def laid_out(self, values: np.ndarray, elsewhere: bool) -> np.ndarray:
        """Yes and no over all members of the sums; `elsewhere` is what holds of those that are not in the model."""
        found = np.full((*self.shape, values.shape[-1]), elsewhere)
        found[(slice(None), slice(None), *np.ix_(*self.kvar))] = values
        return found

    def taken(self, values: np.ndarray) -> np.ndarray:
        """Of all members of the sums those of the model."""
        return values[(slice(None), slice(None), *np.ix_(*self.kvar))]


@dataclass(frozen=True)
class Grund:
    """What is the same in every design of the same members (`kvar`): all of it readable and offered."""

    kvar: tuple[list[int], list[int], list[int]]
    summor: Summor
    rakning: Rakning
    modell: Modell


class Grunder:
    """Of some sums, the foundation of the last design that was tried: mostly that of the next one too."""

    def __init__(self, summor: Summor):
        self.summor = summor
        self.senast: Grund | None = None

    def of(self, utbud: Utbud) -> Grund:
        kvar = kept(utbud, self.summor.axlar)
        if self.senast is None or self.senast.kvar != kvar:
            self.senast = _foundation(self.summor, kvar)
        return self.senast


def model_of(
    grunder: Grunder,
    utbud: Utbud | None = None,
    slutna: Slutna = frozenset(),
    stangda: np.ndarray | None = None,
) -> tuple[Modell, Plan]:
    """The model of an indicator's sums by this design, without the categories (`fordelningar`) and the columns of some
    areas (`stangda`) that are closed; without a design everything is offered."""
    summor = grunder.summor
    utbud = everything(summor.axlar) if utbud is None else utbud
    grund = grunder.of(utbud)
    rows = offered_by_level(summor, utbud)[..., None]
    lasbar = _readable(grund.summor, grund.modell.dimensioner, utbud, grund.modell.lasbar.shape)
    plan = Plan(grund.rakning, grund.kvar, summor.shape)
    told = rows & Fordelningar(summor, utbud).told(slutna, grund.rakning)
    told = by_any_name(summor, told if stangda is None else told & ~stangda[..., None])
    redovisad = np.broadcast_to(plan.taken(rows), lasbar.shape)
    return replace(grund.modell, lasbar=lasbar, erbjuden=plan.taken(told), redovisad=redovisad), plan


def _foundation(summor: Summor, kvar: tuple[list[int], list[int], list[int]]) -> Grund:
    coarse = _coarsened(summor, kvar)
    rakning = quantities(coarse)
    counted = np.stack(rakning.varden, -1)
    axlar = coarse.axlar
    omrade, kommuner = disjoint("omrade", axlar["omrade"])
    kon, kon_atoms = disjoint("kon", axlar["kon"])
    alder, alder_atoms = disjoint("aldersgrupp", axlar["aldersgrupp"])
    counted = counted[np.ix_(kommuner, range(counted.shape[1]), kon_atoms, alder_atoms)]
    grupp, atoms = groups("grupp", axlar["grupp"], np.moveaxis(counted, 4, 0))
    counts = coarse.status[kommuner] == 0
    period, members, held = periods(axlar["period"], np.moveaxis(counted, 1, 0), counts)
    dimensions = (omrade, period, kon, alder, grupp, rakning.dimension)
    there = held.T[:, :, None, None, None, None]
    y = counted[:, :, :, :, atoms][:, members] * there
    return Grund(
        kvar, coarse, rakning, checked(coarse.indikator, dimensions, y, np.broadcast_to(there, y.shape), rakning)
    )


def _coarsened(summor: Summor, kvar: Sequence[list[int]]) -> Summor:
    """The sums of the members that are kept."""
    if all(len(own) == summor.shape[place] for own, place in zip(kvar, DELADE.values())):
        return summor
    at = (slice(None), slice(None), *np.ix_(*kvar))
    axlar = dict(summor.axlar) | {name: only(summor.axlar[name], own) for name, own in zip(DELADE, kvar, strict=True)}
    delar = tuple(replace(d, n=d.n[at], taljare=None if d.taljare is None else d.taljare[at]) for d in summor.delar)
    return replace(summor, axlar=axlar, delar=delar)


def checked(namn, dimensions, y, there, rakning) -> Modell:
    """A model whose layers are what holds in the counts: a reader can only know what is true. Everything is readable
    and offered."""
    sound, galler = that_hold(dimensions, y)
    values = along(y, [d.medlemmar for d in dimensions])
    every = np.ones(values.shape, bool)
    return Modell(
        namn, sound, y, there, values, every, every, every, rakning.styr, rakning.foljer, rakning.slag, galler
    )


def _readable(summor: Summor, dimensions: tuple[Dimension, ...], utbud: Utbud, shape: tuple[int, ...]) -> np.ndarray:
    """What is reported, and of a class that is offered at some level."""
    readable = np.ones(shape, bool)
    for place, dimension in enumerate(dimensions[:-1]):
        np.moveaxis(readable, place, 0)[~dimension.tryckt] = False
    readable &= (summor.status == 0)[:, :, None, None, None, None]
    somewhere = np.any([offered_at(classes, summor.axlar) for classes in utbud.values()], axis=0)
    return readable & somewhere[:, :, :, None]
