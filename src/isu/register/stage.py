"""Opens one lämnare's register as DuckDB tables: of each key, the version in force.

A row may be delivered in every interval that it touches. Of each key the version with the latest uttagsdatum
is taken, then the one with the latest interval, and the row carries its delivery's uttagsdatum.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from isu.declaration.tabell import Tabell, column_types
from isu.duck import quoted
from isu.in_force import IKraft


@dataclass(frozen=True)
class Registerfil:
    """Rows of one delivery in force: where they lie, and what of them counts."""

    path: Path
    sha256: str
    i_kraft: IKraft


def stage_table(connection: duckdb.DuckDBPyConnection, tabell: Tabell, files: list[Registerfil]) -> None:
    """Create the table `tabell.namn`: its columns and `uttagsdatum` (DATE), one row per key."""
    connection.execute(f"create or replace temp table {tabell.namn} as {stage_sql(tabell, files)}")


def stage_sql(tabell: Tabell, files: list[Registerfil]) -> str:
    columns = ", ".join(column_types(tabell))
    if not files:
        typed = ", ".join(f"null::{sql_type} as {name}" for name, sql_type in column_types(tabell).items())
        return f"select {typed}, null::date as uttagsdatum where false"
    union = "\n  union all\n".join(_delivered(tabell, columns, file) for file in files)
    key = ", ".join(tabell.nyckel)
    return f"""
with levererat as (
{union}
)
select {columns}, uttagsdatum
from levererat
qualify row_number() over (
  partition by {key}
  order by uttagsdatum desc nulls last, till desc, fran desc, ordning desc
) = 1
"""


def _delivered(tabell: Tabell, columns: str, file: Registerfil) -> str:
    delivery = file.i_kraft.leverans
    holes = "".join(
        f" and {tabell.start} not between {_day(h.fran)} and {_day(h.till)}"
        for h in file.i_kraft.hal
        if tabell.start is not None
    )
    return (
        f"  select {columns}, {_day(delivery.uttagsdatum)} as uttagsdatum, {_day(delivery.interval.fran)} as fran,"
        f" {_day(delivery.interval.till)} as till, {delivery.ordning} as ordning"
        f" from read_parquet({quoted(file.path)}) where true{holes}"
    )


def _day(day: date | None) -> str:
    return "null::date" if day is None else f"date '{day.isoformat()}'"
