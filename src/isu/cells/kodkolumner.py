"""Which code columns of the register an indicator's number rests on, found in its SQL through the staging views. Pure.

A column that a view has but the indicator does not use is left out: an indicator is held back for its own codes only.
"""

from collections.abc import Mapping
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


def code_columns_read(sql: str, views: Mapping[str, str], deklaration: Deklaration) -> tuple[Kodkolumn, ...]:
    """Sorted. `views` are the staging views' SQL by name."""
    known = tuple(sorted(views.items()))
    codes = _code_columns(deklaration)
    try:
        return tuple(sorted(_columns_used(_with_views(sql, known), deklaration) & codes))
    except Exception:  # noqa: BLE001 - SQL that DuckDB can run but sqlglot cannot follow: then by name, too many at worst
        tree = _with_views(sql, known)
        tables = {t.name.lower() for t in tree.find_all(exp.Table)}
        named = {c.name.lower() for c in tree.find_all(exp.Column)}
        every = bool(list(tree.find_all(exp.Star)))
        return tuple(sorted((t, c) for t, c in codes if t in tables and (every or c in named)))


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


def _columns_used(tree: exp.Expr, deklaration: Deklaration) -> set[Kodkolumn]:
    """Columns of tables that are left when every subquery has lost what nobody asks of it."""
    tree = pushdown_projections(qualify(tree, schema=_schema(deklaration), dialect="duckdb"))
    found = set()
    for scope in traverse_scope(tree):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                found.add((source.name, column.name))
    return found


@lru_cache(maxsize=8)
def _code_columns(deklaration: Deklaration) -> frozenset[Kodkolumn]:
    return frozenset(
        (namn, column)
        for namn, tabell in deklaration.tabeller.items()
        for column, declared in tabell.kolumner.items()
        if declared.metadata.get("kodlista")
    )


@lru_cache(maxsize=8)
def _schema(deklaration: Deklaration) -> dict[str, dict[str, str]]:
    """Every table that SQL may read, as underlag.py makes them."""
    staged = dict.fromkeys(("uttagsdatum", "levererad_fran"), "DATE")
    tables = {namn: column_types(tabell) | staged for namn, tabell in deklaration.tabeller.items()}
    lists = {f"kodlista_{namn}": dict.fromkeys(("kod", "sv", "en"), "VARCHAR") for namn in deklaration.kodlistor}
    period = {"period": "VARCHAR", "periodtyp": "VARCHAR", "fran": "DATE", "till": "DATE"}
    return tables | lists | {"perioder": period}
