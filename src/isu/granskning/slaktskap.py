"""Which numbers tell of the same persons: one holds the other, or the same person is alone in both. Knows nothing of
what is withheld or proved."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import nnls


def akin(
    medlemmar: Sequence[np.ndarray],
    lager: Sequence[np.ndarray],
    values: np.ndarray,
    some: np.ndarray,
    others: np.ndarray,
) -> np.ndarray:
    """Pair by pair (places in `values`, laid out flat): does one number hold the other, or is the same person alone in
    both, and in what they have in common?"""
    holds, held, nested = np.ones((3, len(some)), bool)
    common = []
    places = (np.unravel_index(those, values.shape) for those in (some, others))
    for rows, layers, a, b in zip(medlemmar, lager, *places, strict=True):
        within = within_each_other(rows, layers, (a, b))
        holds, held, nested = holds & within[b, a], held & within[a, b], nested & (within[a, b] | within[b, a])
        common.append(np.where(within[a, b], a, b))
    alone = values.ravel() == 1
    same = alone[some] & alone[others] & alone[np.ravel_multi_index(common, values.shape)]
    return holds | held | (nested & same)


def within_each_other(
    members: np.ndarray, layers: np.ndarray, asked: tuple[np.ndarray, np.ndarray] | None = None
) -> np.ndarray:
    """Member × member: is what the second has more than the first a sum of layers of persons, or nothing? It may be
    `asked` of some pairs only, whichever of the two has more."""
    members, layers = members.astype(np.int64), layers.astype(np.int64)
    few = members.astype(np.int8) if np.abs(members).max(initial=0) < 128 else members  # read many times faster
    found = np.array([(few >= own).all(1) for own in few], bool).reshape(len(members), len(members))
    if len(layers) > layers.shape[1] or (layers != np.eye(len(layers))).any():
        unsure = ~found
        if asked is not None:
            pairs = np.zeros(found.shape, bool)
            pairs[asked] = pairs.T[asked] = True
            unsure &= pairs
        for part, whole in np.argwhere(unsure):
            more = members[whole] - members[part]
            found[part, whole] = (np.rint(nnls(layers.T, more)[0]).astype(np.int64) @ layers == more).all()
    return found
