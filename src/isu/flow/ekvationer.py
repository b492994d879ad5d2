"""What the published tables of several indicators say of each other, as equations over all their atoms.

Numbers that are the same in two, by the sums of the home, are one number; n is no more than all that are counted; and
of whom one counts some of the others', there are no more than of these. `ihop` attacks them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import sparse

from isu.aggregate.summor import Summor
from isu.disclosure.inom import nested
from isu.disclosure.samma_tal import ANTAL, MED_OKANDA, REST, TALJARE, Tal, same_numbers
from isu.granskning.angrepp import Tabell
from isu.granskning.las import OKAND
from isu.granskning.lp import Program, between, expanded, system

#: Sums of atoms, and what these are at least and at most.
Ekvationer = tuple[sparse.csr_matrix, np.ndarray, np.ndarray]


class Tabeller(NamedTuple):
    """Of one indicator: n and its numerators, and all that are counted as if they were n."""

    egen: Tabell
    alla: Tabell


class Delar:
    """The atoms of several tables after each other."""

    def __init__(self, tabeller: Sequence[Tabell]) -> None:
        self.tabeller = tabeller
        self.sums, atoms = zip(*map(expanded, tabeller), strict=True)
        self.start = np.cumsum([0, *map(len, atoms)])
        systems = [system(*of) for of in zip(tabeller, self.sums, atoms, strict=True)]
        self.rader = [(self._wide(nr, rows), least, most) for nr, (rows, least, most) in enumerate(systems)]
        self.mellan = [np.concatenate(of) for of in zip(*map(between, tabeller, atoms), strict=True)]

    def numbers(self, tabell: Tabell, places: np.ndarray) -> sparse.csr_matrix:
        """Numbers of a table, each as a sum of atoms."""
        nr = next(i for i, own in enumerate(self.tabeller) if own is tabell)
        return self._wide(nr, self.sums[nr][places])

    def program(self, more: Sequence[Ekvationer]) -> Program:
        rows, least, most = zip(*self.rader, *more, strict=True)
        return Program(sparse.vstack(rows, "csr"), np.concatenate(least), np.concatenate(most), *self.mellan)

    def _wide(self, nr: int, rows: sparse.csr_matrix) -> sparse.csr_matrix:
        of = rows.tocoo()
        return sparse.csr_matrix((of.data, (of.row, of.col + self.start[nr])), (rows.shape[0], self.start[-1]))


@dataclass(frozen=True)
class Familj:
    """Indicators that count the same units, by their names: what is published of them, and the sums behind it."""

    tabeller: Mapping[str, Tabeller]
    summor: Mapping[str, Summor]

    @cached_property
    def delar(self) -> Delar:
        return Delar([tabell for own in self.tabeller.values() for tabell in own])

    def program(self) -> Program:
        """All that is known of their atoms."""
        return self.delar.program([*_no_more_than_all(self), *_between(self)])


class Sida(NamedTuple):
    """A number of an indicator, and where it stands in its sums, for `in_classes`."""

    indikator: str
    tal: Tal
    platser: tuple[np.ndarray, ...]


def _no_more_than_all(familj: Familj) -> Iterator[Ekvationer]:
    """n is; and where nobody is of unknown outcome anywhere it is as many."""
    for id_, (egen, alla) in familj.tabeller.items():
        some = {del_.variant for del_ in familj.summor[id_].delar if del_.n_okand.any()}
        place = np.arange(egen.lag.size).reshape(egen.lag.shape)
        for nr, (variant, _, utfall) in enumerate(alla.publicerat.storheter):
            if utfall is None:
                own = place[..., nr].ravel()
                of_all = np.ravel_multi_index(np.unravel_index(own, egen.lag.shape), alla.lag.shape)
                most = np.full(len(own), np.inf if variant in some else 0)
                yield familj.delar.numbers(alla, of_all) - familj.delar.numbers(egen, own), 0 * own, most


def _between(familj: Familj) -> Iterator[Ekvationer]:
    """What two have to do with each other, in the members that both print."""
    for ett, annat in combinations(familj.tabeller, 2):
        own, its = familj.summor[ett], familj.summor[annat]
        for of_one, of_other, platser in same_numbers(own, its):
            for har, dar, samma in platser:
                yield _beside(familj, Sida(ett, of_one, har), Sida(annat, of_other, dar), samma, 0)
        for par in nested(own, its):
            some = Sida(ett, Tal(MED_OKANDA, par.parts[0]), par.har)
            others = Sida(annat, Tal(MED_OKANDA, par.its_part), par.dar)
            more = par.more(own, its) * (1 if par.fewer else -1)
            sides = (others, some) if par.fewer else (some, others)
            yield _beside(familj, *sides, par.raknas & (more >= 0), np.inf)


def _beside(familj: Familj, ena: Sida, andra: Sida, there: np.ndarray, most: float) -> Ekvationer:
    """The one is no less than the other, and no more than so much more, where they are `there`."""
    at = [_members(familj, sida, there) for sida in (ena, andra)]
    both = (np.concatenate(at) >= 0).all(0)
    one, other = (_quantity(familj, sida, own[:, both]) for sida, own in zip((ena, andra), at, strict=True))
    none = np.zeros(int(both.sum()))
    return one - other, none, none + most


def _members(familj: Familj, sida: Sida, there: np.ndarray) -> np.ndarray:
    """Axis × place: where its numbers stand in the published table; -1 for what is not printed."""
    summor, (egen, _) = familj.summor[sida.indikator], familj.tabeller[sida.indikator]
    whole = np.broadcast_to(there, np.broadcast_shapes(*(of.shape for of in sida.platser)))
    at = [np.broadcast_to(of, whole.shape)[whole] for of in sida.platser]
    groups = len(summor.axlar["grupp"].medlemmar)
    printed = zip(summor.axlar.values(), egen.publicerat.axlar, strict=True)
    where = [_printed(nr, axel.medlemmar, members) for nr, (axel, members) in enumerate(printed)]
    places = [*at[:3], at[3] // groups, at[3] % groups]
    return np.stack([own[of] for own, of in zip(where, places, strict=True)])


def _printed(axis: int, members: Sequence, printed: Sequence[tuple[str, ...]]) -> np.ndarray:
    """The unknown stand for all that is not printed, so they are nobody's."""
    at = {member: nr for nr, member in enumerate(printed) if OKAND not in member}
    names = [(m,) if isinstance(m, str) else (m[1],) if axis == 1 else tuple(m) for m in members]
    return np.array([at.get(name, -1) for name in names])


def _quantity(familj: Familj, sida: Sida, at: np.ndarray) -> sparse.csr_matrix:
    """The numbers at these places of the table, as sums of atoms."""
    (_, tal, _), (egen, alla) = sida, familj.tabeller[sida.indikator]
    del_, tabell = familj.summor[sida.indikator].delar[tal.part], alla if tal.slag == MED_OKANDA else egen
    storheter = tabell.publicerat.storheter
    of_n = next(nr for nr, (variant, _, utfall) in enumerate(storheter) if variant == del_.variant and utfall is None)
    quantities = [of_n] if tal.slag in (ANTAL, MED_OKANDA, REST) else []
    if tal.slag in (TALJARE, REST):
        quantities.append(storheter.index((del_.variant, del_.matt, del_.utfall[tal.utfall])))
    every = [np.ravel_multi_index((*at, np.full(at.shape[1], nr)), tabell.lag.shape) for nr in quantities]
    found = [familj.delar.numbers(tabell, places) for places in every]
    return found[0] if len(found) == 1 else found[0] - found[1]
