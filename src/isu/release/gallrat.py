"""Periods whose rows have been erased by retention, as rows of `kvalitet.parquet`. Pure.

What was counted of such rows is frozen: it stands as it was, and is never counted again. These are counts of kommuner
and not of persons: nothing of them is withheld. An area has a row where the rows of any of its kommuner are gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from isu.cells.kvalitet import RADEN
from isu.declaration import Deklaration
from isu.period import Interval, periods_within
from isu.release.brott import areas_by_kommun, counted_kommuner

GALLRADE = "gallrade"


@dataclass(frozen=True, order=True)
class Lamnat:
    """A table of a kommun that the numbers rest on: its days, and whether its rows have been erased since."""

    kommun: str
    tabell: str
    tid: Interval
    gallrat: bool


def erased_rows(lamnat: Iterable[Lamnat], deklaration: Deklaration) -> pa.Table:
    """One row per table, area and period with anything erased, sorted: the kommuner of which rows are gone, among those
    that have delivered."""
    delivered: dict[tuple, set[str]] = {}
    erased: dict[tuple, set[str]] = {}
    areas = areas_by_kommun(deklaration)
    for one in lamnat:
        for period in periods_within(one.tid):
            for key in ((one.tabell, GALLRADE, RADEN, *area, period.namn) for area in areas.get(one.kommun, ())):
                delivered.setdefault(key, set()).add(one.kommun)
                if one.gallrat:
                    erased.setdefault(key, set()).add(one.kommun)
    return counted_kommuner({key: (erased[key], delivered[key]) for key in erased})
