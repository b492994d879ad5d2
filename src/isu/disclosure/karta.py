"""For one number of the local table (period, kön, ålder, grupp, what is counted): the moves that change it. Pure.

What they touch and how far they can be taken in every kommun is worked out once, for all areas at the same time.
"""

from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from isu.disclosure.dimension import along
from isu.disclosure.drag import PER_MEMBER, adds_only
from isu.disclosure.modell import Modell

BIG = np.int64(1 << 40)
#: So many products of moves are tried for one number: at first, when these would cost something, and when nothing else
#: is left.
FEW, MOST, MOST_BROAD = 12, 192, 768
#: Of these so many per dimension.
FEW_OPTIONS = 5
#: What it counts for to change a number that is printed nowhere.
UNPRINTED = np.float32(1e-3)


@dataclass(frozen=True)
class Lista:
    """What each move changes: moves × at most so many places, padded with the place after the last and 0."""

    plats: np.ndarray
    andring: np.ndarray
    ingenstans: int

    def of(self, move: int) -> tuple[np.ndarray, np.ndarray]:
        """The places that one move changes, and by how much."""
        used = self.andring[move] != 0
        return self.plats[move, used], self.andring[move, used]


@dataclass(frozen=True)
class Karta:
    """Moves × columns; the columns are those cells of the local table that any of the moves touches.

    `koordinater` and `lager` are what each move changes. `ror` is 1.0 where a move changes a printed number, or one
    that follows it. `steg` is the change of the number asked for. `delar` are the changes of the columns, one factor
    per dimension.
    """

    koordinater: Lista
    lager: Lista
    kolumner: np.ndarray
    ror: np.ndarray
    steg: np.ndarray
    delar: list[np.ndarray]

    def andrar(self, move: int) -> tuple[np.ndarray, np.ndarray]:
        """Which columns one move changes, and by how much."""
        change = _product([d[move : move + 1] for d in self.delar])[0]
        at = np.flatnonzero(change)
        return self.kolumner[at], change[at]

    @cached_property
    def alla_andringar(self) -> np.ndarray:
        """Moves × columns."""
        return _product(self.delar)

    @cached_property
    def minskar(self) -> list[Lista]:
        """The layers that get smaller where a move is taken, and where it is taken back: by how much."""
        return [_shortened(self.lager, sign * self.lager.andring < 0) for sign in (1, -1)]


class Lokalt:
    """What is the same for all numbers of a model: the layers of every kommun, laid out flat, and the moves.

    `lager` and `finns` are kommun × place, with a last place that nothing changes.
    """

    def __init__(self, modell: Modell, drag: list[list[np.ndarray]]):
        self.dims = modell.dimensioner[1:]
        self.drag = drag
        self.foljer = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
        kommuner = len(modell.y)
        layers = along(np.moveaxis(modell.y, 0, -1), [d.lager for d in self.dims]).reshape(-1, kommuner).T
        self.lager = np.hstack([layers, np.full((kommuner, 1), BIG)])
        self.finns = np.hstack([modell.finns.reshape(kommuner, -1), np.ones((kommuner, 1), bool)])
        self.alla_finns = bool(modell.finns.all())
        self.tryckt = modell.tryckt.mean(0, dtype=np.float32) + UNPRINTED

    def rum(self, karta: Karta, lager: np.ndarray, finns: np.ndarray) -> np.ndarray:
        """How far each move can be taken before a layer would be negative: (taken, taken back) × kommun × move. Nothing
        can change where nothing can be counted."""
        room = np.array([(lager[:, less.plats] // less.andring).min(2) for less in karta.minskar])
        return room if self.alla_finns else np.where(finns[:, karta.koordinater.plats].all(2), room, 0)

    def karta(self, tal: tuple[int, ...], most: int) -> Karta:
        """The `most` products that touch least. MOST_BROAD are only such as add persons: they touch much, but there is
        always one that goes far enough."""
        parts = self._chosen(tal, most)
        effects = [p @ d.medlemmar.T for p, d in zip(parts, self.dims)]
        touched = self._touched(effects)
        kept = [np.flatnonzero((e != 0).any(0) | t.any(0)) for e, t in zip(effects, touched)]
        return Karta(
            _listed(parts),
            _listed([p @ d.lager.T for p, d in zip(parts, self.dims)]),
            _places(kept, [len(d.medlemmar) for d in self.dims]),
            _product([t[:, k].astype(np.float32) for t, k in zip(touched, kept)]),
            _product([e[:, [m]] for e, m in zip(effects, tal)])[:, 0],
            [e[:, k] for e, k in zip(effects, kept)],
        )

    def _touched(self, effects: list[np.ndarray]) -> list[np.ndarray]:
        """Per dimension, moves × members: what is changed, and of the last what follows it."""
        touched = [e != 0 for e in effects]
        tryckt = self.dims[-1].tryckt
        touched[-1] = ((touched[-1] & tryckt).astype(np.float32) @ self.foljer > 0) & tryckt
        return touched

    def _chosen(self, tal: tuple[int, ...], most: int) -> list[np.ndarray]:
        """The products that touch the fewest printed numbers, as one part per dimension: moves × coordinates each."""
        options = [self.drag[d][member] for d, member in enumerate(tal)]
        if most == MOST_BROAD:
            options = [o[adds_only(d, o)] for o, d in zip(options, self.dims)]
        else:
            options = [o[: FEW_OPTIONS if most == FEW else PER_MEMBER] for o in options]
        touched = self._touched([o @ d.medlemmar.T for o, d in zip(options, self.dims)])
        cost = self.tryckt
        for place, t in reversed(list(enumerate(touched))):
            cost = np.moveaxis(np.tensordot(t.astype(np.float32), cost, (1, place)), 0, place)
        chosen = np.argsort(cost.ravel(), kind="stable")[:most]
        at = np.unravel_index(chosen, cost.shape)
        return [o[i] for o, i in zip(options, at)]


def _product(parts: list[np.ndarray]) -> np.ndarray:
    """Row by row the outer product of what each dimension has, laid out flat."""
    return reduce(lambda a, b: (a[:, :, None] * b[:, None, :]).reshape(len(a), -1), parts)


def _places(kept: list[np.ndarray], sizes: list[int]) -> np.ndarray:
    """Where the kept places of every dimension stand when all are laid out flat."""
    return np.ravel_multi_index(np.ix_(*kept), tuple(sizes)).ravel()


def _listed(parts: list[np.ndarray]) -> Lista:
    """The same outer product as a list of what is not 0: most is."""
    places, changes = np.zeros((len(parts[0]), 1), np.int64), np.ones((len(parts[0]), 1), np.int64)
    for part in parts:
        at = np.argsort(part == 0, axis=1, kind="stable")[:, : max(1, int((part != 0).sum(1).max(initial=1)))]
        places = (places[:, :, None] * part.shape[1] + at[:, None, :]).reshape(len(part), -1)
        changes = (changes[:, :, None] * np.take_along_axis(part, at, 1)[:, None, :]).reshape(len(part), -1)
    nowhere = int(np.prod([part.shape[1] for part in parts]))
    return Lista(np.where(changes != 0, places, nowhere), changes, nowhere)


def _shortened(lista: Lista, kept: np.ndarray) -> Lista:
    """What is kept of a list, by how much without sign; padded with the same place and 1."""
    width = max(1, int(kept.sum(1).max(initial=1)))
    order = np.argsort(~kept, axis=1, kind="stable")[:, :width]
    used = np.take_along_axis(kept, order, 1)
    places, changes = (np.take_along_axis(a, order, 1) for a in (lista.plats, np.abs(lista.andring)))
    return Lista(np.where(used, places, lista.ingenstans), np.where(used, changes, 1), lista.ingenstans)
