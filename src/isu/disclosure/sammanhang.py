"""What other indicators tell of the same units: what is known of this one by that, and what is to be withheld. Pure.

Two indicators count the same units where a number of one is a number of the other in every kommun (`samma_tal`), in the
same class or in another (`samma`). What the other shows is known then and protects nothing here; what it withholds is
withheld here too, and proved not to be had from what is told here. So neither tells more of them than the other. Where
only those with the unknown are as many in both, n is no more than these are (`hogst`).

That those of one are some of those of the other is the business of `inom`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import Minne
from isu.disclosure.samma import in_classes
from isu.disclosure.samma_tal import ANTAL, MED_OKANDA, REST, TALJARE, Platser, Tal, numbers, same_numbers
from isu.disclosure.skydd import Skydd, same_units
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.utbud import offered_by_level


class Rutor(NamedTuple):
    """Where a number is shown and withheld, over the axes: of another indicator what is so, of this one what is to be
    filled in. None where it is not told, or does not follow."""

    visas: np.ndarray | None
    doljs: np.ndarray | None


@dataclass(frozen=True)
class Sagt:
    """Another indicator, with what has been decided of it. Of one that is decided after this, whose own design is
    `fore`, what it withholds counts, and what it shows only where this has no row: else it is for that one to follow
    this. `hela` says per part of which n, with those of unknown outcome, the last release has told: empty where it has
    of none."""

    summor: Summor
    skydd: Skydd
    fore: Skydd | None = None
    hela: tuple[np.ndarray, ...] = ()

    @cached_property
    def rader(self) -> np.ndarray:
        return has_row(self.summor, self.skydd)

    @cached_property
    def tal(self) -> dict[Tal, Rutor]:
        return {tal: self._rutor(tal) for tal in numbers(self.summor)}

    def _rutor(self, tal: Tal) -> Rutor:
        """n with the unknown can be had where n is shown, unless these are withheld; withheld is n, not that. What a
        numerator leaves of n is withheld where it could be had, so that n is shown and the numerator is not."""
        of_n, of_value = self.skydd.status_n[tal.part], self.skydd.status[tal.part][..., tal.utfall]
        if tal.slag == MED_OKANDA:
            return Rutor(self.rader & (self.skydd.status_okand[tal.part] == SHOWN), None)
        rows = self.rader & (of_n == SHOWN) if tal.slag == REST else self.rader
        status = of_n if tal.slag == ANTAL else of_value
        return Rutor(rows & (status == SHOWN), rows & (status == SEKRETESS))


def told_by_others(summor: Summor, andra: Iterable[Sagt]) -> Minne | None:
    """None where no other counts the same units."""
    found = nothing_told(summor)
    wanted = _wanted(found, summor)
    for sagt in andra:
        add_told(wanted, summor, sagt)
    for first, *others in same_units(summor):
        for i in others:
            found.kanda_n[i][:], found.tvungna_n[i][:] = found.kanda_n[first], found.tvungna_n[first]
    return found if any(rows.any() for rows in found.rader) else None


def with_others(minne: Minne, andra: Minne | None) -> Minne:
    """What earlier releases have told, and other indicators. What has changed is as in the first."""
    if andra is None:
        return minne
    *parts, _, _ = zip(vars(minne).values(), vars(andra).values(), strict=True)
    return Minne(*(tuple(map(np.logical_or, *pair)) for pair in parts), minne.lika, andra.tak_n)


def nothing_told(summor: Summor) -> Minne:
    def none(with_categories: bool) -> tuple[np.ndarray, ...]:
        return tuple(
            np.zeros((*d.n.shape, len(d.utfall)) if with_categories else d.n.shape, bool) for d in summor.delar
        )

    return Minne(none(False), none(True), none(False), none(True), np.zeros(summor.shape[1], bool))


def add_told(wanted: Mapping[Tal, Rutor], summor: Summor, sagt: Sagt) -> None:
    """What one of them tells of these, where both have the members. Fills it in."""
    same = same_numbers(summor, sagt.summor)
    without_row = None if sagt.fore is None or not same else ~has_row(summor, sagt.fore)
    for ett, annat, platser in same:
        if ett in wanted:
            _fill(wanted[ett], sagt.tal[annat], platser, without_row)


def _fill(target: Rutor, source: Rutor, places: Iterable[Platser], without_row: np.ndarray | None) -> None:
    for har, dar, same in places:
        if target.visas is not None and source.visas is not None:
            known = same & in_classes(source.visas)[dar]
            known = known if without_row is None else known & in_classes(without_row)[har]
            in_classes(target.visas)[har] |= known
        if target.doljs is not None and source.doljs is not None:
            in_classes(target.doljs)[har] |= same & in_classes(source.doljs)[dar]


def _wanted(found: Minne, summor: Summor) -> dict[Tal, Rutor]:
    """n and the numerators of this indicator. If n with the unknown must not be told n is withheld, and if what a
    numerator leaves of it must not, the numerator."""
    of_slag = {
        ANTAL: lambda i, _: Rutor(found.kanda_n[i], found.tvungna_n[i]),
        MED_OKANDA: lambda i, _: Rutor(None, found.tvungna_n[i]),
        TALJARE: lambda i, k: Rutor(found.kanda[i][..., k], found.tvungna[i][..., k]),
        REST: lambda i, k: Rutor(None, found.tvungna[i][..., k]),
    }
    return {tal: of_slag[tal.slag](tal.part, tal.utfall) for tal in numbers(summor)}


def has_row(summor: Summor, skydd: Skydd) -> np.ndarray:
    """Where there is a row, shown or withheld."""
    return np.ones(summor.shape, bool) if skydd.utbud is None else offered_by_level(summor, skydd.utbud)
