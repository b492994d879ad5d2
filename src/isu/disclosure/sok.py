"""The search: which more numbers to withhold, so that every sensitive one gets its certificates. Pure.

From the nation down to the kommuner, totals before parts: of all moves that take the number far enough, the one that
asks for the least new withholding. Every move is whole persons from the true counts, so what is found is proved. A
move proves all that it moves far enough. Nothing here is trusted: `isu.granskning` checks the result.
"""

from collections.abc import Iterator
from functools import reduce

import numpy as np

from isu.disclosure.bevis import Certifikat, Monster
from isu.disclosure.drag import Steg, carriers, moves
from isu.disclosure.karta import BIG, Karta, Lokalt
from isu.disclosure.modell import Modell
from isu.disclosure.vikt import weights

UP, DOWN = 0, 1
MOST_STEPS = 8
FORBIDDEN = 1e15


def search(
    modell: Modell,
    up: np.ndarray,
    down: np.ndarray,
    seed: int = 0,
    earlier: np.ndarray | None = None,
    ensamma: bool = False,
    passes: int = 1,
) -> Monster:
    """A pattern with proofs for what must be movable `up` and `down`. The cheapest of some passes: in each, numbers
    that many proofs used become cheaper and others dearer.

    `earlier` is the pattern of the period before, tried first. With `ensamma`, no proof of a number rests on another
    number that is 1: who that one is knows it.
    """
    base = weights(modell, seed, earlier)
    cost, best, weight = np.inf, None, base
    drag = Drag(modell)
    for _ in range(passes):
        sokning = _Sokning(drag, np.array([up, down]), weight, ensamma)
        found = sokning.run()
        total = base[found.dolda].sum() + FORBIDDEN * found.obevisade.sum()
        if total < cost:
            cost, best = total, found
        weight = np.where(sokning.used > 0, base / (1 + 0.5 * np.minimum(sokning.used, 8)), base * 1.2)
    return best


class Drag:
    """What is the same in every pass: the moves of the local table and the carriers of every area, made when asked
    for."""

    def __init__(self, modell: Modell):
        self.modell = modell
        self.lokalt = Lokalt(modell, [moves(d, _counted(modell, i)) for i, d in enumerate(modell.dimensioner[1:], 1)])
        self.av_omrade: dict[int, _Barare] = {}
        self.mellan = carriers(modell.dimensioner[0], _counted(modell, 0))
        rows = modell.dimensioner[0].medlemmar.T
        self.omrade = np.vstack([rows, np.zeros((1, rows.shape[1]), np.int64)])

    def barare(self, area: int) -> "_Barare":
        if area not in self.av_omrade:
            self.av_omrade[area] = _Barare(self.mellan(area), self.omrade, area)
        return self.av_omrade[area]

    def karta(self, tal: int, bred: bool) -> Karta:
        return self.lokalt.karta(np.unravel_index(tal, self.modell.varden.shape[1:]), bred)


class _Sokning:
    """One pass. `dolda` and `vikt` are område × local table, laid out flat; `vikt` is 0 where nothing is left to
    lose."""

    def __init__(self, drag: "Drag", krav: np.ndarray, weight: np.ndarray, ensamma: bool):
        modell = drag.modell
        self.modell, self.ensamma, self.drag, self.lokalt = modell, ensamma, drag, drag.lokalt
        self.omrade = modell.dimensioner[0].medlemmar
        flat = (len(self.omrade), -1)
        self.krav = krav.reshape(2, *(modell.varden.reshape(flat)).shape).copy()
        self.dolda = primary(modell, self.krav.any(0).reshape(modell.varden.shape)).reshape(flat)
        self.vikt = np.where(self.dolda, 0, np.where(modell.tryckt, weight, 0).reshape(flat)).astype(np.float32)
        self.tryckt = modell.tryckt.reshape(flat)
        self.en = (modell.lasbar & (modell.varden == 1)).reshape(flat)
        self.bevis = np.full(self.krav.shape, -1, np.int32)
        self.flyttad = np.zeros(self.dolda.shape, bool)
        self.used = np.zeros(self.dolda.shape, np.int32)
        self.certifikat: list[Certifikat] = []
        self.grund = self.dolda.copy()

    def run(self) -> Monster:
        self._prove_all()
        while self._ask_for_followers():
            self._prove_all()
        self.used = self.used.reshape(self.modell.varden.shape)
        shape = self.modell.varden.shape
        return Monster(
            self.dolda.reshape(shape),
            tuple(self.certifikat),
            self.krav.reshape(2, *shape),
            self.bevis.reshape(2, *shape),
        )

    def _ask_for_followers(self) -> bool:
        """Numbers that were withheld only because their n was: they must be movable by one, or they could be had
        back."""
        shown = self.modell.varden.reshape(self.dolda.shape)
        lost = self.dolda & self.tryckt & (shown > 0) & ~self.flyttad & ~self.krav.any(0)
        self.krav[UP] |= lost
        return bool(lost.any())

    def _prove_all(self) -> None:
        for areas, tal in self._order():
            for bred in (False, True):
                self._prove_number(areas, tal, bred)

    def _prove_number(self, areas: np.ndarray, tal: int, bred: bool) -> None:
        laget = None
        for area in areas:
            for way in (UP, DOWN):
                if self.krav[way, area, tal] and self.bevis[way, area, tal] < 0:
                    laget = laget or _Laget(self.drag.karta(tal, bred), self, tal)
                    self._prove(area, tal, way, laget)

    def _order(self) -> Iterator[tuple[np.ndarray, int]]:
        """Larger areas first, then totals before their parts."""
        rank = _coverage(self.omrade)
        local = _coverage_of([d.medlemmar for d in self.modell.dimensioner[1:]])
        for level in np.unique(rank)[::-1]:
            areas = np.flatnonzero(rank == level)
            needed = (self.krav[:, areas] > 0) & (self.bevis[:, areas] < 0)
            for tal in np.argsort(-local, kind="stable"):
                here = needed[:, :, tal].any(0)
                if here.any():
                    yield areas[here], int(tal)

    def _prove(self, area: int, tal: int, way: int, laget: "_Laget") -> None:
        """A sum of at most eight moves; when nothing can be found the number stays without a proof, and that is
        told."""
        need = int(self.krav[way, area, tal])
        steps: list[tuple[np.ndarray, np.ndarray, int]] = []
        while need > 0 and len(steps) < MOST_STEPS:
            barare = self.drag.barare(area)
            chosen = laget.cheapest(barare, way, need, area)
            if chosen is None:
                break
            i, j, times, moved = chosen
            kommuner, tecken = barare.steps(i)
            carrier = (kommuner, tecken * (times if way == UP else -times))
            steps.append((*carrier, j))
            self._withhold(barare.ror[i], laget, j)
            need -= moved
            if need > 0:
                laget.take(*carrier, j)
        laget.give_back()
        if need > 0:
            return
        self.certifikat.append(_certificate(steps, laget.karta, self.modell.y[0].size))
        place = len(self.certifikat) - 1
        self.bevis[way, area, tal] = place
        self._remember(steps, laget.karta)
        if len(steps) == 1:
            self._credit(carrier, j, laget.karta, place)

    def _withhold(self, areas: np.ndarray, laget: "_Laget", move: int) -> None:
        columns = laget.karta.kolumner[laget.karta.ror[move] > 0]
        at = np.ix_(areas, columns)
        self.used[at] += 1
        if self.vikt[at].any():
            self.dolda[at] |= self.tryckt[at]
            self.vikt[at] = 0
            laget.refresh(areas)

    def _remember(self, steps: list[tuple[np.ndarray, np.ndarray, int]], karta: Karta) -> None:
        """Which numbers are another in this alternative."""
        change = np.zeros((len(self.omrade), len(karta.kolumner)), np.int64)
        for kommuner, times, j in steps:
            change += np.multiply.outer(times @ self.drag.omrade[kommuner], karta.andrar[j])
        areas, columns = np.nonzero(change)
        self.flyttad[areas, karta.kolumner[columns]] = True

    def _credit(self, carrier: tuple[np.ndarray, np.ndarray], move: int, karta: Karta, place: int) -> None:
        """What else this one move proves."""
        by_area = carrier[1] @ self.drag.omrade[carrier[0]]
        areas = np.flatnonzero(by_area)
        changed = np.flatnonzero(karta.andrar[move])
        change = np.multiply.outer(by_area[areas], karta.andrar[move, changed])
        at = np.ix_(areas, karta.kolumner[changed])
        if self.ensamma:
            return
        for way, far in ((UP, change), (DOWN, -change)):
            krav, bevis = self.krav[way][at], self.bevis[way][at]
            self.bevis[way][at] = np.where((krav > 0) & (far >= krav) & (bevis < 0), place, bevis)


class _Barare:
    """The carriers of one area: kommuner and signs padded to four, and the areas that each touches.

    `omrade` is kommun × area, with a last row for no kommun.
    """

    def __init__(self, carriers: list[Steg], omrade: np.ndarray, area: int):
        nobody = len(omrade) - 1
        padded = np.array([(steps + [(nobody, 0)] * 4)[:4] for steps in carriers], np.int64)
        self.kommuner, tecken = padded[..., 0], padded[..., 1]
        net = (omrade[self.kommuner] * tecken[..., None]).sum(1)
        self.steg = np.abs(net[:, area])
        self.tecken = tecken * np.sign(net[:, [area]])
        self.ater = (self.tecken < 0).astype(np.int64)
        self.ror = [np.flatnonzero(row) for row in net]
        self.omraden = np.full((len(net), max(len(r) for r in self.ror)), omrade.shape[1])
        for i, areas in enumerate(self.ror):
            self.omraden[i, : len(areas)] = areas

    def steps(self, i: int) -> tuple[np.ndarray, np.ndarray]:
        """The kommuner of one carrier, and their signs."""
        used = self.tecken[i] != 0
        return self.kommuner[i, used], self.tecken[i, used]


class _Laget:
    """For one number of the local table, in all areas: what each move costs now, and how far it can be taken."""

    def __init__(self, karta: Karta, sokning: _Sokning, tal: int):
        self.karta, self.sokning = karta, sokning
        self.kostar = np.zeros((len(sokning.omrade) + 1, len(karta.drag)), np.float32)
        lokalt = sokning.lokalt
        room = karta.rum.of(lokalt.lager, lokalt.finns)
        self.orort = np.concatenate([room, np.full((2, 1, room.shape[2]), BIG)], 1)
        self.rum, self.rader = self.orort, {}
        self.refresh(np.arange(len(sokning.omrade)))
        self.ensam = _Ensamma(karta, sokning, tal) if sokning.ensamma else None

    def refresh(self, areas: np.ndarray) -> None:
        self.kostar[areas] = self.sokning.vikt[np.ix_(areas, self.karta.kolumner)] @ self.karta.ror.T

    def cheapest(self, barare: _Barare, way: int, need: int, area: int) -> tuple[int, int, int, int] | None:
        """Carrier, move, how many times, and how far that takes the number."""
        cost = self.kostar[barare.omraden].sum(1, dtype=np.float64)
        step = barare.steg[:, None] * self.karta.steg
        wanted = -(-need // step)
        room = self._room(barare, way)
        times = np.minimum(room, wanted)
        cost = np.where(times < wanted, (cost + 2) * wanted / np.maximum(times, 1) + 2, cost)
        cost[times < 1] = np.inf
        if self.ensam is not None:
            cost[self.ensam.rests_on_one(barare, area)] = np.inf
        best = int(cost.argmin())
        if not np.isfinite(cost.ravel()[best]):
            return None
        i, j = divmod(best, cost.shape[1])
        return i, j, int(times[i, j]), int(times[i, j] * step[i, j])

    def _room(self, barare: _Barare, way: int) -> np.ndarray:
        return self.rum[barare.ater ^ way, barare.kommuner].min(1)

    def take(self, kommuner: np.ndarray, times: np.ndarray, move: int) -> None:
        """What room there is for a further step after this one."""
        lokalt, rum = self.sokning.lokalt, self.karta.rum
        if not self.rader:
            self.rum = self.rum.copy()
        for kommun, number in zip(kommuner, times):
            row = self.rader.setdefault(int(kommun), lokalt.lager[kommun].copy())
            row[rum.lager] += number * rum.andring[move]
        self.rum[:, kommuner] = rum.of(np.array([self.rader[int(k)] for k in kommuner]), lokalt.finns[kommuner])

    def give_back(self) -> None:
        if self.rader:
            self.rader, self.rum = {}, self.orort


class _Ensamma:
    """Which moves change another number that is 1: neither a part of the number asked for nor a whole that holds it."""

    def __init__(self, karta: Karta, sokning: _Sokning, tal: int):
        modell = sokning.modell
        holds, held = (_local_kin(modell, tal, karta.kolumner, way) for way in (True, False))
        ones, changes = sokning.en[:, karta.kolumner].astype(np.int64), (karta.andrar != 0).T.astype(np.int64)
        self.alla = np.vstack([ones @ changes, np.zeros((1, changes.shape[1]), np.int64)])
        self.kin = [ones[:, k] @ changes[k] for k in (holds, held, holds | held)]
        self.omrade = sokning.omrade

    def rests_on_one(self, barare: _Barare, area: int) -> np.ndarray:
        counted = self.alla.copy()
        row = self.omrade[area]
        holds, held = (self.omrade >= row).all(1), (self.omrade <= row).all(1)
        for areas, kin in ((holds & ~held, self.kin[0]), (held & ~holds, self.kin[1]), (holds & held, self.kin[2])):
            counted[:-1][areas] -= kin[areas]
        return counted[barare.omraden].sum(1) > 0


def _local_kin(modell: Modell, tal: int, columns: np.ndarray, holds: bool) -> np.ndarray:
    """Which columns hold (or are held by) the local number, on every dimension."""
    dims = modell.dimensioner[1:]
    shape = tuple(len(d.medlemmar) for d in dims)
    own, others = np.unravel_index(tal, shape), np.unravel_index(columns, shape)
    found = np.ones(len(columns), bool)
    for d, here, there in zip(dims[:-1], own, others):
        rows = d.medlemmar
        found &= (rows[there] >= rows[here]).all(1) if holds else (rows[there] <= rows[here]).all(1)
    within = modell.foljer | modell.foljer[:, modell.styr] | np.eye(len(modell.styr), dtype=bool)
    return found & (within[others[-1], own[-1]] if holds else within[own[-1], others[-1]])


def primary(modell: Modell, sensitive: np.ndarray) -> np.ndarray:
    """What is withheld from the start: sensitive numbers, the printed one of a pair that would tell one, and what
    follows."""
    found = np.zeros(sensitive.shape, bool)
    for member in np.flatnonzero(sensitive.reshape(-1, sensitive.shape[-1]).any(0)):
        found[..., modell.styr[member]] |= sensitive[..., member]
    for n in np.flatnonzero(modell.foljer.any(1)):
        found[..., modell.foljer[n]] |= found[..., [n]]
    return found & modell.tryckt


def _counted(modell: Modell, place: int) -> np.ndarray:
    """How much is counted at each coordinate of one dimension."""
    return np.moveaxis(modell.y, place, 0).reshape(modell.y.shape[place], -1).sum(1)


def _coverage(members: np.ndarray) -> np.ndarray:
    return np.abs(members).sum(1)


def _coverage_of(matrices: list[np.ndarray]) -> np.ndarray:
    return reduce(np.multiply.outer, [_coverage(m) for m in matrices]).ravel()


def _certificate(steps: list[tuple[np.ndarray, np.ndarray, int]], karta: Karta, size: int) -> Certifikat:
    places, changes = [], []
    for kommuner, times, j in steps:
        moved = np.flatnonzero(karta.drag[j])
        places.append(np.add.outer(kommuner * size, karta.koordinater[moved]).ravel())
        changes.append(np.multiply.outer(times, karta.drag[j, moved]).ravel())
    place, at = np.unique(np.concatenate(places), return_inverse=True)
    change = np.zeros(len(place), np.int64)
    np.add.at(change, at, np.concatenate(changes))
    return Certifikat(place[change != 0], change[change != 0])
