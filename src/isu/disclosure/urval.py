"""Some members of an axis and of what is counted along it, and put back among all. Pure."""

from collections.abc import Sequence

import numpy as np

from isu.aggregate.axel import Axel
from isu.aggregate.summor import Summor


def only(axel: Axel, kept: list[int]) -> Axel:
    """An axis of some members, each its own atom: one total alone, or whole breakdowns."""
    if len(kept) == len(axel.medlemmar):
        return axel
    members = tuple(axel.medlemmar[i] for i in kept)
    at = {old: new for new, old in enumerate(kept)}
    sums = tuple(
        (at[whole], tuple(at[p] for p in parts))
        for whole, parts in axel.summor
        if whole in at and all(p in at for p in parts)
    )
    hidden = frozenset(at[i] for i in axel.dolda if i in at)
    return Axel(members, members, tuple((i,) for i in range(len(members))), hidden, sums)


def of_periods(summor: Summor, perioder: Sequence[int]) -> Summor:
    """What disclosure asks for of them."""

    def of(values: np.ndarray) -> np.ndarray:
        return values[:, perioder]

    return Summor(
        summor.indikator,
        {**summor.axlar, "period": only(summor.axlar["period"], list(perioder))},
        of(summor.status),
        of(summor.antal_kommuner),
        of(summor.ungefarlig_alder),
        tuple(del_.changed(of) for del_ in summor.delar),
    )


def among(every: Sequence[np.ndarray], perioder: Sequence[int], own: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
    """Arrays of all periods, with those of these periods in their places."""
    found = tuple(np.array(values) for values in every)
    for values, of_periods in zip(found, own, strict=True):
        values[:, perioder] = of_periods
    return found
