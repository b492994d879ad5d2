"""What a SQL file reads, and in which order the staging views are made. Reads the text, never runs it.

A name in a FROM is a staging view, a table of the register, `perioder` or `kodlista_<namn>`; anything else
stops the start-up, so also a function that would read a file. Columns are judged in bind.py.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

from isu.cells.kodkolumner import Kodkolumn, code_columns_read
from isu.declaration import Deklaration
from isu.errors import DeclarationError

PERIODER, KODLISTA = "perioder", "kodlista_"

_HARMLESS = (exp.Identifier, exp.GenerateSeries, exp.Subquery, exp.Unnest)


@dataclass(frozen=True)
class Vy:
    """A staging view: the file's name, its text and the names it reads."""

    namn: str
    sql: str
    path: Path
    laser: tuple[str, ...]


@dataclass(frozen=True)
class Behov:
    """What an indicator's SELECT yields, and what it stands on, through and through.

    `vyer` are in the order that they are made; `kodkolumner` are the code columns that the numbers rest on.
    """

    kolumner: tuple[str, ...]
    tabeller: tuple[str, ...]
    vyer: tuple[Vy, ...]
    kodlistor: tuple[str, ...]
    kodkolumner: tuple[Kodkolumn, ...]


def read_staging(deklaration: Deklaration) -> dict[str, Vy]:
    """The staging views by name, each after those that it reads."""
    files = deklaration.katalog.files("dbt_like_sql/staging", ".sql")
    for name in sorted(files.keys() & deklaration.tabeller.keys()):
        raise DeclarationError(f"{files[name]}: {name} är redan en tabell i schemas/tables. Ge vyn ett annat namn.")
    known = _tables(deklaration) | files.keys()
    vyer = {}
    for name, path in sorted(files.items()):
        sql = read_sql(path)
        vyer[name] = Vy(name, sql, path, _names_read(_parse(sql, path), path, known))
    try:
        order = TopologicalSorter({v.namn: [n for n in v.laser if n in vyer] for v in vyer.values()}).static_order()
        return {name: vyer[name] for name in order}
    except CycleError as error:
        raise DeclarationError(
            f"Vyerna {', '.join(error.args[1])} i dbt_like_sql/staging läser varandra i en ring."
        ) from None


def read_sql(path: Path) -> str:
    """The text of the file without a closing semicolon, so that it can stand inside another statement."""
    return path.read_text(encoding="utf-8").rstrip().removesuffix(";")


def needs_of(sql: str, path: Path, vyer: dict[str, Vy], deklaration: Deklaration, local: Collection[str] = ()) -> Behov:
    """What the SQL yields and reads, directly and through staging views. `local` are columns that no published number
    rests on."""
    tree = _parse(sql, path)
    wanted = set(_names_read(tree, path, _tables(deklaration) | vyer.keys() | {PERIODER}))
    for vy in reversed(vyer.values()):
        if vy.namn in wanted:
            wanted |= set(vy.laser)
    columns = _columns(tree, path)
    rested_on = _without(sql, columns, local)
    return Behov(
        columns,
        tuple(sorted(wanted & deklaration.tabeller.keys())),
        tuple(vy for vy in vyer.values() if vy.namn in wanted),
        tuple(sorted(n.removeprefix(KODLISTA) for n in wanted if n.startswith(KODLISTA))),
        code_columns_read(rested_on, {namn: vy.sql for namn, vy in vyer.items()}, deklaration),
    )


def _without(sql: str, columns: Collection[str], local: Collection[str]) -> str:
    """The query of all other columns: what only the local ones need is seen to be unused."""
    if not local:
        return sql
    listed = ", ".join(name for name in columns if name not in local)
    return f"select {listed} from (\n{sql}\n) as r"


def _tables(deklaration: Deklaration) -> set[str]:
    return deklaration.tabeller.keys() | {KODLISTA + name for name in deklaration.kodlistor}


@lru_cache(maxsize=256)
def _parse(sql: str, path: Path) -> exp.Query:
    """Parsing is most of what reading the indicators costs, and homes share files. Nobody changes the tree."""
    try:
        statements = [s for s in sqlglot.parse(sql, dialect="duckdb") if s is not None]
    except sqlglot.errors.SqlglotError as error:
        places = getattr(error, "errors", [])
        line = places[0]["line"] if places else 1
        raise DeclarationError(f"{path}, rad {line}: SQL-satsen går inte att tolka.") from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise DeclarationError(f"{path} ska bestå av en enda SELECT-sats.")
    return statements[0]


def _names_read(tree: exp.Query, path: Path, known: set[str]) -> tuple[str, ...]:
    """The tables that the SQL reads: what stands in a FROM and is not defined by a WITH in the file."""
    own = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    for name in sorted(own & known):
        raise DeclarationError(f"{path}: WITH {name} döljer tabellen med samma namn. Ge deltabellen ett annat namn.")
    _refuse_functions(tree, path)
    tables = [t for t in tree.find_all(exp.Table) if isinstance(t.this, exp.Identifier)]
    read = {t.name.lower(): t for t in tables if t.name.lower() not in own}
    for name in sorted(read.keys() - known):
        line = read[name].this.meta.get("line", 1)
        raise DeclarationError(
            f"{path}, rad {line}: tabellen {name} finns inte. Tillåtna är vyerna i dbt_like_sql/staging, "
            f"tabellerna i schemas/tables, {KODLISTA}<namn> och, i en indikator, {PERIODER}."
        )
    return tuple(sorted(read))


def _refuse_functions(tree: exp.Query, path: Path) -> None:
    """What stands in a FROM is data of one lämnare or made of nothing: `unnest`, `range` and `generate_series`."""
    called = [t.this for t in tree.find_all(exp.Table, exp.Lateral) if not isinstance(t.this, _HARMLESS)]
    if called:
        raise DeclarationError(
            f"{path}: i FROM får bara tabeller, delfrågor, unnest, range och generate_series stå, "
            f"inte funktionen {_called(called[0])}."
        )


def _called(function: exp.Expression) -> str:
    return function.name if isinstance(function, exp.Anonymous) else function.key


def _columns(tree: exp.Query, path: Path) -> tuple[str, ...]:
    if tree.is_star:
        raise DeclarationError(f"Indikatorn {path}: räkna upp kolumnerna i SELECT i stället för *.")
    return tuple(tree.named_selects)
