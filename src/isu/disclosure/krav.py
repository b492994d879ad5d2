"""The primary rule: which numbers are sensitive by themselves, and how far from the truth a reader must be kept. Pure.

A count from 1 to t - 1 is sensitive, with t for n, for numerators and for what is left (complements, the difference of
two variants). The reader must not be able to exclude any of 1, …, t, nor 0 when it is 1: so alternatives are needed
where it is t - v larger and max(1, v - 1) smaller. Of a small count whose row stands withheld because its column is
closed, it is no secret that it is withheld, but that it is small: there an alternative is needed where it is larger.

Where an indicator's head says that 0 tells of everyone (`noll_rojer`), a share of 0 or 100 % is sensitive too: the
reader must not be able to exclude that t of them, or all if they are fewer, are otherwise.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from isu.disclosure.modell import Modell
from isu.disclosure.rakning import NAMNARE, REST, TALJARE


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


def requirements(modell: Modell, krav: Krav, small: np.ndarray | None = None) -> np.ndarray:
    """How far above and how far below its value every number must be movable: 0 and 0 where it is not sensitive or has
    no row, and only above where its row stands withheld, since its column is closed. `small` are the
    `sensitive_numbers`, which are few of all there are."""
    small = sensitive_numbers(modell, krav) if small is None else small
    found = np.zeros((2, *small.shape), np.int32)
    asked = np.nonzero(small & (modell.erbjuden | modell.redovisad))
    values, limit = modell.varden[asked], krav.limits(modell.slag)[asked[-1]]
    found[0][asked] = np.where(values > 0, limit, np.minimum(limit, _at_most(modell, asked))) - values
    offered = np.broadcast_to(modell.erbjuden, small.shape)[asked] & (values > 0)
    found[1][asked] = np.where(offered, np.maximum(1, values - 1), 0)
    return found


def sensitive_numbers(modell: Modell, krav: Krav) -> np.ndarray:
    """Counts that are too small to be told, and 0 where that tells of everyone."""
    small = (modell.varden > 0) & (modell.varden < krav.limits(modell.slag))
    if krav.noll:
        units = units_of(modell)
        small |= (modell.varden == 0) & (units >= 0) & (modell.varden[..., units] > 0)
    return modell.lasbar & small


def not_offered(modell: Modell, small: np.ndarray) -> np.ndarray:
    """Small counts (`sensitive_numbers`) that are not offered, and whatever has a row though it is not: a reader must
    not be able to work it out."""
    rows = modell.redovisad & modell.lasbar & modell.dimensioner[-1].tryckt & (modell.varden > 0)
    return (small | rows) & ~modell.erbjuden


def units_of(modell: Modell) -> np.ndarray:
    """Per member of the last dimension where its n stands, if it is a numerator or what one leaves; else -1."""
    rows, styr = modell.dimensioner[-1].medlemmar, modell.styr
    found = np.full(len(rows), -1)
    for n in np.flatnonzero(modell.slag == NAMNARE):
        numerators = modell.foljer[n] & (modell.slag == TALJARE)
        left = (modell.slag == REST) & numerators[styr] & (rows == rows[n] - rows[styr]).all(1)
        found[numerators | left] = n
    return found


def cells(modell: Modell) -> np.ndarray:
    """Per member of the last dimension: may somebody be alone in it? In what is printed, and in what a numerator leaves
    of its n: but not where several printed numbers add up to that, since she is alone in one of these, and knows
    nothing of the others. Nor in what two variants differ by."""
    rows = modell.dimensioner[-1].medlemmar
    found = modell.dimensioner[-1].tryckt.copy()
    printed = rows[found]
    for member in np.flatnonzero(~found & (units_of(modell) >= 0)):
        times = np.rint(nnls(printed.T, rows[member])[0])
        found[member] = times.sum() < 2 or (times @ printed != rows[member]).any()
    return found


def _at_most(modell: Modell, where: tuple[np.ndarray, ...]) -> np.ndarray:
    """The n that a numerator, or what it leaves, cannot be more than; of other numbers there is no such."""
    *cell, member = where
    units = units_of(modell)[member]
    return np.where(units >= 0, modell.varden[(*cell, units)], np.iinfo(np.int64).max)
