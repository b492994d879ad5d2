"""`Laget`, `Fria` and `Spar` with compiled loops: the same is found, sooner. An option: `pip install isu[snabb]`.

What is compiled is kept beside the program or in the user's cache, so only the first run on a machine waits for it.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure import kompilerade_drag, kompilerade_spar, kompilerat
from isu.disclosure.barare import Barare
from isu.disclosure.fria import TRIES, Fria, Funna
from isu.disclosure.karta import Karta, Rader, Val
from isu.disclosure.kompilerade_drag import Bararna, Drag
from isu.disclosure.kompilerade_spar import Sparat
from isu.disclosure.kompilerat import UNKNOWN, Ensamt, Nation
from isu.disclosure.laget import MOST_STEPS, STEP, Ensamma, Laget, Steg
from isu.disclosure.lokal_tabell import Lokalt
from isu.disclosure.spar import Spar

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: What the compiled loops are given where it is not asked who is alone.
NOBODY = np.zeros((0, 0), bool)
NOBODY_ALONE = Ensamt(NOBODY, np.zeros((0, 0), np.int8), NOBODY)


class SnabbaBarare(Barare):
    @classmethod
    def of(cls, kommuner: np.ndarray, tecken: np.ndarray, omrade: np.ndarray, area: np.ndarray) -> "Barare":
        if area.ndim:
            return super().of(kommuner, tecken, omrade, area)
        tecken, omraden, netto, steg = kompilerade_drag.carriers(kommuner, tecken, omrade, int(area))
        return cls(kommuner, tecken, tecken < 0, omraden, netto, steg)


class SnabbKarta(Karta):
    @classmethod
    def cheapest(cls, val: Sequence[Val], tryckt: np.ndarray, most: int, tryckta: np.ndarray) -> "SnabbKarta":
        return cls(val, kompilerade_drag.cheapest(tuple(val), tryckt.ravel(), most), tryckta)

    @cached_property
    def drag(self) -> Drag:
        steg, *rows = kompilerade_drag.moves(tuple(self.val), np.ascontiguousarray(self.at), self.tryckta)
        return Drag(steg, *(Rader(*own) for own in rows))

    steg = property(lambda self: self.drag.steg)
    lager = property(lambda self: self.drag.lager)
    medlemmar = property(lambda self: self.drag.medlemmar)
    koordinater = property(lambda self: self.drag.koordinater)
    ror = property(lambda self: self.drag.ror)


class SnabbtLaget(Laget):
    def __init__(self, karta: SnabbKarta, sokning: "Sokning", tal: int, ensamma: bool):
        super().__init__(karta, sokning, tal, ensamma)
        self.rum = _unknown_room(self.lokalt, karta)
        self.given, self.alone = (_nation(sokning), karta.drag), _alone(self.ensam)

    def proof(self, barare: Barare, way: int, need: int, area: int) -> Steg | None:
        found = self.kostar, self.rum
        steps = kompilerat.proof(*self.given, _carriers(barare), self.alone, *found, bool(way), need, area, MOST_STEPS)
        return Steg(*steps) if len(steps[0]) else None

    def forget(self, areas: np.ndarray) -> None:
        self.kostar[areas] = UNKNOWN


class SnabbaSpar(Spar):
    def __init__(self, krav: np.ndarray, lokala: int, ensamma: np.ndarray | None = None):
        super().__init__(krav, lokala, ensamma)
        self.summa = np.zeros(self.rubbad.shape, np.int32)

    def many(self, fria, areas, funna, way, tal, proves=True) -> None:
        order = np.argsort(funna.drag, kind="stable")
        own, *found = (values[order] for values in (areas[funna.var], funna.drag, funna.barare, funna.ganger))
        given = self._sparat(), _carriers(fria.alla), fria.karta.drag, own
        self.certifikat.append(kompilerade_spar.many(*given, *found, way, tal, proves, self.lokala, self.antal))
        self.antal += len(own)

    def one(self, steps, karta, forrad, proves=None) -> None:
        given = self._sparat(), forrad.omraden.omrade, karta.drag, *steps
        places, changes = kompilerade_spar.one(*given, self.lokala, self.antal)
        self.certifikat.append((np.array([len(places)]), places, changes))
        if proves:
            self.bevis[proves] = self.antal
        self.antal += 1

    def _sparat(self) -> Sparat:
        return Sparat(self.krav, self.bevis, self.rubbad, self.summa, NOBODY if self.ensamma is None else self.ensamma)


class SnabbaFria(Fria):
    def _prepare(self) -> None:
        self.kostar = np.zeros((len(self.sokning.vikt), len(self.karta.steg)))
        self.rum = _unknown_room(self.lokalt, self.karta)
        self.given = _nation(self.sokning), self.karta.drag, _carriers(self.alla), _alone(self.ensam)

    def found(self, areas: np.ndarray, need: np.ndarray, way: int) -> Funna:
        carrier, move, times = kompilerat.free(*self.given, self.kostar, self.rum, bool(way), areas, need, TRIES)
        hit = np.flatnonzero(times)
        times = times[hit] if way == 0 else -times[hit]
        return Funna(hit, move[hit], carrier[hit], times)


def _nation(sokning: "Sokning") -> Nation:
    lokalt = sokning.forrad.lokalt
    room = lokalt.lager, lokalt.finns, lokalt.alla_finns
    return Nation(*room, sokning.vikt, sokning.used, sokning.dolda, sokning.tryckt, STEP)


def _unknown_room(lokalt: Lokalt, karta: Karta) -> np.ndarray:
    """(Taken, taken back) × kommun × move."""
    return np.zeros((2, len(lokalt.lager), len(karta.steg)), np.int32)


def _carriers(barare: Barare) -> Bararna:
    return Bararna(*(getattr(barare, name) for name in Bararna._fields))


def _alone(ensam: Ensamma | None) -> Ensamt:
    return NOBODY_ALONE if ensam is None else Ensamt(ensam.en, ensam.slakt, ensam.kin)
