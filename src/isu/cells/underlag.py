"""What the SQL files may read, made in DuckDB: register tables, code lists, periods and staging views.

Used with one lämnare's rows when counting and without rows when the SQL is checked at start-up.
"""

from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection

from isu.cells.sqlgraf import KODLISTA, PERIODER, Vy
from isu.declaration import Deklaration
from isu.declaration.kodlista import Kodlista
from isu.duck import parsed, quoted
from isu.period import Period
from isu.register.stage import Registerfil, stage_table


def make_tables(
    connection: DuckDBPyConnection,
    deklaration: Deklaration,
    tabeller: Iterable[str],
    kodlistor: Iterable[str],
    files: Mapping[str, list[Registerfil]],
) -> None:
    """The register's tables with the rows in force, and the code lists."""
    for name in tabeller:
        stage_table(connection, deklaration.tabeller[name], files.get(name, []))
    for name in kodlistor:
        values = _kodlista_sql(deklaration.kodlistor[name])
        connection.execute(parsed(f"create or replace temp table {KODLISTA}{name} as {values}"))


def make_views(connection: DuckDBPyConnection, vyer: Iterable[Vy]) -> None:
    """Each staging view is computed once, however many indicators read it."""
    for vy in vyer:
        connection.execute(parsed(f"create or replace temp table {vy.namn} as {vy.sql}"))


def make_perioder(connection: DuckDBPyConnection, perioder: Iterable[Period]) -> None:
    """The periods that are counted, and no others."""
    rows = [
        f"({quoted(p.namn)}, {quoted(p.typ)}, date '{p.fran.isoformat()}', date '{p.till.isoformat()}')"
        for p in perioder
    ]
    source = (
        f"(values {', '.join(rows)})"
        if rows
        else "(select null::varchar, null::varchar, null::date, null::date where false)"
    )
    columns = "(period, periodtyp, fran, till)"
    connection.execute(parsed(f"create or replace temp table {PERIODER} as select * from {source} as p {columns}"))


def _kodlista_sql(kodlista: Kodlista) -> str:
    rows = ", ".join(f"({quoted(k.kod)}, {quoted(k.sv)}, {quoted(k.en)})" for k in kodlista.koder)
    return f"select * from (values {rows}) as k (kod, sv, en)"
