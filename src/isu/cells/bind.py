"""Start-up: can the SQL of every indicator be run, and does it give the columns that its head promises?

DuckDB binds each file against empty tables, so a misspelt column stops the start-up with file and line and not
a night's run. No rows are read.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from isu.cells.indikator import Indikator, load_indicators
from isu.cells.kolumner import judge_columns
from isu.cells.sqlgraf import read_staging
from isu.cells.underlag import make_perioder, make_tables, make_views
from isu.declaration import Deklaration
from isu.duck import open_connection
from isu.errors import DeclarationError

#: Binding a query opens the files that it names; here it may open none.
NO_FILES = Path("/inga filer")

_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)
_COLUMN = re.compile(r'(?:Referenced column|have a column named) "([^"]+)"')


def load_checked_indicators(deklaration: Deklaration) -> dict[str, Indikator]:
    """Every indicator by id; a DeclarationError if any of them cannot be run."""
    indikatorer = load_indicators(deklaration)
    check_sql(deklaration, indikatorer)
    return indikatorer


def check_sql(deklaration: Deklaration, indikatorer: Mapping[str, Indikator]) -> None:
    """Bind every staging view and every indicator against empty tables."""
    with open_connection(only=NO_FILES) as connection:
        make_tables(connection, deklaration, deklaration.tabeller, deklaration.kodlistor, {})
        for vy in read_staging(deklaration).values():
            with _told_in_swedish(vy.path):
                make_views(connection, [vy])
        make_perioder(connection, [])
        for indikator in indikatorer.values():
            judge_columns(indikator, _columns(connection, indikator))


def _columns(connection: duckdb.DuckDBPyConnection, indikator: Indikator) -> dict[str, str]:
    """Name → DuckDB type of what the SELECT yields."""
    with _told_in_swedish(indikator.path):
        described = connection.execute(f"describe {indikator.sql}").fetchall()
    return {name: sql_type for name, sql_type, *_ in described}


@contextmanager
def _told_in_swedish(path: Path) -> Iterator[None]:
    """DuckDB's complaint about one file becomes ours, with the line of the file."""
    try:
        yield
    except duckdb.Error as error:
        raise DeclarationError(_sentence(path, str(error))) from None


def _sentence(path: Path, complaint: str) -> str:
    line = _LINE.search(complaint)
    place = f"{path}, rad {line[1]}" if line else f"{path}"
    column = _COLUMN.search(complaint)
    if column:
        return f"{place}: kolumnen {column[1]} finns inte. Kolumnerna står i schemas/tables och i dbt_like_sql/staging."
    return f"{place}: SQL-satsen går inte att köra. DuckDB säger: {complaint.splitlines()[0]}"
