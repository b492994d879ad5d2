"""Carriers as compiled code: the same as `Grannar` and `Barare` find with arrays, many times faster. Imported only by
`snabbt`, where numba is installed; what holds of `kompilerade_drag` holds here too.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

compiled = njit(cache=True, error_model="numpy")
ALIKE, NEAR, FAR = 0, 1, 2


class Kretsar(NamedTuple):
    """What `Grannar` knows: kommuner, those with much counted first; how each is related to each other (ALIKE, NEAR,
    FAR); the two larger areas of each, or -1; and of each two larger areas, `partners` from `start` on."""

    order: np.ndarray
    slag: np.ndarray
    ovan: np.ndarray
    start: np.ndarray
    partners: np.ndarray


class Inom(NamedTuple):
    """Kommun × area, and of each kommun the areas that it is in, one after another."""

    omrade: np.ndarray
    start: np.ndarray
    plats: np.ndarray


@compiled
def partners(bada, weight, ovan):
    """`Grannar._partners` of every two larger areas that are those of some kommun: where each begins, and all."""
    size = len(bada)
    start, n = np.zeros(size * size + 1, np.int64), 0
    asked = np.zeros((size, size), np.bool_)
    for g, lan in ovan:
        if g >= 0:
            asked[g, lan] = True
    parts = [np.empty((0, 3), np.int64)]
    for g in range(size):
        for lan in range(size):
            if asked[g, lan]:
                own = _partners_of(bada, weight, g, lan)
                parts.append(own)
                n += len(own)
            start[g * size + lan + 1] = n
    found, n = np.empty((n, 3), np.int64), 0
    for own in parts:
        found[n : n + len(own)] = own
        n += len(own)
    return start, found


@compiled
def _partners_of(bada, weight, g, lan):
    found, least, n = np.empty((bada.size, 3), np.int64), np.empty(bada.size, np.int64), 0
    for one in range(len(bada)):
        b = bada[one, lan, 0]
        for other in range(len(bada) if b >= 0 and one != g else 0):
            c = bada[one, other, 0]
            for z in range(bada.shape[2] if c >= 0 and other != lan else 0):
                d = bada[g, other, z]
                if d >= 0:
                    found[n, 0], found[n, 1], found[n, 2] = b, c, d
                    least[n] = -min(weight[b], weight[c], weight[d])
                    n += 1
    return found[np.argsort(least[:n], kind="mergesort")]


@compiled
def _pairs(found, n, kretsar, a, row, slag, most):
    """From place n on, at most so many; how many there are then."""
    for b in kretsar.order:
        if most == 0:
            break
        if row[b] == 0 and kretsar.slag[a, b] == slag:
            found[n, 0], found[n, 1] = a, b
            n, most = n + 1, most - 1
    return n


@compiled
def _cycles(found, n, kretsar, a, row, most):
    """`Grannar._cycles`, as `_pairs`."""
    g, lan = kretsar.ovan[a]
    place = g * int(np.sqrt(len(kretsar.start) - 1)) + lan
    for p in range(kretsar.start[place], kretsar.start[place + 1] if most and g >= 0 else 0):
        b, c, d = kretsar.partners[p]
        if row[a] - row[b] + row[c] - row[d] != 0:
            found[n, 0], found[n, 1], found[n, 2], found[n, 3] = a, b, c, d
            n, most = n + 1, most - 1
            if most == 0:
                break
    return n


@compiled
def of_one(kretsar, inom, a, area, many):
    """`Grannar.of_one` and what those carriers are."""
    row = inom.omrade[:-1, area]
    kommuner = np.full((many[0] + many[1] + many[2] + many[3], 4), -1)
    n = _pairs(kommuner, 0, kretsar, a, row, ALIKE, many[0])
    n = _cycles(kommuner, n, kretsar, a, row, many[1])
    n = _pairs(kommuner, n, kretsar, a, row, NEAR, many[2])
    n = _pairs(kommuner, n, kretsar, a, row, FAR, many[3])
    return carriers(kommuner[:n], inom, np.full(n, area))


@compiled
def few(kretsar, inom, first, many):
    """`Grannar.few` and what those carriers are, of all areas one after another: as many of each."""
    size = many[0] + many[1] + many[2] + many[3] + 1
    kommuner = np.full((len(first) * size, 4), -1)
    for area in range(len(first)):
        row, a, n = inom.omrade[:-1, area], first[area], area * size
        _pairs(kommuner, n, kretsar, a, row, ALIKE, many[0])
        _cycles(kommuner, n + many[0], kretsar, a, row, many[1])
        _pairs(kommuner, n + many[0] + many[1], kretsar, a, row, NEAR, many[2])
        _pairs(kommuner, n + many[0] + many[1] + many[2], kretsar, a, row, FAR, many[3])
        kommuner[n + size - 1, 0] = a
    return carriers(kommuner, inom, np.arange(len(kommuner)) // size)


@compiled
def carriers(kommuner, inom, area):
    """`Barare.of`, each of its own area; signs are every other."""
    nobody, width = inom.omrade.shape[1], 4 * max(1, np.diff(inom.start).max())
    tecken, ater = np.zeros(kommuner.shape, np.int64), np.zeros(kommuner.shape, np.bool_)
    omraden, netto = np.full((len(kommuner), width), nobody), np.zeros((len(kommuner), width), np.int64)
    steg, antal = np.zeros(len(kommuner), np.int64), np.zeros(len(kommuner), np.int64)
    net, touched = np.zeros(nobody, np.int64), np.empty(width, np.int64)
    for i in range(len(kommuner)):
        n = _touched(kommuner[i], inom, net, touched)
        own = net[area[i]]
        sign, steg[i] = np.sign(own), abs(own)
        for other in touched[:n]:
            if net[other] * sign != 0:
                omraden[i, antal[i]], netto[i, antal[i]] = other, net[other] * sign
                antal[i] += 1
        net[touched[:n]] = 0
        for k in range(kommuner.shape[1]):
            tecken[i, k] = 0 if kommuner[i, k] < 0 else sign if k % 2 == 0 else -sign
            ater[i, k] = tecken[i, k] < 0
    return kommuner, tecken, ater, omraden, netto, steg, antal


@compiled
def _touched(kommuner, inom, net, found):
    """Adds to the net of each area that is touched, which are found in order; how many these are."""
    n = 0
    for k in range(len(kommuner)):
        kommun = kommuner[k]
        for p in range(inom.start[kommun] if kommun >= 0 else 0, inom.start[kommun + 1] if kommun >= 0 else 0):
            other, at = inom.plats[p], n
            while at > 0 and found[at - 1] > other:
                at -= 1
            if at == 0 or found[at - 1] != other:
                for later in range(n, at, -1):
                    found[later] = found[later - 1]
                found[at], n = other, n + 1
            net[other] += inom.omrade[kommun, other] if k % 2 == 0 else -inom.omrade[kommun, other]
    return n
