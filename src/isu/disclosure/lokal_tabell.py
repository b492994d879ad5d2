"""The local table: what is counted in every kommun, and which moves change one number of it. Pure."""

import numpy as np

from isu.disclosure.dimension import along
from isu.disclosure.drag import PER_MEMBER
from isu.disclosure.dragdelar import parts_of
from isu.disclosure.karta import BIG, FEW_OPTIONS, MOST, MOST_OWN, PRINTED, SOME, UNPRINTED, Karta
from isu.disclosure.modell import Modell


class Lokalt:
    """What is the same for all numbers of a model: the layers of every kommun, laid out flat, and the parts of moves.

    `lager` and `finns` are kommun × place, with a last row for no kommun: there anything can change.
    """

    def __init__(self, modell: Modell, slag: type[Karta] = Karta):
        self.dims, self.slag = modell.dimensioner[1:], slag
        kommuner = len(modell.y)
        layers = along(np.moveaxis(modell.y, 0, -1), modell.lager[1:]).reshape(-1, kommuner).T
        layers = np.where(modell.obundna, BIG, layers) if modell.obundna.any() else layers
        self.lager = np.ascontiguousarray(np.vstack([layers, np.full((1, layers.shape[1]), BIG)]), np.int32)
        self.finns = np.vstack([modell.finns.reshape(kommuner, -1), np.ones((1, modell.y[0].size), bool)])
        self.alla_finns = bool(modell.finns.all())
        tryckt = modell.tryckt
        self.tryckta = tryckt.any(0).ravel()
        self.tryckt = tryckt.sum(0, dtype=np.float64) * PRINTED + UNPRINTED * len(tryckt)
        self.delar = parts_of(modell)

    def rum(self, kommuner: np.ndarray, ater: np.ndarray, karta: Karta, moves: np.ndarray) -> np.ndarray:
        """How far each of these moves can be taken (or taken back, where `ater`) in its kommuner before a layer would
        be negative; `kommuner` and `ater` are moves × so many. Nothing can change where nothing can be counted."""
        way = ater.astype(np.int8)
        places, less, padding = (part[way, moves[:, None]] for part in karta.minskar)
        there = self.lager[kommuner[:, :, None], places]
        room = ((there if karta.i_ettor else there // less) + padding).min(2)
        return room if self.alla_finns else np.where(self._somebody_can(kommuner, karta, moves), room, 0)

    def allas_rum(self, kommuner: np.ndarray, ater: np.ndarray, karta: Karta) -> np.ndarray:
        """The same for every move in each of these kommuner: kommun × move."""
        room = np.empty((len(kommuner), len(karta.steg)), np.int32)
        for way in (0, 1) if room.size else ():
            here = np.flatnonzero(ater == way)
            places, less, start, anything = karta.minskar_i_rad[way]
            there = np.take(self.lager[kommuner[here]], places, axis=1)
            more = np.flatnonzero(less > 1)
            there[:, more] //= less[more]
            there[:, anything] = BIG
            room[here] = np.minimum.reduceat(there, start, axis=1)
        if self.alla_finns:
            return room
        moves = np.arange(len(karta.steg))
        can = self._somebody_can(np.broadcast_to(kommuner, (len(moves), len(kommuner))), karta, moves).T
        return np.where(can, room, 0)

    def _somebody_can(self, kommuner: np.ndarray, karta: Karta, moves: np.ndarray) -> np.ndarray:
        places, changes = karta.listed(moves, [v.koordinater for v in karta.val])
        return (self.finns[kommuner[:, :, None], places[:, None, :]] | (changes == 0)[:, None, :]).all(2)

    def karta(self, tal: tuple[int, ...], most: int) -> Karta:
        """The `most` products that touch least. MOST_BROAD are only such as add persons: they touch much, but there is
        always one that goes far enough."""
        options = PER_MEMBER if most == MOST else FEW_OPTIONS if most <= SOME else None
        val = [own.some(member, options) for own, member in zip(self.delar, tal)]
        return self.slag.cheapest(val, self.tryckt, most, self.tryckta)

    def egen_karta(self, tal: tuple[int, ...], kommuner: np.ndarray) -> Karta:
        """The products that touch least of those that only take away, and can do so in one of these kommuner: persons
        who are there."""
        val = [own.every(member, None) for own, member in zip(self.delar, tal)]
        there = self.lager[kommuner].any(0).reshape([len(d.alla_lager) for d in self.dims])
        for place, v in enumerate(val):
            apart = np.setdiff1d(np.arange(there.shape[place]), v.lager.plats[v.lager.andring > 0])
            np.moveaxis(there, place, 0)[apart] = False
        for place, v in enumerate(val):
            counted = np.moveaxis(there, place, 0).reshape(there.shape[place], -1).any(1)
            val[place] = v.of(((v.lager.andring <= 0) | counted[v.lager.plats]).all(1))
        every = self.slag.cheapest(val, self.tryckt, MOST_OWN, self.tryckta)
        can = (self.allas_rum(kommuner, np.ones(len(kommuner), bool), every) > 0).any(0)
        return self.slag(val, tuple(at[can][:MOST] for at in every.at), self.tryckta)
