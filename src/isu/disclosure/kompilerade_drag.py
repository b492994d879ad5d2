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
    """`Karta.cheapest`: which part each of the products has on every dimension."""
    found, before = tryckt, 1
    for d in range(len(val)):  # one dimension after another: those before have their parts already
        found = _along(found, val[d].rorda, before)
        before *= len(val[d].steg)
    chosen = np.argsort(found, kind="mergesort")[:most]
    at = np.empty((len(val), len(chosen)), np.int64)
    for j in range(len(chosen)):
        place = chosen[j]
        for d in range(len(val) - 1, -1, -1):
            at[d, j] = place % len(val[d].steg)
            place //= len(val[d].steg)
    return at


@compiled
def _along(values, rows, before):
    """Sums over the places of each row along one dimension of what is laid out flat, after so many."""
    after = len(values) // (before * rows.bredd)
    found = np.zeros(before * len(rows.antal) * after)
    for b in range(before):
        for j in range(len(rows.antal)):
            to = (b * len(rows.antal) + j) * after
            for k in range(rows.antal[j]):
                place = (b * rows.bredd + rows.plats[j, k]) * after
                for a in range(after):
                    found[to + a] += values[place + a]
    return found


@compiled
def moves(val, at, tryckta):
    """All that `Drag` has of the moves that have these parts, as plain tuples: those are handed over sooner."""
    steg = np.ones(at.shape[1], np.int64)
    for d in range(len(val)):
        for j in range(len(steg)):
            steg[j] *= val[d].steg[at[d, j]]
    lager, koordinater = _rows(val, at, 0), _rows(val, at, 1)
    ror, medlemmar = _rows(val, at, 2), _rows(val, at, 3)
    ror = _where(ror[0], ror[1], ror[2], tryckta[ror[1]])
    return steg, lager, _smaller(*lager), koordinater, ror, medlemmar


@compiled
def _smaller(start, places, changes):
    """`Karta.minskar`: those that get smaller when a move is taken, and after all these when it is taken back."""
    taken, fewer, by = _where(start, places, changes, changes < 0)
    taken_back, more, back = _where(start, places, changes, changes > 0)
    return (
        np.concatenate((taken, taken_back[1:] + taken[-1])),
        np.concatenate((fewer, more)),
        np.concatenate((-by, back)),
    )


@compiled
def _rows(val, at, which):
    """`Karta._rows`: of every move the products of what its parts change, one dimension after another."""
    start = np.zeros(at.shape[1] + 1, np.int64)
    for j in range(at.shape[1]):
        size = 1
        for d in range(len(val)):
            size *= _one_of(val[d], which).antal[at[d, j]]
        start[j + 1] = start[j] + size
    places, changes = np.zeros(start[-1], np.int64), np.ones(start[-1], np.int64)
    for j in range(at.shape[1]):
        first, size = start[j], 1
        for d in range(len(val)):
            rows, own = _one_of(val[d], which), at[d, j]
            many = rows.antal[own]
            for old in range(size - 1, -1, -1):  # from the last, so that none is written over before it is read
                place, change = places[first + old] * rows.bredd, changes[first + old]
                for k in range(many):
                    places[first + old * many + k] = place + rows.plats[own, k]
                    changes[first + old * many + k] = change * rows.andring[own, k]
            size *= many
    return start, places, changes


@compiled
def _one_of(own, which):
    return own.lager if which == 0 else own.koordinater if which == 1 else own.rorda if which == 2 else own.medlemmar


@compiled
def _where(start, places, changes, kept):
    """`Rader.where`."""
    left = np.zeros(len(start), np.int64)
    for j in range(len(start) - 1):
        left[j + 1] = left[j] + kept[start[j] : start[j + 1]].sum()
    return left, places[kept], changes[kept]
