"""The primary rule: which numbers are sensitive by themselves, and how far from the truth a reader must be kept. Pure.

A count from 1 to t - 1 is sensitive, with t for n, for numerators and for what is left (complements, the difference of
two variants). The reader must not be able to exclude any of 1, …, t, nor 0 when it is 1: so alternatives are needed
where it is t - v larger and max(1, v - 1) smaller.
"""

from dataclasses import dataclass

import numpy as np

from isu.disclosure.modell import Modell
from isu.disclosure.rakning import NAMNARE


@dataclass(frozen=True)
class Krav:
    """`namnare`, `taljare` and `rest` are the smallest counts that may be shown. With `noll`, that nobody or that
    everybody is in the numerator is sensitive too."""

    namnare: int
    taljare: int
    rest: int
    noll: bool = False

    def limits(self, slag: np.ndarray) -> np.ndarray:
        """The smallest count that may be shown, per kind."""
        return np.choose(slag, [self.namnare, self.taljare, self.rest])


def requirements(modell: Modell, krav: Krav) -> tuple[np.ndarray, np.ndarray]:
    """How far above and how far below its value every number must be movable; 0 and 0 where it is not sensitive, or not
    offered."""
    limit = krav.limits(modell.slag)
    values = modell.varden
    small = small_numbers(modell, krav) & modell.erbjuden
    up = np.where(small, limit - values, 0)
    down = np.where(small, np.maximum(1, values - 1), 0)
    if krav.noll:
        up = np.where(_nobody(modell) & modell.erbjuden, limit, up)
    return up, down


def small_numbers(modell: Modell, krav: Krav) -> np.ndarray:
    """Counts that are too small to be told."""
    return modell.lasbar & (modell.varden > 0) & (modell.varden < krav.limits(modell.slag))


def not_offered(modell: Modell, krav: Krav) -> np.ndarray:
    """Small counts that are not offered, and whatever has a row though it is not: a reader must not be able to work it
    out."""
    rows = modell.redovisad & modell.lasbar & modell.dimensioner[-1].tryckt & (modell.varden > 0)
    return (small_numbers(modell, krav) | rows) & ~modell.erbjuden


def _nobody(modell: Modell) -> np.ndarray:
    """Numerators and complements that are 0 although there are units."""
    units = np.zeros(modell.varden.shape, bool)
    for n in np.flatnonzero(modell.slag == NAMNARE):
        parts = modell.foljer[n] | np.isin(modell.styr, np.flatnonzero(modell.foljer[n]))
        units[..., parts] |= modell.varden[..., [n]] > 0
    return modell.lasbar & units & (modell.slag != NAMNARE) & (modell.varden == 0)
