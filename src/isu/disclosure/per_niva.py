"""How many numbers are so or so, per level of areas, kön, age, group and what is counted: what a design is tried by.
Pure."""

from collections.abc import Mapping, Sequence

import numpy as np

from isu.aggregate.summor import Summor

#: Per level, over the members of kön, age, group and what is counted.
PerNiva = Mapping[str, np.ndarray]


def per_level(summor: Summor, kvar: Sequence[list[int]], values: np.ndarray) -> PerNiva:
    """Of all areas and periods. `values` is over the members of the model, of kön, age and group those that are `kvar`;
    few are so: only these are counted."""
    levels, level = np.unique([typ for typ, _ in summor.axlar["omrade"].medlemmar], return_inverse=True)
    local = values.shape[2:]
    size = int(np.prod(local))
    area, place = np.divmod(np.flatnonzero(values), size * values.shape[1])
    counts = np.bincount(level[area] * size + place % size, minlength=len(levels) * size)
    found = np.zeros((len(levels), *summor.shape[2:], local[-1]), np.int64)
    found[(slice(None), *np.ix_(*kvar))] = counts.reshape(len(levels), *local)
    return dict(zip(levels.tolist(), found, strict=True))


def share(some: np.ndarray, of_all: np.ndarray) -> float:
    return float(some.sum() / max(1, of_all.sum()))
