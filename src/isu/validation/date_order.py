"""The order of day and month in dates such as 01/02/2024: decided per file, over all its date columns, or asked.

One date that is a day in one order only decides for the whole file. Looked for only where the file has such dates.
"""

from dataclasses import dataclass
from enum import Enum

import duckdb

from isu.errors import ReadError
from isu.validation.dates import SLASHED, slashed

FIRST_ROWS = 20


class Dagordning(Enum):
    """How a file writes day and month where the text alone does not tell."""

    DAG_FORST = "dag/månad/år"
    MANAD_FORST = "månad/dag/år"


class NotWhole(Exception):
    """Records were joined or lost on the way: the file has more lines than records."""


@dataclass(frozen=True)
class _Spar:
    """What one column says: dates that are a day in one order only, and those that are two different days."""

    kolumn: str
    dag_forst: int
    manad_forst: int
    tvetydiga: int


def decide(connection: duckdb.DuckDBPyConnection, shapes_sql: str, names: list[str], records: int) -> Dagordning:
    """The order for the file of so many records whose date columns `names` stand in `shapes_sql` as x_u (the text) and
    x_s (its way of writing).

    Raises ReadError: tvetydigt_datum when nothing tells, blandad_datumordning when the file says both.
    """
    both = ", ".join(
        f"case when {n}_s = {SLASHED} then {slashed(n, day_first)} end as {n}_{suffix}"
        for n in names
        for suffix, day_first in (("dag", True), ("manad", False))
    )
    counts = ", ".join(
        f"count(*) filter ({n}_dag is not null and {n}_manad is null),"
        f" count(*) filter ({n}_manad is not null and {n}_dag is null), count(*) filter ({n}_dag <> {n}_manad)"
        for n in names
    )
    unsure = " or ".join(f"{n}_dag <> {n}_manad" for n in names)
    row = connection.execute(f"""
        select count(distinct rad), min(rad, {FIRST_ROWS}) filter ({unsure}), {counts}
        from (select rad, {both} from ({shapes_sql}))""").fetchall()[0]
    if row[0] != records:
        raise NotWhole
    return _decided([_Spar(n, *row[2 + 3 * i : 5 + 3 * i]) for i, n in enumerate(names)], row[1] or [])


def _decided(found: list[_Spar], rows: list[int]) -> Dagordning:
    day = [s.kolumn for s in found if s.dag_forst]
    month = [s.kolumn for s in found if s.manad_forst]
    unsure = [s for s in found if s.tvetydiga]
    if day and month:
        raise ReadError("blandad_datumordning", dag_forst=", ".join(day), manad_forst=", ".join(month))
    if unsure and not day and not month:
        raise ReadError(
            "tvetydigt_datum",
            kolumner=", ".join(s.kolumn for s in unsure),
            antal=sum(s.tvetydiga for s in unsure),
            rader=", ".join(map(str, rows)),
        )
    return Dagordning.MANAD_FORST if month else Dagordning.DAG_FORST
