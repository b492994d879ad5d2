"""What each move would cost now, and how far it can be taken: one number of the local table, in all areas. Pure.

The search asks here for the cheapest; nothing is decided or withheld here.
"""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.drag import Steg
from isu.disclosure.karta import BIG, Karta
from isu.disclosure.modell import Modell

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

UP = 0


class Barare:
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


class Laget:
    """For one number of the local table, in all areas: what each move costs now, and how far it can be taken."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int):
        self.karta, self.sokning = karta, sokning
        self.kostar = np.zeros((len(sokning.vikt), len(karta.steg)), np.float32)
        lokalt = sokning.drag.lokalt
        room = lokalt.rum(karta, lokalt.lager, lokalt.finns)
        self.orort = np.concatenate([room, np.full((2, 1, room.shape[2]), BIG)], 1)
        self.rum, self.rader = self.orort, {}
        self.refresh(np.arange(len(sokning.vikt)))
        self.ensam = Ensamma(karta, sokning, tal) if sokning.ensamma else None

    def refresh(self, areas: np.ndarray) -> None:
        self.kostar[areas] = self.sokning.vikt[np.ix_(areas, self.karta.kolumner)] @ self.karta.ror.T

    def cheapest(self, barare: Barare, way: int, need: int, area: int) -> tuple[int, int, int, int] | None:
        """Carrier, move, how many times, and how far that takes the number."""
        cost = self.kostar[barare.omraden].sum(1, dtype=np.float64)
        step = barare.steg[:, None] * self.karta.steg
        wanted = -(-need // np.maximum(step, 1))
        room = self._room(barare, way)
        times = np.minimum(room, wanted)
        cost = np.where(times < wanted, (cost + 2) * wanted / np.maximum(times, 1) + 2, cost)
        cost[(times < 1) | (step < 1)] = np.inf
        if self.ensam is not None:
            cost[self.ensam.rests_on_one(np.array([area]), barare.omraden[None])[0]] = np.inf
        best = int(cost.argmin())
        if not np.isfinite(cost.ravel()[best]):
            return None
        i, j = divmod(best, cost.shape[1])
        return i, j, int(times[i, j]), int(times[i, j] * step[i, j])

    def _room(self, barare: Barare, way: int) -> np.ndarray:
        return self.rum[barare.ater ^ way, barare.kommuner].min(1)

    def take(self, kommuner: np.ndarray, times: np.ndarray, move: int) -> None:
        """What room there is for a further step after this one."""
        lokalt = self.sokning.drag.lokalt
        places, changes = self.karta.lager.of(move)
        if not self.rader:
            self.rum = self.rum.copy()
        for kommun, number in zip(kommuner, times):
            row = self.rader.setdefault(int(kommun), lokalt.lager[kommun].copy())
            row[places] += number * changes
        rows = np.array([self.rader[int(k)] for k in kommuner])
        self.rum[:, kommuner] = lokalt.rum(self.karta, rows, lokalt.finns[kommuner])

    def give_back(self) -> None:
        if self.rader:
            self.rader, self.rum = {}, self.orort


class Ensamma:
    """Which moves change another number that is 1: neither a part of the number asked for nor a whole that holds it."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int):
        holds, held = (_local_kin(sokning.modell, tal, karta.kolumner, way) for way in (True, False))
        ones, changes = sokning.en[:, karta.kolumner].astype(np.int64), (karta.alla_andringar != 0).T.astype(np.int64)
        self.alla = ones @ changes
        self.kin = np.stack([0 * self.alla, *(ones[:, k] @ changes[k] for k in (holds, held, holds | held))])
        self.slakt = sokning.drag.slakt

    def rests_on_one(self, areas: np.ndarray, touched: np.ndarray) -> np.ndarray:
        """Area × carrier × move; `touched` is area × carrier × areas that the carrier changes."""
        kin = self.slakt[areas[:, None, None], touched]
        return (self.alla[touched] - self.kin[kin, touched]).sum(2) > 0


def relations(omrade: np.ndarray) -> np.ndarray:
    """Area × area and nobody: 1 where the other holds it, 2 where it is held, 3 where they are the same, else 0."""
    holds = np.array([(omrade >= row).all(1) for row in omrade])
    return np.pad(holds + 2 * holds.T, ((0, 0), (0, 1))).astype(np.int8)


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
