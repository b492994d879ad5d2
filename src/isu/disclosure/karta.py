"""For one number of the local table (period, kön, ålder, grupp, what is counted): the moves that change it. Pure.

A move is a product of one part per dimension, and so is all that is asked of it: what it changes, what that costs. So
the parts of every member are worked out once, and whole moves only where they are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import NamedTuple

import numpy as np
from scipy import sparse

#: More than can be counted anywhere; twice as much is still a number.
BIG = np.int32(1 << 29)
#: So many products of moves are tried for one number: at first, where it needs only to be another, when these would
#: cost something, and when nothing else is left.
FEW, SOME, MOST, MOST_BROAD = 12, 32, 192, 768
#: So many products of moves of the persons of one kommun are looked at.
MOST_OWN = 4096
#: Of these so many per dimension.
FEW_OPTIONS = 5
#: What it counts for to change a number where it is printed, and one that is printed nowhere, times the areas: in whole
#: numbers, so that sums are the same in whatever order they are made.
PRINTED, UNPRINTED = 1000, 1


class Lista(NamedTuple):
    """What is not 0 in each row of a matrix: its places and changes, padded with 0 to the longest."""

    plats: np.ndarray
    andring: np.ndarray
    antal: np.ndarray
    bredd: int

    @property
    def en(self) -> bool:
        """One move of one place by one: nothing to choose."""
        return self.bredd == 1 and self.plats.shape == (1, 1) and self.andring[0, 0] == 1

    def of(self, which: np.ndarray | slice) -> "Lista":
        return Lista(self.plats[which], self.andring[which], self.antal[which], self.bredd)

    @classmethod
    def listed(cls, rows: np.ndarray) -> "Lista":
        count = (rows != 0).sum(1)
        at = np.argsort(rows == 0, axis=1, kind="stable")[:, : max(1, int(count.max(initial=1)))]
        changes = np.take_along_axis(rows, at, 1).astype(np.int64)
        return cls(np.ascontiguousarray(at), changes, count, rows.shape[1])


class Rader(NamedTuple):
    """Rows of unequal length, one after another: of row j the places and changes from `start[j]` to `start[j + 1]`."""

    start: np.ndarray
    plats: np.ndarray
    andring: np.ndarray

    def of(self, j: int) -> tuple[np.ndarray, np.ndarray]:
        own = slice(self.start[j], self.start[j + 1])
        return self.plats[own], self.andring[own]

    def where(self, kept: np.ndarray) -> "Rader":
        """The same rows without some places."""
        start = np.concatenate([[0], np.cumsum(kept)])[self.start]
        return Rader(start, self.plats[kept], self.andring[kept])


@dataclass(frozen=True)
class Val:
    """The parts of moves that change one member of one dimension, each with what it changes: coordinates, layers and
    members. `steg` is the change of the member itself; `ror` is 1.0 for printed members that change or follow, and
    `rorda` lists them."""

    steg: np.ndarray
    koordinater: Lista
    lager: Lista
    medlemmar: Lista
    ror: np.ndarray
    rorda: Lista
    bara_fler: np.ndarray

    def of(self, which: np.ndarray | slice) -> "Val":
        *lists, rorda = (li.of(which) for li in (self.koordinater, self.lager, self.medlemmar, self.rorda))
        return Val(self.steg[which], *lists, self.ror[which], rorda, self.bara_fler[which])

    @cached_property
    def packad(self) -> np.ndarray:
        """`steg` and the lists (layers, coordinates, what is touched, members) as one array, which is handed over
        sooner: of each part a row, with how many places and changes each list has of it, and these; first a row with
        where each list begins, how many places it has at most, and its `bredd`."""
        lists = self.lager, self.koordinater, self.rorda, self.medlemmar
        columns = [self.steg[:, None]]
        for lista in lists:
            columns += [lista.antal[:, None], lista.plats, lista.andring]
        widths = [lista.plats.shape[1] for lista in lists]
        starts = 1 + np.cumsum([0, *(1 + 2 * width for width in widths[:-1])])
        head = np.column_stack([starts, widths, [lista.bredd for lista in lists]]).ravel()
        rows = np.concatenate(columns, 1)
        found = np.zeros((1 + len(rows), max(len(head), rows.shape[1])), np.int64)
        found[0, : len(head)], found[1:, : rows.shape[1]] = head, rows
        return found


@dataclass(frozen=True)
class Karta:
    """So many moves; `val` are their parts per dimension and `at` which part each move has of it. `tryckta` are the
    numbers of the local table that are printed in some area."""

    val: Sequence[Val]
    at: Sequence[np.ndarray]
    tryckta: np.ndarray

    @cached_property
    def steg(self) -> np.ndarray:
        """The change of the number asked for."""
        return reduce(np.multiply, [v.steg[a] for v, a in zip(self.val, self.at)])

    def kostnad(self, vikt: np.ndarray, areas: np.ndarray | slice) -> np.ndarray:
        """Areas × moves: the sum of what a move touches of the local table of each."""
        used, touches = self._touched
        here = vikt[:, used] if isinstance(areas, slice) else vikt[areas[:, None], used]
        return (touches @ here.T).T

    @cached_property
    def _touched(self) -> tuple[np.ndarray, sparse.csr_array]:
        """What some move touches, and which of it each does."""
        used, column = np.unique(self.ror.plats, return_inverse=True)
        return used, sparse.csr_array((np.ones(len(column)), column, self.ror.start), shape=(len(self.steg), len(used)))

    @classmethod
    def cheapest(cls, val: Sequence[Val], tryckt: np.ndarray, most: int, tryckta: np.ndarray) -> "Karta":
        """Of the products of these parts those that touch least of what is printed, the first of equals first."""
        cost = cls._touches(val, tryckt)
        chosen = np.argsort(cost, kind="stable")[:most]
        return cls(val, np.unravel_index(chosen, [len(v.steg) for v in val]), tryckta)

    @staticmethod
    def _touches(val: Sequence[Val], tryckt: np.ndarray) -> np.ndarray:
        """What every product changes of one local table, laid out flat."""
        found = tryckt.reshape([v.ror.shape[1] for v in val])
        shrinks = [v.ror.shape[0] / v.ror.shape[1] for v in val]
        for place in sorted(range(len(val)), key=shrinks.__getitem__):
            if val[place].ror.shape != (1, 1):
                found = np.moveaxis(np.tensordot(found, val[place].ror, (place, 1)), -1, place)
        return found.ravel()

    @cached_property
    def lager(self) -> Rader:
        """Which layers each move changes, and by how much."""
        return self._rows([v.lager for v in self.val])

    @cached_property
    def medlemmar(self) -> Rader:
        """Which numbers each move changes, printed or not."""
        return self._rows([v.medlemmar for v in self.val])

    @cached_property
    def koordinater(self) -> Rader:
        return self._rows([v.koordinater for v in self.val])

    @cached_property
    def ror(self) -> Rader:
        """The printed numbers that each move changes, or that follow one."""
        rows = self._rows([v.rorda for v in self.val])
        return rows.where(self.tryckta[rows.plats])

    def _rows(self, lists: Sequence[Lista]) -> Rader:
        places, changes = self.listed(np.arange(len(self.steg)), lists)
        there = changes != 0
        return Rader(np.concatenate([[0], np.cumsum(there.sum(1))]), places[there], changes[there])

    @cached_property
    def minskar(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(Taken, taken back) × move × so many: layers that get smaller, by how much, and BIG where it is padded."""
        places, changes = self.listed(np.arange(len(self.steg)), [v.lager for v in self.val])
        less = np.maximum(np.stack([-changes, changes]), 0).astype(np.int32)
        order = np.argsort(less == 0, axis=2, kind="stable")[:, :, : max(1, int((less > 0).sum(2).max(initial=1)))]
        less = np.take_along_axis(less, order, 2)
        places = np.take_along_axis(np.broadcast_to(places, (2, *places.shape)), order, 2)
        return places, np.maximum(less, 1), np.where(less, 0, BIG).astype(np.int32)

    @cached_property
    def minskar_i_rad(self) -> list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """Taken and taken back: the same layers one after another, by how much, where each move's begin, and the places
        of moves that make none smaller."""
        return [self._in_a_row(*parts) for parts in zip(*self.minskar)]

    @staticmethod
    def _in_a_row(places: np.ndarray, less: np.ndarray, padding: np.ndarray):
        kept = padding == 0
        kept[:, 0] = True
        start = np.concatenate([[0], np.cumsum(kept.sum(1))[:-1]])
        return places[kept], less[kept], start, np.flatnonzero(padding[kept])

    @cached_property
    def i_ettor(self) -> bool:
        return bool((self.minskar[1] == 1).all())

    def listed(self, moves: np.ndarray, lists: Sequence[Lista]) -> tuple[np.ndarray, np.ndarray]:
        """Moves × so many: the places and changes of these moves; what is padded changes by 0."""
        places, changes = np.zeros((len(moves), 1), np.int64), np.ones((len(moves), 1), np.int64)
        for lista, at in zip(lists, self.at):
            if lista.en:
                continue
            own = at[moves]
            used = lista.antal[own].max(initial=1)
            place, change = lista.plats[own, :used], lista.andring[own, :used]
            shape = len(moves), places.shape[1] * place.shape[1]
            places = (places[:, :, None] * lista.bredd + place[:, None, :]).reshape(shape)
            changes = (changes[:, :, None] * change[:, None, :]).reshape(shape)
        return places, changes
