"""A pattern of withheld numbers with its proofs. Data only.

A certificate is an integer change of the coordinates: an alternative nation, which would have given exactly the same
publication. `bevis[0]` names for each number the certificate in which it is large enough above the truth, `bevis[1]`
that in which it is below; -1 where none is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Certifikat:
    """Which coordinates (places in y, laid out flat) change, and by how much: those of certificate i stand from
    `start[i]` to `start[i + 1]`."""

    start: np.ndarray
    plats: np.ndarray
    andring: np.ndarray

    def __len__(self) -> int:
        return len(self.start) - 1

    def of(self, i: int) -> slice:
        return slice(self.start[i], self.start[i + 1])

    def any_of(self, places: np.ndarray) -> np.ndarray:
        """Per certificate: is it so of any of its coordinates? `places` is as long as `plats`."""
        which = np.repeat(np.arange(len(self)), np.diff(self.start))
        return np.bincount(which[places], minlength=len(self)) > 0

    def some(self, kept: np.ndarray) -> "Certifikat":
        size = np.diff(self.start)
        places = np.repeat(kept, size)
        start = np.concatenate([[0], np.cumsum(size[kept])])
        return Certifikat(start.astype(np.int64), self.plats[places], self.andring[places])


def joined(delar: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Certifikat:
    """Many certificates from parts of (how many coordinates each has, which, by how much)."""
    none = np.zeros(0, np.int64)
    sizes, places, changes = (np.concatenate(column) for column in zip((none, none, none), *delar))
    return Certifikat(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), places, changes)


@dataclass(frozen=True)
class Monster:
    """`dolda` says over all members which printed numbers are withheld. `krav` is how far each number must be
    movable; `rubbade` are those that are another in some certificate, `orubbade` those that should be and are not. An
    `avbruten` search proves nothing, and only tells how much it withheld."""

    dolda: np.ndarray
    certifikat: Certifikat
    krav: np.ndarray
    bevis: np.ndarray
    rubbade: np.ndarray
    orubbade: np.ndarray
    avbruten: bool = False

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> "Monster":
        """Of a table without numbers, where a design offers nothing."""
        both, none = np.zeros((2, *shape), np.int32), np.zeros(shape, bool)
        return cls(none, joined([]), krav=both, bevis=both, rubbade=none, orubbade=none)

    @property
    def obevisade(self) -> np.ndarray:
        """Numbers that need a proof and have none, in any direction."""
        return ((self.krav > 0) & (self.bevis < 0)).any(0) | self.orubbade
