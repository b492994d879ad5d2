"""`Laget`, `Fria` and `Spar` with compiled loops: the same is found, sooner. An option: `pip install isu[snabb]`.

What is compiled is kept beside the program or in the user's cache, so only the first run on a machine waits for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure import kompilerat
from isu.disclosure.barare import Barare
from isu.disclosure.fria import TRIES, Fria, Funna
from isu.disclosure.karta import Karta, Lista, Rader
from isu.disclosure.kompilerat import UNKNOWN, Bararna, Drag, Egna, Ensamt, Nation, Sparat
from isu.disclosure.laget import MOST_STEPS, STEP, Ensamma, Laget, Steg
from isu.disclosure.spar import Spar

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: What the compiled loops are given where it is not asked who is alone.
NOBODY = np.zeros((0, 0), bool)
NOBODY_ALONE = Ensamt(NOBODY, np.zeros((0, 0), np.int8), NOBODY)


class SnabbKarta(Karta):
    def _rows(self, lists: Sequence[Lista]) -> Rader:
        named = zip(*((li.plats, li.andring, li.antal, li.bredd) for li in lists), strict=True)
        return Rader(*kompilerat.rows(*map(tuple, named), tuple(map(np.ascontiguousarray, self.at))))


class SnabbtLaget(Laget):
    def __init__(self, karta: Karta, sokning: "Sokning", tal: int, ensamma: bool):
        super().__init__(karta, sokning, tal, ensamma)
        self.kostar[:] = UNKNOWN
        self.given = _nation(sokning), _moves(karta, self.lokalt.alla_finns)

    def proof(self, barare: Barare, way: int, need: int, area: int) -> list[Steg]:
        carriers = _carriers(barare), Egna(*barare.egna)
        asked = bool(way), need, area, MOST_STEPS
        steps = kompilerat.proof(*self.given, *carriers, _alone(self.ensam), self.kostar, *asked)
        return [Steg(barare.kommuner[i], barare.tecken[i] * times, move) for i, move, times in steps.tolist()]

    def forget(self, areas: np.ndarray) -> None:
        self.kostar[areas] = UNKNOWN


class SnabbaSpar(Spar):
    def __init__(self, krav: np.ndarray, lokala: int, ensamma: np.ndarray | None = None):
        super().__init__(krav, lokala, ensamma)
        self.summa = np.zeros(self.rubbad.shape, np.int32)

    def one(self, steps, karta, drag, proves=None) -> None:
        kommuner, times = np.stack([s.kommuner for s in steps]), np.stack([s.ganger for s in steps])
        moves = np.array([s.drag for s in steps])
        places, changes = kompilerat.certificate(karta.koordinater, kommuner, times, moves, self.lokala)
        self.certifikat.append((np.array([len(places)]), places, changes))
        if proves:
            self.bevis[proves] = self.antal
        sparat = Sparat(
            self.krav, self.bevis, self.rubbad, self.summa, NOBODY if self.ensamma is None else self.ensamma
        )
        kompilerat.mark(sparat, drag.omraden.omrade, karta.medlemmar, kommuner, times, moves, self.antal)
        self.antal += 1


class SnabbaFria(Fria):
    def _prepare(self) -> None:
        moves, areas, kommuner = len(self.karta.steg), len(self.sokning.vikt), len(self.lokalt.lager)
        self.kostar = np.full((areas, moves), float(UNKNOWN))
        self.rum = np.full((2, kommuner, moves), UNKNOWN, np.int32)
        given = _nation(self.sokning), _moves(self.karta, self.lokalt.alla_finns)
        self.given = *given, _carriers(self.alla), _alone(self.ensam)

    def found(self, areas: np.ndarray, need: np.ndarray, way: int) -> Funna:
        carrier, move, times = kompilerat.free(*self.given, self.kostar, self.rum, bool(way), areas, need, TRIES)
        hit = np.flatnonzero(times)
        times = times[hit] if way == 0 else -times[hit]
        return Funna(hit, move[hit], carrier[hit], times)


def _nation(sokning: "Sokning") -> Nation:
    lokalt = sokning.drag.lokalt
    return Nation(lokalt.lager, lokalt.finns, sokning.vikt, sokning.used, sokning.dolda, sokning.tryckt, STEP)


def _carriers(barare: Barare) -> Bararna:
    b = barare
    return Bararna(b.kommuner, b.tecken, b.ater, b.omraden, b.netto, b.steg)


def _alone(ensam: Ensamma | None) -> Ensamt:
    return NOBODY_ALONE if ensam is None else Ensamt(ensam.en, ensam.slakt, ensam.kin)


def _moves(karta: Karta, anything: bool) -> Drag:
    layers = karta.lager
    taken = layers.where(layers.andring < 0)
    nothing = layers.where(np.zeros(len(layers.plats), bool))
    return Drag(
        karta.steg,
        layers,
        taken._replace(andring=-taken.andring),
        layers.where(layers.andring > 0),
        nothing if anything else karta.koordinater,
        karta.ror,
        karta.medlemmar,
    )
