"""What the next delivery of the same table is compared with: rows, filled values per column, and common codes.

Codes of common lists only, and their counts; as secret as the ledger that keeps them.
"""

from typing import Any

import duckdb

from isu.declaration.tabell import slag
from isu.validation.compile import Kompilerad
from isu.validation.helfil import Ifyllda
from isu.validation.write import JUDGED


def delivery_profile(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, filled: Ifyllda) -> dict[str, Any]:
    """{"rader": n, "kolumner": {kolumn: {"fyllda": n, "koder": {kod: n}}}}, over the rows that can be read."""
    columns: dict[str, Any] = {name: {"fyllda": n} for name, n in filled.varden.items()}
    for name in columns:
        if slag(compiled.tabell.kolumner[name]) == "kod":
            columns[name]["koder"] = _codes(connection, compiled, name)
    return {"rader": _records(connection, compiled, filled), "kolumner": columns}


def _records(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, filled: Ifyllda) -> int:
    if not compiled.utvecklad:
        return filled.rader
    return connection.execute(f"select {compiled.poster} from rader where {JUDGED}").fetchall()[0][0]


def _codes(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, name: str) -> dict[str, int]:
    """How often each code of the common list occurs; what is outside the list is nobody's code and is not kept."""
    check = next((c for c in compiled.tabell.schema.columns[name].checks if c.name == "isin"), None)
    known = list(check.statistics["allowed_values"]) if check else []
    rows = connection.execute(
        f"select {name}, count(*) from rader where {JUDGED} and list_contains($known, {name}) group by 1 order by 1",
        {"known": known},
    ).fetchall()
    return dict(rows)
