"""The dimension of periods: what a half-year, a year and a month tell of each other. Pure.

A year of closed investigations is the sum of its half-years; a year of those open at its end is its last half-year; a
year of persons is neither, but no half-year is larger, and of those who are new the half-years may be the sum all the
same. Which of these is true is seen in the counts, of all that is counted or of some (`lager`). It binds the kommuner
that count in all the periods; a kommun that counts in some of them only has coordinates of its own.
"""

import numpy as np

from isu.aggregate.axel import Axel
from isu.disclosure.dimension import Dimension


def periods(axel: Axel, counted: np.ndarray, counts: np.ndarray) -> tuple[Dimension, np.ndarray]:
    """`counted` is period × kommun × …; `counts` is kommun × period: does the kommun count?

    Also the place of every coordinate: which member's counts it holds, and for which kommuner (coordinate × kommun).
    """
    size = len(axel.medlemmar)
    chains = _chains(axel)
    rows = {i: {i: 1} for i in range(size)}
    differences: list[dict[int, int]] = []
    partial = _partial(counts, together(axel))
    for whole, ways in sorted(chains.items(), key=lambda c: max(len(p) for p in c[1])):  # the shortest first
        full = counts[:, whole] & ~partial[whole]
        rows[whole], more = _relation(counted, full, whole, ways, rows)
        differences += more
    own = sorted({i for row in rows.values() for i in row})
    alone = [i for i in range(size) if partial[i].any()]
    matrix = np.zeros((size, len(own) + len(alone)), np.int64)
    for i, row in rows.items():
        for j, factor in row.items():
            matrix[i, own.index(j)] = factor
    matrix[alone, range(len(own), len(own) + len(alone))] = 1
    layers = [*np.eye(matrix.shape[1], dtype=np.int64)]
    for row in differences:
        layer = np.zeros(matrix.shape[1], np.int64)
        for j, factor in row.items():
            layer[own.index(j)] = factor
        layers.append(layer)
    held = np.array([counts[:, j] & ~partial[j] for j in own] + [partial[j] for j in alone])
    members = np.array([*own, *alone], np.int64)
    dimension = Dimension(
        "period", matrix, np.unique(np.array(layers).reshape(-1, matrix.shape[1]), axis=0), np.ones(size, bool)
    )
    return dimension, members, held.reshape(len(members), len(counts))


def together(axel: Axel) -> np.ndarray:
    """Period × period: do they hang together, as a year and its half-years do, or through others?"""
    joined = np.eye(len(axel.medlemmar), dtype=bool)
    for whole, parts in axel.summor:
        joined[whole, list(parts)] = joined[list(parts), whole] = True
    for _ in range(len(joined).bit_length()):
        joined = joined @ joined
    return joined


def blocks(axel: Axel) -> list[list[int]]:
    """The periods that hang together, the first of each first."""
    return [np.flatnonzero(row).tolist() for i, row in enumerate(together(axel)) if row.argmax() == i]


def _chains(axel: Axel) -> dict[int, list[tuple[int, ...]]]:
    """Long period → the ways in which shorter ones fill it."""
    found: dict[int, list[tuple[int, ...]]] = {}
    for whole, parts in axel.summor:
        found.setdefault(whole, []).append(parts)
    return found


def _relation(counted, full, whole, ways, rows):
    """What the long period is made of. If of nothing, which differences may be what somebody is counted in: of its
    parts by themselves, their sum and the last of them, on either side."""
    if not full.any():
        return {whole: 1}, []
    long = counted[whole][full]
    differences = []
    for parts in ways:
        shorter = counted[list(parts)][:, full]
        if (shorter.sum(0) == long).all():
            return _added([rows[p] for p in parts]), []
        if (shorter[-1] == long).all():
            return dict(rows[parts[-1]]), []
        more = [_added([{whole: 1}, _negative(rows[p])]) for p in parts]
        less = _added([*(rows[p] for p in parts), {whole: -1}])
        differences += [*more, _negative(more[-1]), less, _negative(less)]
    return {whole: 1}, differences


def _added(rows: list[dict[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in rows:
        for j, factor in row.items():
            found[j] = found.get(j, 0) + factor
    return found


def _negative(row: dict[int, int]) -> dict[int, int]:
    return {j: -factor for j, factor in row.items()}


def _partial(counts: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Per period and kommun: it counts here, but not in every period that this one is joined with."""
    everywhere = np.array([counts[:, row].all(1) for row in joined]).reshape(len(joined), len(counts))
    return counts.T & ~everywhere
