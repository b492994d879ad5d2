"""Moves: small changes of the coordinates of one dimension, of which the search is built. Pure.

A move of the whole model is the product of one move per dimension. It changes a number only where every dimension's
part changes the member, so it is a proof that touches few numbers: moving three persons from M to K of one age
band in one kommun and back in another touches eight numbers and no total.
"""

from collections.abc import Callable
from itertools import combinations

import numpy as np

from isu.disclosure.dimension import Dimension, alone

#: So many moves per member are tried on one dimension; and so many carriers per area.
PER_MEMBER, PER_AREA = 10, 64


def moves(dimension: Dimension, weight: np.ndarray) -> list[np.ndarray]:
    """For each member the moves that change it by one or more upwards, the cheapest first: moves × coordinates.

    `weight` tells how much is counted at every coordinate: a partner with many is one that has room.
    """
    found = _candidates(dimension)
    effect = found @ dimension.medlemmar.T
    touched = (effect != 0).sum(1)
    room = np.array([weight[move != 0].min() for move in found])
    order = np.lexsort((-room, touched))
    per_member = []
    for member in range(len(dimension.medlemmar)):
        chosen = order[effect[order, member] != 0][:PER_MEMBER]
        per_member.append(found[chosen] * np.sign(effect[chosen, member])[:, None])
    return per_member


def _candidates(dimension: Dimension) -> np.ndarray:
    """Single coordinates, differences and sums of two, and each coordinate with all that must be at least as large."""
    size = dimension.medlemmar.shape[1]
    unit = np.eye(size, dtype=np.int64)
    pairs = [unit[i] - unit[j] for i, j in combinations(range(size), 2)]
    if dimension.kopplad or len(dimension.lager) > size or (dimension.lager < 0).any():
        pairs += [unit[i] + unit[j] for i, j in combinations(range(size), 2)]
        whole = [_with_wider(dimension, i) for i in range(size)]
        pairs += [*whole, *(np.maximum(a, b) for a, b in combinations(whole, 2))]
    return np.unique(np.array([*unit, *pairs]).reshape(-1, size), axis=0)


def _with_wider(dimension: Dimension, coordinate: int) -> np.ndarray:
    """A person who is counted at this coordinate is counted at every wider one too."""
    change = np.zeros(dimension.medlemmar.shape[1], np.int64)
    wanted = [coordinate]
    while wanted:
        here = wanted.pop()
        if not change[here]:
            change[here] = 1
            wanted += [int(j) for row in dimension.lager if row[here] < 0 for j in np.flatnonzero(row > 0)]
    return change


Steg = list[tuple[int, int]]


def carriers(omrade: Dimension, weight: np.ndarray) -> Callable[[int], list[Steg]]:
    """For an area its moves between kommuner: those that change no larger area first, larger partners first.

    Between two kommuner of the same larger areas nothing above changes. Else a cycle of four does it, +a -b +c -d,
    where a and b share one larger area, b and c another, c and d the first kind again and d and a the second.
    """
    kinds = _above(omrade)
    by_size = [int(k) for k in np.argsort(-weight, kind="stable")]
    same: dict[tuple, list[int]] = {}
    for k in by_size:
        same.setdefault(kinds[k], []).append(k)
    return lambda area: _of_area(omrade.medlemmar[area], kinds, same, by_size, weight)


def _above(omrade: Dimension) -> list[tuple[int, ...]]:
    """Per kommun or stadsdel the larger areas that it is in, save those that hold all; its own kommun stands first."""
    rows = omrade.medlemmar
    kommuner = rows.shape[1]
    own = set(alone(rows))
    larger = [i for i in range(len(rows)) if rows[i].sum() < kommuner and i not in own]
    return [tuple(i for i in larger if rows[i, k]) for k in range(kommuner)]


def _of_area(row, kinds, same, by_size, weight) -> list[Steg]:
    inside = [k for k in by_size if row[k]]
    found: list[Steg] = []
    for a in inside[:4]:
        found += [[(a, 1), (b, -1)] for b in same[kinds[a]] if not row[b]][:24]
        found += _cycles(a, row, kinds, same, weight)
        found += [[(a, 1), (b, -1)] for b in by_size if not row[b] and set(kinds[a]) & set(kinds[b])][:12]
    return found[: PER_AREA - 4] + [[(a, 1)] for a in inside[:4]]


def _cycles(a, row, kinds, same, weight) -> list[Steg]:
    """+a -b +c -d over two larger areas of each kind, those with the largest least partner first. The partners are
    undivided kommuner."""
    if len(kinds[a]) < 2:
        return []
    g, lan = kinds[a][-2:]
    found = []
    for group, county in (kind for kind in same if len(kind) == 2):
        if group != g and county != lan and (g, county) in same and (group, lan) in same:
            b, c, ds = same[group, lan][0], same[group, county][0], same[g, county]
            found += [(min(weight[b], weight[c], weight[d]), [(a, 1), (b, -1), (c, 1), (d, -1)]) for d in ds[:2]]
    found.sort(key=lambda cycle: -cycle[0])
    return [steps for _, steps in found if sum(sign for k, sign in steps if row[k]) != 0][:32]
