"""For one number of the local table (period, kön, ålder, grupp, what is counted): the moves that change it. Pure.

What they touch and how far they can be taken in every kommun is worked out once, for all areas at the same time.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from isu.disclosure.dimension import along
from isu.disclosure.modell import Modell

BIG = np.int64(1 << 40)
#: So many products of moves are tried for one number; and so many when nothing else is left.
MOST, MOST_BROAD = 192, 768


@dataclass(frozen=True)
class Karta:
    """Moves × columns; the columns are those cells of the local table that any of the moves touches.

    `drag` is moves × `koordinater`, the places that any of them changes.
    `ror` is 1.0 where a move changes a printed number, or one that follows it; `andrar` is the change itself. `steg` is
    the change of the number asked for.
    """

    drag: np.ndarray
    koordinater: np.ndarray
    kolumner: np.ndarray
    ror: np.ndarray
    andrar: np.ndarray
    steg: np.ndarray
    rum: "Rum"


class Rum:
    """How far each move can be taken in a kommun before a layer would be negative.

    `andring` is moves × layers, those layers of `lager` that any move changes; `koordinater` is moves × coordinates.
    """

    def __init__(self, andring: np.ndarray, lager: np.ndarray, ror: np.ndarray, koordinater: np.ndarray):
        self.andring, self.lager = andring, lager
        self.minskar = [_padded(andring * -sign, len(lager)) for sign in (1, -1)]
        self.ror, _ = _padded(np.abs(ror), len(koordinater))
        self.koordinater = koordinater

    def of(self, lager: np.ndarray, finns: np.ndarray) -> np.ndarray:
        """(taken, taken back) × kommun × move. Nothing can change where nothing can be counted."""
        layers = np.hstack([lager[:, self.lager], np.full((len(lager), 1), BIG)])
        there = np.hstack([finns[:, self.koordinater], np.ones((len(finns), 1), bool)])[:, self.ror].all(2)
        return np.array([np.where(there, (layers[:, at] // by).min(2), 0) for at, by in self.minskar])


class Lokalt:
    """What is the same for all numbers of a model: the layers of every kommun, laid out flat, and the moves."""

    def __init__(self, modell: Modell, drag: list[list[np.ndarray]]):
        self.dims = modell.dimensioner[1:]
        self.drag = drag
        self.foljer = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
        kommuner = len(modell.y)
        self.lager = along(np.moveaxis(modell.y, 0, -1), [d.lager for d in self.dims]).reshape(-1, kommuner).T.copy()
        self.finns = modell.finns.reshape(kommuner, -1)

    def karta(self, tal: tuple[int, ...], bred: bool = False) -> Karta:
        """With `bred` only moves that add persons: they touch much, but there is always one that goes far enough."""
        parts = self._chosen(tal, bred)
        effects = [p @ d.medlemmar.T for p, d in zip(parts, self.dims)]
        touched = [e != 0 for e in effects]
        tryckt = self.dims[-1].tryckt
        touched[-1] = ((touched[-1] & tryckt).astype(np.int64) @ self.foljer > 0) & tryckt
        kept = [np.flatnonzero((e != 0).any(0) | t.any(0)) for e, t in zip(effects, touched)]
        layers = [p @ d.lager.T for p, d in zip(parts, self.dims)]
        moved = [np.flatnonzero((m != 0).any(0)) for m in layers]
        where = [np.flatnonzero((p != 0).any(0)) for p in parts]
        coordinates = _product([p[:, k] for p, k in zip(parts, where)])
        places = _places(where, [p.shape[1] for p in parts])
        return Karta(
            coordinates,
            places,
            _places(kept, [len(d.medlemmar) for d in self.dims]),
            _product([t[:, k].astype(np.float32) for t, k in zip(touched, kept)]),
            _product([e[:, k] for e, k in zip(effects, kept)]),
            _product([e[:, [m]] for e, m in zip(effects, tal)])[:, 0],
            Rum(
                _product([m[:, k] for m, k in zip(layers, moved)]),
                _places(moved, [len(d.lager) for d in self.dims]),
                coordinates,
                places,
            ),
        )

    def _chosen(self, tal: tuple[int, ...], bred: bool) -> list[np.ndarray]:
        """The products that touch the fewest numbers, as one part per dimension: moves × coordinates each."""
        options = [self.drag[d][member] for d, member in enumerate(tal)]
        if bred:
            options = [o[(o >= 0).all(1)] for o in options]
        sizes = [((o @ d.medlemmar.T) != 0).sum(1) for o, d in zip(options, self.dims)]
        chosen = np.argsort(reduce(np.multiply.outer, sizes).ravel(), kind="stable")[: MOST_BROAD if bred else MOST]
        at = np.unravel_index(chosen, tuple(len(o) for o in options))
        return [o[i] for o, i in zip(options, at)]


def _product(parts: list[np.ndarray]) -> np.ndarray:
    """Row by row the outer product of what each dimension has, laid out flat."""
    return reduce(lambda a, b: (a[:, :, None] * b[:, None, :]).reshape(len(a), -1), parts)


def _places(kept: list[np.ndarray], sizes: list[int]) -> np.ndarray:
    """Where the kept places of every dimension stand when all are laid out flat."""
    return np.ravel_multi_index(np.ix_(*kept), tuple(sizes)).ravel()


def _padded(rows: np.ndarray, fill: int) -> tuple[np.ndarray, np.ndarray]:
    """For each row where it is positive, and how much; padded to equal length with the place `fill` and 1."""
    row, column = np.nonzero(rows > 0)
    count = np.bincount(row, minlength=len(rows))
    place = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    at = np.full((len(rows), max(1, count.max(initial=1))), fill)
    by = np.ones(at.shape, np.int64)
    at[row, place], by[row, place] = column, rows[row, column]
    return at, by
