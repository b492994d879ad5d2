"""What certificates change: not only the coordinates, all the numbers that are made of them. Pure."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from isu.disclosure.bevis import Certifikat
from isu.disclosure.modell import Modell


def changed(modell: Modell, proofs: Certifikat) -> sparse.csr_array:
    """Certificates × all members."""
    return changed_by(proofs, [d.medlemmar for d in modell.dimensioner], modell.y.shape)


def changed_by(proofs: Certifikat, matrices: Sequence[np.ndarray], shape: Sequence[int]) -> sparse.csr_array:
    """Certificates × what the matrices, one per dimension, make of the coordinates (`shape`): by how much each number
    is another."""
    change = sparse.csc_array((proofs.andring, proofs.plats, proofs.start), (int(np.prod(shape)), len(proofs))).tocsr()
    after = 1
    for place in reversed(range(len(shape))):  # the last dimension first: most of a change cancels in it
        members = matrices[place]
        if not np.array_equal(members, np.eye(len(members))):
            change = _along(members, int(np.prod(shape[:place])), after) @ change
            change.eliminate_zeros()
        after *= len(members)
    return change.T.tocsr()


def _along(members: np.ndarray, before: int, after: int) -> sparse.csr_array:
    """From the coordinates of one dimension to its members, of all places in the dimensions before and after it."""
    own = sparse.kron(sparse.csr_array(members), sparse.eye_array(after, dtype=np.int64))
    return sparse.kron(sparse.eye_array(before, dtype=np.int64), own, "csr")


def rows_of(change: sparse.csr_array) -> np.ndarray:
    """Of everything that is changed, in which certificate."""
    return np.repeat(np.arange(change.shape[0]), np.diff(change.indptr))


def moved_by(modell: Modell, change: sparse.csr_array, which: np.ndarray) -> np.ndarray:
    """Which numbers are another in some of these."""
    found = np.zeros(modell.varden.size, bool)
    found[change.indices[which[rows_of(change)]]] = True
    return found.reshape(modell.varden.shape)


def with_followers(modell: Modell, moved: np.ndarray) -> np.ndarray:
    """Also the printed numbers that cannot be shown beside one that is withheld."""
    follows = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
    return ((moved & modell.dimensioner[-1].tryckt).astype(np.float32) @ follows.astype(np.float32)) > 0


def withheld_by(modell: Modell, change: sparse.csr_array) -> sparse.csr_array:
    """Certificates × all members: more than 0 where a number that is printed somewhere is another, or follows one."""
    follows = (modell.foljer | np.eye(len(modell.foljer), dtype=bool)) & modell.dimensioner[-1].tryckt[:, None]
    with_others = _along(follows.T.astype(np.int64), modell.varden.size // len(follows), 1)
    return (with_others @ abs(change).T).T.tocsr()
