"""The innermost loops of the search as compiled code: the same whole numbers as `laget`, `fria` and `spar` find with
arrays, many times faster. Imported only by `snabbt`, where numba is installed. What moves and carriers are is in
`kompilerade_drag`; what holds there, that nothing is decided here and nothing shared, holds here too: so all that a
proof needs, from what it costs to what is kept of it, stands in this one file.

Costs are whole numbers held as floats, so that sums are the same in whatever order they are made.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

compiled = njit(cache=True, error_model="numpy")
#: Called so often that counting who holds the arrays would cost more than what is done with them: makes no new ones.
inner = njit(cache=True, error_model="numpy", _nrt=False)
NOTHING_BINDS = 1 << 29
#: What is known of costs and rooms is held one higher: what nothing is known of need not be laid out.
UNKNOWN = 0


class Nation(NamedTuple):
    """Counts of every kommun by layer, and where anything can be counted, if not everywhere; of every area and number
    what it costs, how often a proof used it, whether it is withheld and whether it is printed; how much more it can be,
    empty where nothing is known of that; and what a step costs."""

    lager: np.ndarray
    finns: np.ndarray
    alla_finns: bool
    vikt: np.ndarray
    used: np.ndarray
    dolda: np.ndarray
    tryckt: np.ndarray
    mer: np.ndarray
    per_steg: float


class Ensamt(NamedTuple):
    """Numbers that are 1, how areas are related, and whether a number of the local table is kin by each relation;
    empty where nobody is asked for."""

    en: np.ndarray
    slakt: np.ndarray
    kin: np.ndarray


@inner
def _room(nation, drag, kommun, back, j, known):
    """`Lokalt.rum` of one move in one kommun, where it is not known yet."""
    if known[back, kommun, j] == UNKNOWN:
        room, row = NOTHING_BINDS, back * len(drag.steg) + j
        for p in range(drag.minskar.start[row], drag.minskar.start[row + 1]):
            there, by = nation.lager[kommun, drag.minskar.plats[p]], drag.minskar.andring[p]
            room = min(room, there if by == 1 else there // by)
        if room > 0 and not nation.alla_finns:
            for p in range(drag.koordinater.start[j], drag.koordinater.start[j + 1]):
                room = room if nation.finns[kommun, drag.koordinater.plats[p]] else 0
        known[back, kommun, j] = room + 1
    return known[back, kommun, j] - 1


@inner
def _cost(vikt, start, plats, kostar, area, j):
    """`Karta.kostnad` of one move in one area; `kostar` remembers."""
    if kostar[area, j] == UNKNOWN:
        cost = 0.0
        for p in range(start[j], start[j + 1]):
            cost += vikt[area, plats[p]]
        kostar[area, j] = cost + 1
    return kostar[area, j] - 1


@inner
def _know_cost(vikt, start, plats, kostar, area):
    """Of all moves in one area."""
    for j in range(kostar.shape[1]):
        _cost(vikt, start, plats, kostar, area, j)


@inner
def _cost_of_all(vikt, start, plats, kostar, touched, j, most):
    """Of one move in all areas that a carrier touches, until it is not less than `most`."""
    total = 0.0
    for area in touched:
        total += _cost(vikt, start, plats, kostar, area, j)
        if total >= most:
            break
    return total


@inner
def _price(cost, times, wanted, per_steg):
    if times >= wanted:
        return cost
    return (cost + per_steg) * wanted / times + per_steg


@inner
def _rests_on_one(ensamt, medlemmar, area, touched, j):
    """`Ensamma.rests_on_one` of one move; never where it is not asked."""
    if len(ensamt.en) == 0:
        return False
    for other in touched:
        kin = ensamt.slakt[area, other]
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            if ensamt.en[other, medlemmar.plats[p]] and not ensamt.kin[kin, medlemmar.plats[p]]:
                return True
    return False


@inner
def _least_room(nation, drag, barare, i, way, j, known, room):
    """Of those that a carrier goes through after the first."""
    for k in range(1, barare.kommuner.shape[1]):
        if room > 0:
            back = int(barare.ater[i, k] ^ way)
            room = min(room, _room(nation, drag, barare.kommuner[i, k], back, j, known))
    return room


@inner
def _times(mer, medlemmar, touched, netto, way, j, most):
    """`UnderTak.times` of one move."""
    for t in range(len(touched) if len(mer) else 0):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            by = -netto[t] * medlemmar.andring[p] if way else netto[t] * medlemmar.andring[p]
            if by > 0:
                most = min(most, mer[touched[t], medlemmar.plats[p]] // by)
    return most


@inner
def _take_more(mer, medlemmar, touched, netto, times, j):
    """`UnderTak.take`."""
    for t in range(len(touched) if len(mer) else 0):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            mer[touched[t], medlemmar.plats[p]] -= times * netto[t] * medlemmar.andring[p]


@inner
def _know_room(nation, drag, kommun, back, kostar, area, least, known):
    """Of all moves in one kommun; left as it is for moves that cost too much in the area itself."""
    for j in range(len(drag.steg)):
        if kostar[area, j] - 1 < least:
            _room(nation, drag, kommun, back, j, known)


@inner
def _next_able(kostar, room, area, j, least):
    """The next move that can be made in the kommun that carries it, and does not cost too much in the area itself."""
    while j < kostar.shape[1] and (room[j] < 2 or kostar[area, j] - 1 >= least):
        j += 1
    return j


@inner
def _cheapest(nation, drag, barare, among, ensamt, kostar, known, way, need, area):
    """`Laget.cheapest` among some carriers: which, the move, how many times; 0 times where there is none."""
    best, move, often, least = -1, -1, 0, np.inf
    vikt, start, plats, steg, per_steg = nation.vikt, drag.ror.start, drag.ror.plats, drag.steg, nation.per_steg
    kommun, way_there = -2, -1
    _know_cost(vikt, start, plats, kostar, area)
    for i in among:
        if least == 0:
            break
        first, back, own = barare.kommuner[i, 0], int(barare.ater[i, 0] ^ way), barare.steg[i]
        room, touched = known[back, first], barare.omraden[i, : barare.antal[i]]
        if first != kommun or back != way_there:
            kommun, way_there = first, back
            _know_room(nation, drag, first, back, kostar, area, least, known)
        j = _next_able(kostar, room, area, 0, least)
        while j < len(steg):
            cost = _cost_of_all(vikt, start, plats, kostar, touched, j, least)
            if cost < least:
                wanted = -(-need // (own * steg[j]))
                times = min(room[j] - 1, wanted)
                if _price(cost, times, wanted, per_steg) < least:
                    times = _least_room(nation, drag, barare, i, way, j, known, times)
                    netto = barare.netto[i, : barare.antal[i]]
                    times = _times(nation.mer, drag.medlemmar, touched, netto, way, j, times)
                    price = _price(cost, times, wanted, per_steg) if times > 0 else np.inf
                    if price < least and not _rests_on_one(ensamt, drag.medlemmar, area, touched, j):
                        best, move, often, least = i, j, times, price
            j = _next_able(kostar, room, area, j + 1, least)
    return best, move, often


@inner
def _withhold(nation, ror, areas, kostar, j):
    """`Laget._withhold`."""
    costs = False
    for area in areas:
        for p in range(ror.start[j], ror.start[j + 1]):
            nation.used[area, ror.plats[p]] += 1
            costs |= nation.vikt[area, ror.plats[p]] != 0
    for area in areas[: len(areas) if costs else 0]:
        for p in range(ror.start[j], ror.start[j + 1]):
            nation.dolda[area, ror.plats[p]] |= nation.tryckt[area, ror.plats[p]]
            nation.vikt[area, ror.plats[p]] = 0
        kostar[area] = UNKNOWN


@inner
def _take(lager, layers, known, kommuner, times, j):
    """`Laget._take`; what room there is is asked anew."""
    for k in range(len(kommuner)):
        known[:, kommuner[k]] = UNKNOWN
        for p in range(layers.start[j], layers.start[j + 1] if times[k] else 0):
            lager[kommuner[k], layers.plats[p]] += times[k] * layers.andring[p]


@compiled
def _take_all(nation, drag, barare, known, i, times, j):
    """Of layers, and of what numbers can be."""
    _take(nation.lager, drag.lager, known, barare.kommuner[i], barare.tecken[i] * times, j)
    touched, netto = barare.omraden[i, : barare.antal[i]], barare.netto[i, : barare.antal[i]]
    _take_more(nation.mer, drag.medlemmar, touched, netto, times, j)


@compiled
def proof(nation, drag, barare, among, ensamt, kostar, known, way, need, area, most):
    """`Laget.proof`: moves, kommuner and how many times; none where there is no proof."""
    carriers, moves, often, n = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64), 0
    while need > 0 and n < most:
        i, j, times = _cheapest(nation, drag, barare, among, ensamt, kostar, known, way, need, area)
        if times == 0:
            break
        carriers[n], moves[n], often[n] = i, j, -times if way else times
        n += 1
        _withhold(nation, drag.ror, barare.omraden[i, : barare.antal[i]], kostar, j)
        need -= times * barare.steg[i] * drag.steg[j]
        if need > 0:
            _take_all(nation, drag, barare, known, i, often[n - 1], j)
    for s in range(n if need > 0 else n - 1):
        _take_all(nation, drag, barare, known, carriers[s], -often[s], moves[s])
    n = 0 if need > 0 else n
    kommuner, ganger = np.empty((n, 4), np.int64), np.empty((n, 4), np.int64)
    for s in range(n):
        kommuner[s], ganger[s] = barare.kommuner[carriers[s]], barare.tecken[carriers[s]] * often[s]
    return moves[:n], kommuner, ganger


@compiled
def one(spar, omrade, drag, moves, kommuner, times, size, number):
    """`Spar.one` of the certificate with this number: per step a move and its kommuner. Its places and changes."""
    _mark_sum(spar, omrade, drag.medlemmar, moves, kommuner, times, number)
    return _certificate(drag.koordinater, moves, kommuner, times, size)


@compiled
def _mark_sum(spar, omrade, medlemmar, moves, kommuner, times, number):
    """`Spar._mark_sum`."""
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


@inner
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
def _certificate(koordinater, moves, kommuner, times, size):
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
def each(
    nation, drag, barare, among, start, ensamt, kostar, known, spar, omrade, areas, ways, tal, moves, most, number
):
    """`Laget.prove_each`, or `move_each` if `moves`, from the certificate with this number on; of each area the
    carriers `among` from `start` on. How many changes each certificate has, and their places and changes."""
    size, n = nation.finns.shape[1], 0
    count, none = np.empty(len(areas) * len(ways), np.int64), np.empty(0, np.int64)
    places, changes = [none], [none]
    for r in range(len(areas)):
        area, own = areas[r], among[start[r] : start[r + 1]]
        for way in ways:
            need = 1 if moves else int(spar.krav[way, area, tal])
            if spar.rubbad[area, tal] if moves else need == 0 or spar.bevis[way, area, tal] >= 0:
                continue
            steps = proof(nation, drag, barare, own, ensamt, kostar, known, way > 0, need, area, most)
            if len(steps[0]):
                place, change = one(spar, omrade, drag, steps[0], steps[1], steps[2], size, number + n)
                places.append(place)
                changes.append(change)
                count[n] = len(place)
                if not moves:
                    spar.bevis[way, area, tal] = number + n
                n += 1
    return count[:n], _joined(places), _joined(changes)


@compiled
def _joined(parts):
    found, n = np.empty(sum([len(part) for part in parts]), np.int64), 0
    for part in parts:
        found[n : n + len(part)] = part
        n += len(part)
    return found


@inner
def _goes_so_far(nation, drag, known, barare, area, i, way, j, wanted):
    room = wanted
    for k in range(barare.kommuner.shape[2]):
        if room >= wanted:
            back = int(barare.ater[area, i, k] ^ way)
            room = min(room, _room(nation, drag, barare.kommuner[area, i, k], back, j, known))
    return room >= wanted


@compiled
def _able(nation, drag, kostar, known, area, kommun, back):
    """The moves that cost nothing in an area and can be made in the kommun that carries them."""
    found, n = np.empty(len(drag.steg), np.int64), 0
    for j in range(len(drag.steg)):
        if kostar[area, j] == 1 and _room(nation, drag, kommun, back, j, known) > 0:
            found[n] = j
            n += 1
    return found[:n]


@compiled
def _first_free(nation, drag, barare, ensamt, kostar, known, way, need, area, tries):
    vikt, start, plats, steg = nation.vikt, drag.ror.start, drag.ror.plats, drag.steg
    before, able = -1, np.empty(0, np.int64)
    _know_cost(vikt, start, plats, kostar, area)
    for i in range(barare.steg.shape[1]):
        first, back, own = barare.kommuner[area, i, 0], int(barare.ater[area, i, 0] ^ way), barare.steg[area, i]
        if own == 0:
            continue
        if back != before:  # the same kommun carries all of them
            before, able = back, _able(nation, drag, kostar, known, area, first, back)
        touched = barare.omraden[area, i, : barare.antal[area, i]]
        for j in able:
            if _cost_of_all(vikt, start, plats, kostar, touched, j, 1.0) > 0:
                continue
            wanted = -(-need // (own * steg[j]))
            if not _goes_so_far(nation, drag, known, barare, area, i, way, j, wanted):
                continue
            netto = barare.netto[area, i, : barare.antal[area, i]]
            able_to = _times(nation.mer, drag.medlemmar, touched, netto, way, j, wanted) >= wanted
            if able_to and not _rests_on_one(ensamt, drag.medlemmar, area, touched, j):
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
