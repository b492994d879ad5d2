"""The areas that corrections are judged by: disjoint, and known to every earlier release. Pure.

Kommuner, and the stadsdelar of a divided one. A kommun that an earlier release knows as one is one still: what its
stadsdelar have changed by is not known, so they wait with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from isu.aggregate.axel import KOMMUN, Axel
from isu.disclosure.dimension import alone, along
from isu.disclosure.tidigare import Tidigare


@dataclass(frozen=True)
class Delomraden:
    """`platser` are where they stand on the axis of areas. `omfattar` and `inom` are over all areas × these: is it
    within the area, and is the area it or a part of it?"""

    platser: np.ndarray
    omfattar: np.ndarray
    inom: np.ndarray

    @cached_property
    def larger(self) -> np.ndarray:
        """Which areas are made of several."""
        return ~self.inom.any(1)

    def of(self, found: np.ndarray) -> np.ndarray:
        """Yes and no of areas (first) → of these: yes where it is so of it or of a part of it."""
        return along(found, [self.inom.T]) > 0

    def spread(self, found: np.ndarray) -> np.ndarray:
        """Of these → of all areas: what is so of one is so of its parts."""
        return along(found, [self.inom]) > 0


def parts_of(omrade: Axel, historik: Sequence[Tidigare]) -> Delomraden:
    holds = omrade.matris > 0
    smallest = alone(omrade.matris)
    chosen = set(smallest)
    for kommun in set(omrade.of_type(KOMMUN)) - chosen:
        parts = [i for i in smallest if holds[kommun, holds[i]].all()]
        if any(t.raknas[kommun].any() and not t.raknas[parts].any() for t in historik):
            chosen = chosen - set(parts) | {kommun}
    places = np.array(sorted(chosen), np.int64)
    common = along(holds[places].T, [holds])
    within = np.where(np.isin(np.arange(len(holds)), smallest)[:, None], common > 0, False)
    within[places, range(len(places))] = True
    return Delomraden(places, common == holds[places].sum(1), within)
