"""What need not be withheld after all: it is shown again. Pure.

A search withholds what is cheapest at the moment, and what it withholds later may make that needless. So each number
that is withheld for the sake of others is tried without: the certificates that change it are left out, and what no
other certificate proves is proved anew. Where that withholds less than is shown again, it stays so.
"""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.beroende import Beroende
from isu.disclosure.bevis import joined
from isu.disclosure.karta import MOST
from isu.disclosure.laget import DOWN, UP, Laget, Steg

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: So many demands at most are proved anew for one number.
MOST_LOST = 4
#: Of so many numbers it is remembered what moves cost.
MOST_KEPT = 16


def shown_again(sokning: "Sokning") -> bool:
    """Is anything? Changes the search: what is withheld, the certificates, and what they prove."""
    ater = Ater(sokning)
    tried: set[bytes] = set()
    for number in ater.candidates():
        own = ater.beroende.touching(number)
        if len(own) and own.tobytes() not in tried:
            tried.add(own.tobytes())
            ater.without(own)
    return ater.finish()


class Ater:
    """`vikt`, `dolda` and `pris` are those of the search, laid out flat. `ror` is how many certificates, those that are
    left and new ones, withhold each number. `andrade` are the areas in which what something costs has changed, time
    after time; `senast` says of each of the last numbers how many of these it has been told of."""

    def __init__(self, sokning: "Sokning"):
        self.sokning, self.spar = sokning, sokning.spar
        self.vikt, self.dolda, self.pris, varden = (
            a.reshape(-1) for a in (sokning.vikt, sokning.dolda, sokning.pris, sokning.varden)
        )
        self.bevis, krav = sokning.spar.bevis.reshape(2, -1), sokning.krav.reshape(2, -1)
        # what is closed may have been taken down to nobody, though that is not asked of it alone
        self.behov = np.stack([krav[UP], np.where(krav[DOWN] > 0, krav[DOWN], varden)])
        ones = None if self.spar.ensamma is None else self.spar.ensamma.reshape(-1)
        proofs = joined(self.spar.certifikat)
        self.beroende = Beroende(sokning.modell, proofs, self.bevis, self.behov, self.pris, ones)
        self.ror = np.bincount(self.beroende.rort.indices, minlength=self.pris.size)
        self.rubbad, self.obevisade = self.spar.rubbad.copy(), np.flatnonzero((krav > 0) & (self.bevis < 0))
        self.kostade = float(self.pris[self.dolda].sum())
        self.andrade: list[np.ndarray] = []
        self.senast: dict[tuple[int, bool], tuple[Laget, int]] = {}

    def candidates(self) -> list[int]:
        """The dearest first of those that rest on the same number of the local table: what it costs to prove that is
        worked out once."""
        numbers = self.beroende.held_by_few(MOST_LOST)
        rests_on = self.beroende.first_proved(self.sokning.vikt.shape[1])
        return numbers[np.lexsort((-self.pris[numbers], rests_on[numbers]))].tolist()

    def without(self, own: np.ndarray) -> None:
        """These certificates, if what they alone prove can be proved by withholding less."""
        lost = self.beroende.lost(own)
        if len(lost) <= MOST_LOST:
            withheld = self.beroende.withheld(own)
            if self._proved_again(lost, self._count(withheld, -1)):
                self.beroende.leave_out(own, lost)
            else:
                self._count(withheld, 1)

    def _count(self, numbers: np.ndarray, change: int) -> float:
        """So many more or fewer certificates withhold each: what that costs, or spares."""
        before = self.ror[numbers] > 0
        np.add.at(self.ror, numbers, change)
        turned = np.unique(numbers[before != (self.ror[numbers] > 0)])
        if not len(turned):
            return 0.0
        self.vikt[turned] = 0 if change > 0 else self.pris[turned]
        self.dolda[turned] = change > 0
        self.andrade.append(turned // self.sokning.vikt.shape[1])
        return float(self.pris[turned].sum())

    def _proved_again(self, lost: np.ndarray, gain: float) -> bool:
        """All of these, for less than is gained; else everything is as before."""
        named, first, new = self.bevis.reshape(-1), self.spar.antal, []
        before = named[lost]
        named[lost] = -1
        for demand in lost[::-1].tolist():  # downwards first: of what is closed that decides how it is proved upwards
            if named[demand] < 0 and gain > 0:
                new.append(self._proof(demand))
                gain -= self._count(new[-1], 1) if named[demand] >= 0 else gain
        if gain > 0:
            self.obevisade = self.obevisade[named[self.obevisade] < 0]
            return True
        for withheld in reversed(new):
            self._count(withheld, -1)
        self.spar.forget(first)
        named[self.obevisade] = -1
        named[lost] = before
        return False

    def _proof(self, demand: int) -> np.ndarray:
        """The numbers that a new proof asks for, withheld before or not."""
        sokning, (way, number) = self.sokning, divmod(demand, self.pris.size)
        area, tal = divmod(number, sokning.vikt.shape[1])
        nobody = way == UP and sokning.stangda[area, tal] and self.bevis[DOWN, number] >= 0
        laget = self._laget(tal, sokning.ensamma and not nobody)
        steps = laget.proof(sokning.forrad.barare(area, tal), way, int(self.behov[way, number]), area)
        if steps:
            self.spar.one(steps, laget.karta, sokning.forrad, (way, area, tal))
        return self._asked(steps, laget)

    def _asked(self, steps: Steg | None, laget: Laget) -> np.ndarray:
        found = [np.zeros(0, np.int64)]
        for move, kommuner, times in zip(*steps, strict=True) if steps else ():
            areas = np.flatnonzero(times @ self.sokning.forrad.omraden.omrade[kommuner])
            found.append(np.add.outer(areas * self.sokning.vikt.shape[1], laget.karta.ror.of(move)[0]).ravel())
        numbers = np.unique(np.concatenate(found))
        return numbers[self.pris[numbers] > 0]

    def _laget(self, tal: int, ensamma: bool) -> Laget:
        """Those that were asked for last are kept."""
        laget, told = self.senast.pop((tal, ensamma), (None, 0))
        if laget is None:
            karta = self.sokning.forrad.karta(tal, MOST)
            laget = self.sokning.laget(karta, self.sokning, tal, ensamma)
        elif len(self.andrade) > told:
            laget.forget(np.unique(np.concatenate(self.andrade[told:])))
        self.senast[tal, ensamma] = laget, len(self.andrade)
        if len(self.senast) > MOST_KEPT:
            del self.senast[next(iter(self.senast))]
        return laget

    def finish(self) -> bool:
        """Is less withheld than at first? Also what was withheld for a proof that could not be finished is shown."""
        idle = np.flatnonzero(self.dolda & (self.pris > 0) & (self.ror == 0))
        self.vikt[idle], self.dolda[idle] = self.pris[idle], False
        if self.beroende.levande.all():
            self.spar.rubbad = self.rubbad
        else:
            self._number_anew()
        return float(self.pris[self.dolda].sum()) < self.kostade

    def _number_anew(self) -> None:
        """What is left, with what it proves."""
        old, every = len(self.beroende.proofs), joined(self.spar.certifikat)
        kept = np.append(self.beroende.levande, np.ones(len(every) - old, bool))
        named = self.bevis.reshape(-1)
        lost = (named >= 0) & ~kept[named]
        named[lost] = self.beroende.forsta[lost]
        bevis = np.where(self.bevis < 0, -1, (np.cumsum(kept) - 1)[self.bevis])
        rubbad = self.beroende.moved(every.some(np.arange(len(every)) >= old))
        self.spar.go_on(every.some(kept), bevis.reshape(self.spar.bevis.shape), self.sokning.flat(rubbad))
