"""The gate: is every sensitive number proved, against all that is printed? Whole numbers only; trusts nothing but the
counts.

The table is rebuilt from the coordinates, one dimension after the other. A certificate is an alternative
nation; it holds when nothing printed changes, no layer of persons becomes negative, and nobody is counted where
nothing is counted. Then the sensitive numbers are found again by the limits: each that is offered must have an
alternative that is far enough above it and one that is far enough below, and each that is not must be another number
in some alternative, as must everything that is withheld.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Underlag:
    """The counts and the table. `medlemmar` and `lager` are one matrix per dimension, times its coordinates.

    `y` and `finns` are over the coordinates, `lasbar`, `erbjuden` and `rader` over the members: what a reader could
    have if all were offered and nothing withheld, what is offered, and what has a number of its own in some row, which
    is withheld where it is not offered. `granser` has the smallest count that may be told per member of the last
    dimension.
    """

    y: np.ndarray
    finns: np.ndarray
    medlemmar: Sequence[np.ndarray]
    lager: Sequence[np.ndarray]
    lasbar: np.ndarray
    erbjuden: np.ndarray
    rader: np.ndarray
    granser: np.ndarray


@dataclass(frozen=True)
class Pastaende:
    """What is claimed: the withheld numbers, the certificates (those of certificate i are the places and changes from
    `start[i]` to `start[i + 1]`), and which certificate proves what (above, below) per number; -1 for none."""

    dolda: np.ndarray
    start: np.ndarray
    plats: np.ndarray
    andring: np.ndarray
    bevis: np.ndarray


def verify(underlag: Underlag, pastaende: Pastaende) -> list[str]:
    """What is wrong; an empty list when every claim holds. The faults name no number."""
    claims = (pastaende.andring, pastaende.plats, pastaende.start)
    change = sparse.csc_matrix(claims, (underlag.y.size, len(pastaende.start) - 1), dtype=np.int64).tocsr()
    shape = underlag.y.shape
    moved = _product(underlag.medlemmar, shape, change)
    values = _dense(underlag.medlemmar, underlag.y).ravel()
    offered = np.broadcast_to(underlag.erbjuden, underlag.lasbar.shape).ravel()
    rows = underlag.rader.ravel()
    withheld = rows & (pastaende.dolda.ravel() | ~offered)
    limit = np.broadcast_to(underlag.granser, underlag.lasbar.shape).ravel()
    small = underlag.lasbar.ravel() & (values > 0) & (values < limit)
    layers = _dense(underlag.lager, underlag.y).ravel()
    faults = [
        (_shown_changes(moved, rows & ~withheld), "certifikat ändrar ett tryckt tal"),
        (_negative(layers, _product(underlag.lager, shape, change)), "certifikat ger ett negativt antal"),
        (_impossible(underlag, pastaende), "certifikat räknar någon där inget räknas"),
        (
            _unproved(np.flatnonzero(small & offered), values, limit, pastaende.bevis, moved),
            "känsliga tal saknar bevis",
        ),
        (_fixed(moved, withheld & (values > 0)), "dolda tal kan räknas fram"),
        (_fixed(moved, small & ~offered), "små tal som inte erbjuds kan räknas fram"),
    ]
    return [f"{number} {what}" for number, what in faults if number]


def _dense(matrices: Sequence[np.ndarray], y: np.ndarray) -> np.ndarray:
    for place, matrix in enumerate(matrices):
        y = np.moveaxis(np.tensordot(matrix, y, (1, place)), 0, place)
    return y


def _product(matrices: Sequence[np.ndarray], shape: tuple[int, ...], change: sparse.csr_matrix) -> sparse.csr_matrix:
    """(All members) × certificates: the last dimension first, so that most of a change cancels before it meets the
    many areas."""
    after = 1
    for place in reversed(range(len(matrices))):
        matrix, before = matrices[place], int(np.prod(shape[:place]))
        if not (matrix.shape[0] == matrix.shape[1] and (matrix == np.eye(len(matrix))).all()):
            change = _along(matrix, before, after) @ change
            change.eliminate_zeros()
        after *= len(matrix)
    return change


def _along(matrix: np.ndarray, before: int, after: int) -> sparse.csr_matrix:
    one = sparse.csr_matrix(matrix.astype(np.int64))
    return sparse.kron(sparse.identity(before, np.int64), sparse.kron(one, sparse.identity(after, np.int64)), "csr")


def _shown_changes(moved: sparse.csr_matrix, shown: np.ndarray) -> int:
    return int((np.diff(moved.indptr)[shown] > 0).sum())


def _negative(now: np.ndarray, moved: sparse.csr_matrix) -> int:
    moved = moved.tocoo()
    return int((now[moved.row] + moved.data < 0).sum()) + int((now < 0).sum())


def _impossible(underlag: Underlag, pastaende: Pastaende) -> int:
    return int((~underlag.finns.ravel()[pastaende.plats] & (pastaende.andring != 0)).sum())


def _unproved(
    sensitive: np.ndarray, values: np.ndarray, limit: np.ndarray, bevis: np.ndarray, moved: sparse.csr_matrix
) -> int:
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


def _fixed(moved: sparse.csr_matrix, numbers: np.ndarray) -> int:
    """Numbers that are the same in every alternative."""
    return int((np.diff(moved.indptr)[numbers] == 0).sum())
