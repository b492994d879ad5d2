"""What the table makes of its coordinates, and of the changes that certificates name: sums along one dimension after
the other. Whole numbers only."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse


def made_of(matrices: Sequence[np.ndarray], y: np.ndarray) -> np.ndarray:
    """One matrix per dimension, times its coordinates."""
    for place, matrix in reversed([*enumerate(matrices)]):
        if not _same(matrix):
            shape = (*y.shape[:place], len(matrix), *y.shape[place + 1 :])
            before, after = int(np.prod(shape[:place])), int(np.prod(shape[place + 1 :]))
            y = _along(y.reshape(before, y.shape[place], after), matrix).reshape(shape)
    return y


def _along(y: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Of the middle dimension of three."""
    if len(y) == 1:
        return sparse.csr_array(matrix) @ y[0]
    found = np.zeros((y.shape[0], len(matrix), y.shape[2]), np.int64)
    for member, coordinate in np.argwhere(matrix):
        factor, own = matrix[member, coordinate], y[:, coordinate]
        found[:, member] += own if factor == 1 else factor * own
    return found


def changed_by(
    matrices: Sequence[np.ndarray], shape: Sequence[int], start: np.ndarray, plats: np.ndarray, andring: np.ndarray
) -> sparse.csr_array:
    """Certificates × all that the matrices make of the coordinates (`shape`). The areas first, then the last dimension:
    most of a change cancels there, before it meets the others."""
    shape = list(shape)
    claims = (andring, plats, start)
    change = sparse.csr_array(claims, (len(start) - 1, int(np.prod(shape))), dtype=np.int64, copy=True)
    change.sum_duplicates()
    for place in (0, *reversed(range(1, len(shape)))):
        if not _same(matrices[place]):
            after = int(np.prod(shape[place + 1 :]))
            shape[place] = len(matrices[place])
            change = _changed_along(change, matrices[place], after, int(np.prod(shape)))
    return change


def _changed_along(change: sparse.csr_array, matrix: np.ndarray, after: int, size: int) -> sparse.csr_array:
    """Each change of a coordinate is one of every member that it is in; so many places stand after the dimension."""
    columns = sparse.csc_array(matrix)
    index = change.indices.dtype if size <= np.iinfo(np.int32).max else np.dtype(np.int64)
    before, rest = np.divmod(change.indices.astype(index), after)
    before, coordinate = np.divmod(before, matrix.shape[1])
    first, times = columns.indptr.astype(index)[coordinate], np.diff(columns.indptr).astype(index)[coordinate]
    end = np.concatenate([[0], np.cumsum(times, dtype=index)], dtype=index)
    entry = np.arange(end[-1], dtype=index) + np.repeat(first - end[:-1], times)
    plats = np.repeat(before * (len(matrix) * after) + rest, times) + columns.indices.astype(index)[entry] * after
    andring = np.repeat(change.data, times) * columns.data[entry]
    found = sparse.csr_array((andring, plats, end[change.indptr]), (change.shape[0], size))
    found.sum_duplicates()
    found.eliminate_zeros()
    return found


def _same(matrix: np.ndarray) -> bool:
    """Members that are the coordinates themselves."""
    return matrix.shape[0] == matrix.shape[1] and bool((matrix == np.eye(len(matrix))).all())
