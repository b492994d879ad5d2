"""What a search can choose from, the same in every pass: moves of the local table and carriers of every area. Pure.

Nothing that the search has found or withheld is known here.
"""

from functools import lru_cache, partial

import numpy as np

from isu.disclosure.barare import ALONE, CARRY, Barare
from isu.disclosure.dimension import alone
from isu.disclosure.karta import Karta
from isu.disclosure.laget import held_by, kin_of
from isu.disclosure.lokal_tabell import Lokalt
from isu.disclosure.modell import Modell
from isu.disclosure.omraden import omraden_of
from isu.disclosure.redskap import redskap


class Forrad:
    """Moves of the local table and carriers of every area, made when asked for."""

    def __init__(self, modell: Modell):
        self.modell = modell
        self.redskap = redskap(modell.varden.size)
        self.lokalt = Lokalt(modell, self.redskap.karta)
        self.varden = modell.varden.reshape(len(modell.varden), -1)
        self.egna = np.array(alone(modell.dimensioner[0].medlemmar), np.int64)
        self.rymmer = [held_by(d) for d in modell.dimensioner[1:]]
        self.omraden = omraden_of(modell.dimensioner[0], self.varden[self.egna].max(1), self.redskap.omraden)
        self.inom = [np.flatnonzero(row) for row in modell.dimensioner[0].medlemmar]
        self.senast: tuple[int, dict[int, Karta]] = -1, {}
        self.slaktingar = lru_cache(maxsize=1)(partial(kin_of, self.rymmer))

    def barare(self, area: int, tal: int, dolda: np.ndarray | None = None) -> Barare:
        """From the kommuner that have most of the number: those can also give. Of these first those where it is
        `dolda`, if that is said, all of them also alone: a change of one of these may be all that is free."""
        inside, alone = self._most(area, tal), ALONE
        if dolda is not None:
            hidden = dolda[self.egna[inside], tal]
            inside, alone = inside[np.argsort(~hidden, kind="stable")], max(ALONE, int(hidden.sum()))
        return self.omraden.barare(area, inside[:alone])

    def karta(self, tal: int, most: int) -> Karta:
        """The one of the number that was asked for last is asked for again at once."""
        if self.senast[0] != tal:
            self.senast = tal, {}
        of_tal = self.senast[1]
        if most not in of_tal:
            of_tal[most] = self.lokalt.karta(np.unravel_index(tal, self.modell.varden.shape[1:]), most)
        return of_tal[most]

    def egen_karta(self, area: int, tal: int) -> Karta:
        place = np.unravel_index(tal, self.modell.varden.shape[1:])
        return self.lokalt.egen_karta(place, self._most(area, tal)[:CARRY])

    def _most(self, area: int, tal: int) -> np.ndarray:
        """The kommuner of an area, those that have most of the number first."""
        inside = self.inom[area]
        return inside if len(inside) == 1 else inside[np.argsort(-self.varden[self.egna[inside], tal], kind="stable")]
