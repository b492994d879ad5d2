"""What a search leaves to the next, by another design of the same counts, or after a correction (`bevisat`). Pure.

The proofs of what must be proved still hold, and those that ask for nothing more to be withheld. The others are left
out, and so is what was withheld for them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from isu.disclosure.bevis import Certifikat, Monster
from isu.disclosure.modell import Modell
from isu.disclosure.sok import primary


def carried_over(modell: Modell, krav: np.ndarray, fore: Monster, tvungna: np.ndarray | None = None) -> Monster:
    """`krav` is how far each number must be movable now (above, below); `tvungna` is withheld whatever is found. What
    is closed now as before may have been taken down to nobody, though that is not asked of it alone (`slutet`); what
    was closed and is offered now needs proofs that spare who is alone."""
    to_nobody = (krav == 0) & (krav[::-1] > 0)
    offered_again = (fore.krav[1] == 0) & (krav[1] > 0)
    same = ((krav > 0) | to_nobody) & (krav == fore.krav) & (fore.bevis >= 0) & ~offered_again
    changed = changed_by(fore.certifikat, [d.medlemmar for d in modell.dimensioner], modell.y.shape)
    named = np.isin(np.arange(len(fore.certifikat)), fore.bevis[same])
    dolda = primary(modell, krav.any(0)) | (modell.tryckt & _with_followers(modell, _any(modell, changed, named)))
    dolda = dolda if tvungna is None else dolda | tvungna
    costs = (modell.tryckt & ~dolda).ravel()[changed.indices]
    kept = named | (np.bincount(_rows(changed), costs, len(named)) == 0)
    moved = _any(modell, changed, kept)
    found = Monster(dolda, fore.certifikat, krav, np.where(same, fore.bevis, -1), moved, np.zeros_like(moved))
    return kept_of(found, kept)


def kept_of(monster: Monster, kept: np.ndarray) -> Monster:
    """The pattern without the certificates that are not kept; what only those proved has no proof."""
    proofs = monster.certifikat
    size = np.diff(proofs.start)
    places = np.repeat(kept, size)
    start = np.concatenate([[0], np.cumsum(size[kept])]).astype(np.int64)
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    bevis = np.append(number, -1)[monster.bevis].astype(np.int32)
    return replace(monster, certifikat=Certifikat(start, proofs.plats[places], proofs.andring[places]), bevis=bevis)


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


def _rows(change: sparse.csr_array) -> np.ndarray:
    return np.repeat(np.arange(change.shape[0]), np.diff(change.indptr))


def _any(modell: Modell, changed: sparse.csr_array, which: np.ndarray) -> np.ndarray:
    """Which numbers are another in some of these."""
    found = np.zeros(modell.varden.size, bool)
    found[changed.indices[which[_rows(changed)]]] = True
    return found.reshape(modell.varden.shape)


def _with_followers(modell: Modell, moved: np.ndarray) -> np.ndarray:
    """Also the printed numbers that cannot be shown beside one that is withheld."""
    follows = modell.foljer | np.eye(len(modell.foljer), dtype=bool)
    return ((moved & modell.dimensioner[-1].tryckt).astype(np.float32) @ follows.astype(np.float32)) > 0
