"""The engine by itself: a table declared in a test, its rows as text, and what became of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from isu.declaration import Deklaration, load_declarations
from isu.declaration.kodlista import Kod, Kodlista
from isu.declaration.tabell import Tabell, with_code_lists
from isu.duck import open_connection, quoted
from isu.intake.relation import Relation
from isu.period import period
from isu.validation import engine
from isu.validation.compile import Kompilerad, compile_table

TID = engine.Tid(period("2024H1").interval, date(2025, 12, 31))


def declared(tabell: Tabell, **kodlistor: Sequence[str]) -> Deklaration:
    """Ours with one table more, and code lists of just the codes."""
    ours = load_declarations()
    lists = ours.kodlistor | {n: Kodlista(n, tuple(Kod(k, k, k) for k in codes)) for n, codes in kodlistor.items()}
    return replace(ours, tabeller=ours.tabeller | {tabell.namn: with_code_lists(tabell, lists)}, kodlistor=lists)


def relation(rows: Sequence[Sequence[str | None]], rubriker: Sequence[str]) -> Relation:
    """Records as reading gives them, the first on row 2."""
    values = ", ".join(
        f"({n}, null::integer, {', '.join('null' if c is None else quoted(c) for c in row)})"
        for n, row in enumerate(rows, start=2)
    )
    names = ", ".join(f"c{i}" for i in range(len(rubriker)))
    typed = ", ".join(f"c{i}::varchar as c{i}" for i in range(len(rubriker)))
    sql = f"select rad::bigint as rad, falt, {typed} from (values {values}) as t(rad, falt, {names})"
    return Relation(sql, len(rows), tuple(rubriker))


@dataclass(frozen=True)
class Domd:
    """A file that has been run, while its temp tables still stand."""

    connection: duckdb.DuckDBPyConnection
    compiled: Kompilerad

    def values(self, kolumn: str) -> list[Any]:
        return [v for (v,) in self.connection.execute(f"select {kolumn} from rader order by rad").fetchall()]

    def broken(self) -> set[tuple[int, str]]:
        """(row, rule) of every broken row rule, duplicates too."""
        masks = self.connection.execute("select rad, fel from rader").fetchall()
        twice = self.connection.execute("select rad from dubbletter").fetchall()
        found = {(rad, r.regel) for rad, fel in masks for r in self.compiled.regler if fel & (1 << r.bit)}
        return found | {(rad, "dubblettnyckel") for (rad,) in twice}

    def forms(self) -> dict[tuple[str, str], int]:
        return engine.other_forms(self.connection, self.compiled)

    def written(self, write, *more: Any, folder: Path) -> list[dict[str, Any]]:
        """The rows of the Parquet that one of the engine's writers makes."""
        path = folder / "ut.parquet"
        write(self.connection, self.compiled, path, *more)
        return self.connection.execute(f"select * from read_parquet({quoted(path)})").to_arrow_table().to_pylist()


@contextmanager
def run(
    deklaration: Deklaration,
    tabell: str,
    kolumner: str | Sequence[str],
    rows: Sequence[Sequence[str | None]],
    borttagen: str | None = None,
    ordning: str | None = None,
    oversatta: Sequence[str] = (),
    falt: Sequence[str] = (),
) -> Iterator[Domd]:
    """Run the engine. `falt` are columns of the file that are not declared, after the declared ones."""
    names = kolumner.split() if isinstance(kolumner, str) else list(kolumner)
    compiled = compile_table(deklaration, tabell, tuple(names), None, frozenset(oversatta))
    texts = {name: f"c{i}" for i, name in enumerate(names)}
    with open_connection() as connection:
        connection.execute("pragma disable_optimizer")  # as for any small file
        held = relation(rows, [*names, *falt])
        engine.read_rows(connection, held, compiled, texts, TID, 100, borttagen, ordning)
        engine.mark_duplicates(connection, compiled)
        yield Domd(connection, compiled)
