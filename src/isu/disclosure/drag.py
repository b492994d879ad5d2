"""Moves: small changes of the coordinates of one dimension, of which the search is built. Pure.

A move of the whole model is the product of one move per dimension. It changes a number only where every dimension's
part changes the member, so it is a proof that touches few numbers: moving three persons from M to K of one age
band in one kommun and back in another touches eight numbers and no total.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from isu.disclosure.dimension import Dimension, alone

#: So many moves per member are tried on one dimension, and so many carriers of several kommuner per area.
PER_MEMBER, PER_AREA = 10, 96
#: Of the moves so many that only add, of those that can always be made and of others, from either end; and so many
#: kommuner of an area may change alone.
ADDING, ALONE = 12, 16
#: With so few coordinates a person may be counted at any three of them.
FEW_COORDINATES = 8
#: Of each kind of carrier so many are tried where all areas are tried at once: within the same larger areas, cycles,
#: within one larger area, and anywhere.
SAME, CYCLES, NEAR, FAR = 4, 5, 3, 3


def moves(dimension: Dimension, weight: np.ndarray) -> list[np.ndarray]:
    """For each member the moves that change it by one or more upwards, the cheapest first: moves × coordinates.

    `weight` tells how much is counted at every coordinate: a partner with many is one that has room.
    """
    found = _candidates(dimension)
    effect = found @ dimension.medlemmar.T
    touched = (effect != 0).sum(1)
    room = np.array([weight[move != 0].min() for move in found])
    order = np.lexsort((-room, touched))
    sure = (found @ dimension.lager.T >= 0).all(1)
    per_member = []
    for member in range(len(dimension.medlemmar)):
        able = order[effect[order, member] != 0]
        raising = able[effect[able, member] > 0]
        more = (raising[sure[raising]], raising[adds_only(dimension, found[raising]) & ~sure[raising]])
        adding = np.concatenate([part for moves in more for part in (moves[:ADDING], moves[-ADDING:])])
        chosen = np.concatenate([able[:PER_MEMBER], np.setdiff1d(adding, able[:PER_MEMBER])])
        per_member.append(found[chosen] * np.sign(effect[chosen, member])[:, None])
    return per_member


def adds_only(dimension: Dimension, moves: np.ndarray) -> np.ndarray:
    """Which moves make no count of persons smaller, and so can always be made; or no coordinate."""
    return (moves @ dimension.lager.T >= 0).all(1) | (moves >= 0).all(1)


def _candidates(dimension: Dimension) -> np.ndarray:
    """Single coordinates, differences and sums of two, and each coordinate with all that must be at least as large. Two
    that no member and no layer has in common have nothing to do with each other."""
    size = dimension.medlemmar.shape[1]
    unit = np.eye(size, dtype=np.int64)
    linked = _linked(dimension)
    together = [(i, j) for i, j in combinations(range(size), 2) if linked[i, j]]
    pairs = [unit[i] - unit[j] for i, j in together]
    if dimension.kopplad or len(dimension.lager) > size or (dimension.lager < 0).any():
        pairs += [unit[i] + unit[j] for i, j in together]
        whole = [_with_wider(dimension, i) for i in range(size)]
        pairs += [*whole, *(np.maximum(whole[i], whole[j]) for i, j in together)]
        if size <= FEW_COORDINATES:
            pairs += [np.maximum.reduce([whole[i] for i in three]) for three in combinations(range(size), 3)]
    return np.unique(np.array([*unit, *pairs]).reshape(-1, size), axis=0)


def _linked(dimension: Dimension) -> np.ndarray:
    rows = (np.vstack([dimension.medlemmar, dimension.lager]) != 0).astype(np.int64)
    return rows.T @ rows > 0


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


def carriers(omrade: Dimension, weight: np.ndarray) -> Callable[[int, Sequence[int]], list[Steg]]:
    """For an area its moves between kommuner, from the given ones inside it: those that change no larger area first,
    larger partners first.

    Between two kommuner of the same larger areas nothing above changes. Else a cycle of four does it, +a -b +c -d,
    where a and b share one larger area, b and c another, c and d the first kind again and d and a the second.
    """
    kinds = _above(omrade)
    by_size = [int(k) for k in np.argsort(-weight, kind="stable")]
    same: dict[tuple, list[int]] = {}
    for k in by_size:
        same.setdefault(kinds[k], []).append(k)
    return lambda area, inside: _of_area(omrade.medlemmar[area], inside, kinds, same, by_size, weight)


def few_carriers(omrade: Dimension, weight: np.ndarray) -> list[list[Steg]]:
    """For every area some carriers of every kind, from its largest kommun: the first that ask for least."""
    kinds = _above(omrade)
    by_size = [int(k) for k in np.argsort(-weight, kind="stable")]
    same: dict[tuple, list[int]] = {}
    for k in by_size:
        same.setdefault(kinds[k], []).append(k)
    return [_few(row, kinds, same, by_size, weight) for row in omrade.medlemmar]


def _few(row, kinds, same, by_size, weight) -> list[Steg]:
    a = next(k for k in by_size if row[k])
    outside = [b for b in by_size if not row[b]]
    near = [b for b in outside if set(kinds[a]) & set(kinds[b]) and kinds[a] != kinds[b]][:NEAR]
    far = [b for b in outside if not set(kinds[a]) & set(kinds[b])][:FAR]
    alike = [b for b in same[kinds[a]] if not row[b]][:SAME]
    pairs = [[(a, 1), (b, -1)] for b in (*near, *far)]
    return [
        *([(a, 1), (b, -1)] for b in alike),
        *_cycles(a, row, kinds, same, weight)[:CYCLES],
        *pairs,
        [(a, 1)],
    ]


def _above(omrade: Dimension) -> list[tuple[int, ...]]:
    """Per kommun or stadsdel the larger areas that it is in, save those that hold all; its own kommun stands first."""
    rows = omrade.medlemmar
    kommuner = rows.shape[1]
    own = set(alone(rows))
    larger = [i for i in range(len(rows)) if rows[i].sum() < kommuner and i not in own]
    return [tuple(i for i in larger if rows[i, k]) for k in range(kommuner)]


def _of_area(row, inside, kinds, same, by_size, weight) -> list[Steg]:
    found: list[Steg] = []
    for a in inside[:4]:
        found += [[(a, 1), (b, -1)] for b in same[kinds[a]] if not row[b]][:24]
        found += _cycles(a, row, kinds, same, weight)
        found += [[(a, 1), (b, -1)] for b in by_size if not row[b] and set(kinds[a]) & set(kinds[b])][:12]
        found += [[(a, 1), (b, -1)] for b in by_size if not row[b] and not set(kinds[a]) & set(kinds[b])][:3]
    return found[:PER_AREA] + [[(a, 1)] for a in inside[:ALONE]]


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
