"""Breaks in the series as rows of `kvalitet.parquet`: how many kommuner of an area changed system or definition. Pure.

Counts of kommuner and not of persons: nothing of them is withheld. An area has a row where any of its kommuner
delivered the table both before and in the period: 0 means that no change is known, and no row that there was nothing
to compare.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from isu.aggregate import status
from isu.aggregate.axel import omrade_axis
from isu.cells.kvalitet import RADEN
from isu.declaration import Deklaration
from isu.period import HALVAR, HELAR, period_holding
from isu.release.kvalitet import LAID_OUT, SCHEMA

SYSTEMBYTE, DEFINITIONSBYTE = "systembyte", "definitionsbyte"


@dataclass(frozen=True, order=True)
class Overgang:
    """One delivery of a kommun's table that follows another: the first day of the later one, and what changed."""

    kommun: str
    tabell: str
    dag: date
    systembyte: bool
    definitionsbyte: bool


def break_rows(overgangar: Iterable[Overgang], deklaration: Deklaration) -> pa.Table:
    """One row per table, kind of break, area and period, sorted."""
    compared: dict[tuple, set[str]] = {}
    changed: dict[tuple, set[str]] = {}
    areas = areas_by_kommun(deklaration)
    for o in overgangar:
        periods = [p.namn for typ in (HALVAR, HELAR) if (p := period_holding(typ, o.dag))]
        for matt, hit in ((SYSTEMBYTE, o.systembyte), (DEFINITIONSBYTE, o.definitionsbyte)):
            for key in ((o.tabell, matt, RADEN, *area, p) for area in areas.get(o.kommun, ()) for p in periods):
                compared.setdefault(key, set()).add(o.kommun)
                changed.setdefault(key, set()).update([o.kommun] if hit else [])
    return counted_kommuner({key: (changed[key], compared[key]) for key in compared})


def counted_kommuner(counted: Mapping[tuple, tuple[Collection[str], Collection[str]]]) -> pa.Table:
    """Rows of kvalitet.parquet by key, from (the kommuner that it holds for, among these), sorted."""
    rows = [(*key, None, len(those), None, len(among)) for key, (those, among) in sorted(counted.items())]
    shown = [(*row, status.VISAS, status.EJ_TILLAMPLIGT) for row in rows]
    columns = [list(column) for column in zip(*shown)] or [[]] * len(SCHEMA)
    return pa.table(columns, schema=SCHEMA).cast(LAID_OUT)


def areas_by_kommun(deklaration: Deklaration) -> dict[str, list[tuple[str, str]]]:
    """Kommun → every area that it is part of, itself included."""
    axel = omrade_axis(deklaration.kommuner)
    found: dict[str, list[tuple[str, str]]] = {}
    for member, parts in zip(axel.medlemmar, axel.bestar_av, strict=True):
        for part in parts:
            found.setdefault(axel.atomer[part], []).append(member)
    return found
