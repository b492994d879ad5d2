"""What the next delivery of the same table is compared with: rows, filled values per column, and common codes.

Codes of common lists only, and their counts; as secret as the ledger that keeps them.
"""

from collections.abc import Iterable
from typing import Any

import duckdb
import pandera.polars as pa

from isu.declaration.tabell import slag
from isu.validation.compile import Kompilerad
from isu.validation.helfil import Ifyllda
from isu.validation.values import sql_list
from isu.validation.write import JUDGED


def delivery_profile(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, filled: Ifyllda) -> dict[str, Any]:
    """{"rader": n, "kolumner": {kolumn: {"fyllda": n, "koder": {kod: n}}}}, over the rows that can be read."""
    columns: dict[str, Any] = {name: {"fyllda": n} for name, n in filled.varden.items()}
    for name, codes in _codes(connection, compiled, columns).items():
        columns[name]["koder"] = codes
    return {"rader": _records(connection, compiled, filled), "kolumner": columns}


def _records(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, filled: Ifyllda) -> int:
    if not compiled.utvecklad:
        return filled.rader
    return connection.execute(f"select {compiled.poster} from rader where {JUDGED}").fetchall()[0][0]


def _codes(
    connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, names: Iterable[str]
) -> dict[str, dict[str, int]]:
    """How often each code of the common lists occurs; what is outside a list is nobody's code and is not kept."""
    kinds, columns = compiled.tabell.kolumner, compiled.tabell.schema.columns
    listed = {n: _listed(columns[n]) for n in names if slag(kinds[n]) == "kod"}
    if not listed:
        return {}
    # Of the groups, not of the rows, is it asked whether the list has the code: they are few.
    known = " or ".join(f"{n} in {sql_list(codes)}" for n, codes in listed.items())
    rows = connection.execute(f"""
        select {", ".join(listed)}, count(*) from rader where {JUDGED}
        group by grouping sets ({", ".join(f"({n})" for n in listed)}) having {known}""").fetchall()
    found = sorted((n, code, row[-1]) for row in rows for n, code in zip(listed, row) if code is not None)
    return {n: {code: count for of, code, count in found if of == n} for n in listed}


def _listed(column: pa.Column) -> list[str]:
    (check,) = column.checks
    return list(check.statistics["allowed_values"])
