"""The strongest attacker: the least and the greatest that a number can be, by linear programming (HiGHS).

The atoms of the table are variables between their bounds, every known number and every other addition an equation;
where numbers are printed near what they are, every number lies between its bounds. Those that hang together are solved
together. Whole numbers can leave less than what is found, never more.
"""

from dataclasses import replace
from functools import reduce

import highspy
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from isu.granskning.angrepp import Tabell, binds

#: What cannot be bounded is at most so much above the largest number that is known.
CEILING = 10_000


def solved(tabell: Tabell, chosen: np.ndarray) -> Tabell:
    """The table with the exact bounds of the numbers where `chosen` is True."""
    sums, atoms = expanded(tabell)
    program = Program(*system(tabell, sums, atoms), *between(tabell, atoms))
    found = [tabell.lag.ravel().copy(), tabell.hog.ravel().copy()]
    for target in np.flatnonzero(chosen.ravel()):
        for way in (0, 1):
            found[way][target] = program.bound(sums[target], greatest=bool(way))
    shape = tabell.lag.shape
    return replace(tabell, lag=found[0].reshape(shape), hog=found[1].reshape(shape))


class Program:
    """Atoms that are between `low` and `high`, of which sums (`rows`) are between `least` and `most`."""

    def __init__(
        self, rows: sparse.csr_matrix, least: np.ndarray, most: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> None:
        self.rows, self.least, self.most, self.low, self.high = rows, least, most, low, high
        self.free = np.flatnonzero(high > low)
        self.base = np.where(high > low, 0, low)
        self.component = _components(rows[:, self.free])
        self.models: dict[int, tuple[np.ndarray, highspy.Highs]] = {}

    def bound(self, number: sparse.csr_matrix, greatest: bool) -> float:
        """The least or the greatest that a sum of atoms (one row) can be."""
        found = float((number @ self.base)[0])
        for part in self._parts(number):
            if part not in self.models:
                inside = self.free[self.component == part]
                self.models[part] = inside, program_of(*self.within(inside))
            inside, model = self.models[part]
            found += optimum(model, np.asarray(number[:, inside].todense()).ravel(), greatest)
        return found

    def hanging_together(self, numbers: sparse.csr_matrix) -> np.ndarray:
        """The free atoms of these sums, and all that they hang together with."""
        return self.free[np.isin(self.component, self._parts(numbers))]

    def within(self, inside: np.ndarray) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Rows and limits of these free atoms, which hang together with no others."""
        own = np.unique(self.rows[:, inside].tocoo().row)
        fixed = self.rows[own] @ self.base
        limits = self.least[own] - fixed, self.most[own] - fixed
        return self.rows[own][:, inside], *limits, self.low[inside], self.high[inside]

    def _parts(self, numbers: sparse.csr_matrix) -> np.ndarray:
        return np.unique(self.component[numbers[:, self.free].tocoo().col])


def between(tabell: Tabell, atoms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each atom is at least and at most."""
    return tabell.lag.ravel()[atoms], np.minimum(tabell.hog.ravel()[atoms], CEILING + tabell.lag.max())


def expanded(tabell: Tabell) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Every number as a sum of atoms (numbers × atoms), and the places of the atoms: what is the sum of nothing else.

    Periods and quantities are kept as they are: what binds them is said as equations.
    """
    matrices, kept = [], []
    for place, (ways, size) in enumerate(zip(tabell.summor, tabell.lag.shape)):
        first = {} if place in (1, 5) else {whole: parts for whole, parts in reversed(ways)}
        atoms = [i for i in range(size) if i not in first]
        matrices.append(sparse.csr_matrix([[_holds(i, a, first) for a in atoms] for i in range(size)], dtype=float))
        kept.append(atoms)
    return reduce(lambda a, b: sparse.kron(a, b, "csr"), matrices), np.ravel_multi_index(
        np.ix_(*kept), tabell.lag.shape
    ).ravel()


def _holds(member: int, atom: int, first: dict[int, tuple[int, ...]]) -> int:
    return int(member == atom) + sum(_holds(part, atom, first) for part in first.get(member, ()))


def system(
    tabell: Tabell, sums: sparse.csr_matrix, atoms: np.ndarray
) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """What holds of the atoms, and between what: every number that is known, nearly where numbers are printed so, and
    every addition that is not an expansion."""
    low, high = tabell.lag.ravel(), tabell.hog.ravel()
    known = np.flatnonzero(np.isfinite(high) if tabell.publicerat.fel else low == high)
    known = known[np.diff(sums.indptr)[known] > 1]
    equations = _additions(tabell, np.isin(np.arange(tabell.lag.size), atoms)) @ sums
    none = np.zeros(equations.shape[0])
    rows = sparse.vstack([sums[known], equations], "csr")
    return rows, np.concatenate([low[known], none]), np.concatenate([high[known], none])


def _additions(tabell: Tabell, atom: np.ndarray) -> sparse.csr_matrix:
    """whole - Σ parts = 0 over periods, quantities and breakdowns after the first, wherever all parts are atoms."""
    number = np.arange(tabell.lag.size).reshape(tabell.lag.shape)
    rows = []
    for place, ways in enumerate(tabell.summor):
        lines = np.moveaxis(number, place, 0)
        for whole, parts in ways:
            here = binds(tabell, place, whole, parts) & atom[lines[list(parts)]].all(0)
            rows += [*np.stack([lines[i][here] for i in (whole, *parts)], -1)]
    signs = np.concatenate([np.r_[1.0, -np.ones(len(row) - 1)] for row in rows] or [np.zeros(0)])
    columns = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    found = sparse.csr_matrix((signs, (at, columns)), (len(rows), number.size))
    return found


def _components(rows: sparse.csr_matrix) -> np.ndarray:
    """Per column: which numbers hang together."""
    joined = sparse.bmat([[None, abs(rows)], [abs(rows).T, None]], "csr")
    return connected_components(joined, directed=False)[1][rows.shape[0] :]


def program_of(rows: sparse.csr_matrix, least, most, low: np.ndarray, high: np.ndarray) -> highspy.Highs:
    """For the solver."""
    columns = rows.tocsc()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns.shape[1], columns.shape[0]
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.zeros(columns.shape[1]), low, high
    lp.row_lower_, lp.row_upper_ = least, most
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = columns.indptr, columns.indices, columns.data
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("threads", 1)
    model.passModel(lp)
    return model


def optimum(model: highspy.Highs, cost: np.ndarray, greatest: bool) -> float:
    """The least or the greatest that a weighted sum of its variables can be."""
    model.changeObjectiveSense(highspy.ObjSense.kMaximize if greatest else highspy.ObjSense.kMinimize)
    model.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError("de publicerade talen går inte ihop")
    return float(model.getInfo().objective_function_value)
