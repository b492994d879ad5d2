"""What the search knows of the areas, whatever is counted in them: carriers, and which areas hold which. Pure."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from isu.disclosure.barare import CARRY, PER_AREA, Barare, Grannar, padded
from isu.disclosure.dimension import Dimension


class Omraden:
    """`omrade` is kommun × area with a last row for nobody, `alla` are some carriers of every area, `slakt` says which
    areas hold which."""

    def __init__(self, rows: np.ndarray, weight: np.ndarray, slag: type[Barare] = Barare):
        self.grannar, self.slag = Grannar(rows, weight), slag
        self.omrade = np.ascontiguousarray(np.vstack([rows.T, np.zeros((1, len(rows)), np.int64)]), np.int8)
        self.alla = self.slag.of(*self.grannar.few(rows), self.omrade, np.arange(len(rows)))
        self.slakt = _relations(rows.shape, rows.tobytes())
        self.kanda: dict[tuple[int, ...], Barare] = {}
        self.av_en: dict[tuple[int, int], Barare] = {}
        self.ensamma: dict[int, Barare] = {}

    def barare(self, area: int, kommuner: np.ndarray) -> Barare:
        """Carriers of one area, from the first of these kommuner, and each of them alone."""
        chosen = kommuner.tolist()
        known = (area, *chosen[:CARRY], *sorted(chosen[CARRY:]))
        if known not in self.kanda:
            parts = [*self._carrying(area, chosen[:CARRY]), self._alone(area, kommuner)]
            self.kanda[known] = self.slag.joined(parts, self.omrade.shape[1])
        return self.kanda[known]

    def _carrying(self, area: int, kommuner: list[int]) -> Iterator[Barare]:
        room = PER_AREA
        for kommun in kommuner:
            own = self._of_one(area, kommun)
            yield own.some(slice(room))
            room = max(0, room - len(own.steg))

    def _of_one(self, area: int, kommun: int) -> Barare:
        if (area, kommun) not in self.av_en:
            found = self.grannar.of_one(kommun, self.omrade[:-1, area])
            self.av_en[area, kommun] = self.slag.of(*found, self.omrade, np.array(area))
        return self.av_en[area, kommun]

    def _alone(self, area: int, kommuner: np.ndarray) -> Barare:
        """Each of these kommuner by itself."""
        inside = np.flatnonzero(self.omrade[:-1, area])
        if area not in self.ensamma:
            self.ensamma[area] = self.slag.of(*padded([inside[:, None]]), self.omrade, np.array(area))
        return self.ensamma[area].some(np.searchsorted(inside, kommuner))


def omraden_of(omrade: Dimension, weight: np.ndarray, slag: type[Barare]) -> Omraden:
    """The same for every design of an indicator that is tried, as long as its kommuner count as many (`weight`)."""
    rows = np.ascontiguousarray(omrade.medlemmar, np.int64)
    return _omraden(rows.shape, rows.tobytes(), weight.astype(np.int64).tobytes(), slag)


@lru_cache(maxsize=1)
def _omraden(shape: tuple[int, int], rows: bytes, weight: bytes, slag: type[Barare]) -> Omraden:
    return Omraden(np.frombuffer(rows, np.int64).reshape(shape), np.frombuffer(weight, np.int64), slag)


@lru_cache(maxsize=4)
def _relations(shape: tuple[int, int], rows: bytes) -> np.ndarray:
    """Area × area and nobody: 1 where the other holds it, 2 where it is held, 3 where they are the same, else 0. The
    same for all indicators of a country."""
    omrade = np.frombuffer(rows, np.int64).reshape(shape)
    holds = np.array([(omrade >= row).all(1) for row in omrade])
    return np.ascontiguousarray(np.pad(holds + 2 * holds.T, ((0, 0), (0, 1))), np.int8)
