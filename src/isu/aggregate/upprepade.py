"""Squares of events per person: Σ over persons of (events of the person)², for every member of the axes.

The square of a sum is not the sum of squares, so they are not added up from parts: a member has its events and the
pairs of one person's events that both lie within it (`isu.cells.upprepade`). So it is exact for every printed total,
also where a person has a birthday in the period.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from isu.aggregate.axel import Axel, add_along
from isu.aggregate.celler import Raknas, counted_rows, joined, places
from isu.aggregate.kub import Axlar
from isu.aggregate.rader import ANTAL, PAR, PAR_ORD, Kalla

#: The axes that both events of a pair have a place of their own on.
BADA = {"kon": "annat_kon", "aldersgrupp": "annan_aldersgrupp"}


@dataclass(frozen=True)
class Par:
    """Pairs of one variant: the place of the first event on each axis, the places of the second on those of BADA, and
    how many such pairs there are."""

    plats: Mapping[str, np.ndarray]
    andra: Mapping[str, np.ndarray]
    antal: np.ndarray

    def where(self, chosen: np.ndarray) -> "Par":
        of = [{name: at[chosen] for name, at in places.items()} for places in (self.plats, self.andra)]
        return Par(*of, self.antal[chosen])


def read_pairs(
    kalla: Kalla, indikator: str, raknas: Raknas, samlade: Collection[str], axlar: Mapping[str, Axel]
) -> dict[str, Par]:
    """Per variant. `samlade` are the lämnare whose cells lie in one file; `axlar` are omrade, period, kon, aldersgrupp
    and grupp."""
    rows = joined(counted_rows(kalla, indikator, PAR, raknas, samlade), raknas, PAR_ORD, [ANTAL])
    first = {name: places(rows, name, axel) for name, axel in axlar.items()}
    second = {name: places(rows, other, axlar[name]) for name, other in BADA.items()}
    variants, variant_nr = rows.column("variant")
    every, printed = Par(first, second, rows.tal[ANTAL].astype(np.int64)), first["grupp"] >= 0
    return {variants[i]: every.where(printed & (variant_nr == i)) for i in np.unique(variant_nr).tolist()}


def squares(par: Par | None, n: np.ndarray, axlar: Axlar) -> np.ndarray:
    """`n` are the events of every member; the same shape comes back."""
    found = n.astype(np.int64)
    if par is None:
        return found
    kon, ages = axlar["kon"].bestar_av, axlar["aldersgrupp"].bestar_av
    for (k, of_kon), (a, of_age) in product(enumerate(kon), enumerate(ages)):
        inside = [np.isin(p["kon"], of_kon) & np.isin(p["aldersgrupp"], of_age) for p in (par.plats, par.andra)]
        found[:, :, k, a] += _added(par.where(inside[0] & inside[1]), axlar)
    return found


def _added(par: Par, axlar: Axlar) -> np.ndarray:
    """Per area, period and group."""
    names = ("omrade", "period", "grupp")
    sums = np.zeros(tuple(len(axlar[name].atomer) for name in names), dtype=np.int64)
    np.add.at(sums, tuple(par.plats[name] for name in names), par.antal)
    for place, name in enumerate(names):
        sums = add_along(sums, place, axlar[name])
    return sums
