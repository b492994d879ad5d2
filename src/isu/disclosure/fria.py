"""Moves that ask for nothing more to be withheld, tried for one number of the local table in many areas at once. Pure.

Most numbers are proved here: what is not offered, and what stands beside enough that is withheld already. The search
(`sok`) asks for the rest one by one.
"""

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from isu.disclosure.drag import Steg
from isu.disclosure.karta import BIG, Karta
from isu.disclosure.laget import Ensamma

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning


class Funna(NamedTuple):
    """What was found: of the areas asked for (places in that list), by which move, with which carrier, how many times
    (with sign)."""

    var: np.ndarray
    drag: np.ndarray
    barare: np.ndarray
    ganger: np.ndarray


class AllaBarare:
    """Some carriers of every area: area × carrier × kommun (padded to four, with the last row of `omrade` for none).

    `omraden` are the areas that each touches, padded with the number of areas, and `netto` by how much.
    """

    def __init__(self, carriers: list[list[Steg]], omrade: np.ndarray):
        nobody, most = len(omrade) - 1, max(len(c) for c in carriers)
        steps = [[(s + [(nobody, 0)] * 4)[:4] for s in c] + [[(nobody, 0)] * 4] * (most - len(c)) for c in carriers]
        padded = np.array(steps, np.int64).reshape(len(carriers), most, 4, 2)
        self.kommuner, self.tecken = padded[..., 0], padded[..., 1]
        net = (omrade[self.kommuner] * self.tecken[..., None]).sum(2)
        own = net[np.arange(len(net)), :, np.arange(len(net))]
        self.tecken = self.tecken * np.sign(own)[..., None]
        net *= np.sign(own)[..., None]
        self.steg = np.abs(own)
        width = int((net != 0).sum(2).max())
        self.omraden = np.argsort(net == 0, axis=2, kind="stable")[..., :width]
        self.netto = np.take_along_axis(net, self.omraden, 2)
        self.omraden[self.netto == 0] = omrade.shape[1]
        self.ater = (self.tecken < 0).astype(np.int64)


class Fria:
    """For one number of the local table: where each move is free, and how far it can be taken."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int):
        self.karta, self.alla = karta, sokning.drag.alla
        self.kostar = (sokning.vikt[:, karta.kolumner] > 0).astype(np.float32) @ karta.ror.T > 0
        lokalt = sokning.drag.lokalt
        room = lokalt.rum(karta, lokalt.lager, lokalt.finns)
        self.rum = np.concatenate([room, np.full((2, 1, room.shape[2]), BIG)], 1)
        self.ensam = Ensamma(karta, sokning, tal) if sokning.ensamma else None

    def found(self, areas: np.ndarray, need: np.ndarray, way: int) -> Funna:
        """The first move and carrier that takes the number far enough, upwards (`way` 0) or down (1)."""
        alla, steps = self.alla, self.karta.steg
        step = alla.steg[areas][..., None] * steps
        wanted = -(-need[:, None, None] // np.maximum(step, 1))
        room = self.rum[alla.ater[areas] ^ way, alla.kommuner[areas]].min(2)
        free = (room >= wanted) & (step > 0)
        rows = np.flatnonzero(free.any((1, 2)))
        free[rows] &= ~self._taken(areas[rows])
        flat = free.reshape(len(areas), math.prod(free.shape[1:]))
        first = flat.argmax(1)
        hit = np.flatnonzero(flat[np.arange(len(flat)), first])
        carrier, move = np.divmod(first[hit], len(steps))
        times = wanted[hit, carrier, move]
        return Funna(hit, move, carrier, times if way == 0 else -times)

    def _taken(self, areas: np.ndarray) -> np.ndarray:
        """Area × carrier × move: would it change something printed, or rest on somebody who is alone?"""
        touched = self.alla.omraden[areas]
        found = self.kostar[touched].any(2)
        if self.ensam is not None:
            found |= self.ensam.rests_on_one(areas, touched)
        return found
