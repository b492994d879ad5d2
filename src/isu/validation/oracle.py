"""pandera's own eager polars validation of the same declaration: what the compiled SQL is held to in tests.

Not used in a run. It judges typed rows; how text becomes a value is judged by `values.py` and its own tests.
"""

from datetime import date
from typing import Any

import polars as pl
from pandera.api.checks import Check
from pandera.errors import SchemaErrors

from isu.declaration.kontroll import FRAN, SISTA_DAG, TILL
from isu.declaration.tabell import Tabell
from isu.period import Interval
from isu.validation.predicates import COLUMN_CHECKS

#: (record counted from 0, rule, column or columns)
Broken = tuple[int, str, str]


def broken_rules(tabell: Tabell, frame: pl.DataFrame, interval: Interval, sista_dag: date) -> set[Broken]:
    """Every (record, rule, column) that pandera finds in a typed frame with all declared columns."""
    schema = _warnings_as_errors(tabell)
    bound = frame.with_columns(
        pl.lit(interval.fran).alias(FRAN), pl.lit(interval.till).alias(TILL), pl.lit(sista_dag).alias(SISTA_DAG)
    )
    try:
        schema.validate(bound, lazy=True)
    except SchemaErrors as found:
        return {b for case in found.failure_cases.iter_rows(named=True) if (b := _named(case, tabell, frame))}
    return set()


def _warnings_as_errors(tabell: Tabell):
    """The same schema, with warnings told like errors: pandera would only log them."""
    schema = tabell.schema.add_columns({})
    columns = {name: _told(column) for name, column in schema.columns.items()}
    return type(schema)(columns, checks=[_copy(c) for c in schema.checks], unique=schema.unique, name=schema.name)


def _told(column):
    return type(column)(
        column.dtype, checks=[_copy(c) for c in column.checks], nullable=column.nullable, name=column.name
    )


def _copy(check: Check) -> Check:
    if not check.raise_warning:
        return check
    warned = Check(
        check._check_fn, statistics=check.statistics, name=f"{check.name}_varning", error=f"{check.name}_varning"
    )
    warned._check_kwargs = check._check_kwargs
    return warned


def _named(case: dict[str, Any], tabell: Tabell, frame: pl.DataFrame) -> Broken | None:
    """pandera's failure case as (record, rule, column)."""
    record, kind = case["index"], case["check"].partition("(")[0]
    if kind == "not_nullable":
        return record, "varde_saknas", case["column"]
    if kind == "multiple_fields_uniqueness":
        # pandera takes two empty keys for equal; an empty key is told as missing, and compared with nothing.
        empty = any(frame[record, k] is None for k in tabell.nyckel)
        return None if empty else (record, "dubblettnyckel", ", ".join(tabell.nyckel))
    if case["schema_context"] == "Column":
        rule = "okand_kod" if kind.endswith("_varning") else COLUMN_CHECKS[kind][0]
        return record, rule, case["column"]
    return record, kind, ""
