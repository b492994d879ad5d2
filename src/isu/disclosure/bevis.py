"""A pattern of withheld numbers with its proofs. Data only.

A certificate is an integer change of the coordinates: an alternative nation, which would have given exactly the same
publication. `bevis[0]` names for each number the certificate in which it is large enough above the truth, `bevis[1]`
that in which it is below; -1 where none is needed.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Certifikat:
    """Which coordinates (places in y, laid out flat) change, and by how much."""

    plats: np.ndarray
    andring: np.ndarray


@dataclass(frozen=True)
class Monster:
    """`dolda` says over all members which printed numbers are withheld. `krav` is how far each number must be
    movable."""

    dolda: np.ndarray
    certifikat: tuple[Certifikat, ...]
    krav: np.ndarray
    bevis: np.ndarray

    @property
    def obevisade(self) -> np.ndarray:
        """Numbers that need a proof and have none, in any direction."""
        return ((self.krav > 0) & (self.bevis < 0)).any(0)
