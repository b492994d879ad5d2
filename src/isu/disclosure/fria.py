"""Moves that ask for nothing more to be withheld, tried for one number of the local table in many areas at once. Pure.

Most numbers are proved here: what is not offered, and what stands beside enough that is withheld already. The search
(`sok`) asks for the rest one by one.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from isu.disclosure.karta import Karta
from isu.disclosure.laget import Ensamma
from isu.disclosure.tak import UnderTak

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: So many moves that cost nothing are tried for each area, where some rest on somebody who is alone.
TRIES = 8


class Funna(NamedTuple):
    """What was found: of the areas asked for (places in that list), by which move, with which carrier, how many times
    (with sign)."""

    var: np.ndarray
    drag: np.ndarray
    barare: np.ndarray
    ganger: np.ndarray


class Fria:
    """For one number of the local table: where each move is free, and how far it can be taken; `ensamma` as in
    `Laget`."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int, ensamma: bool):
        self.karta, self.sokning = karta, sokning
        self.lokalt, self.alla = sokning.forrad.lokalt, sokning.forrad.omraden.alla
        self.ensam = Ensamma(karta, sokning, tal) if ensamma else None
        self.tak = UnderTak(karta, sokning.mer)
        self._prepare()

    def _prepare(self) -> None:
        self.kostar = self.karta.kostnad(self.sokning.vikt, slice(None)) > 0
        every = np.arange(len(self.lokalt.lager))
        self.rum = np.stack([self.lokalt.allas_rum(every, 0 * every + way, self.karta) for way in (False, True)])

    def found(self, areas: np.ndarray, need: np.ndarray, way: int) -> Funna:
        """The first move and carrier that takes the number far enough, upwards (`way` 0) or down (1)."""
        alla, steps = self.alla, self.karta.steg
        step = alla.steg[areas][..., None] * steps
        wanted = -(-need[:, None, None] // np.maximum(step, 1))
        room = self.rum[(alla.ater[areas] ^ bool(way)).astype(np.int8), alla.kommuner[areas]].min(2)
        free = (room >= wanted) & (step > 0)
        rows = np.flatnonzero(free.any((1, 2)))
        free[rows] &= ~self.kostar[alla.omraden[areas[rows]]].any(2)
        times = wanted if way == 0 else -wanted
        hit, carrier, move = self._first(areas, free.reshape(len(areas), math.prod(free.shape[1:])), times)
        return Funna(hit, move, carrier, times[hit, carrier, move])

    def _first(
        self, areas: np.ndarray, free: np.ndarray, times: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Per area the first that is free, rests on nobody who is alone and, made so many times, makes no number more
        than it can be: which area, carrier and move."""
        found = np.full(len(areas), -1)
        left = np.arange(len(areas))
        for _ in range(TRIES if self.ensam or len(self.tak.rum) else 1):
            left = left[free[left].any(1)]
            if not len(left):  # of no moves there is no first
                break
            first = free[left].argmax(1)
            carrier, move = np.divmod(first, len(self.karta.steg))
            touched = self.alla.omraden[areas[left], carrier]
            asked = times[left, carrier, move]
            by = self.alla.netto[areas[left], carrier] * np.sign(asked)[:, None]
            bad = self.tak.times(touched, by, move, abs(asked)) < abs(asked)
            if self.ensam is not None:
                bad |= self.ensam.rests_on_one(areas[left], touched, move)
            found[left[~bad]] = first[~bad]
            free[left[bad], first[bad]] = False
            left = left[bad]
        hit = np.flatnonzero(found >= 0)
        return hit, *np.divmod(found[hit], len(self.karta.steg))
