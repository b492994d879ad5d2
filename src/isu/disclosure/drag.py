"""Moves: small changes of the coordinates of one dimension, of which the search is built. Pure.

A move of the whole model is the product of one move per dimension. It changes a number only where every dimension's
part changes the member, so it is a proof that touches few numbers: moving three persons from M to K of one age
band in one kommun and back in another touches eight numbers and no total.
"""

from itertools import combinations

import numpy as np

from isu.disclosure.dimension import Dimension

#: So many moves per member are tried on one dimension.
PER_MEMBER = 10
#: Of the moves so many that only add, of those that can always be made and of others, from either end.
ADDING = 12
#: With so few coordinates a person may be counted at any three of them.
FEW_COORDINATES = 8


class Andringar:
    """The moves of one dimension. `weight` tells how much is counted at every coordinate: a partner with many is one
    that has room."""

    def __init__(self, dimension: Dimension, weight: np.ndarray):
        self.dimension, self.found = dimension, _candidates(dimension)
        self.effect = self.found @ dimension.medlemmar.T
        self.sure = (self.found @ dimension.alla_lager.T >= 0).all(1)
        room = np.array([weight[move != 0].min() for move in self.found])
        self.order = np.lexsort((-room, (self.effect != 0).sum(1)))

    def every(self, member: int) -> np.ndarray:
        """Those that change it by one or more upwards, the cheapest first: moves × coordinates."""
        return self._raising(member, self._able(member))

    def some(self, member: int) -> np.ndarray:
        """The cheapest of them, and some that only add."""
        able = self._able(member)
        raising = able[self.effect[able, member] > 0]
        sure = self.sure[raising]
        more = (raising[sure], raising[adds_only(self.dimension, self.found[raising]) & ~sure])
        adding = np.concatenate([part for moves in more for part in (moves[:ADDING], moves[-ADDING:])])
        return self._raising(member, np.concatenate([able[:PER_MEMBER], np.setdiff1d(adding, able[:PER_MEMBER])]))

    def _able(self, member: int) -> np.ndarray:
        return self.order[self.effect[self.order, member] != 0]

    def _raising(self, member: int, chosen: np.ndarray) -> np.ndarray:
        return self.found[chosen] * np.sign(self.effect[chosen, member])[:, None]


def adds_only(dimension: Dimension, moves: np.ndarray) -> np.ndarray:
    """Which moves make no count of persons smaller, and so can always be made; or no coordinate."""
    return (moves @ dimension.alla_lager.T >= 0).all(1) | (moves >= 0).all(1)


def _candidates(dimension: Dimension) -> np.ndarray:
    """Single coordinates, differences and sums of two, each coordinate with all that must be at least as large, and all
    at once (a person who is counted everywhere). Two that no member and no layer has in common have nothing to do with
    each other."""
    size = dimension.medlemmar.shape[1]
    unit = np.eye(size, dtype=np.int64)
    linked = _linked(dimension)
    together = [(i, j) for i, j in combinations(range(size), 2) if linked[i, j]]
    pairs = [unit[i] - unit[j] for i, j in together]
    if dimension.kopplad or len(dimension.alla_lager) > size or (dimension.alla_lager < 0).any():
        pairs += [unit[i] + unit[j] for i, j in together]
        whole = [_with_wider(dimension, i) for i in range(size)]
        pairs += [*whole, *(np.maximum(whole[i], whole[j]) for i, j in together), np.maximum.reduce(whole)]
        if size <= FEW_COORDINATES:
            pairs += [np.maximum.reduce([whole[i] for i in three]) for three in combinations(range(size), 3)]
    return np.unique(np.array([*unit, *pairs]).reshape(-1, size), axis=0)


def _linked(dimension: Dimension) -> np.ndarray:
    rows = (np.vstack([dimension.medlemmar, dimension.alla_lager]) != 0).astype(np.int64)
    return rows.T @ rows > 0


def _with_wider(dimension: Dimension, coordinate: int) -> np.ndarray:
    """A person who is counted at this coordinate is counted at every wider one too; by a condition only where it names
    a single one."""
    change = np.zeros(dimension.medlemmar.shape[1], np.int64)
    conditions = dimension.alla_lager[len(dimension.lager) :]
    rows = [*dimension.lager, *conditions[(conditions > 0).sum(1) == 1]]
    wanted = [coordinate]
    while wanted:
        here = wanted.pop()
        if not change[here]:
            change[here] = 1
            wanted += [int(j) for row in rows if row[here] < 0 for j in np.flatnonzero(row > 0)]
    return change
