"""What a search leaves to the next, by a thinner design of the same counts. Pure.

The proofs of what must be proved still hold, and those that ask for nothing more to be withheld. The others are left
out, and so is what was withheld for them.
"""

import numpy as np
from scipy import sparse

from isu.disclosure.bevis import Certifikat, Monster
from isu.disclosure.modell import Modell
from isu.disclosure.sok import primary


def carried_over(modell: Modell, krav: np.ndarray, fore: Monster) -> Monster:
    """`krav` is how far each number must be movable now (above, below). What is closed now as before may have been
    taken down to nobody, though that is not asked of it alone (`slutet`); what was closed and is offered now needs
    proofs that spare who is alone."""
    to_nobody = (krav == 0) & (krav[::-1] > 0)
    offered_again = (fore.krav[1] == 0) & (krav[1] > 0)
    same = ((krav > 0) | to_nobody) & (krav == fore.krav) & (fore.bevis >= 0) & ~offered_again
    changed = _changed(modell, fore.certifikat)
    named = np.isin(np.arange(len(fore.certifikat)), fore.bevis[same])
    dolda = primary(modell, krav.any(0)) | (modell.tryckt & _with_followers(modell, _any(modell, changed, named)))
    costs = (modell.tryckt & ~dolda).ravel()[changed.indices]
    kept = named | (np.bincount(_rows(changed), costs, len(named)) == 0)
    bevis = np.full(krav.shape, -1, np.int32)
    bevis[same] = (np.cumsum(kept) - 1)[fore.bevis[same]]
    moved = _any(modell, changed, kept)
    return Monster(dolda, _some(fore.certifikat, kept), krav, bevis, moved, np.zeros_like(moved))


def _some(proofs: Certifikat, kept: np.ndarray) -> Certifikat:
    size = np.diff(proofs.start)
    places = np.repeat(kept, size)
    start = np.concatenate([[0], np.cumsum(size[kept])])
    return Certifikat(start.astype(np.int64), proofs.plats[places], proofs.andring[places])


def _changed(modell: Modell, proofs: Certifikat) -> sparse.csr_array:
    """Certificates × all members: by how much each number is another."""
    shape = list(modell.y.shape)
    change = sparse.csr_array((proofs.andring, proofs.plats, proofs.start), (len(proofs), modell.y.size))
    for place in reversed(range(len(shape))):
        members = modell.dimensioner[place].medlemmar
        shape[place] = len(members)
        if not np.array_equal(members, np.eye(len(members))):
            change = _along(change, sparse.csc_array(members), int(np.prod(shape[place + 1 :])), int(np.prod(shape)))
    return change


def _along(change: sparse.csr_array, members: sparse.csc_array, after: int, size: int) -> sparse.csr_array:
    """From the coordinates of one dimension to its members; the dimensions after it have so many places."""
    before, rest = np.divmod(change.indices.astype(np.int64), after)
    before, own = np.divmod(before, members.shape[1])
    times = np.diff(members.indptr)[own]
    at = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times - members.indptr[own], times)
    places = (np.repeat(before, times) * members.shape[0] + members.indices[at]) * after + np.repeat(rest, times)
    data, rows = np.repeat(change.data, times) * members.data[at], np.repeat(_rows(change), times)
    found = sparse.coo_array((data, (rows, places)), (change.shape[0], size)).tocsr()
    found.eliminate_zeros()
    return found


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
