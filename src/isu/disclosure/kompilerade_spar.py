"""What is kept of each proof, as compiled code: the same as `Spar` keeps with arrays, many times faster. Imported only
by `snabbt`, where numba is installed; what holds of `kompilerade_drag` holds here too.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

compiled = njit(cache=True, error_model="numpy")
#: Called so often that counting who holds the arrays would cost more than what is done with them: makes no new ones.
inner = njit(cache=True, error_model="numpy", _nrt=False)


class Sparat(NamedTuple):
    """The arrays of `Spar`; `summa` is zero wherever nothing is being summed up, and `ensamma` empty
    where that is not asked."""

    krav: np.ndarray
    bevis: np.ndarray
    rubbad: np.ndarray
    summa: np.ndarray
    ensamma: np.ndarray


@compiled
def many(spar, barare, drag, own, moves, carriers, times, way, tal, proves, size, number):
    """`Spar.many` of certificates by one move each, those of the same move together: how many changes each has, and
    their places and changes. Of equals of one move the last proves a number, as when they are marked all at once."""
    n, first = 0, number
    for c in range(len(own)):
        moved = drag.koordinater.start[moves[c] + 1] - drag.koordinater.start[moves[c]]
        n += (barare.tecken[own[c], carriers[c]] != 0).sum() * moved
    count, places, changes, n = np.empty(len(own), np.int64), np.empty(n, np.int64), np.empty(n, np.int64), 0
    for c in range(len(own)):
        j, kommuner = moves[c], barare.kommuner[own[c], carriers[c]]
        tecken, before = barare.tecken[own[c], carriers[c]] * times[c], n
        for k in range(len(kommuner)):
            for p in range(drag.koordinater.start[j], drag.koordinater.start[j + 1] if tecken[k] else 0):
                places[n] = kommuner[k] * size + drag.koordinater.plats[p]
                changes[n] = tecken[k] * drag.koordinater.andring[p]
                n += 1
        count[c] = n - before
        many = barare.antal[own[c], carriers[c]]
        areas, by = barare.omraden[own[c], carriers[c], :many], barare.netto[own[c], carriers[c], :many] * times[c]
        _mark_one(spar, drag.medlemmar, areas, by, j, number + c, first, proves)
        if proves and (c + 1 == len(own) or moves[c + 1] != j):
            for same in range(first - number, c + 1):
                spar.bevis[way, own[same], tal] = number + same
            first = number + c + 1
    return count, places, changes


@inner
def _mark_one(spar, medlemmar, areas, by, j, number, first, proves):
    """`Spar._mark` of one certificate; what those from `first` on prove may be proved by this one instead."""
    alone = False
    for w in range(len(areas)):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            spar.rubbad[areas[w], medlemmar.plats[p]] = True
            alone |= len(spar.ensamma) > 0 and spar.ensamma[areas[w], medlemmar.plats[p]]
    for w in range(len(areas) if proves and not alone else 0):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            area, column = areas[w], medlemmar.plats[p]
            change = by[w] * medlemmar.andring[p]
            up = 0 if change > 0 else 1
            known = spar.bevis[up, area, column]
            if 0 < spar.krav[up, area, column] <= abs(change) and (known < 0 or known >= first):
                spar.bevis[up, area, column] = number
