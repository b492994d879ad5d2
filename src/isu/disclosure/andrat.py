"""What certificates change: not only the coordinates, all the numbers that are made of them. Pure."""

import math
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from isu.disclosure.bevis import Certifikat
from isu.disclosure.dimension import is_eye
from isu.disclosure.modell import Modell


def changed(modell: Modell, proofs: Certifikat) -> sparse.csr_array:
    """Certificates × all members."""
    return changed_by(proofs, [d.medlemmar for d in modell.dimensioner], modell.y.shape)


def changed_by(proofs: Certifikat, matrices: Sequence[np.ndarray], shape: Sequence[int]) -> sparse.csr_array:
    """Certificates × what the matrices, one per dimension, make of the coordinates (`shape`): by how much each number
    is another."""
    shape = list(shape)
    index = _index(matrices, proofs.plats.size)
    whole = (proofs.andring, proofs.plats.astype(index), proofs.start.astype(index))
    change = sparse.csr_array(whole, (len(proofs), math.prod(shape)))
    for place in (0, *reversed(range(1, len(shape)))):  # most of a change cancels in the areas, then in what is counted
        members = matrices[place]
        shape[place] = len(members)
        if not is_eye(members):
            change = _along(change, sparse.csc_array(members), math.prod(shape[place + 1 :]), math.prod(shape))
    return change


def _index(matrices: Sequence[np.ndarray], size: int) -> type[np.signedinteger]:
    """Half the room, where no more is needed for any place, nor for how many changes there may be."""
    places = math.prod(max(m.shape) for m in matrices)
    changes = size * math.prod(int((m != 0).sum(0).max(initial=1)) for m in matrices)
    return np.int32 if max(places, changes) <= np.iinfo(np.int32).max else np.int64


def _along(change: sparse.csr_array, members: sparse.csc_array, after: int, size: int) -> sparse.csr_array:
    """From the coordinates of one dimension to its members; the dimensions after it have so many places. Only of what
    is changed: it is little of all there is."""
    index = change.indices.dtype
    before, rest = np.divmod(change.indices, after)
    before, own = np.divmod(before, members.shape[1])
    first, times = members.indptr.astype(index)[own], np.diff(members.indptr).astype(index)[own]
    ends = np.concatenate([[0], np.cumsum(times, dtype=index)], dtype=index)
    at = np.arange(ends[-1], dtype=index) + np.repeat(first - ends[:-1], times)
    places = np.repeat(before * (members.shape[0] * after) + rest, times) + members.indices.astype(index)[at] * after
    data = np.repeat(change.data, times) * members.data[at]
    found = sparse.csr_array((data, places, ends[change.indptr]), (change.shape[0], size))
    found.sum_duplicates()
    found.eliminate_zeros()
    return found


def rows_of(change: sparse.csr_array) -> np.ndarray:
    """Of everything that is changed, in which certificate."""
    return np.repeat(np.arange(change.shape[0]), np.diff(change.indptr))


def any_in(change: sparse.csr_array, where: np.ndarray) -> np.ndarray:
    """Per certificate: is it so of anything that is changed in it?"""
    return np.bincount(rows_of(change)[where], minlength=change.shape[0]) > 0


def moved_by(modell: Modell, change: sparse.csr_array, which: np.ndarray) -> np.ndarray:
    """Which numbers are another in some of these."""
    found = np.zeros(modell.varden.size, bool)
    found[change.indices[which[rows_of(change)]]] = True
    return found.reshape(modell.varden.shape)


def with_followers(modell: Modell, moved: np.ndarray) -> np.ndarray:
    """Also the printed numbers that cannot be shown beside one that is withheld."""
    follows = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
    printed = moved & modell.dimensioner[-1].tryckt
    cells = np.nonzero(printed.any(-1))
    found = np.zeros(moved.shape, bool)
    found[cells] = (printed[cells].astype(np.float32) @ follows.astype(np.float32)) > 0
    return found


def withheld_by(modell: Modell, change: sparse.csr_array) -> sparse.csr_array:
    """Certificates × all members: more than 0 where a number that is printed somewhere is another, or follows one."""
    follows = (modell.foljer | np.eye(len(modell.foljer), dtype=bool)) & modell.dimensioner[-1].tryckt[:, None]
    return _along(abs(change), sparse.csc_array(follows.T.astype(np.int64)), 1, modell.varden.size)
