"""One dimension of the model of what is counted: coordinates, members and layers, as small integer matrices. Pure.

Everything that is counted is a tensor y over the *coordinates* of all dimensions. On each dimension

* a *member* is a number that stands in the table (or can be had by one subtraction), a row of `medlemmar`,
* a *layer* is a count of persons that can never be negative, a row of `lager`,
* a *condition* is one that cannot be for some of what is counted only, a row of `villkor`.

The numbers of the whole table are y times `medlemmar` on every dimension, and an alternative y is possible when y times
`lager` on every dimension is nowhere negative; with `villkor` where that is so of what is counted. Where the parts of a
whole are disjoint, coordinates and layers are the parts, and members are sums of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from isu.aggregate.axel import Axel


@dataclass(frozen=True)
class Dimension:
    """`medlemmar` is members × coordinates, `lager` layers × coordinates; `tryckt` says which members are printed.

    `kopplad`: a change of the whole has to change several coordinates together.
    """

    namn: str
    medlemmar: np.ndarray
    lager: np.ndarray
    tryckt: np.ndarray
    kopplad: bool = False
    villkor: np.ndarray | None = None

    @cached_property
    def alla_lager(self) -> np.ndarray:
        """The layers, then the conditions."""
        return self.lager if self.villkor is None else np.vstack([self.lager, self.villkor])


def along(values: np.ndarray, matrices: Sequence[np.ndarray]) -> np.ndarray:
    """`values` times one matrix along each of its first dimensions, in order. Nearly all in a matrix is 0: only the
    rest is reckoned with."""
    values = values.astype(np.int64, copy=False)
    for place, matrix in reversed([*enumerate(matrices)]):  # the many areas last
        if not is_eye(matrix):
            before, after = values.shape[:place], values.shape[place + 1 :]
            parts = values.reshape(math.prod(before), matrix.shape[1], math.prod(after))
            values = _sums(parts, matrix).reshape(*before, len(matrix), *after)
    return values


def is_eye(matrix: np.ndarray) -> bool:
    """Is each member one coordinate, in the same order?"""
    return matrix.shape[0] == matrix.shape[1] and np.array_equal(matrix, np.eye(len(matrix)))


def _sums(parts: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Along the middle one of three dimensions."""
    if len(parts) == 1:
        return sparse.csr_array(matrix) @ parts[0]
    found = np.zeros((len(parts), len(matrix), parts.shape[2]), np.int64)
    for member, coordinate in np.argwhere(matrix):
        factor, own = matrix[member, coordinate], parts[:, coordinate]
        found[:, member] += own if factor == 1 else factor * own
    return found


def disjoint(namn: str, axel: Axel) -> tuple[Dimension, list[int]]:
    """An axis whose atoms are disjoint. Also which members are the atoms, in the order of the coordinates."""
    layers = np.eye(len(axel.atomer), dtype=np.int64)
    return Dimension(namn, axel.matris, layers, _printed(axel)), alone(axel.matris)


def alone(members: np.ndarray) -> list[int]:
    """Per coordinate the first member that it is by itself: of areas a kommun, or a stadsdel where a kommun has any."""
    by_themselves = np.flatnonzero(members.sum(1) == 1)[::-1]
    single = dict(zip(members[by_themselves].argmax(1).tolist(), by_themselves.tolist(), strict=True))
    return [single[i] for i in range(members.shape[1])]


def groups(namn: str, axel: Axel, counted: np.ndarray) -> tuple[Dimension, list[int]]:
    """The whole and the groups of every breakdown; `counted` has the members of the axis first.

    Where a breakdown adds up to the whole, its last group is what the others leave of it: several such ways of dividing
    the same units can always be combined into one, so nothing else binds them. Where groups overlap the whole is
    a count of its own; that no group is larger, nor the whole larger than their sum, binds where it is true.
    """
    size = len(axel.medlemmar)
    wholes = [whole for whole, _ in axel.summor]
    if not wholes:
        return Dimension(namn, np.eye(size, dtype=np.int64), np.eye(size, dtype=np.int64), _printed(axel)), [
            *range(size)
        ]
    whole, breakdowns = wholes[0], [list(parts) for _, parts in axel.summor]
    adds = [bool((counted[parts].sum(0) == counted[whole]).all()) for parts in breakdowns]
    left_out = [whole] if any(adds) else []
    first = adds.index(True) if any(adds) else None
    left_out += [parts[-1] for i, parts in enumerate(breakdowns) if adds[i] and i != first]
    kept = [i for i in range(size) if i not in left_out]
    rows = np.zeros((size, len(kept)), np.int64)
    rows[kept, range(len(kept))] = 1
    if first is not None:
        rows[whole] = rows[breakdowns[first]].sum(0)
    for i, parts in enumerate(breakdowns):
        if adds[i] and i != first:
            rows[parts[-1]] = rows[whole] - rows[parts[:-1]].sum(0)
    layers = [*np.delete(rows, whole, 0)] if first is not None else [*rows]
    for parts in (parts for i, parts in enumerate(breakdowns) if not adds[i]):
        layers += [rows[whole] - rows[part] for part in parts] + [rows[parts].sum(0) - rows[whole]]
    return Dimension(namn, rows, np.array(layers), _printed(axel), len(breakdowns) > 1), kept


def _printed(axel: Axel) -> np.ndarray:
    printed = np.zeros(len(axel.medlemmar), bool)
    printed[axel.visade] = True
    return printed
