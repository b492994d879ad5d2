"""The gate: is every sensitive number proved, against all that is printed? Whole numbers only; trusts nothing but the
counts.

The table is rebuilt from the coordinates, one dimension after the other. A certificate is an alternative
nation; it holds when nothing printed changes, no layer of persons becomes negative, and nobody is counted where
nothing is counted. Then the sensitive numbers are found again by the limits: each that has a row must have an
alternative that is far enough above it, and one that is far enough below if it is offered; each that has none must be
another number in some alternative, as must everything that is withheld. Whatever else is named as proved must differ
that way too.

Who is alone in a number knows it. With `ensamma` no alternative that is named for a number changes another that is 1,
unless one of the two holds the other, or the same person is alone in both: it then holds against all who are alone,
together. A number that has a row but is not offered may instead be 0 in such an alternative: then they cannot know that
it is small. It may be asked of some areas only; not of numbers that are withheld without being small, nor of what two
that are not offered differ by.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import nnls


@dataclass(frozen=True)
class Underlag:
    """The counts and the table. `medlemmar` and `lager` are one matrix per dimension, times its coordinates.

    `y` and `finns` are over the coordinates, `lasbar`, `erbjuden` and `rader` over the members: what a reader could
    have if all were offered and nothing withheld, what is offered, and what stands in a row, withheld where it is not
    offered, or is the difference of two that do. Over the members of the last dimension are `tryckta`, those that have
    numbers of their own, `rutor`, those in which somebody may be alone, `granser`, the smallest count that may be told,
    and `antal`, where its n stands, if 0 of it tells of everyone, else -1.
    """

    y: np.ndarray
    finns: np.ndarray
    medlemmar: Sequence[np.ndarray]
    lager: Sequence[np.ndarray]
    lasbar: np.ndarray
    erbjuden: np.ndarray
    rader: np.ndarray
    tryckta: np.ndarray
    rutor: np.ndarray
    granser: np.ndarray
    antal: np.ndarray


@dataclass(frozen=True)
class Pastaende:
    """What is claimed: the withheld numbers, the certificates (those of certificate i are the places and changes from
    `start[i]` to `start[i + 1]`), and which certificate proves what (above, below) per number; -1 for none."""

    dolda: np.ndarray
    start: np.ndarray
    plats: np.ndarray
    andring: np.ndarray
    bevis: np.ndarray


def verify(underlag: Underlag, pastaende: Pastaende, ensamma: bool | np.ndarray = False) -> list[str]:
    """What is wrong; an empty list when every claim holds. The faults name no number. `ensamma` is the same for all
    areas, or one for each."""
    claims = (pastaende.andring, pastaende.plats, pastaende.start)
    change = sparse.csc_matrix(claims, (underlag.y.size, len(pastaende.start) - 1), dtype=np.int64).tocsr()
    shape = underlag.y.shape
    moved = _product(underlag.medlemmar, shape, change)
    values = _dense(underlag.medlemmar, underlag.y).ravel()
    offered = np.broadcast_to(underlag.erbjuden, underlag.lasbar.shape).ravel()
    rows = (underlag.rader & underlag.tryckta).ravel()
    withheld = rows & (pastaende.dolda.ravel() | ~offered)
    limit = np.broadcast_to(underlag.granser, underlag.lasbar.shape).ravel()
    most = _most(underlag, values)
    small = underlag.lasbar.ravel() & (((values > 0) & (values < limit)) | ((values == 0) & (most > 0)))
    layers = _dense(underlag.lager, underlag.y).ravel()
    asked = (np.reshape(ensamma, (-1, 1, 1, 1, 1, 1)) & (underlag.erbjuden | underlag.rutor)).ravel()
    sensitive, bevis = small & underlag.rader.ravel(), pastaende.bevis.reshape(2, -1)
    far = (
        np.where(values > 0, limit, np.minimum(limit, most)) - values,
        np.where((values > 0) & offered, np.maximum(1, values - 1), 0),
    )
    none = sensitive & ~offered & (values > 0) & (_changes(moved, bevis[1]) <= -values)
    spared = np.where(asked & [~none, asked], bevis, -1)
    ones = (underlag.rader & underlag.rutor).ravel() & (values == 1)
    unproved = _unproved(np.where(sensitive, far, bevis >= 0), bevis, moved)
    faults = [
        (_shown_changes(moved, rows & ~withheld), "certifikat ändrar ett tryckt tal"),
        (_negative(layers, _product(underlag.lager, shape, change)), "certifikat ger ett negativt antal"),
        (_impossible(underlag, pastaende), "certifikat räknar någon där inget räknas"),
        (int((unproved & sensitive).sum()), "känsliga tal saknar bevis"),
        (int((unproved & ~sensitive).sum()), "bevis visar inte det som de sägs visa"),
        (_fixed(moved, withheld & (values > 0)), "dolda tal kan räknas fram"),
        (_fixed(moved, small & ~offered), "små tal som inte erbjuds kan räknas fram"),
        (_rests_on_one(underlag, values, ones, spared, moved), "bevis vilar på någon som är ensam"),
    ]
    return [f"{number} {what}" for number, what in faults if number]


def _most(underlag: Underlag, values: np.ndarray) -> np.ndarray:
    """The n of the numbers of which 0 tells of everyone; of others -1."""
    table = values.reshape(underlag.lasbar.shape)
    return np.where(underlag.antal >= 0, table[..., underlag.antal], -1).ravel()


def _dense(matrices: Sequence[np.ndarray], y: np.ndarray) -> np.ndarray:
    """Whole numbers, reckoned as floats: many times faster, and exact, as none comes near 2 to the 53rd."""
    y = y.astype(np.float64)
    for place, matrix in enumerate(matrices):
        y = np.moveaxis(np.tensordot(matrix.astype(np.float64), y, (1, place)), 0, place)
    return np.rint(y).astype(np.int64)


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


def _unproved(need: np.ndarray, bevis: np.ndarray, moved: sparse.csr_matrix) -> np.ndarray:
    """Which numbers are not as far from the truth as they must be in what is named for them, above or below."""
    lacking = np.zeros(need.shape[1], bool)
    for sign, far, named in zip((1, -1), need, bevis, strict=True):
        numbers = np.flatnonzero(far > 0)
        lacking[numbers] |= sign * _changes(moved, named)[numbers] < far[numbers]
    return lacking


def _rests_on_one(
    underlag: Underlag, values: np.ndarray, ones: np.ndarray, bevis: np.ndarray, moved: sparse.csr_matrix
) -> int:
    """How many proofs change another number that is 1."""
    if not (bevis >= 0).any():
        return 0
    alone = np.flatnonzero(ones)
    changed = moved[alone].tocsc()
    way, proved = np.nonzero((bevis >= 0) & (bevis < moved.shape[1]))
    proof = bevis[way, proved]
    size = np.diff(changed.indptr)[proof]
    nr = np.repeat(np.arange(len(proof)), size)
    at = np.arange(len(nr)) - np.repeat(np.cumsum(size) - size, size) + changed.indptr[proof][nr]
    other = alone[changed.indices[at]]
    return len(np.unique(nr[~_akin(underlag, values, proved[nr], other)]))


def _akin(underlag: Underlag, values: np.ndarray, some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Pair by pair: does one number hold the other, or is the same person alone in both, and in what they have in
    common?"""
    shape = underlag.lasbar.shape
    holds, held, nested = np.ones((3, len(some)), bool)
    common = []
    for rows, layers, a, b in zip(
        underlag.medlemmar,
        underlag.lager,
        np.unravel_index(some, shape),
        np.unravel_index(others, shape),
        strict=True,
    ):
        within = _within(rows, layers)
        holds, held, nested = holds & within[b, a], held & within[a, b], nested & (within[a, b] | within[b, a])
        common.append(np.where(within[a, b], a, b))
    same = (values[some] == 1) & (values[others] == 1) & (values[np.ravel_multi_index(common, shape)] == 1)
    return holds | held | (nested & same)


def _within(members: np.ndarray, layers: np.ndarray) -> np.ndarray:
    """Member × member: is what the second has more than the first a sum of layers of persons, or nothing?"""
    members, layers = members.astype(np.int64), layers.astype(np.int64)
    found = np.array([(members >= own).all(1) for own in members], bool).reshape(len(members), len(members))
    if len(layers) > layers.shape[1] or (layers != np.eye(len(layers))).any():
        for part, whole in np.argwhere(~found):
            more = members[whole] - members[part]
            found[part, whole] = (np.rint(nnls(layers.T, more)[0]).astype(np.int64) @ layers == more).all()
    return found


def _changes(moved: sparse.csr_matrix, certificates: np.ndarray) -> np.ndarray:
    """The change of each number in the certificate that is named for it; 0 where none is."""
    found = np.zeros(len(certificates), np.int64)
    named = np.flatnonzero((certificates >= 0) & (certificates < moved.shape[1]))
    if len(named):
        found[named] = np.asarray(moved[named, certificates[named]]).ravel()
    return found


def _fixed(moved: sparse.csr_matrix, numbers: np.ndarray) -> int:
    """Numbers that are the same in every alternative."""
    return int((np.diff(moved.indptr)[numbers] == 0).sum())
