"""The search: which more numbers to withhold, so that every sensitive one gets its certificates. Pure.

From the nation down to the kommuner, totals before parts: of all moves that take the number far enough, the one that
asks for the least new withholding. Every move is whole persons from the true counts, so what is found is proved. A
move proves all that it moves far enough. Nothing here is trusted: `isu.granskning` checks the result.
"""

from collections.abc import Iterator
from functools import reduce

import numpy as np

from isu.disclosure.bevis import Certifikat, Monster
from isu.disclosure.drag import carriers, moves
from isu.disclosure.karta import Karta, Lokalt
from isu.disclosure.laget import UP, Barare, Laget
from isu.disclosure.modell import Modell
from isu.disclosure.vikt import weights

DOWN = 1
MOST_STEPS = 8
FORBIDDEN = 1e15
KNOWN = 1e9


def search(
    modell: Modell,
    up: np.ndarray,
    down: np.ndarray,
    seed: int = 0,
    earlier: np.ndarray | None = None,
    ensamma: bool = False,
    passes: int = 1,
    known: np.ndarray | None = None,
) -> Monster:
    """A pattern with proofs for what must be movable `up` and `down`. The cheapest of some passes: in each, numbers
    that many proofs used become cheaper and others dearer.

    `earlier` is the pattern of the period before, tried first. With `ensamma`, no proof of a number rests on another
    number that is 1: who that one is knows it. What is `known` already is withheld only where nothing else will do.
    """
    base = weights(modell, seed, earlier)
    base = base if known is None else np.where(known, KNOWN, base)
    cost, best, weight = np.inf, None, base
    drag = Drag(modell)
    for _ in range(passes):
        sokning = Sokning(drag, np.array([up, down]), weight, ensamma)
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
        self.av_omrade: dict[int, Barare] = {}
        self.mellan = carriers(modell.dimensioner[0], _counted(modell, 0))
        rows = modell.dimensioner[0].medlemmar.T
        self.omrade = np.vstack([rows, np.zeros((1, rows.shape[1]), np.int64)])

    def barare(self, area: int) -> "Barare":
        if area not in self.av_omrade:
            self.av_omrade[area] = Barare(self.mellan(area), self.omrade, area)
        return self.av_omrade[area]

    def karta(self, tal: int, bred: bool) -> Karta:
        return self.lokalt.karta(np.unravel_index(tal, self.modell.varden.shape[1:]), bred)


class Sokning:
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
                    laget = laget or Laget(self.drag.karta(tal, bred), self, tal)
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

    def _prove(self, area: int, tal: int, way: int, laget: "Laget") -> None:
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

    def _withhold(self, areas: np.ndarray, laget: "Laget", move: int) -> None:
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
