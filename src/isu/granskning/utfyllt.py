"""What an indicator withholds, or has no rows for, where another shows the same: the table with these numbers. Pure.

A larger area holds the same units only where the same kommuner have reported both: that is seen from which kommuner are
told of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from isu.granskning.klasser import SMALLEST, Klass, Rutnat, Visade, beside, places
from isu.granskning.kunskap import area_of
from isu.granskning.las import NEVER, SHOWN, WITHHELD, Publicerat
from isu.granskning.lika import MED_OKANDA, REST, Vad, n_of

KOMMUN = "kommun"


class Samma(NamedTuple):
    """A quantity that is the same as one of another indicator, and in what."""

    egen: Visade
    annan: Visade
    vad: Sequence[Vad]


#: What another shows is just so much, or there are at least, or at most, so many; or so many are left of n.
JUST, MINST, HOGST, KVAR = "just", "minst", "hogst", "kvar"


class Fyllning(NamedTuple):
    """Places in a table, laid out flat, and what another shows there; `med_okanda` if those of unknown outcome are in
    it."""

    platser: np.ndarray
    tal: np.ndarray
    med_okanda: bool
    grans: str = JUST


def fillings(publicerat: Publicerat, samma: Samma, kommungrupp: Mapping[str, str]) -> Iterator[Fyllning]:
    """What is told of the table by each that is the same, where that is anything."""
    if samma.egen.storhet in publicerat.storheter:
        differ = samma.egen.rapporterat ^ samma.annan.rapporterat
        kommuner = areas_without(samma.egen.rutnat, differ, kommungrupp)
        for vad in samma.vad:
            yield from (of for of in _told(publicerat, samma, vad, kommuner) if len(of.platser))
            if samma.annan.minst and samma.egen.antal.av == MED_OKANDA:
                yield from _at_least(publicerat, samma._replace(annan=samma.annan.minst), vad, kommuner)


def filled(publicerat: Publicerat, fillings: Sequence[Fyllning]) -> Publicerat:
    """The table with all of it. Of one place the first that is told counts."""
    tal, lage = publicerat.tal.copy(), publicerat.lage.copy()
    for filling in fillings:
        free = lage.flat[filling.platser] != SHOWN
        tal.flat[filling.platser[free]] = filling.tal[free]
        lage.flat[filling.platser[free]] = SHOWN
    return replace(publicerat, tal=tal, lage=lage)


def with_left(publicerat: Publicerat, fillings: Sequence[Fyllning]) -> Publicerat:
    """The table, with what numerators are known to leave of n."""
    kvar = np.full(publicerat.tal.shape, np.nan)
    for filling in fillings:
        kvar.flat[filling.platser] = filling.tal
    return replace(publicerat, kvar=kvar) if fillings else publicerat


def at_least(publicerat: Publicerat, fillings: Sequence[Fyllning]) -> Publicerat:
    """The table, with what is known to be at least so much."""
    tal, lage = publicerat.tal.copy(), publicerat.lage.copy()
    for filling in fillings:
        unknown = lage.flat[filling.platser] != SHOWN
        at, least = filling.platser[unknown], filling.tal[unknown]
        tal.flat[at], lage.flat[at] = np.fmax(tal.flat[at], least), WITHHELD
    return replace(publicerat, tal=tal, lage=lage)


def at_most(publicerat: Publicerat, fillings: Sequence[Fyllning]) -> Publicerat:
    """The table, with what is known to be at most so much."""
    tak = np.full(publicerat.tal.shape, np.inf) if publicerat.tak is None else publicerat.tak.copy()
    for filling in fillings:
        tak.flat[filling.platser] = np.fmin(tak.flat[filling.platser], filling.tal)
    return replace(publicerat, tak=tak)


def _at_least(publicerat: Publicerat, samma: Samma, vad: Vad, kommuner: np.ndarray) -> Iterator[Fyllning]:
    """What the other has withheld those of unknown outcome of, where its n is shown, class by class. Of the smallest
    areas alone: what these add up to is at least so much too."""
    for own, its in _classes(samma, vad):
        if its in samma.annan.nummer:
            at, tal, larger, _ = laid_beside(publicerat, samma, own, its, kommuner)
            if not larger.all():
                yield Fyllning(at[~larger], tal[~larger], True, MINST)


def _told(publicerat: Publicerat, samma: Samma, vad: Vad, kommuner: np.ndarray) -> list[Fyllning]:
    """Of no larger area if they differ in any that seems to be the same: then more is not seen than is."""
    found = [laid_beside(publicerat, samma, *pair, kommuner) for pair in _classes(samma, vad)]
    at, tal, larger, differ = (np.concatenate(of) for of in zip(*found, strict=True))
    lage = publicerat.lage.ravel()[at]
    missing = (lage == WITHHELD) | ((lage == NEVER) & reported(publicerat, at))
    told = missing & ~publicerat.vantar.ravel()[at] & ~(larger & (larger & differ).any())
    at, tal = at[told], tal[told]
    if samma.egen.antal.av == REST:
        return [*_left(publicerat, at, tal)]
    return [Fyllning(at, tal, samma.egen.antal.av == MED_OKANDA)]


def _left(publicerat: Publicerat, at: np.ndarray, rest: np.ndarray) -> Iterator[Fyllning]:
    """Where n is shown, the numerators that leave so many of it; else what they leave."""
    *cell, place = np.unravel_index(at, publicerat.tal.shape)
    n = (*cell, np.full_like(place, n_of(publicerat, place[0])) if len(place) else place)
    shown = publicerat.lage[n] == SHOWN
    yield Fyllning(at[shown], (publicerat.tal[n] - rest)[shown], False)
    yield Fyllning(at[~shown], rest[~shown], False, KVAR)


def _classes(samma: Samma, vad: Vad) -> list[tuple[Klass, Klass]]:
    """Its classes and those of the other, side by side. Of a breakdown all that the other has."""
    return [(k, k) for k in samma.annan.klasser if k.uppdelning == vad] if isinstance(vad, str) else [vad]


def laid_beside(
    publicerat: Publicerat, samma: Samma, own: Klass, its: Klass, kommuner: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What the other shows of one class, of areas that hold the same kommuner: where that is in the table, the number,
    whether it is of a larger area, and whether another number is shown here. Nothing of what the axes of the table do
    not have."""
    rutnat, (omrade, period, kon, alder, grupp) = samma.annan.rutnat, publicerat.axlar
    at, tal = samma.annan.of_class(its)
    area, when, who = np.unravel_index(at, rutnat.shape)
    axes = [places(whole, axel) for whole, axel in zip(_members(rutnat), (omrade, period, kon), strict=True)]
    found = [axis[of] for axis, of in zip(axes, (area, when, who), strict=True)]
    of_class = [places([(own.alder,)], alder)[0], places([(own.uppdelning, own.grupp)], grupp)[0]]
    there = (np.array(found) >= 0).all(0) & (min(of_class) >= 0) & kommuner[area, when]
    index = [axis[there] for axis in found] + [np.full(there.sum(), nr) for nr in of_class]
    last = np.full(there.sum(), publicerat.storheter.index(samma.egen.storhet))
    differ = _differ(samma.egen, own, at, tal)[there]
    return np.ravel_multi_index((*index, last), publicerat.tal.shape), tal[there], at[there] >= rutnat.sma, differ


def _differ(egen: Visade, klass: Klass, at: np.ndarray, tal: np.ndarray) -> np.ndarray:
    """Is another number shown in this place?"""
    if klass not in egen.nummer:
        return np.zeros(len(at), bool)
    both, own, its = beside(egen.of_class(klass), (at, tal))
    return np.isin(at, both[own != its])


def _members(rutnat: Rutnat) -> tuple[tuple, tuple, tuple]:
    return rutnat.omraden, rutnat.perioder, rutnat.kon


def reported(publicerat: Publicerat, at: np.ndarray) -> np.ndarray:
    """Is anything told of the area and the period?"""
    reported = np.isin(publicerat.lage, (SHOWN, WITHHELD)).any((2, 3, 4, 5))
    return reported[np.unravel_index(at, publicerat.lage.shape)[:2]]


def areas_without(rutnat: Rutnat, kommuner: np.ndarray, kommungrupp: Mapping[str, str]) -> np.ndarray:
    """Area × period: is no kommun in it one of these? Of the smallest areas it is not asked."""
    at = {area: nr for nr, area in enumerate(rutnat.omraden)}
    found = np.ones(kommuner.shape, bool)
    for typ in {typ for typ, _ in rutnat.omraden} - {*SMALLEST}:
        for nr in (nr for nr, (own, _) in enumerate(rutnat.omraden) if own == KOMMUN and kommuner[nr].any()):
            whole = at.get((typ, area_of(rutnat.omraden[nr][1], typ, kommungrupp)))
            if whole is not None:
                found[whole] &= ~kommuner[nr]
    return found
