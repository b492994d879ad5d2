"""Start-up: can the rules that bring their own SQL be run? A misspelt column is told with its rule, not at a delivery.

DuckDB binds each condition against an empty row of its table. No delivered rows are read; how they are judged stands in
compile.py.
"""

from datetime import date
from functools import lru_cache

import duckdb

from isu.declaration import Deklaration, Regel, Tabell
from isu.declaration.tabell import column_types
from isu.duck import open_connection
from isu.errors import DeclarationError

#: What a condition may ask of the delivery.
DAYS = {name: date(2024, 12, 31) for name in ("fran", "till", "sista_dag")}


@lru_cache(maxsize=8)
def check_conditions(deklaration: Deklaration) -> None:
    """Bind every condition; a DeclarationError for the first that cannot be run. Done once per process."""
    own = [regel for regel in deklaration.regler.values() if regel.villkor]
    with open_connection() as connection:
        for regel in own:
            for namn in regel.villkor.tabeller:
                _bind(connection, regel, deklaration.tabeller[namn])


def _bind(connection: duckdb.DuckDBPyConnection, regel: Regel, tabell: Tabell) -> None:
    columns = ", ".join(f"null::{sql_type} as {name}" for name, sql_type in column_types(tabell).items())
    sql = f"select (\n{regel.villkor.sql}\n)::boolean from (select {columns})"
    used = {name: day for name, day in DAYS.items() if f"${name}" in sql}
    try:
        connection.execute(sql, used)
    except duckdb.Error as error:
        because = str(error).splitlines()[0]
        raise DeclarationError(
            f"Regeln {regel.namn}: villkoret går inte att köra på tabellen {tabell.namn}. DuckDB säger: {because}"
        ) from None
