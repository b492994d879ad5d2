"""The innermost loops of the search as compiled code: the same whole numbers as `laget`, `fria` and `spar` find with
arrays, many times faster. Imported only by `snabbt`, where numba is installed. What a move is, is in
`kompilerade_drag`.

One file, though a long one, and no constants of others: what numba keeps of a file is made again only when that file
changes. Nothing is decided here that is not decided there: each function names the one that it stands for. Costs are
whole numbers held as floats, so that sums are the same in whatever order they are made.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

compiled = njit(cache=True, error_model="numpy")
#: Where it is called so often that handing over the arrays would cost more than what is done with them.
inlined = njit(cache=True, error_model="numpy", _nrt=False)
NOTHING_BINDS = 1 << 29
#: What is known of costs and rooms is held one higher: what nothing is known of need not be laid out.
UNKNOWN = 0


class Nation(NamedTuple):
    """Counts of every kommun by layer, and where anything can be counted, if not everywhere; of every area and number
    what it costs, how often a proof used it, whether it is withheld and whether it is printed; and what a step
    costs."""

    lager: np.ndarray
    finns: np.ndarray
    alla_finns: bool
    vikt: np.ndarray
    used: np.ndarray
    dolda: np.ndarray
    tryckt: np.ndarray
    per_steg: float


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


class Bararna(NamedTuple):
    """The arrays of `Barare` by the same names."""

    kommuner: np.ndarray
    tecken: np.ndarray
    ater: np.ndarray
    omraden: np.ndarray
    netto: np.ndarray
    steg: np.ndarray


@compiled
def carriers(kommuner, tecken, omrade, area):
    """`Barare.of` of one area: signs, which areas each touches, by how much, and how much the area itself changes."""
    net = np.zeros((len(kommuner), omrade.shape[1]), np.int64)
    turned, count, own = np.empty_like(tecken), np.zeros(len(kommuner), np.int64), np.zeros(len(kommuner), np.int64)
    for i in range(len(kommuner)):
        for k in range(kommuner.shape[1]):
            for other in range(omrade.shape[1] if tecken[i, k] else 0):
                net[i, other] += tecken[i, k] * omrade[kommuner[i, k], other]
        sign = np.sign(net[i, area])
        net[i], turned[i], own[i] = net[i] * sign, tecken[i] * sign, net[i, area] * sign
        count[i] = (net[i] != 0).sum()
    omraden = np.full((len(kommuner), count.max() if len(count) else 0), omrade.shape[1], np.int64)
    netto = np.zeros(omraden.shape, np.int64)
    for i in range(len(kommuner)):
        for n, other in enumerate(np.flatnonzero(net[i])):
            omraden[i, n], netto[i, n] = other, net[i, other]
    return turned, omraden, netto, own


@inlined
def _room(nation, drag, kommun, back, j, known):
    """`Lokalt.rum` of one move in one kommun, where it is not known yet."""
    if known[back, kommun, j] == UNKNOWN:
        room, row = NOTHING_BINDS, back * len(drag.steg) + j
        for p in range(drag.minskar.start[row], drag.minskar.start[row + 1]):
            room = min(room, nation.lager[kommun, drag.minskar.plats[p]] // drag.minskar.andring[p])
        if room > 0 and not nation.alla_finns:
            for p in range(drag.koordinater.start[j], drag.koordinater.start[j + 1]):
                room = room if nation.finns[kommun, drag.koordinater.plats[p]] else 0
        known[back, kommun, j] = room + 1
    return known[back, kommun, j] - 1


@inlined
def _know_cost(vikt, start, plats, kostar, area):
    """`Karta.kostnad` of all moves in one area; `kostar` remembers."""
    for j in range(kostar.shape[1]):
        if kostar[area, j] == UNKNOWN:
            cost = 0.0
            for p in range(start[j], start[j + 1]):
                cost += vikt[area, plats[p]]
            kostar[area, j] = cost + 1


@inlined
def _cost_of_all(vikt, start, plats, kostar, areas, i, j, most):
    """Of one move in all areas that a carrier (`i`) touches, until it is not less than `most`."""
    total = 0.0
    for w in range(areas.shape[1]):
        area = areas[i, w]
        if kostar[area, j] == UNKNOWN:
            cost = 0.0
            for p in range(start[j], start[j + 1]):
                cost += vikt[area, plats[p]]
            kostar[area, j] = cost + 1
        total += kostar[area, j] - 1
        if total >= most:
            break
    return total


@inlined
def _price(cost, times, wanted, per_steg):
    if times >= wanted:
        return cost
    return (cost + per_steg) * wanted / times + per_steg


@inlined
def _rests_on_one(ensamt, medlemmar, area, touched, j):
    """`Ensamma.rests_on_one` of one move; never where it is not asked."""
    for other in touched if len(ensamt.en) else touched[:0]:
        kin = ensamt.slakt[area, other]
        for p in range(medlemmar.start[j], medlemmar.start[j + 1]):
            if ensamt.en[other, medlemmar.plats[p]] and not ensamt.kin[kin, medlemmar.plats[p]]:
                return True
    return False


@inlined
def _least_room(nation, drag, barare, i, way, j, known, room):
    """Of those that a carrier goes through after the first."""
    for k in range(1, barare.kommuner.shape[1]):
        if room > 0:
            back = int(barare.ater[i, k] ^ way)
            room = min(room, _room(nation, drag, barare.kommuner[i, k], back, j, known))
    return room


@inlined
def _know_room(nation, drag, kommun, back, kostar, area, least, known):
    """Of all moves in one kommun; left as it is for moves that cost too much in the area itself."""
    for j in range(len(drag.steg)):
        if kostar[area, j] - 1 < least:
            _room(nation, drag, kommun, back, j, known)


@inlined
def _next_able(kostar, room, area, j, least):
    """The next move that can be made in the kommun that carries it, and does not cost too much in the area itself."""
    while j < kostar.shape[1] and (room[j] < 2 or kostar[area, j] - 1 >= least):
        j += 1
    return j


@inlined
def _cheapest(nation, drag, barare, ensamt, kostar, known, way, need, area):
    """`Laget.cheapest`: the carrier, the move, how many times; 0 times where there is none."""
    best, move, often, least = -1, -1, 0, np.inf
    vikt, start, plats, steg, per_steg = nation.vikt, drag.ror.start, drag.ror.plats, drag.steg, nation.per_steg
    areas = barare.omraden
    _know_cost(vikt, start, plats, kostar, area)
    for i in range(len(barare.steg)):
        if least == 0:
            break
        first, back, own = barare.kommuner[i, 0], int(barare.ater[i, 0] ^ way), barare.steg[i]
        room = known[back, first]
        if i == 0 or first != barare.kommuner[i - 1, 0] or back != int(barare.ater[i - 1, 0] ^ way):
            _know_room(nation, drag, first, back, kostar, area, least, known)
        j = _next_able(kostar, room, area, 0, least)
        while j < len(steg):
            cost = _cost_of_all(vikt, start, plats, kostar, areas, i, j, least)
            if cost < least:
                wanted = -(-need // (own * steg[j]))
                times = min(room[j] - 1, wanted)
                if _price(cost, times, wanted, per_steg) < least:
                    times = _least_room(nation, drag, barare, i, way, j, known, times)
                    price = _price(cost, times, wanted, per_steg) if times > 0 else np.inf
                    if price < least and not _rests_on_one(ensamt, drag.medlemmar, area, areas[i], j):
                        best, move, often, least = i, j, times, price
            j = _next_able(kostar, room, area, j + 1, least)
    return best, move, often


@inlined
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


@inlined
def _take(lager, layers, known, kommuner, times, j):
    """`Laget._take`; what room there is is asked anew."""
    for k in range(len(kommuner)):
        known[:, kommuner[k]] = UNKNOWN
        for p in range(layers.start[j], layers.start[j + 1] if times[k] else 0):
            lager[kommuner[k], layers.plats[p]] += times[k] * layers.andring[p]


@compiled
def proof(nation, drag, barare, ensamt, kostar, known, way, need, area, most):
    """`Laget.proof`: moves, kommuner and how many times; none where there is no proof."""
    carriers, moves, often, n = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64), 0
    while need > 0 and n < most:
        i, j, times = _cheapest(nation, drag, barare, ensamt, kostar, known, way, need, area)
        if times == 0:
            break
        carriers[n], moves[n], often[n] = i, j, -times if way else times
        n += 1
        _withhold(nation, drag.ror, barare.omraden[i], barare.netto[i], kostar, j)
        need -= times * barare.steg[i] * drag.steg[j]
        if need > 0:
            _take(nation.lager, drag.lager, known, barare.kommuner[i], barare.tecken[i] * often[n - 1], j)
    for s in range(n if need > 0 else n - 1):
        i, back = carriers[s], -often[s]
        _take(nation.lager, drag.lager, known, barare.kommuner[i], barare.tecken[i] * back, moves[s])
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


@inlined
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
        areas, by = barare.omraden[own[c], carriers[c]], barare.netto[own[c], carriers[c]] * times[c]
        _mark_one(spar, drag.medlemmar, areas, by, j, number + c, first, proves)
        if proves and (c + 1 == len(own) or moves[c + 1] != j):
            for same in range(first - number, c + 1):
                spar.bevis[way, own[same], tal] = number + same
            first = number + c + 1
    return count, places, changes


@inlined
def _mark_one(spar, medlemmar, areas, by, j, number, first, proves):
    """`Spar._mark` of one certificate; what those from `first` on prove may be proved by this one instead."""
    alone = False
    for w in range(len(areas)):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1] if by[w] else 0):
            spar.rubbad[areas[w], medlemmar.plats[p]] = True
            alone |= len(spar.ensamma) > 0 and spar.ensamma[areas[w], medlemmar.plats[p]]
    for w in range(len(areas) if proves and not alone else 0):
        for p in range(medlemmar.start[j], medlemmar.start[j + 1] if by[w] else 0):
            area, column = areas[w], medlemmar.plats[p]
            change = by[w] * medlemmar.andring[p]
            up = 0 if change > 0 else 1
            known = spar.bevis[up, area, column]
            if 0 < spar.krav[up, area, column] <= abs(change) and (known < 0 or known >= first):
                spar.bevis[up, area, column] = number


@inlined
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
    areas, before, able = barare.omraden[area], -1, np.empty(0, np.int64)
    _know_cost(vikt, start, plats, kostar, area)
    for i in range(barare.steg.shape[1]):
        first, back, own = barare.kommuner[area, i, 0], int(barare.ater[area, i, 0] ^ way), barare.steg[area, i]
        if own == 0:
            continue
        if back != before:  # the same kommun carries all of them
            before, able = back, _able(nation, drag, kostar, known, area, first, back)
        for j in able:
            if _cost_of_all(vikt, start, plats, kostar, areas, i, j, 1.0) > 0:
                continue
            wanted = -(-need // (own * steg[j]))
            if not _goes_so_far(nation, drag, known, barare, area, i, way, j, wanted):
                continue
            if not _rests_on_one(ensamt, drag.medlemmar, area, areas[i], j):
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
