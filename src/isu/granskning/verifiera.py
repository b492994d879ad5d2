"""The gate: is every sensitive number proved, against all that is printed? Whole numbers only; trusts nothing but the
counts.

The table is rebuilt from the coordinates as one sparse matrix with a row per number. A certificate is an alternative
nation; it holds when nothing printed changes, no layer of persons becomes negative, and nobody is counted where
nothing is counted. Then the sensitive numbers are found again by the limits, and each must have an alternative that is
far enough above it and one that is far enough below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Underlag:
    """The counts and the table. `medlemmar` and `lager` are one matrix per dimension, times its coordinates.

    `y` and `finns` are over the coordinates, `lasbar` and `tryckt` over the members: what a reader could have if
    nothing were withheld, and what of it is printed. `granser` has the smallest count that may be told per member of
    the last dimension.
    """

    y: np.ndarray
    finns: np.ndarray
    medlemmar: Sequence[np.ndarray]
    lager: Sequence[np.ndarray]
    lasbar: np.ndarray
    tryckt: np.ndarray
    granser: np.ndarray


@dataclass(frozen=True)
class Pastaende:
    """What is claimed: the withheld numbers, the certificates as (places, changes), and which certificate proves what
    (above, below) per number; -1 for none."""

    dolda: np.ndarray
    certifikat: Sequence[tuple[np.ndarray, np.ndarray]]
    bevis: np.ndarray


def verify(underlag: Underlag, pastaende: Pastaende) -> list[str]:
    """What is wrong; an empty list when every claim holds. The faults name no number."""
    table = _kron(underlag.medlemmar)
    change = _changes(pastaende.certifikat, underlag.y.size)
    moved = (table @ change).tocsr()
    moved.eliminate_zeros()
    withheld = pastaende.dolda.ravel() & underlag.tryckt.ravel()
    values = table @ underlag.y.ravel()
    faults = [
        (_shown_changes(moved, underlag, withheld), "certifikat ändrar ett tryckt tal"),
        (_negative(underlag, change), "certifikat ger ett negativt antal"),
        (_impossible(underlag, change), "certifikat räknar någon där inget räknas"),
        (_unproved(underlag, pastaende.bevis, values, moved), "känsliga tal saknar bevis"),
        (_lonely(moved, withheld & (values > 0)), "dolda tal kan räknas fram"),
    ]
    return [f"{number} {what}" for number, what in faults if number]


def _kron(matrices: Sequence[np.ndarray]) -> sparse.csr_matrix:
    return reduce(lambda a, b: sparse.kron(a, b, "csr"), [sparse.csr_matrix(m.astype(np.int64)) for m in matrices])


def _changes(certifikat: Sequence[tuple[np.ndarray, np.ndarray]], size: int) -> sparse.csc_matrix:
    """Coordinates × certificates."""
    lengths = np.array([len(places) for places, _ in certifikat], np.int64)
    rows = np.concatenate([np.asarray(p, np.int64) for p, _ in certifikat] or [np.zeros(0, np.int64)])
    values = np.concatenate([np.asarray(c, np.int64) for _, c in certifikat] or [np.zeros(0, np.int64)])
    columns = np.repeat(np.arange(len(lengths)), lengths)
    return sparse.csc_matrix((values, (rows, columns)), (size, len(lengths)), dtype=np.int64)


def _shown_changes(moved: sparse.csr_matrix, underlag: Underlag, withheld: np.ndarray) -> int:
    shown = underlag.tryckt.ravel() & ~withheld
    return int((np.diff(moved.indptr)[shown] > 0).sum())


def _negative(underlag: Underlag, change: sparse.csc_matrix) -> int:
    layers = _kron(underlag.lager)
    now = layers @ underlag.y.ravel()
    moved = (layers @ change).tocoo()
    return int((now[moved.row] + moved.data < 0).sum()) + int((now < 0).sum())


def _impossible(underlag: Underlag, change: sparse.csc_matrix) -> int:
    return int((~underlag.finns.ravel()[change.indices] & (change.data != 0)).sum())


def _unproved(underlag: Underlag, bevis: np.ndarray, values: np.ndarray, moved: sparse.csr_matrix) -> int:
    limit = np.broadcast_to(underlag.granser, underlag.lasbar.shape).ravel()
    sensitive = np.flatnonzero(underlag.lasbar.ravel() & (values > 0) & (values < limit))
    value = values[sensitive]
    above, below = (bevis[way].ravel()[sensitive] for way in (0, 1))
    lacking = (_change_of(moved, sensitive, above) < limit[sensitive] - value) | (
        -_change_of(moved, sensitive, below) < np.maximum(1, value - 1)
    )
    return int(lacking.sum())


def _change_of(moved: sparse.csr_matrix, numbers: np.ndarray, certificates: np.ndarray) -> np.ndarray:
    """The change of each number in the certificate that is named for it; 0 where none is."""
    found = np.zeros(len(numbers), np.int64)
    named = (certificates >= 0) & (certificates < moved.shape[1])
    if named.any():
        found[named] = np.asarray(moved[numbers[named], certificates[named]]).ravel()
    return found


def _lonely(moved: sparse.csr_matrix, withheld: np.ndarray) -> int:
    """Withheld numbers that are the same in every alternative."""
    return int((np.diff(moved.indptr)[withheld] == 0).sum())
