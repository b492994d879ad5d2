"""Alternative nations by linear programming: which numbers are another in one that would be printed just so. Pure.

To bound a number takes two programs (`lp`). But what is asked of most of them is no more than whether they can be
another, and one nation answers that for many at once. So all that have not been seen to be another are pulled at
together, each up or down by lot and no farther than is needed; then those that are left; and at last each of these by
itself, up and down. What is so in truth is the first nation: `sanna` are the numbers in it.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from isu.granskning.lp import Program, optimum, program_of
from isu.granskning.utlatande import NARROW

SEED = 1
#: After so many rounds in which nothing new is seen each is asked of by itself.
IN_VAIN = 3


class Sett(NamedTuple):
    """What each number is, and the least and the greatest that it has been seen to be."""

    sanna: np.ndarray
    minst: np.ndarray
    storst: np.ndarray

    def also(self, tal: np.ndarray) -> None:
        np.fmin(self.minst, tal, out=self.minst)
        np.fmax(self.storst, tal, out=self.storst)

    def told(self, troskel: int) -> np.ndarray:
        """Which that are not 0 are another in no nation, or in each surely less than `troskel` and not nobody."""
        another = (self.storst > self.sanna + 1 - NARROW) | (self.minst < self.sanna - 1 + NARROW)
        unsure = (self.minst < NARROW) | (self.storst > troskel - NARROW)
        return (self.sanna > 0) & ~(another & unsure)


def known(program: Program, tal: sparse.csr_matrix, sanna: np.ndarray, troskel: int) -> np.ndarray:
    """Which of the numbers (`tal`, number × atom) that are not 0 are exactly known, or surely less than `troskel`."""
    sett, rng, in_vain = Sett(sanna, *np.array([sanna, sanna], float)), np.random.default_rng(SEED), 0
    left = np.flatnonzero(sett.told(troskel))
    while len(left) and in_vain < IN_VAIN:
        sett.also(_pulled(program, tal, left, sanna, rng.random(len(left)) < 0.5, troskel))
        before, left = len(left), np.flatnonzero(sett.told(troskel))
        in_vain = 0 if len(left) < before else in_vain + 1
    for nr in left:
        for up in (False, True):
            if sett.told(troskel)[nr]:
                sett.also(_pulled(program, tal, np.array([nr]), sanna, np.array([up]), troskel))
    return sett.told(troskel)


def _pulled(
    program: Program, tal: sparse.csr_matrix, left: np.ndarray, sanna: np.ndarray, up: np.ndarray, troskel: int
) -> np.ndarray:
    """The numbers in a nation in which as many as can be of those that are `left` are as far from the truth as is
    enough of them; NaN of those that others are in too."""
    true = sanna[left]
    far = np.where(up, np.maximum(troskel - true, 1), np.where(true < troskel, true, 1))
    way = np.where(up, 1.0, -1.0)
    inside = program.hanging_together(tal[left])
    rows, least, most, low, high = program.within(inside)
    fixed, endless = tal @ program.base, np.full(len(left), np.inf)
    pull = [sparse.diags(way) @ tal[left][:, inside], -sparse.identity(len(left))]
    model = program_of(
        sparse.bmat([[rows, None], pull], "csr"),
        np.concatenate([least, way * (true - fixed[left])]),
        np.concatenate([most, endless]),
        np.concatenate([low, -endless]),
        np.concatenate([high, far]),
    )
    model.setOptionValue("solver", "ipm")  # where so much is asked at once, half the time of the simplex method
    optimum(model, np.concatenate([np.zeros(len(inside)), 1 / far]), greatest=True)
    atoms = np.array(model.getSolution().col_value)[: len(inside)]
    others = np.diff(tal[:, np.setdiff1d(program.free, inside)].indptr) > 0
    return np.where(others, np.nan, fixed + tal[:, inside] @ atoms)
