"""For one number of the local table (period, kön, ålder, grupp, what is counted): the moves that change it. Pure.

A move is a product of one part per dimension, and so is all that is asked of it: what it changes, what that costs. So
the parts of every member are worked out once, and whole moves only where they are looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial, reduce
from typing import NamedTuple

import numpy as np
from scipy import sparse

from isu.disclosure.dimension import Dimension, along
from isu.disclosure.drag import PER_MEMBER, Andringar, adds_only
from isu.disclosure.modell import Modell

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


class Val(NamedTuple):
    """The parts of moves that change one member of one dimension, each with what it changes: coordinates, layers and
    members. `steg` is the change of the member itself; `ror` is 1.0 for printed members that change or follow, and
    `rorda` lists them."""

    drag: np.ndarray
    steg: np.ndarray
    koordinater: Lista
    lager: Lista
    medlemmar: Lista
    ror: np.ndarray
    rorda: Lista
    bara_fler: np.ndarray

    def of(self, which: np.ndarray | slice) -> "Val":
        d = self.drag[which]
        *lists, rorda = (li.of(which) for li in (self.koordinater, self.lager, self.medlemmar, self.rorda))
        return Val(d, self.steg[which], *lists, self.ror[which], rorda, self.bara_fler[which])


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


class Lokalt:
    """What is the same for all numbers of a model: the layers of every kommun, laid out flat, and the parts of moves.

    `lager` and `finns` are kommun × place, with a last row for no kommun: there anything can change.
    """

    def __init__(self, modell: Modell, drag: Sequence[Andringar], slag: type[Karta] = Karta):
        self.dims, self.slag = modell.dimensioner[1:], slag
        self.foljer = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
        kommuner = len(modell.y)
        layers = along(np.moveaxis(modell.y, 0, -1), [d.lager for d in self.dims]).reshape(-1, kommuner).T
        self.lager = np.ascontiguousarray(np.vstack([layers, np.full((1, layers.shape[1]), BIG)]), np.int32)
        self.finns = np.vstack([modell.finns.reshape(kommuner, -1), np.ones((1, modell.y[0].size), bool)])
        self.alla_finns = bool(modell.finns.all())
        tryckt = modell.tryckt
        self.tryckta = tryckt.any(0).ravel()
        self.tryckt = tryckt.sum(0, dtype=np.float64) * PRINTED + UNPRINTED * len(tryckt)
        self.some, self.every = (
            [
                cache(partial(self._options, cache(partial(self._val, d, getattr(own, which)))))
                for d, own in zip(self.dims, drag)
            ]
            for which in ("some", "every")
        )

    def rum(self, kommuner: np.ndarray, ater: np.ndarray, karta: Karta, moves: np.ndarray) -> np.ndarray:
        """How far each of these moves can be taken (or taken back, where `ater`) in its kommuner before a layer would
        be negative; `kommuner` and `ater` are moves × so many. Nothing can change where nothing can be counted."""
        way = ater.astype(np.int8)
        places, less, padding = (part[way, moves[:, None]] for part in karta.minskar)
        there = self.lager[kommuner[:, :, None], places]
        room = ((there if karta.i_ettor else there // less) + padding).min(2)
        return room if self.alla_finns else np.where(self._somebody_can(kommuner, karta, moves), room, 0)

    def allas_rum(self, kommuner: np.ndarray, ater: np.ndarray, karta: Karta) -> np.ndarray:
        """The same for every move in each of these kommuner: kommun × move."""
        room = np.empty((len(kommuner), len(karta.steg)), np.int32)
        for way in (0, 1) if room.size else ():
            here = np.flatnonzero(ater == way)
            places, less, start, anything = karta.minskar_i_rad[way]
            there = np.take(self.lager[kommuner[here]], places, axis=1)
            more = np.flatnonzero(less > 1)
            there[:, more] //= less[more]
            there[:, anything] = BIG
            room[here] = np.minimum.reduceat(there, start, axis=1)
        if self.alla_finns:
            return room
        moves = np.arange(len(karta.steg))
        can = self._somebody_can(np.broadcast_to(kommuner, (len(moves), len(kommuner))), karta, moves).T
        return np.where(can, room, 0)

    def _somebody_can(self, kommuner: np.ndarray, karta: Karta, moves: np.ndarray) -> np.ndarray:
        places, changes = karta.listed(moves, [v.koordinater for v in karta.val])
        return (self.finns[kommuner[:, :, None], places[:, None, :]] | (changes == 0)[:, None, :]).all(2)

    def karta(self, tal: tuple[int, ...], most: int) -> Karta:
        """The `most` products that touch least. MOST_BROAD are only such as add persons: they touch much, but there is
        always one that goes far enough."""
        options = PER_MEMBER if most == MOST else FEW_OPTIONS if most <= SOME else None
        val = [one(member, options) for one, member in zip(self.some, tal)]
        return self.slag.cheapest(val, self.tryckt, most, self.tryckta)

    def egen_karta(self, tal: tuple[int, ...], kommuner: np.ndarray) -> Karta:
        """The products that touch least of those that only take away, and can do so in one of these kommuner: persons
        who are there."""
        val = [one(member, None) for one, member in zip(self.every, tal)]
        there = self.lager[kommuner].any(0).reshape([len(d.lager) for d in self.dims])
        for place, v in enumerate(val):
            apart = np.setdiff1d(np.arange(there.shape[place]), v.lager.plats[v.lager.andring > 0])
            np.moveaxis(there, place, 0)[apart] = False
        for place, v in enumerate(val):
            counted = np.moveaxis(there, place, 0).reshape(there.shape[place], -1).any(1)
            val[place] = v.of(((v.lager.andring <= 0) | counted[v.lager.plats]).all(1))
        every = self.slag.cheapest(val, self.tryckt, MOST_OWN, self.tryckta)
        can = (self.allas_rum(kommuner, np.ones(len(kommuner), bool), every) > 0).any(0)
        return self.slag(val, tuple(at[can][:MOST] for at in every.at), self.tryckta)

    def _options(self, moves: Callable[[int], Val], member: int, most: int | None) -> Val:
        """The first of the moves of one dimension, or all that only add persons."""
        val = moves(member)
        return val.of(val.bara_fler if most is None else slice(most))

    def _val(self, dimension: Dimension, moves: Callable[[int], np.ndarray], member: int) -> Val:
        drag = moves(member)
        effect = drag @ dimension.medlemmar.T
        touched = effect != 0
        if dimension is self.dims[-1]:
            touched = ((touched & dimension.tryckt).astype(np.float32) @ self.foljer > 0) & dimension.tryckt
        lists = (Lista.listed(rows) for rows in (drag, drag @ dimension.lager.T, effect))
        ror = touched.astype(np.float64)
        return Val(drag, effect[:, member].copy(), *lists, ror, Lista.listed(ror), adds_only(dimension, drag))
