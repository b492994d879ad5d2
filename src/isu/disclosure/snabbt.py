"""`Laget`, `Fria` and `Spar` with compiled loops: the same is found, sooner. An option: `pip install isu[snabb]`.

What is compiled is kept beside the program or in the user's cache, so only the first run on a machine waits for it.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure import kompilerade_barare, kompilerade_drag, kompilerade_spar, kompilerat
from isu.disclosure.barare import CARRY, FEW, MANY
from isu.disclosure.fria import TRIES, Fria, Funna
from isu.disclosure.karta import Karta, Rader, Val
from isu.disclosure.kompilerade_barare import ALIKE, FAR, NEAR, Inom, Kretsar
from isu.disclosure.kompilerade_drag import Bararna, Drag
from isu.disclosure.kompilerade_spar import Sparat
from isu.disclosure.kompilerat import UNKNOWN, Ensamt, Nation
from isu.disclosure.laget import MOST_STEPS, STEP, Ensamma, Laget, Steg
from isu.disclosure.lokal_tabell import Lokalt
from isu.disclosure.omraden import Omraden
from isu.disclosure.spar import Spar

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: What the compiled loops are given where it is not asked who is alone.
NOBODY = np.zeros((0, 0), bool)
NOBODY_ALONE = Ensamt(NOBODY, np.zeros((0, 0), np.int8), NOBODY)


class SnabbaOmraden(Omraden):
    """Carriers are laid up one after another in the same arrays, each kommun alone first, and those of an area are told
    by their places there. So what is passed to the compiled loops for each proof is made once."""

    def _few(self, rows: np.ndarray) -> Bararna:
        omrade, grannar = self.omrade, self.grannar
        kommun, inom = np.nonzero(omrade)
        self.inom = Inom(omrade, np.searchsorted(kommun, np.arange(len(omrade) + 1)), inom)
        slag = np.where(grannar.lika, ALIKE, np.where(grannar.nara, NEAR, FAR)).astype(np.int8)
        ovan = np.array([own if len(own) == 2 else [-1, -1] for own in grannar.ovan], np.int64)
        partners = kompilerade_barare.partners(grannar.bada, grannar.weight, ovan)
        self.kretsar = Kretsar(grannar.order, slag, ovan, *partners)
        by_one = np.full((len(omrade) - 1, 4), -1)
        by_one[:, 0] = np.arange(len(by_one))
        self.upplagda = Bararna(*kompilerade_barare.carriers(by_one, self.inom, inom[self.inom.start[:-2]]))
        self.antal = len(by_one)
        first = grannar.order[(rows[:, grannar.order] > 0).argmax(1)]
        every = kompilerade_barare.few(self.kretsar, self.inom, first, FEW)
        return Bararna(*(part.reshape(len(rows), sum(FEW) + 1, *part.shape[1:]) for part in every))

    def barare(self, area: int, kommuner: np.ndarray) -> np.ndarray:
        chosen = kommuner.tolist()
        known = (area, *chosen[:CARRY], *sorted(chosen[CARRY:]))
        if known not in self.kanda:
            parts = [own[:room] for own, room in self._carrying(area, chosen[:CARRY])]
            self.kanda[known] = np.concatenate([*parts, kommuner])
        return self.kanda[known]

    def _of_one(self, area: int, kommun: int) -> np.ndarray:
        if (area, kommun) not in self.av_en:
            found = kompilerade_barare.of_one(self.kretsar, self.inom, kommun, area, MANY)
            self.av_en[area, kommun] = self._laid_up(found)
        return self.av_en[area, kommun]

    def _laid_up(self, found: tuple[np.ndarray, ...]) -> np.ndarray:
        """Their places; the arrays get twice as long when they are full."""
        first, self.antal = self.antal, self.antal + len(found[0])
        if self.antal > len(self.upplagda.steg):
            self.upplagda = Bararna(*(np.resize(part, (2 * self.antal, *part.shape[1:])) for part in self.upplagda))
        for part, more in zip(self.upplagda, found, strict=True):
            part[first : self.antal] = more
        return np.arange(first, self.antal)


class SnabbKarta(Karta):
    @classmethod
    def cheapest(cls, val: Sequence[Val], tryckt: np.ndarray, most: int, tryckta: np.ndarray) -> "SnabbKarta":
        return cls(val, kompilerade_drag.cheapest(_packed(val), tryckt.ravel(), most), tryckta)

    @cached_property
    def drag(self) -> Drag:
        steg, *rows = kompilerade_drag.moves(_packed(self.val), np.ascontiguousarray(self.at), self.tryckta)
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

    def proof(self, barare: np.ndarray, way: int, need: int, area: int) -> Steg | None:
        given, found = (*self.given, self.sokning.forrad.omraden.upplagda, barare, self.alone), (self.kostar, self.rum)
        steps = kompilerat.proof(*given, *found, bool(way), need, area, MOST_STEPS)
        return Steg(*steps) if len(steps[0]) else None

    def prove_each(self, areas: np.ndarray, tal: int, ways: Sequence[int]) -> None:
        self._each(areas, tal, ways, moves=False)

    def move_each(self, areas: np.ndarray, tal: int, ways: Sequence[int]) -> None:
        if self.sokning.tvungna:  # which carriers come first depends on what is withheld at the moment
            super().move_each(areas, tal, ways)
        else:
            self._each(areas, tal, ways, moves=True)

    def _each(self, areas: np.ndarray, tal: int, ways: Sequence[int], moves: bool) -> None:
        forrad, spar = self.sokning.forrad, self.sokning.spar
        own = [forrad.barare(area, tal) for area in areas.tolist()]
        among = np.concatenate(own), np.concatenate([[0], np.cumsum([*map(len, own)])])
        given = *self.given, forrad.omraden.upplagda, *among, self.alone, self.kostar, self.rum
        kept = spar.given(), forrad.omraden.omrade
        spar.keep(*kompilerat.each(*given, *kept, areas, np.array(ways), tal, moves, MOST_STEPS, spar.antal))

    def forget(self, areas: np.ndarray) -> None:
        self.kostar[areas] = UNKNOWN


class SnabbaSpar(Spar):
    def __init__(self, krav: np.ndarray, lokala: int, ensamma: np.ndarray | None = None):
        super().__init__(krav, lokala, ensamma)
        self.summa = np.zeros(self.rubbad.shape, np.int32)

    def many(self, fria, areas, funna, way, tal, proves=True) -> None:
        if not len(funna.var):
            return
        order = np.argsort(funna.drag, kind="stable")
        own, *found = (values[order] for values in (areas[funna.var], funna.drag, funna.barare, funna.ganger))
        given = self.given(), fria.alla, fria.karta.drag, own
        self.certifikat.append(kompilerade_spar.many(*given, *found, way, tal, proves, self.lokala, self.antal))
        self.antal += len(own)

    def one(self, steps, karta, forrad, proves=None) -> None:
        given = self.given(), forrad.omraden.omrade, karta.drag, *steps
        places, changes = kompilerat.one(*given, self.lokala, self.antal)
        self.certifikat.append((np.array([len(places)]), places, changes))
        if proves:
            self.bevis[proves] = self.antal
        self.antal += 1

    def keep(self, count: np.ndarray, places: np.ndarray, changes: np.ndarray) -> None:
        """So many certificates more, as `kompilerat.each` found them."""
        if len(count):
            self.certifikat.append((count, places, changes))
            self.antal += len(count)

    def given(self) -> Sparat:
        return Sparat(self.krav, self.bevis, self.rubbad, self.summa, NOBODY if self.ensamma is None else self.ensamma)


class SnabbaFria(Fria):
    def _prepare(self) -> None:
        self.kostar = np.zeros((len(self.sokning.vikt), len(self.karta.steg)))
        self.rum = _unknown_room(self.lokalt, self.karta)
        self.given = _nation(self.sokning), self.karta.drag, self.alla, _alone(self.ensam)

    def found(self, areas: np.ndarray, need: np.ndarray, way: int) -> Funna:
        carrier, move, times = kompilerat.free(*self.given, self.kostar, self.rum, bool(way), areas, need, TRIES)
        hit = np.flatnonzero(times)
        times = times[hit] if way == 0 else -times[hit]
        return Funna(hit, move[hit], carrier[hit], times)


def _packed(val: Sequence[Val]) -> tuple[np.ndarray, ...]:
    return tuple(own.packad for own in val)


def _nation(sokning: "Sokning") -> Nation:
    lokalt = sokning.forrad.lokalt
    room = lokalt.lager, lokalt.finns, lokalt.alla_finns
    return Nation(*room, sokning.vikt, sokning.used, sokning.dolda, sokning.tryckt, sokning.mer, STEP)


def _unknown_room(lokalt: Lokalt, karta: Karta) -> np.ndarray:
    """(Taken, taken back) × kommun × move."""
    return np.zeros((2, len(lokalt.lager), len(karta.steg)), np.int32)


def _alone(ensam: Ensamma | None) -> Ensamt:
    return NOBODY_ALONE if ensam is None else Ensamt(ensam.en, ensam.slakt, ensam.kin)
