"""Opens one lämnare's register as DuckDB tables: of each key, the version in force.

A row may be delivered in every interval that it touches. Of each key the version with the latest uttagsdatum
is taken, then the one with the latest interval, and the row carries its delivery's uttagsdatum. Where that version
says that the source system has deleted the row, the key is not in force at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from isu.declaration.tabell import Tabell, column_types
from isu.duck import open_connection, quoted
from isu.in_force import IKraft


@dataclass(frozen=True)
class Registerfil:
    """Rows of one delivery in force: where they lie, and what of them counts.

    `nyckel` names the delivery; without one it is known by its bytes alone.
    """

    path: Path
    sha256: str
    i_kraft: IKraft
    nyckel: str = ""

    def __post_init__(self):
        object.__setattr__(self, "nyckel", self.nyckel or self.sha256)


def stage_table(connection: duckdb.DuckDBPyConnection, tabell: Tabell, files: list[Registerfil]) -> None:
    """Create the table `tabell.namn`, one row per key: its columns, `uttagsdatum` (DATE) and `levererad_fran` (DATE),
    the first day of the earliest delivery that has the key."""
    connection.execute(f"create or replace temp table {tabell.namn} as {stage_sql(tabell, files)}")


@contextmanager
def staged(
    tabeller: Mapping[str, Tabell], files: Mapping[str, list[Registerfil]], names: Iterable[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection where the tables `names` are staged, each once, however many questions are asked of them."""
    with open_connection() as connection:
        for name in sorted(set(names)):
            stage_table(connection, tabeller[name], files[name])
        yield connection


def stage_sql(tabell: Tabell, files: list[Registerfil]) -> str:
    """One row per key in force. Its version is chosen first; only then is it asked whether that one is deleted."""
    columns = ", ".join(column_types(tabell))
    return f"select {columns}, uttagsdatum, levererad_fran from ({versions_sql(tabell, files)}) where not _borttagen"


def versions_sql(tabell: Tabell, files: list[Registerfil]) -> str:
    """The version of each key that governs, deleted ones too: the columns of `stage_table` and `_borttagen`."""
    if not files:
        typed = ", ".join(f"null::{sql_type} as {name}" for name, sql_type in column_types(tabell).items())
        return (
            f"select {typed}, null::date as uttagsdatum, null::date as levererad_fran, false as _borttagen where false"
        )
    columns = ", ".join(column_types(tabell))
    union = "\n  union all\n".join(_delivered(tabell, columns, file, files) for file in files)
    key = ", ".join(tabell.nyckel)
    return f"""
with levererat as (
{union}
)
select {columns}, uttagsdatum, min(_fran) over (partition by {key}) as levererad_fran, _borttagen
from levererat
qualify row_number() over (
  partition by {key}
  order by uttagsdatum desc nulls last, _till desc, _fran desc, _ordning desc
) = 1
"""


def _delivered(tabell: Tabell, columns: str, file: Registerfil, files: list[Registerfil]) -> str:
    delivery = file.i_kraft.leverans
    return (
        f"  select {columns}, coalesce(_borttagen, false) as _borttagen,"
        f" {_day(delivery.uttagsdatum)} as uttagsdatum, {_day(delivery.interval.fran)} as _fran,"
        f" {_day(delivery.interval.till)} as _till, {delivery.ordning} as _ordning"
        f" from {rows_sql(file.path, column_types(tabell))} where true{_outside_holes(tabell, file, files)}"
    )


def rows_sql(path: Path, types: Mapping[str, str] | None = None) -> str:
    """The rows of a register file. One without marks of deleted rows has none.

    With `types` every one of those columns is there: one from before the column was declared has it empty.
    """
    every = ", ".join(
        f"null::{sql_type} as {name}" for name, sql_type in {"_borttagen": "boolean", **(types or {})}.items()
    )
    return f"(select {every} where false union all by name from read_parquet({quoted(path)}))"


def _outside_holes(tabell: Tabell, file: Registerfil, files: list[Registerfil]) -> str:
    """Rows that start inside a hole are left to the delivery that governs there.

    A deleted row may have lost its start; it is left to a delivery that governs in a hole and has the key.
    """
    if tabell.start is None:
        return ""
    key, types = ", ".join(tabell.nyckel), column_types(tabell)
    governing = (f for f in files if f.i_kraft.leverans.interval in file.i_kraft.hal)
    return "".join(
        f" and ({tabell.start} is null or {tabell.start} not between {_day(h.fran)} and {_day(h.till)})"
        for h in file.i_kraft.hal
    ) + "".join(
        f" and not (coalesce(_borttagen, false) and ({key}) in (select ({key}) from {rows_sql(f.path, types)}))"
        for f in governing
    )


def _day(day: date | None) -> str:
    return "null::date" if day is None else f"date '{day.isoformat()}'"
