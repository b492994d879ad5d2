"""The innermost loops of the search as compiled code: the same whole numbers as `laget`, `fria` and `spar` find with
arrays, many times faster. Imported only by `snabbt`, where numba is installed.

One file, though a long one, and no constants of others: what numba keeps of a file is made again only when that file
changes. Nothing is decided here that is not decided there: each function names the one that it stands for. Costs are
whole numbers held as floats, so that sums are the same in whatever order they are made.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from isu.disclosure.karta import Rader

compiled = njit(cache=True, error_model="numpy")
NOTHING_BINDS = 1 << 29
UNKNOWN = -1


class Nation(NamedTuple):
    """Counts of every kommun by layer, and where anything can be counted; of every area and number what it costs, how
    often a proof used it, whether it is withheld and whether it is printed; and what a step costs."""

    lager: np.ndarray
    finns: np.ndarray
    vikt: np.ndarray
    used: np.ndarray
    dolda: np.ndarray
    tryckt: np.ndarray
    per_steg: float


class Drag(NamedTuple):
    """Moves: how far each takes the number, which layers it changes, those that get smaller when it is taken and when
    it is taken back, which coordinates must be such that anything can be counted (none where they all are), what it
    touches, and what it changes."""

    steg: np.ndarray
    lager: Rader
    minskar: Rader
    minskar_ater: Rader
    koordinater: Rader
    ror: Rader
    medlemmar: Rader


class Ensamt(NamedTuple):
    """Numbers that are 1, how areas are related, and whether a number of the local table is kin by each relation;
    empty where nobody is asked for."""

    en: np.ndarray
    slakt: np.ndarray
    kin: np.ndarray


class Sparat(NamedTuple):
    """The arrays of `Spar`; `summa` is zero wherever nothing is being summed up, and `ensamma` empty
    where that is not asked."""

    krav: np.ndarray
    bevis: np.ndarray
    rubbad: np.ndarray
    summa: np.ndarray
    ensamma: np.ndarray


class Egna(NamedTuple):
    """The kommuner that carry and whether they give back; and by which of them each carrier is carried."""

    kommuner: np.ndarray
    ater: np.ndarray
    bars: np.ndarray


class Bararna(NamedTuple):
    """The arrays of `Barare` by the same names."""

    kommuner: np.ndarray
    tecken: np.ndarray
    ater: np.ndarray
    omraden: np.ndarray
    netto: np.ndarray
    steg: np.ndarray


@compiled
def rows(plats, andring, antal, bredd, at):
    """`Karta._rows`: of every move the products of what its parts change, one dimension after another."""
    start = np.zeros(len(at[0]) + 1, np.int64)
    for j in range(len(at[0])):
        size = 1
        for d in range(len(at)):
            size *= antal[d][at[d][j]]
        start[j + 1] = start[j] + size
    places, changes = np.zeros(start[-1], np.int64), np.ones(start[-1], np.int64)
    for j in range(len(at[0])):
        first, size = start[j], 1
        for d in range(len(at)):
            own, many = at[d][j], antal[d][at[d][j]]
            for old in range(size - 1, -1, -1):  # from the last, so that none is written over before it is read
                place, change = places[first + old] * bredd[d], changes[first + old]
                for k in range(many):
                    places[first + old * many + k] = place + plats[d][own, k]
                    changes[first + old * many + k] = change * andring[d][own, k]
            size *= many
    return start, places, changes


@compiled
def _room(lager, finns, minskar, koordinater, j):
    """`Lokalt.rum` of one kommun: `lager` and `finns` are its own, `minskar` what gets smaller."""
    room = NOTHING_BINDS
    for p in range(minskar.start[j], minskar.start[j + 1]):
        room = min(room, lager[minskar.plats[p]] // minskar.andring[p])
        if room < 1:
            return 0
    for p in range(koordinater.start[j], koordinater.start[j + 1]):
        if not finns[koordinater.plats[p]]:
            return 0
    return room


@compiled
def _know_room(nation, drag, kommun, back, j, known):
    """The same where it is not known yet."""
    if known[j] == UNKNOWN:
        minskar = drag.minskar_ater if back else drag.minskar
        known[j] = _room(nation.lager[kommun], nation.finns[kommun], minskar, drag.koordinater, j)
    return known[j]


@compiled
def _cost(vikt, ror, j):
    """`Karta.kostnad` of one move in one area, of which `vikt` is."""
    cost = 0.0
    for p in range(ror.start[j], ror.start[j + 1]):
        cost += vikt[ror.plats[p]]
    return cost


@compiled
def _cost_of_all(vikt, ror, kostar, areas, j, most):
    """Of all areas that a carrier touches, or `most` where it is not less; `kostar` remembers."""
    cost = 0.0
    for area in areas:
        if kostar[area, j] == UNKNOWN:
            kostar[area, j] = _cost(vikt[area], ror, j)
        cost += kostar[area, j]
        if cost >= most:
            return most
    return cost


@compiled
def _price(cost, times, wanted, per_steg):
    if times >= wanted:
        return cost
    return (cost + per_steg) * wanted / times + per_steg


@compiled
def _rests_on_one(ensamt, medlemmar, area, touched, j):
    """`Ensamma.rests_on_one` of one move."""
    for other in touched:
        kin = ensamt.kin[ensamt.slakt[area, other]]
        en = ensamt.en[other]
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            if en[medlemmar.plats[p]] and not kin[medlemmar.plats[p]]:
                return True
    return False


@compiled
def _least_room(nation, drag, kommuner, ater, j, room):
    """Of those that a carrier goes through after the first."""
    for k in range(1, len(kommuner)):
        if room > 0:
            minskar = drag.minskar_ater if ater[k] else drag.minskar
            room = min(room, _room(nation.lager[kommuner[k]], nation.finns[kommuner[k]], minskar, drag.koordinater, j))
    return room


@compiled
def _own_room(nation, drag, kommun, back, kostar, least, room):
    """`Laget._own_room` of one kommun that carries; left as it is for moves that cost too much in the area itself."""
    lager, finns = nation.lager[kommun], nation.finns[kommun]
    minskar = drag.minskar_ater if back else drag.minskar
    for j in range(len(drag.steg)):
        if kostar[j] < least:
            room[j] = _room(lager, finns, minskar, drag.koordinater, j)


@compiled
def _cheapest(nation, drag, barare, egna, ensamt, kostar, way, need, area):
    """`Laget.cheapest`: the carrier, the move, how many times; 0 times where there is none."""
    best, move, often, least = -1, -1, 0, np.inf
    own_room = np.full((len(egna.kommuner), len(drag.steg)), UNKNOWN, np.int64)
    known = np.zeros(len(egna.kommuner), np.bool_)
    for i in range(len(barare.steg)):
        areas, kommuner, ater, u = barare.omraden[i], barare.kommuner[i], barare.ater[i] ^ way, egna.bars[i]
        room = own_room[u]
        if not known[u]:
            _own_room(nation, drag, egna.kommuner[u], egna.ater[u] ^ way, kostar[area], least, room)
            known[u] = True
        for j in range(len(drag.steg)):
            if room[j] < 1 or kostar[area, j] >= least:
                continue
            cost = _cost_of_all(nation.vikt, drag.ror, kostar, areas, j, least)
            wanted = -(-need // (barare.steg[i] * drag.steg[j]))
            times = min(room[j], wanted)
            if cost >= least or _price(cost, times, wanted, nation.per_steg) >= least:
                continue
            times = _least_room(nation, drag, kommuner, ater, j, times)
            if times < 1 or _price(cost, times, wanted, nation.per_steg) >= least:
                continue
            if not (len(ensamt.en) and _rests_on_one(ensamt, drag.medlemmar, area, areas, j)):
                best, move, often, least = i, j, times, _price(cost, times, wanted, nation.per_steg)
    return best, move, often


@compiled
def _withhold(nation, ror, areas, netto, kostar, j):
    """`Laget._withhold`."""
    costs = False
    for w in range(len(areas)):
        for p in range(ror.start[j], ror.start[j + 1] if netto[w] else 0):
            nation.used[areas[w], ror.plats[p]] += 1
            costs |= nation.vikt[areas[w], ror.plats[p]] != 0
    for w in range(len(areas) if costs else 0):
        for p in range(ror.start[j], ror.start[j + 1] if netto[w] else 0):
            nation.dolda[areas[w], ror.plats[p]] |= nation.tryckt[areas[w], ror.plats[p]]
            nation.vikt[areas[w], ror.plats[p]] = 0
        if netto[w]:
            kostar[areas[w]] = UNKNOWN


@compiled
def _take(lager, layers, kommuner, times, j):
    """`Laget._take`."""
    for k in range(len(kommuner)):
        for p in range(layers.start[j], layers.start[j + 1] if times[k] else 0):
            lager[kommuner[k], layers.plats[p]] += times[k] * layers.andring[p]


@compiled
def proof(nation, drag, barare, egna, ensamt, kostar, way, need, area, most):
    """`Laget.proof`: carriers, moves and how many times; none where there is no proof."""
    steps, n, sign = np.empty((most, 3), np.int64), 0, -1 if way else 1
    while need > 0 and n < most:
        i, j, times = _cheapest(nation, drag, barare, egna, ensamt, kostar, way, need, area)
        if times == 0:
            break
        steps[n, 0], steps[n, 1], steps[n, 2] = i, j, sign * times
        n += 1
        _withhold(nation, drag.ror, barare.omraden[i], barare.netto[i], kostar, j)
        need -= times * barare.steg[i] * drag.steg[j]
        if need > 0:
            _take(nation.lager, drag.lager, barare.kommuner[i], barare.tecken[i] * steps[n - 1, 2], j)
    for s in range(n if need > 0 else n - 1):
        i = steps[s, 0]
        _take(nation.lager, drag.lager, barare.kommuner[i], barare.tecken[i] * -steps[s, 2], steps[s, 1])
    return steps[: 0 if need > 0 else n]


@compiled
def mark(spar, omrade, medlemmar, kommuner, times, moves, number):
    """`Spar._mark_sum` of the certificate with this number: per step a move and its kommuner."""
    by = np.zeros((len(moves), omrade.shape[1]), np.int64)
    for s in range(len(moves)):
        for k in range(kommuner.shape[1]):
            if times[s, k]:
                by[s] += times[s, k] * omrade[kommuner[s, k]]
        for area in np.flatnonzero(by[s]):
            for p in range(medlemmar.start[moves[s]], medlemmar.start[moves[s] + 1]):
                spar.summa[area, medlemmar.plats[p]] += by[s, area] * medlemmar.andring[p]
    alone = len(spar.ensamma) > 0 and _changes_one(spar, medlemmar, by, moves)
    for s in range(len(moves)):
        for area in np.flatnonzero(by[s]):
            for p in range(medlemmar.start[moves[s]], medlemmar.start[moves[s] + 1]):
                _mark(spar, area, medlemmar.plats[p], number, alone)


@compiled
def _changes_one(spar, medlemmar, by, moves):
    for s in range(len(moves)):
        for area in np.flatnonzero(by[s]):
            for p in range(medlemmar.start[moves[s]], medlemmar.start[moves[s] + 1]):
                column = medlemmar.plats[p]
                if spar.ensamma[area, column] and spar.summa[area, column] != 0:
                    return True
    return False


@compiled
def _mark(spar, area, column, number, alone):
    change = spar.summa[area, column]
    spar.summa[area, column] = 0
    if change:
        spar.rubbad[area, column] = True
    for way in range(0 if alone else 2):
        krav, far = spar.krav[way, area, column], -change if way else change
        if 0 < krav <= far and spar.bevis[way, area, column] < 0:
            spar.bevis[way, area, column] = number


@compiled
def certificate(koordinater, kommuner, times, moves, size):
    """`_certificate` of `spar`: places and changes."""
    most = 0
    for s in range(len(moves)):
        most += (times[s] != 0).sum() * (koordinater.start[moves[s] + 1] - koordinater.start[moves[s]])
    places, changes, n = np.empty(most, np.int64), np.empty(most, np.int64), 0
    for s in range(len(moves)):
        for k in range(kommuner.shape[1]):
            for p in range(koordinater.start[moves[s]], koordinater.start[moves[s] + 1] if times[s, k] else 0):
                places[n] = kommuner[s, k] * size + koordinater.plats[p]
                changes[n] = times[s, k] * koordinater.andring[p]
                n += 1
    return (places, changes) if len(moves) == 1 else _merged(places, changes)


@compiled
def _merged(places, changes):
    order = np.argsort(places)
    n = -1
    found, change = np.empty_like(places), np.zeros_like(changes)
    for at in order:
        if n < 0 or found[n] != places[at]:
            n += 0 if n >= 0 and change[n] == 0 else 1
            found[n] = places[at]
        change[n] += changes[at]
    n += 0 if n >= 0 and change[n] == 0 else 1
    return found[:n], change[:n]


@compiled
def _goes_so_far(nation, drag, known, kommuner, ater, j, wanted):
    for k in range(len(kommuner)):
        back = int(ater[k])
        if _know_room(nation, drag, kommuner[k], back, j, known[back, kommuner[k]]) < wanted:
            return False
    return True


@compiled
def _able(nation, drag, kostar, known, area, kommun, back):
    """The moves that cost nothing in an area and can be made in the kommun that carries them."""
    found, n = np.empty(len(drag.steg), np.int64), 0
    for j in range(len(drag.steg)):
        if kostar[area, j] == UNKNOWN:
            kostar[area, j] = _cost(nation.vikt[area], drag.ror, j)
        if kostar[area, j] == 0 and _know_room(nation, drag, kommun, back, j, known[back, kommun]) > 0:
            found[n] = j
            n += 1
    return found[:n]


@compiled
def _first_free(nation, drag, barare, ensamt, kostar, known, way, need, area, tries):
    back, able = -1, np.empty(0, np.int64)
    for i in range(barare.steg.shape[1]):
        areas, kommuner, ater = barare.omraden[area, i], barare.kommuner[area, i], barare.ater[area, i] ^ way
        if barare.steg[area, i] == 0:
            continue
        if back != int(ater[0]):  # the same kommun carries all of them
            back = int(ater[0])
            able = _able(nation, drag, kostar, known, area, kommuner[0], back)
        for j in able:
            wanted = -(-need // (barare.steg[area, i] * drag.steg[j]))
            if not _goes_so_far(nation, drag, known, kommuner, ater, j, wanted):
                continue
            if _cost_of_all(nation.vikt, drag.ror, kostar, areas, j, 1.0) > 0:
                continue
            if not (len(ensamt.en) and _rests_on_one(ensamt, drag.medlemmar, area, areas, j)):
                return i, j, wanted
            tries -= 1
            if tries == 0:
                return -1, -1, 0
    return -1, -1, 0


@compiled
def free(nation, drag, barare, ensamt, kostar, known, way, areas, need, tries):
    """`Fria.found`: per area the carrier, the move, how many times; -1 where there is none."""
    found = np.empty((3, len(areas)), np.int64)
    for r in range(len(areas)):
        found[:, r] = _first_free(nation, drag, barare, ensamt, kostar, known, way, need[r], areas[r], tries)
    return found
