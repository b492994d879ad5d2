"""What the search has found so far: the certificates, what each number is proved by, and which numbers are another in
some alternative. Data and bookkeeping; nothing is chosen here."""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.bevis import Certifikat
from isu.disclosure.fria import Fria, Funna
from isu.disclosure.karta import Karta
from isu.disclosure.laget import Steg

if TYPE_CHECKING:
    from isu.disclosure.forrad import Forrad


class Spar:
    """`bevis` and `rubbad` are as the arrays of the search, with a last row for no area; `lokala` is how many
    coordinates a kommun has, `ensamma` which numbers are 1, where no proof may rest on who that is."""

    def __init__(self, krav: np.ndarray, lokala: int, ensamma: np.ndarray | None = None):
        self.krav, self.lokala, self.ensamma = krav, lokala, ensamma
        self.bevis = np.full(krav.shape, -1, np.int32)
        self.rubbad = np.zeros(krav.shape[1:], bool)
        self.certifikat: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.antal = 0

    def go_on(self, certifikat: Certifikat, bevis: np.ndarray, rubbad: np.ndarray) -> None:
        """What was found before, when nothing less was withheld, still holds."""
        self.certifikat = [(np.diff(certifikat.start), certifikat.plats, certifikat.andring)]
        self.antal, self.bevis, self.rubbad = len(certifikat), bevis.astype(np.int32, copy=False), rubbad.copy()
        self.bevis[:, -1], self.rubbad[-1] = -1, False

    def forget(self, first: int) -> None:
        """The certificates from this one on, each of several steps (`one`)."""
        if self.antal > first:
            del self.certifikat[first - self.antal :]
            self.antal = first

    def many(self, fria: Fria, areas: np.ndarray, funna: Funna, way: int, tal: int, proves: bool = True) -> None:
        """One certificate for each area that has a free move, which proves this number `way`; it proves nothing
        where it only makes it another."""
        for move in np.unique(funna.drag):
            here = funna.drag == move
            own, carrier, times = areas[funna.var[here]], funna.barare[here], funna.ganger[here]
            alla, karta = fria.alla, fria.karta
            self._keep(alla.kommuner[own, carrier], alla.tecken[own, carrier] * times[:, None], karta, int(move))
            places = np.arange(self.antal - len(own), self.antal)
            touched, change = alla.omraden[own, carrier], alla.netto[own, carrier] * times[:, None]
            self._mark(touched, change, karta, int(move), places if proves else None)
            if proves:
                self.bevis[way, own, tal] = places

    def one(self, steps: Steg, karta: Karta, forrad: "Forrad", proves: tuple[int, int, int] | None = None) -> None:
        """One certificate of several steps; `proves` is (way, area, number)."""
        self.certifikat.append(_certificate(steps, karta, self.lokala))
        if proves:
            self.bevis[proves] = self.antal
        self.antal += 1
        by_area = np.einsum("sk,ska->sa", steps.ganger, forrad.omraden.omrade[steps.kommuner])
        self._mark_sum([(by, *karta.medlemmar.of(move)) for by, move in zip(by_area, steps.drag, strict=True)])

    def whole(self, change: np.ndarray, moved: np.ndarray, proves: tuple[int, int, int] | None = None) -> None:
        """One certificate that is told by every coordinate, and what it changes: area × number."""
        places = np.flatnonzero(change)
        self.certifikat.append((np.array([len(places)]), places, change[places]))
        if proves:
            self.bevis[proves] = self.antal
        areas, columns = np.flatnonzero(moved.any(1)), np.flatnonzero(moved.any(0))
        self.rubbad[:-1] |= moved != 0
        self._prove(areas[None], columns, moved[np.ix_(areas, columns)][None], np.array([self.antal]))
        self.antal += 1

    def _mark_sum(self, steps: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> None:
        """What the steps of the last certificate change together: each by area, and what it changes there."""
        areas = np.flatnonzero(np.any([by_area != 0 for by_area, _, _ in steps], axis=0))
        columns = np.unique(np.concatenate([columns for _, columns, _ in steps]))
        change = np.zeros((1, len(areas), len(columns)), np.int64)
        for by_area, own, by in steps:
            change[0, :, np.searchsorted(columns, own)] += np.multiply.outer(by, by_area[areas])
        self.rubbad[np.ix_(areas, columns)] |= change[0] != 0
        self._prove(areas[None], columns, change, np.array([self.antal - 1]))

    def _keep(self, kommuner: np.ndarray, times: np.ndarray, karta: Karta, move: int) -> None:
        moved, by = karta.koordinater.of(move)
        used = times != 0
        places = (kommuner[used] * self.lokala)[:, None] + moved
        changes = times[used][:, None] * by
        self.certifikat.append((used.sum(1) * len(moved), places.ravel(), changes.ravel()))
        self.antal += len(kommuner)

    def _mark(self, areas: np.ndarray, by: np.ndarray, karta: Karta, move: int, places: np.ndarray | None) -> None:
        """What one move changes in each of these certificates (certificate × areas), and what else it proves."""
        columns, effect = karta.medlemmar.of(move)
        at = (areas[:, :, None], columns)
        self.rubbad[at] = True
        self.rubbad[-1] = False
        if places is not None:
            self._prove(areas, columns, by[:, :, None] * effect, places)

    def _prove(self, areas: np.ndarray, columns: np.ndarray, change: np.ndarray, places: np.ndarray) -> None:
        """What else these certificates (`places`) move far enough: certificate × areas × numbers. One that changes a
        number of somebody who is alone proves nothing else."""
        at = (areas[:, :, None], columns)
        if self.ensamma is not None:
            change = change * ~(self.ensamma[at] & (change != 0)).any((1, 2), keepdims=True)
        for way, far in ((0, change), (1, -change)):
            krav = self.krav[way][at]
            which, area, column = np.nonzero((krav > 0) & (far >= krav) & (self.bevis[way][at] < 0))
            self.bevis[way, areas[which, area], columns[column]] = places[which]


def _certificate(steps: Steg, karta: Karta, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    places, changes = [], []
    for move, kommuner, times in zip(*steps, strict=True):
        moved, by = karta.koordinater.of(move)
        places.append(np.add.outer(kommuner[times != 0] * size, moved).ravel())
        changes.append(np.multiply.outer(times[times != 0], by).ravel())
    if len(places) == 1:
        return np.array([len(places[0])]), places[0], changes[0]
    place, at = np.unique(np.concatenate(places), return_inverse=True)
    change = np.zeros(len(place), np.int64)
    np.add.at(change, at, np.concatenate(changes))
    return np.array([(change != 0).sum()]), place[change != 0], change[change != 0]
