"""Moves as products of their parts, as compiled code: the same as `Karta` finds with arrays, many times faster.
Imported only by `snabbt`, where numba is installed.

Nothing is decided here that is not decided there: each function names the one that it stands for. No constants of
others, and nothing compiled of another file: what numba keeps of a file is made again only when that file changes.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from isu.disclosure.karta import Rader

compiled = njit(cache=True, error_model="numpy")
#: The lists of `Val.packad`, in order.
LAGER, KOORDINATER, RORDA, MEDLEMMAR = range(4)


class Drag(NamedTuple):
    """Moves: how far each takes the number, which layers it changes, those that get smaller when it is taken, and after
    these of all moves when it is taken back, which coordinates must be such that anything can be counted, what it
    touches, and what it changes."""

    steg: np.ndarray
    lager: Rader
    minskar: Rader
    koordinater: Rader
    ror: Rader
    medlemmar: Rader


class Bararna(NamedTuple):
    """The arrays of `Barare` by the same names, all as wide as any need be, and how many areas each carrier touches."""

    kommuner: np.ndarray
    tecken: np.ndarray
    ater: np.ndarray
    omraden: np.ndarray
    netto: np.ndarray
    steg: np.ndarray
    antal: np.ndarray


@compiled
def cheapest(val, tryckt, most):
    """`Karta.cheapest`: which part each of the products has on every dimension. `val` are those of `Val.packad`."""
    found, before = tryckt, 1
    for d in range(len(val)):  # one dimension after another: those before have their parts already
        found = _along(found, val[d], before)
        before *= len(val[d]) - 1
    chosen = np.argsort(found, kind="mergesort")[:most]
    at = np.empty((len(val), len(chosen)), np.int64)
    for j in range(len(chosen)):
        place = chosen[j]
        for d in range(len(val) - 1, -1, -1):
            at[d, j] = place % (len(val[d]) - 1)
            place //= len(val[d]) - 1
    return at


@compiled
def _along(values, own, before):
    """Sums over the places that each part touches along one dimension of what is laid out flat, after so many."""
    first, _, bredd = own[0, 3 * RORDA : 3 * RORDA + 3]
    parts = len(own) - 1
    after = len(values) // (before * bredd)
    found = np.zeros(before * parts * after)
    for b in range(before):
        for j in range(parts):
            to = (b * parts + j) * after
            for k in range(own[j + 1, first]):
                place = (b * bredd + own[j + 1, first + 1 + k]) * after
                for a in range(after):
                    found[to + a] += values[place + a]
    return found


@compiled
def moves(val, at, tryckta):
    """All that `Drag` has of the moves that have these parts, as plain tuples: those are handed over sooner."""
    steg = np.ones(at.shape[1], np.int64)
    for d in range(len(val)):
        for j in range(len(steg)):
            steg[j] *= val[d][at[d, j] + 1, 0]
    lager, koordinater = _rows(val, at, LAGER), _rows(val, at, KOORDINATER)
    ror, medlemmar = _rows(val, at, RORDA), _rows(val, at, MEDLEMMAR)
    ror = _where(ror[0], ror[1], ror[2], tryckta)
    return steg, lager, _smaller(*lager), koordinater, ror, medlemmar


@compiled
def _smaller(start, places, changes):
    """`Karta.minskar`: those that get smaller when a move is taken, and after all these when it is taken back."""
    moves, n = len(start) - 1, 0
    found, by = np.empty(len(places), np.int64), np.empty(len(places), np.int64)
    first = np.zeros(2 * moves + 1, np.int64)
    for row in range(2 * moves):
        sign, j = (-1, row) if row < moves else (1, row - moves)
        for p in range(start[j], start[j + 1]):
            if sign * changes[p] > 0:
                found[n], by[n] = places[p], sign * changes[p]
                n += 1
        first[row + 1] = n
    return first, found[:n], by[:n]


@compiled
def _rows(val, at, which):
    """`Karta._rows`: of every move the products of what its parts change, one dimension after another."""
    start = np.ones(at.shape[1] + 1, np.int64)
    start[0] = 0
    for d in range(len(val)):
        first = val[d][0, 3 * which]
        for j in range(at.shape[1]):
            start[j + 1] *= val[d][at[d, j] + 1, first]
    start = np.cumsum(start)
    places, changes = np.zeros(start[-1], np.int64), np.ones(start[-1], np.int64)
    for j in range(at.shape[1]):
        begin, size = start[j], 1
        for d in range(len(val)):
            own, part = val[d], at[d, j] + 1
            first, width, bredd = own[0, 3 * which], own[0, 3 * which + 1], own[0, 3 * which + 2]
            many = own[part, first]
            for old in range(size - 1, -1, -1):  # from the last, so that none is written over before it is read
                place, change = places[begin + old] * bredd, changes[begin + old]
                for k in range(many):
                    places[begin + old * many + k] = place + own[part, first + 1 + k]
                    changes[begin + old * many + k] = change * own[part, first + 1 + width + k]
            size *= many
    return start, places, changes


@compiled
def _where(start, places, changes, kept):
    """`Rader.where`; `kept` tells it of every place that there is."""
    left, found, by, n = np.zeros(len(start), np.int64), np.empty_like(places), np.empty_like(changes), 0
    for j in range(len(start) - 1):
        for p in range(start[j], start[j + 1]):
            if kept[places[p]]:
                found[n], by[n] = places[p], changes[p]
                n += 1
        left[j + 1] = n
    return left, found[:n], by[:n]
