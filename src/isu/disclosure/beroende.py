"""What hangs on which certificates: the numbers that each withholds, and the demands that each proves. Bookkeeping.

Numbers are by their place in the arrays of the search, laid out flat. A demand is a number and a way: that number
`number` is to be proved downwards is demand `size + number`.
"""

from functools import cached_property

import numpy as np
from scipy import sparse

from isu.disclosure.andrat import changed, moved_by, rows_of, withheld_by
from isu.disclosure.bevis import Certifikat
from isu.disclosure.laget import DOWN, UP
from isu.disclosure.modell import Modell


class Beroende:
    """`bevis` is way × number, `behov` how far each must be moved; of what only goes with others there is a price
    (`pris`), else 0, and `ensamma` says which numbers are 1, where that is asked. `levande` are the certificates that
    are left, and `antal` how many of them prove each demand."""

    def __init__(self, modell: Modell, proofs: Certifikat, bevis: np.ndarray, behov, pris: np.ndarray, ensamma):
        self.modell, self.proofs, self.bevis, self.behov, self.ensamma = modell, proofs, bevis, behov, ensamma
        self.andrat = changed(modell, proofs)
        self.levande = np.ones(len(proofs), bool)
        self.rort = _where(withheld_by(modell, self.andrat), pris > 0)
        self.av = self.rort.tocsc()
        self.provar = self._proved()
        self.antal = np.bincount(self.provar.indices, minlength=bevis.size)

    def _proved(self) -> sparse.csr_array:
        """Certificates × demands: what each is named for, and what else it moves far enough, if it changes no number of
        somebody who is alone."""
        at, by, rows = self.andrat.indices, self.andrat.data, rows_of(self.andrat)
        ones = np.zeros(len(at)) if self.ensamma is None else self.ensamma[at]
        spares = np.bincount(rows, ones, len(self.proofs)) == 0
        size = self.bevis.shape[1]
        own, demands = [], []
        for way, far in ((UP, by), (DOWN, -by)):
            named = self.bevis[way, at]
            proves = (named == rows) | ((named >= 0) & spares[rows] & (far >= self.behov[way, at]))
            own.append(rows[proves])
            demands.append(way * size + at[proves])
        places = np.concatenate(own), np.concatenate(demands)
        return sparse.csr_array((np.ones(len(places[0]), np.int8), places), (len(self.proofs), self.bevis.size))

    def held_by_few(self, most: int) -> np.ndarray:
        """The numbers that can be shown again if so many demands at most are proved otherwise."""
        alone = np.bincount(rows_of(self.provar), self.antal[self.provar.indices] == 1, len(self.proofs))
        lost = np.bincount(self.rort.indices, alone[rows_of(self.rort)], self.rort.shape[1])
        return np.flatnonzero((np.diff(self.av.indptr) > 0) & (lost <= most))

    def first_proved(self, width: int) -> np.ndarray:
        """Per number the first of the local table, which has so many, that is proved by what withholds it."""
        by_proof, by_number = np.full(len(self.proofs), width), np.full(self.rort.shape[1], width)
        np.minimum.at(by_proof, rows_of(self.provar), self.provar.indices % width)
        np.minimum.at(by_number, self.rort.indices, by_proof[rows_of(self.rort)])
        return by_number

    def touching(self, number: int) -> np.ndarray:
        own = np.sort(self.av.indices[self.av.indptr[number] : self.av.indptr[number + 1]])
        return own[self.levande[own]]

    def withheld(self, own: np.ndarray) -> np.ndarray:
        """By these certificates, once for each."""
        return _of(self.rort, own)

    def lost(self, own: np.ndarray) -> np.ndarray:
        """The demands that nothing proves without these certificates."""
        demands, times = np.unique(_of(self.provar, own), return_counts=True)
        return demands[self.antal[demands] <= times]

    def leave_out(self, own: np.ndarray, proved: np.ndarray) -> None:
        """These certificates; other demands are `proved` by new ones from now on."""
        self.levande[own] = False
        np.subtract.at(self.antal, _of(self.provar, own), 1)
        self.antal[proved] = len(self.proofs) + 1

    @cached_property
    def forsta(self) -> np.ndarray:
        """Per demand the first certificate that is left and proves it, or -1."""
        rows = rows_of(self.provar)
        left = self.levande[rows]
        found = np.full(self.bevis.size, -1)
        found[self.provar.indices[left][::-1]] = rows[left][::-1]
        return found

    def moved(self, new: Certifikat) -> np.ndarray:
        """Which numbers are another in some certificate that is left, or in these new ones."""
        others = moved_by(self.modell, changed(self.modell, new), np.ones(len(new), bool))
        return moved_by(self.modell, self.andrat, self.levande) | others


def _where(rows: sparse.csr_array, kept: np.ndarray) -> sparse.csr_array:
    rows.data = kept[rows.indices].astype(np.int8)
    rows.eliminate_zeros()
    return rows


def _of(rows: sparse.csr_array, which: np.ndarray) -> np.ndarray:
    return np.concatenate([rows.indices[rows.indptr[i] : rows.indptr[i + 1]] for i in which])
