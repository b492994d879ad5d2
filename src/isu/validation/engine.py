"""Runs a compiled table over a relation in DuckDB: typed rows, broken rules as bits, raw text only for bad rows.

One pass over the text, then what needs the whole file: the order of day and month, superseded rows, duplicates. The
counts are taken here; the files are written in write.py. No verdict on the file is taken; see judge.py.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import duckdb

from isu.duck import little_planning, parsed_once
from isu.intake.relation import Relation
from isu.period import Interval
from isu.validation.compile import Kompilerad, Radregel
from isu.validation.date_order import Dagordning as Dagordning
from isu.validation.date_order import NotWhole as NotWhole
from isu.validation.date_order import decide
from isu.validation.dates import MONTH_FIRST, NO_DAY, SLASHED
from isu.validation.query import BAD_SO_FAR, Texts, deleted, pass_sql, shapes_sql, values_sql
from isu.validation.write import JUDGED, set_aside
from isu.validation.write import write_accepted as write_accepted
from isu.validation.write import write_places as write_places
from isu.validation.write import write_quarantine as write_quarantine

#: So many passes are remembered: each takes a third of a megabyte, and senders may all have columns of their own.
_parsed = lru_cache(maxsize=64)(parsed_once)

#: The view of the file's records. The pass reads it by this name, so that its text is the same for all files alike and
#: is parsed once: for a small file that is a sixth of the work.
RECORDS = "poster"

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class Tid:
    """What the delivery's time is, for the rules that need it."""

    interval: Interval
    sista_dag: date


@dataclass(frozen=True)
class Utslag:
    """How often and where a row rule was broken."""

    regel: Radregel
    antal: int
    rader: tuple[int, ...]


def date_order(
    connection: duckdb.DuckDBPyConnection, relation: Relation, compiled: Kompilerad, texts: Texts
) -> Dagordning:
    """The order of day and month in the file's 01/02/2024. Reads all dates: asked only when there are such dates."""
    names = compiled.of_kind("datum")
    return decide(connection, shapes_sql(relation, compiled, texts, names), names, relation.rader)


def start_days(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    compiled: Kompilerad,
    texts: Texts,
    borttagen: str | None = None,
) -> tuple[date, date] | None:
    """First and last believable start date of the rows that are not deleted; read only when nothing else tells the
    interval."""
    start = compiled.tabell.start
    if start is None or start not in texts:
        return None
    sql = f"""
        select
          min({start}) filter ({start} between date '{FIRST_DAY}' and date '{LAST_DAY}'),
          max({start}) filter ({start} between date '{FIRST_DAY}' and date '{LAST_DAY}'),
          bool_or({f"{start}_s = {SLASHED}" if start in compiled.of_kind("datum") else "false"})
        from ({values_sql(relation, compiled, texts, [start], f", {deleted(borttagen)} as borttagen")})
        where not borttagen"""
    day_first = {"dag_forst": True} if "$dag_forst" in sql else {}
    first, last, slashed = connection.execute(sql, day_first).fetchall()[0]
    if slashed and date_order(connection, relation, compiled, texts) is Dagordning.MANAD_FORST:
        first, last, _ = connection.execute(sql, {"dag_forst": False}).fetchall()[0]
    return None if first is None else (first, last)


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    compiled: Kompilerad,
    texts: Texts,
    tid: Tid,
    most_raw: int,
    borttagen: str | None = None,
    ordning: str | None = None,
) -> None:
    """The one pass: fills the temp table `rader` with rad, falt, the fates (tom, borttagen, ersatt), fel (a mask), the
    other forms of writing, ratext and the values.

    `borttagen` and `ordning` are what a source says of a row, as SQL over c0, c1 …: it is deleted, and which version of
    its key it is. The pass takes the day to come first in 01/02/2024; only where the result has such dates is the order
    looked for, and only where the month comes first is the pass run again.
    """
    connection.execute(f"create or replace temp view {RECORDS} as {relation.sql}")
    sql = pass_sql(replace(relation, sql=f"from {RECORDS}"), compiled, texts, most_raw, borttagen, ordning)
    bound = {"fran": tid.interval.fran, "till": tid.interval.till, "sista_dag": tid.sista_dag, "dag_forst": True}
    used = {name: value for name, value in bound.items() if f"${name}" in sql}
    _fill(connection, sql, used)
    if _has_slashed(connection, compiled) and date_order(connection, relation, compiled, texts) is (
        Dagordning.MANAD_FORST
    ):
        _fill(connection, sql, used | {"dag_forst": False})
    if ordning is not None:
        _mark_superseded(connection, compiled)


def _fill(connection: duckdb.DuckDBPyConnection, sql: str, bound: dict[str, Any]) -> None:
    connection.execute(f"create or replace temp sequence {BAD_SO_FAR}")
    with little_planning(connection):
        connection.execute(_parsed(f"create or replace temp table rader as {sql}"), bound)


def _has_slashed(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> bool:
    """Are there dates whose order of day and month must be known?"""
    dates = set(compiled.of_kind("datum"))
    places = [place for place, name in enumerate(compiled.tolkningar, start=1) if name in dates]
    found = " or ".join(f"former[{place}] in ({SLASHED}, {MONTH_FIRST}, {NO_DAY})" for place in places)
    sql = f"select count(*) from rader where former is not null and ({found or 'false'})"
    return connection.execute(sql).fetchall()[0][0] > 0


def _mark_superseded(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> None:
    """Of rows with the same key the highest `ordning` counts, one without being lowest; the others are not judged."""
    key = ", ".join(compiled.tabell.nyckel)
    filled = " and ".join(f"{k} is not null" for k in compiled.tabell.nyckel)
    connection.execute(f"""
        update rader set ersatt = true, fel = 0
        where rad in (
          select rad from rader where {JUDGED} and {filled}
          qualify rank() over (partition by {key} order by ordning desc nulls last) > 1)""")


def mark_duplicates(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> None:
    """Temp table `dubbletter(rad)`: every judged row whose whole key is filled and occurs more than once.

    A key with an empty part is not compared: that row is already set aside for the empty part.
    """
    key = ", ".join(compiled.tabell.nyckel)
    filled = " and ".join(f"{k} is not null" for k in compiled.tabell.nyckel)
    judged = f"not borttagen and not ersatt and {filled}"
    connection.execute(f"""
        create or replace temp table dubbletter as
        select rad from rader
        where ({key}) in (select ({key}) from rader where {judged} group by all having count(*) > 1) and {judged}""")


def findings(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, most_places: int) -> list[Utslag]:
    """Every broken row rule with its exact count and its first rows. The masks that occur are few, however many rows
    are wrong: rows are counted by mask, and each rule is summed over the masks that have its bit."""
    records = "(select rad, bit_or(fel) as fel from rader group by rad)" if compiled.utvecklad else "rader"
    masks = connection.execute(
        f"select fel, count(*), min(rad, {most_places}) from {records} where fel <> 0 group by fel"
    ).fetchall()
    found = []
    for rule in compiled.regler:
        hits = [(count, rows) for fel, count, rows in masks if fel & (1 << rule.bit)]
        if hits:
            first = sorted(row for _, rows in hits for row in rows)[:most_places]
            found.append(Utslag(rule, sum(count for count, _ in hits), tuple(first)))
    return found


def places_of(connection: duckdb.DuckDBPyConnection, condition: str, most_places: int) -> tuple[int, tuple[int, ...]]:
    """Count and first rows of the records that meet `condition`."""
    count, rows = connection.execute(
        f"select count(distinct rad), min(distinct rad, {most_places}) from rader where {condition}"
    ).fetchall()[0]
    return count, tuple(rows or ())


def other_forms(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> dict[tuple[str, str], int]:
    """(column, form) → number of values understood though written in that other form, in the declared order."""
    rows = connection.execute(
        "select former, count(*) from rader where former is not null and not ersatt group by former"
    ).fetchall()
    counts: dict[tuple[int, int], int] = {}
    for ways, number in rows:
        for place, way in enumerate(ways):
            if way:
                counts[place, way] = counts.get((place, way), 0) + number
    named = list(compiled.tolkningar.items())
    return {(named[p][0], named[p][1].former[way - 1]): n for (p, way), n in sorted(counts.items())}


def counted(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> dict[str, Any]:
    """Records by fate. `avsatta` have a broken error rule or a duplicated key."""
    n = compiled.poster
    row = connection.execute(f"""
        select {n}, {n} filter (where tom), {n} filter (where falt is not null),
          {n} filter (where {JUDGED} and ({set_aside(compiled)})),
          {n} filter (where borttagen), {n} filter (where ersatt)
        from rader""").fetchall()[0]
    return dict(zip(("rader", "tomma", "olasbara", "avsatta", "borttagna", "ersatta"), row))


def records(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> int:
    return connection.execute(f"select {compiled.poster} from rader").fetchall()[0][0]


def rows_of_records(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """Of a file whose records may become several rows: the records that became any, their rows, the other records."""
    return connection.execute("""
        select count(distinct rad) filter (not tom), count(*) filter (not tom), count(distinct rad) filter (tom)
        from rader""").fetchall()[0]
