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
from isu.valv import url


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
    columns, key = ", ".join(column_types(tabell)), ", ".join(tabell.nyckel)
    files = sorted(files, key=_strength)
    days = [(f.i_kraft.leverans.uttagsdatum, f.i_kraft.leverans.interval.fran) for f in files]
    return f"""
with levererat as (
  select {columns}, coalesce(_borttagen, false) as _borttagen, _fil, row_number() over () as _plats,
    {_of_file(uttag for uttag, _ in days)} as uttagsdatum,
    {_of_file(fran for _, fran in days)} as _fran
  from {rows_sql([f.path for f in files], column_types(tabell))}
  where true{"".join(_outside_holes(tabell, nr, file, files) for nr, file in enumerate(files))}
),
gallande as (
  select arg_max(_plats, _fil) as _plats, min(_fran) as levererad_fran
  from levererat
  group by {key}
)
select {columns}, uttagsdatum, levererad_fran, _borttagen
from levererat
join gallande using (_plats)
"""


def _strength(file: Registerfil) -> tuple:
    """Of two versions of a key, that of the delivery with the greater strength governs."""
    delivery = file.i_kraft.leverans
    known, interval = delivery.uttagsdatum is not None, delivery.interval
    return known, delivery.uttagsdatum or date.min, interval.till, interval.fran, delivery.ordning


def _of_file(days: Iterable[date | None]) -> str:
    """The day of the file that a row comes from."""
    return f"[{', '.join(map(_day, days))}][_fil + 1]"


def rows_sql(paths: Iterable[Path], types: Mapping[str, str] | None = None) -> str:
    """The rows of register files, `_fil` being the number of the row's file. One without marks of deleted rows has
    none.

    With `types` every one of those columns is there: one from before the column was declared has it empty.
    """
    always = {"_fil": "bigint", "_borttagen": "boolean", **(types or {})}
    every = ", ".join(f"null::{sql_type} as {name}" for name, sql_type in always.items())
    listed = ", ".join(quoted(url(path)) for path in paths)
    return (
        f"(select {every} where false union all by name select *, file_index::bigint as _fil"
        f" from read_parquet([{listed}], union_by_name = true, hive_partitioning = false))"
    )


def _outside_holes(tabell: Tabell, nr: int, file: Registerfil, files: list[Registerfil]) -> str:
    """Rows of the file that start inside a hole are left to the delivery that governs there.

    A deleted row may have lost its start; it is left to a delivery that governs in a hole and has the key.
    """
    if tabell.start is None:
        return ""
    key, types = ", ".join(tabell.nyckel), column_types(tabell)
    inside = [
        f"{tabell.start} is not null and {tabell.start} between {_day(h.fran)} and {_day(h.till)}"
        for h in file.i_kraft.hal
    ]
    governing = [f.path for f in files if f.i_kraft.leverans.interval in file.i_kraft.hal]
    left = [
        f"coalesce(_borttagen, false) and ({key}) in (select ({key}) from {rows_sql([p], types)})" for p in governing
    ]
    return "".join(f"\n    and not (_fil = {nr} and {condition})" for condition in inside + left)


def _day(day: date | None) -> str:
    return "null::date" if day is None else f"date '{day.isoformat()}'"
