"""Which code columns of the register an indicator's number rests on, found in its SQL through the staging views. Pure.

A column that a view has but the indicator does not use is left out: an indicator is held back for its own codes only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from isu.declaration import Deklaration
from isu.declaration.tabell import column_types

#: (table, column)
Kodkolumn = tuple[str, str]


@dataclass(frozen=True)
class _Register:
    """What SQL may read: (table, its (column, type)), and which of the columns are codes. Homes with the same tables
    are the same register, so what is found for one of them holds for all."""

    tabeller: tuple[tuple[str, tuple[Kodkolumn, ...]], ...]
    koder: frozenset[Kodkolumn]

    def named_in(self, text: str) -> "_Register":
        """Without the tables that the text cannot be about."""
        kept = tuple((namn, columns) for namn, columns in self.tabeller if namn in text)
        names = {namn for namn, _ in kept}
        return _Register(kept, frozenset(c for c in self.koder if c[0] in names))


def code_columns_read(sql: str, views: Mapping[str, str], deklaration: Deklaration) -> tuple[Kodkolumn, ...]:
    """Sorted. `views` are the staging views' SQL by name."""
    text = "\n".join([sql, *views.values()]).lower()
    return _read(sql, tuple(sorted(views.items())), _register(deklaration).named_in(text))


@lru_cache(maxsize=512)
def _read(sql: str, views: tuple[tuple[str, str], ...], register: _Register) -> tuple[Kodkolumn, ...]:
    try:
        return tuple(sorted(_columns_used(_with_views(sql, views), register) & register.koder))
    except Exception:  # noqa: BLE001 - SQL that DuckDB can run but sqlglot cannot follow: then by name, too many at worst
        tree = _with_views(sql, views)
        tables = {t.name.lower() for t in tree.find_all(exp.Table)}
        named = {c.name.lower() for c in tree.find_all(exp.Column)}
        every = bool(list(tree.find_all(exp.Star)))
        return tuple(sorted((t, c) for t, c in register.koder if t in tables and (every or c in named)))


def _with_views(sql: str, views: tuple[tuple[str, str], ...]) -> exp.Expr:
    """The query with every view replaced by the view's own query."""
    named = dict(views)

    def inlined(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Table) or node.name.lower() not in named:
            return node
        return _view(node.name.lower(), views).copy().subquery(alias=node.alias_or_name, copy=False)

    return sqlglot.parse_one(sql, dialect="duckdb").transform(inlined, copy=False)


@lru_cache(maxsize=256)
def _view(name: str, views: tuple[tuple[str, str], ...]) -> exp.Expr:
    """Read once, however many indicators stand on it."""
    return _with_views(dict(views)[name], views)


def _columns_used(tree: exp.Expr, register: _Register) -> set[Kodkolumn]:
    """Columns of tables that are left when every subquery has lost what nobody asks of it."""
    schema = {namn: dict(columns) for namn, columns in register.tabeller}
    tree = pushdown_projections(qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False))
    found = set()
    for scope in traverse_scope(tree):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                found.add((source.name, column.name))
    return found


@lru_cache(maxsize=8)
def _register(deklaration: Deklaration) -> _Register:
    """Every table that SQL may read, as underlag.py makes them."""
    staged = dict.fromkeys(("uttagsdatum", "levererad_fran"), "DATE")
    tables = {namn: column_types(tabell) | staged for namn, tabell in deklaration.tabeller.items()}
    lists = {f"kodlista_{namn}": dict.fromkeys(("kod", "sv", "en"), "VARCHAR") for namn in deklaration.kodlistor}
    period = {"period": "VARCHAR", "periodtyp": "VARCHAR", "fran": "DATE", "till": "DATE"}
    every = tables | lists | {"perioder": period}
    koder = frozenset(
        (namn, column)
        for namn, tabell in deklaration.tabeller.items()
        for column, declared in tabell.kolumner.items()
        if declared.metadata.get("kodlista")
    )
    return _Register(tuple((namn, tuple(columns.items())) for namn, columns in every.items()), koder)
