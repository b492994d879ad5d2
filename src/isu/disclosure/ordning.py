"""In which order a search goes through what needs a proof. Pure."""

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from isu.disclosure.dimension import Dimension


def in_order(dimensioner: Sequence[Dimension], needed: np.ndarray) -> Iterator[tuple[np.ndarray, int]]:
    """Riket, then the areas between, then the kommuner; totals before their parts: areas and a number of the local
    table. `needed` is area × number, with a last row for no area."""
    size = _coverage(dimensioner[0].medlemmar)
    local = reduce(np.multiply.outer, [_coverage(d.medlemmar) for d in dimensioner[1:]]).ravel()
    order = np.argsort(-local, kind="stable")
    for level in (size == size.max(), (size > 1) & (size < size.max()), (size == 1) & (size < size.max())):
        areas = np.flatnonzero(level)
        areas = areas[np.argsort(-size[areas], kind="stable")]
        any_here = needed[areas].any(0)
        for tal in order[any_here[order]]:
            yield areas[needed[areas, tal]], int(tal)


def _coverage(members: np.ndarray) -> np.ndarray:
    return np.abs(members).sum(1)
