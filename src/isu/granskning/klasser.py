"""What is shown of a quantity, class by class: the numbers alone, where most of a table is empty. Pure.

A class is one age group of one group, and its numbers are of areas, periods and kön. These are numbered together for
the whole file, so that classes of different indicators can be laid beside each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from isu.granskning.kunskap import Storhet
from isu.granskning.las import SHOWN, WITHHELD, Publicerat

HELHET = ""
#: The areas that are told of by themselves, and not of several kommuner.
SMALLEST = ("kommun", "stadsdel")


class Antal(NamedTuple):
    """What is compared: a number of a measure. `av` says which, and `utfall` of which category, if it is of one."""

    indikator: str
    variant: str
    matt: str
    av: str
    utfall: str = ""


class Klass(NamedTuple):
    alder: str
    uppdelning: str
    grupp: str


class Klasspar(NamedTuple):
    """A class of the one indicator, and one of the other."""

    ena: Klass
    andra: Klass


@dataclass(frozen=True)
class Rutnat:
    """Every area, period and kön of a file. The smallest areas are the first."""

    omraden: tuple[tuple[str, str], ...]
    perioder: tuple[tuple[str], ...]
    kon: tuple[tuple[str], ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.omraden), len(self.perioder), len(self.kon)

    @cached_property
    def sma(self) -> int:
        """The first place of a larger area."""
        return sum(typ in SMALLEST for typ, _ in self.omraden) * len(self.perioder) * len(self.kon)


def grid(omraden: Sequence[tuple[str, str]], perioder: Sequence[tuple[str]], kon: Sequence[tuple[str]]) -> Rutnat:
    """Of members in any order."""
    by_size = sorted(omraden, key=lambda area: (area[0] not in SMALLEST, area))
    return Rutnat(tuple(by_size), tuple(sorted(perioder)), tuple(sorted(kon)))


@dataclass(frozen=True)
class Visade:
    """The shown numbers of one quantity. Those of class i stand from `granser[i]` to the next, in ascending places.
    `rapporterat` says of which areas and periods anything is told, if only that it is withheld. `minst` are the same of
    numbers that are at least so much, if there are any."""

    antal: Antal
    storhet: Storhet
    rutnat: Rutnat
    klasser: tuple[Klass, ...]
    granser: np.ndarray
    platser: np.ndarray
    tal: np.ndarray
    rapporterat: np.ndarray
    minst: "Visade | None" = None

    @cached_property
    def nummer(self) -> dict[Klass, int]:
        return {klass: nr for nr, klass in enumerate(self.klasser)}

    def of_class(self, klass: Klass) -> tuple[np.ndarray, np.ndarray]:
        """Places and numbers."""
        nr = self.nummer[klass]
        own = slice(self.granser[nr], self.granser[nr + 1])
        return self.platser[own], self.tal[own]

    def of_smallest(self, klass: Klass) -> tuple[np.ndarray, np.ndarray]:
        """Of kommuner and stadsdelar alone."""
        platser, tal = self.of_class(klass)
        sma = np.searchsorted(platser, self.rutnat.sma)
        return platser[:sma], tal[:sma]


def beside(one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, ...]:
    """Of places and numbers of two: the places that both have, and the number of each."""
    places_, here, there = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return places_, one[1][here], other[1][there]


def shown_of(antal: Antal, table: Publicerat, rutnat: Rutnat) -> Visade:
    """`table` has one quantity only."""
    least = _laid_out(antal, table, rutnat, table.minst) if table.minst.any() else None
    return replace(_laid_out(antal, table, rutnat, table.lage == SHOWN), minst=least)


def _laid_out(antal: Antal, table: Publicerat, rutnat: Rutnat, chosen: np.ndarray) -> Visade:
    omrade, period, kon, alder, grupp = table.axlar
    here = [places(own, whole) for own, whole in ((omrade, rutnat.omraden), (period, rutnat.perioder))]
    lage = table.lage[..., 0]
    at = np.nonzero(chosen[..., 0])
    platser = np.ravel_multi_index((here[0][at[0]], here[1][at[1]], places(kon, rutnat.kon)[at[2]]), rutnat.shape)
    klass = at[3] * len(grupp) + at[4]
    order = np.lexsort((platser, klass))
    found, first = np.unique(klass[order], return_index=True)
    klasser = tuple(Klass(*alder[nr // len(grupp)], *grupp[nr % len(grupp)]) for nr in found)
    rapporterat = np.zeros(rutnat.shape[:2], bool)
    rapporterat[np.ix_(*here)] = np.isin(lage, (SHOWN, WITHHELD)).any((2, 3, 4))
    granser, tal = np.append(first, len(order)), table.tal[..., 0][at][order]
    return Visade(
        antal, table.storheter[0], rutnat, klasser, granser, platser[order].astype(np.int32), tal, rapporterat
    )


def places(members: Sequence[tuple], among: Sequence[tuple]) -> np.ndarray:
    """Where each member stands among others; -1 where it does not."""
    at = {member: nr for nr, member in enumerate(among)}
    return np.array([at.get(member, -1) for member in members], np.int64)
