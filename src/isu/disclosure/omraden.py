"""What the search knows of the areas, whatever is counted in them: carriers, and which areas hold which. Pure."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from isu.disclosure.barare import CARRY, PER_AREA, Barare, Grannar, padded
from isu.disclosure.dimension import Dimension


class Omraden:
    """`omrade` is kommun × area with a last row for nobody, `alla` are some carriers of every area, `slakt` says which
    areas hold which."""

    def __init__(self, rows: np.ndarray, weight: np.ndarray):
        self.grannar = Grannar(rows, weight)
        self.omrade = np.ascontiguousarray(np.vstack([rows.T, np.zeros((1, len(rows)), np.int64)]), np.int8)
        self.alla = self._few(rows)
        self.slakt = _relations(rows.shape, rows.tobytes())
        self.kanda: dict[tuple[int, ...], Barare] = {}
        self.av_en: dict[tuple[int, int], Barare] = {}
        self.ensamma: dict[int, Barare] = {}

    def _few(self, rows: np.ndarray) -> Barare:
        return Barare.of(*self.grannar.few(rows), self.omrade, np.arange(len(rows)))

    def barare(self, area: int, kommuner: np.ndarray) -> Barare:
        """Carriers of one area, from the first of these kommuner, and each of them alone."""
        chosen = kommuner.tolist()
        known = (area, *chosen[:CARRY], *sorted(chosen[CARRY:]))
        if known not in self.kanda:
            parts = [own.some(slice(room)) for own, room in self._carrying(area, chosen[:CARRY])]
            self.kanda[known] = Barare.joined([*parts, self._alone(area, kommuner)], self.omrade.shape[1])
        return self.kanda[known]

    def _carrying(self, area: int, kommuner: list[int]) -> Iterator[tuple[Barare, int]]:
        """Those of these kommuner, and how many of them there is room for."""
        room = PER_AREA
        for kommun in kommuner:
            own = self._of_one(area, kommun)
            yield own, room
            room -= len(own)
            if room <= 0:
                break

    def _of_one(self, area: int, kommun: int) -> Barare:
        if (area, kommun) not in self.av_en:
            found = self.grannar.of_one(kommun, self.omrade[:-1, area])
            self.av_en[area, kommun] = Barare.of(*found, self.omrade, np.array(area))
        return self.av_en[area, kommun]

    def _alone(self, area: int, kommuner: np.ndarray) -> Barare:
        """Each of these kommuner by itself."""
        inside = np.flatnonzero(self.omrade[:-1, area])
        if area not in self.ensamma:
            self.ensamma[area] = Barare.of(*padded([inside[:, None]]), self.omrade, np.array(area))
        return self.ensamma[area].some(np.searchsorted(inside, kommuner))


def omraden_of(omrade: Dimension, weight: np.ndarray, slag: type[Omraden]) -> Omraden:
    """The same for every design of an indicator that is tried, as long as its kommuner count as many (`weight`)."""
    rows = np.ascontiguousarray(omrade.medlemmar, np.int64)
    return _omraden(rows.shape, rows.tobytes(), weight.astype(np.int64).tobytes(), slag)


@lru_cache(maxsize=1)
def _omraden(shape: tuple[int, int], rows: bytes, weight: bytes, slag: type[Omraden]) -> Omraden:
    return slag(np.frombuffer(rows, np.int64).reshape(shape), np.frombuffer(weight, np.int64))


@lru_cache(maxsize=4)
def _relations(shape: tuple[int, int], rows: bytes) -> np.ndarray:
    """Area × area and nobody: 1 where the other holds it, 2 where it is held, 3 where they are the same, else 0. The
    same for all indicators of a country."""
    omrade = np.frombuffer(rows, np.int64).reshape(shape)
    holds = np.array([(omrade >= row).all(1) for row in omrade])
    return np.ascontiguousarray(np.pad(holds + 2 * holds.T, ((0, 0), (0, 1))), np.int8)
