"""The search: which more numbers to withhold, so that every sensitive one gets its certificates. Pure.

From the nation down to the kommuner, totals before parts: first the moves that ask for nothing new, in all areas at
once (`fria`), then, one number at a time, that which asks for the least new withholding (`laget`). Every move is whole
persons from the true counts, so what is found is proved. A move proves all that it moves far enough. Nothing here is
trusted: `isu.granskning` checks the result.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from isu.disclosure import sista, slutet, takbevis
from isu.disclosure.ater import shown_again
from isu.disclosure.bevis import Monster, joined
from isu.disclosure.forrad import Forrad
from isu.disclosure.karta import FEW, MOST, MOST_BROAD, SOME
from isu.disclosure.krav import cells
from isu.disclosure.laget import DOWN, NOT_ASKED, PARTS, UP, Laget
from isu.disclosure.modell import Modell
from isu.disclosure.ordning import in_order
from isu.disclosure.vikt import weights

FORBIDDEN = 1e15
KNOWN = 1e9
#: With so few areas a trial costs little, and classes are soon lost.
FEW_AREAS = 99
#: It is asked whether too much is withheld each time that there is so many times more of it.
OFTEN = 1.1


def search(
    modell: Modell,
    up: np.ndarray,
    down: np.ndarray,
    seed: int = 0,
    earlier: np.ndarray | None = None,
    ensamma: bool | np.ndarray = False,
    passes: int = 1,
    known: np.ndarray | None = None,
    rubbas: np.ndarray | None = None,
    for_mycket: Callable[[np.ndarray], bool] | None = None,
    fore: Monster | None = None,
    tvungna: np.ndarray | None = None,
) -> Monster:
    """A pattern with proofs for what must be movable `up` and `down`. The cheapest of some passes: in each, numbers
    that many proofs used become cheaper and others dearer.

    `earlier` is the pattern of the period before, tried first. With `ensamma`, in all areas or in some, no proof of a
    number rests on another number that is 1: who that one is knows it. What is `known` already is withheld only where
    nothing else will do. `rubbas` are the numbers that must be another in some alternative, though not offered. When
    what is withheld is `for_mycket`, the search ends there. `fore` was found of the same counts when more was offered:
    it is gone on with. What is `tvungna` is withheld from the start, and must be another number in some alternative.
    What is known from beside (`modell.bredvid`) is no other number in any.
    """
    if not modell.varden.size:
        return Monster.empty(modell.varden.shape)
    base = weights(modell, seed, earlier)
    base = base if known is None else np.where(known, KNOWN, base)
    cost, best, weight = np.inf, None, base
    forrad = Forrad(modell)
    rubbas, tvungna = (np.zeros(base.shape, bool) if some is None else some for some in (rubbas, tvungna))
    for left in reversed(range(passes)):
        sokning = Sokning(forrad, np.array([up, down]), rubbas, tvungna, weight, ensamma, for_mycket, fore)
        found = sokning.run()
        if found.avbruten:
            return found
        total = base[found.dolda].sum() + FORBIDDEN * found.obevisade.sum()
        if total < cost:
            cost, best = total, found
        if left:
            used = sokning.used[:-1].reshape(base.shape)
            weight = np.where(used > 0, base / (1 + 0.5 * np.minimum(used, 8)), base * 1.2)
    return best


class ForMycket(Exception):
    """So much is withheld that the search is not worth going on with."""


class Sokning:
    """One pass. `dolda`, `vikt` and the like are område × local table, laid out flat, with a last row for no area;
    `vikt` is 0 where nothing is left to lose. `mer` is how much more each can be by what others show, when that is
    reckoned with, and `osakra` which could then be told (`takbevis`)."""

    def __init__(self, forrad: Forrad, krav, rubbas, tvungna, weight, ensamma, for_mycket, fore: Monster | None):
        modell = forrad.modell
        self.modell, self.ensamma, self.forrad = modell, bool(np.any(ensamma)), forrad
        asked = np.broadcast_to(ensamma, len(modell.varden))[:, None]
        self.slakt = np.where(asked, forrad.omraden.slakt, np.int8(NOT_ASKED))
        self.omrade = modell.dimensioner[0].medlemmar
        self.tryckt = self.flat(modell.tryckt)
        self.krav = self.flat(krav)
        self.rubbas = self.flat(rubbas)
        self.stangda = (self.krav[UP] > 0) & (self.krav[DOWN] == 0) & self.flat(~modell.erbjuden & (modell.varden > 0))
        first = self.flat(primary(modell, krav.any(0)) | tvungna)
        self.dolda = first | self.flat(modell.tryckt & (fore is not None and fore.dolda))
        self.pris, self.vikt = np.zeros((2, *first.shape))
        priced = np.nonzero(self.flat(modell.tryckt & ~modell.bredvid) & ~first)
        self.pris[priced] = np.ceil(weight.reshape(len(weight), -1)[priced] * PARTS)
        self.vikt[priced] = np.where(self.dolda[priced], 0, self.pris[priced])
        self.vikt[self.flat(modell.tryckt & modell.bredvid)] = np.inf
        self.rutor = np.broadcast_to(cells(modell), modell.varden.shape[1:]).ravel()
        self.en = self.flat(modell.redovisad & modell.lasbar & (modell.varden == 1)) & self.rutor
        self.varden = self.flat(modell.varden)
        self.used = np.zeros(self.dolda.shape, np.int32)
        self.mer, self.osakra = np.zeros((0, 0), np.int32), np.zeros(self.dolda.shape, bool)
        _, _, self.laget, self.fria, spar = forrad.redskap
        self.spar = spar(self.krav, modell.y[0].size, self.en if self.ensamma else None)
        if fore is not None:
            self.spar.go_on(fore.certifikat, self.flat(fore.bevis), self.flat(fore.rubbade))
        self.medforda = self.spar.antal
        self.tvungna = bool(tvungna.any())
        self.for_mycket, self.provat = for_mycket, 0
        self.prutar = len(modell.varden) <= FEW_AREAS

    def flat(self, values: np.ndarray) -> np.ndarray:
        """Above and below, where there are both, come first."""
        shape = self.modell.varden.shape
        both = np.shape(values)[: -len(shape)]
        found = np.zeros((*both, shape[0] + 1, math.prod(shape[1:])), values.dtype)
        found[..., :-1, :] = np.broadcast_to(values, (*both, *shape)).reshape(*both, shape[0], -1)
        return found

    def run(self) -> Monster:
        shape, stopped = self.modell.varden.shape, False
        try:
            self._prove_all()
            if self.spar.antal > self.medforda and not ((self.krav > 0) & (self.spar.bevis < 0)).any():
                shown_again(self)
            self._stop_if_too_much(1)
            sista.prove(self)
            self.move_the_rest()
            takbevis.prove(self)
        except ForMycket:
            stopped = True
        return Monster(
            self.dolda[:-1].reshape(shape),
            joined(self.spar.certifikat),
            self.krav[:, :-1].reshape(2, *shape),
            self.spar.bevis[:, :-1].reshape(2, *shape),
            self.spar.rubbad[:-1].reshape(shape),
            (self._left() | self.osakra)[:-1].reshape(shape),
            stopped,
        )

    def move_the_rest(self) -> None:
        while (left := self._left()).any():
            before = self.spar.rubbad.sum()
            self._move_all(left)
            if self.spar.rubbad.sum() == before:
                break

    def _stop_if_too_much(self, times: float) -> None:
        """Asks whether the search is worth going on with, where so many times more is withheld than when last asked;
        with few areas not before all that need not be withheld is shown again."""
        withheld = int(np.count_nonzero(self.dolda))
        if self.for_mycket and withheld > self.provat * times:
            if self._too_much() and not (self.prutar and shown_again(self) and not self._too_much()):
                raise ForMycket
            self.provat = int(np.count_nonzero(self.dolda))

    def _too_much(self) -> bool:
        return self.for_mycket(self.dolda[:-1].reshape(self.modell.varden.shape))

    def _left(self) -> np.ndarray:
        """What must be another number in some alternative and is not yet: small numbers that are not offered, and
        those withheld only because their n was, which could else be had back."""
        lost = self.dolda & self.tryckt & (self.varden > 0) & ~self.krav.any(0)
        return (lost | self.rubbas) & ~self.spar.rubbad

    def _prove_all(self) -> None:
        needed = self.krav > 0
        for areas, tal in in_order(self.modell.dimensioner, needed.any(0)):
            self._stop_if_too_much(OFTEN)
            self._free(areas, tal)
            self._prove_rest(areas, tal)
            if self.ensamma:
                slutet.prove(self, areas, tal)

    def _free(self, areas: np.ndarray, tal: int) -> None:
        """Every area at once, as far as it costs nothing."""
        fria = None
        for way in (UP, DOWN):
            left = areas[(self.krav[way, areas, tal] > 0) & (self.spar.bevis[way, areas, tal] < 0)]
            if len(left):
                fria = fria or self.fria(self.forrad.karta(tal, FEW), self, tal, self.ensamma)
                self.spar.many(fria, left, fria.found(left, self.krav[way, left, tal], way), way, tal)
        if self.ensamma:
            slutet.free(self, areas, tal)

    def _prove_rest(self, areas: np.ndarray, tal: int) -> None:
        def unproved(some: np.ndarray, ways: list[int]) -> np.ndarray:
            left = (self.krav[:, some, tal] > 0) & (self.spar.bevis[:, some, tal] < 0)
            return some[left[ways].any(0)]

        for laget, left, ways in self.wider(areas, tal, self.ensamma, unproved):
            laget.prove_each(left, tal, ways)

    def wider(
        self, areas: np.ndarray, tal: int, ensamma: bool, asked: Callable[[np.ndarray, list[int]], np.ndarray]
    ) -> Iterator[tuple[Laget, np.ndarray, list[int]]]:
        """What each move would cost, in which areas and upwards or down, where it is `asked`: of the moves that touch
        least, of those that only add, and at last of those of the very persons who are there, who can be taken away."""
        for most in (MOST, MOST_BROAD):
            if not len(areas := asked(areas, [UP, DOWN])):
                return
            yield self.laget(self.forrad.karta(tal, most), self, tal, ensamma), areas, [UP, DOWN]
        for area in asked(areas, [DOWN]):
            if len(here := asked(np.array([area]), [DOWN])):
                yield self.laget(self.forrad.egen_karta(area, tal), self, tal, ensamma), here, [DOWN]

    def prove(self, laget: Laget, area: int, tal: int, way: int, need: int, proves=None) -> bool:
        """Is a proof found? It is kept."""
        barare = self.forrad.barare(area, tal, self.dolda if self.tvungna and not proves else None)
        if steps := laget.proof(barare, way, need, int(area)):
            self.spar.one(steps, laget.karta, self.forrad, proves)
        return bool(steps)

    def _move_all(self, left: np.ndarray) -> None:
        """Every number of `left` to another, the free ways first. From the parts: their moves change totals too. Who is
        alone is not asked for here: these numbers are not sensitive."""
        for areas, tal in reversed([*in_order(self.modell.dimensioner, left)]):
            here, fria = areas[left[areas, tal]], None
            for way in (UP, DOWN):
                here = here[~self.spar.rubbad[here, tal]]
                if len(here):
                    fria = fria or self.fria(self.forrad.karta(tal, SOME), self, tal, False)
                    self.spar.many(fria, here, fria.found(here, np.ones(len(here), np.int64), way), way, tal, False)
        for areas, tal in in_order(self.modell.dimensioner, left & ~self.spar.rubbad):
            self._move_rest(areas, tal)

    def _move_rest(self, areas: np.ndarray, tal: int) -> None:
        def still(some: np.ndarray, ways: list[int]) -> np.ndarray:
            return some[~self.spar.rubbad[some, tal]]

        for laget, left, ways in self.wider(areas, tal, False, still):
            laget.move_each(left, tal, ways)


def primary(modell: Modell, sensitive: np.ndarray) -> np.ndarray:
    """What is withheld from the start: sensitive numbers, the printed one of a pair that would tell one, and what
    follows."""
    found = np.zeros(sensitive.shape, bool)
    for member in np.flatnonzero(sensitive.reshape(-1, sensitive.shape[-1]).any(0)):
        found[..., modell.styr[member]] |= sensitive[..., member]
    for n in np.flatnonzero(modell.foljer.any(1)):
        found[..., modell.foljer[n]] |= found[..., [n]]
    return found & modell.tryckt & ~modell.bredvid
