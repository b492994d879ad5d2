"""Runs a compiled table over a relation in DuckDB: typed rows, broken rules as bits, raw text only for bad rows.

Three steps: one pass over the text, the rules that need the whole file (duplicates), and the writing of
accepted rows and quarantine. No verdict on the file is taken here; see judge.py.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from isu.declaration.tabell import column_types
from isu.duck import quoted
from isu.intake.relation import Relation
from isu.period import Interval
from isu.validation.compile import Kompilerad, Radregel

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


def start_days(
    connection: duckdb.DuckDBPyConnection, relation: Relation, compiled: Kompilerad, places: dict[str, int]
) -> tuple[date, date] | None:
    """First and last believable start date of the file; read only when nothing else tells the interval."""
    start = compiled.tabell.start
    if start is None or start not in places:
        return None
    row = connection.execute(f"""
        select min({start}), max({start})
        from ({_values_sql(relation, compiled, places, [start])})
        where {start} between date '{FIRST_DAY}' and date '{LAST_DAY}'""").fetchall()[0]
    return None if row[0] is None else (row[0], row[1])


def read_rows(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    compiled: Kompilerad,
    places: dict[str, int],
    tid: Tid,
    most_raw: int,
) -> None:
    """The one pass: fills the temp table `rader` with rad, falt, tom, fel and norm (masks), ratext and the values."""
    sql = pass_sql(relation, compiled, places, most_raw)
    bound = {"fran": tid.interval.fran, "till": tid.interval.till, "sista_dag": tid.sista_dag}
    used = {name: day for name, day in bound.items() if f"${name}" in sql}
    connection.execute(f"create or replace temp table rader as {sql}", used)


def pass_sql(relation: Relation, compiled: Kompilerad, places: dict[str, int], most_raw: int) -> str:
    """The pass as one query of nested stages, from the inside out: text, first guess, form, value, rules."""
    names = list(compiled.tolkningar)
    reading = compiled.tolkningar
    absent = [f"null::{t} as {n}" for n, t in column_types(compiled.tabell).items() if n not in reading]
    texts = ", ".join(f"t_{n}" for n in names)
    blank = f"falt is null and coalesce({', '.join(f'c{i}' for i in range(len(relation.rubriker)))}) is null"
    error_bits = compiled.error_bits
    columns = ", ".join(compiled.tabell.kolumner)
    return f"""
select rad, falt, tom, fel, norm, {columns},
  case when fel & {error_bits} <> 0 and bad_so_far <= {most_raw} then [{texts}] end as ratext
from (
  select *, sum(case when fel & {error_bits} <> 0 then 1 else 0 end) over (rows unbounded preceding) as bad_so_far
  from (
    select rad, falt, tom, {texts}, {columns},
      case when tom or falt is not null then 0 else {_mask([(r.bit, r.sql) for r in compiled.regler])} end as fel,
      case when tom or falt is not null then 0 else {_mask(_other_forms(compiled))} end as norm
    from (
      select *{"".join(", " + a for a in absent)}
      from ({_values_sql(relation, compiled, places, names, f", {blank} as tom")})
    )
  )
)"""


def _values_sql(
    relation: Relation, compiled: Kompilerad, places: dict[str, int], names: list[str], also: str = ""
) -> str:
    """From text to value for the columns `names`, stage by stage: t_x the text, x_g a first guess, x_k whether it was
    in the asked-for form, x the value. `also` is more SQL over the raw columns."""
    reading = compiled.tolkningar
    return f"""
        select *{_each(names, lambda n: f"{reading[n].value} as {n}")}
        from (
          select *{_each(names, lambda n: f"{reading[n].plain} as {n}_k")}
          from (
            select *{_each(names, lambda n: f"{reading[n].first} as {n}_g")}
            from (
              select rad, falt{also}{_each(names, lambda n: f"c{places[n]} as t_{n}")}
              from ({relation.sql})
            )
          )
        )"""


def _each(names: list[str], write) -> str:
    return "".join(", " + write(n) for n in names)


def _mask(bits: list[tuple[int, str]]) -> str:
    """A BIGINT with the bits whose predicate is true; NULL counts as not broken."""
    return "0::bigint" + "".join(f"\n        + case when {sql} then {1 << bit} else 0 end" for bit, sql in bits)


def _other_forms(compiled: Kompilerad) -> list[tuple[int, str]]:
    """Bit per column: the value was understood though written in another form."""
    return [
        (bit, f"not {name}_k and {name} is not null{_but_not_a_code(compiled, name)}")
        for bit, name in enumerate(compiled.tolkningar)
    ]


def _but_not_a_code(compiled: Kompilerad, name: str) -> str:
    """A code outside its list is not a spelling of anything."""
    outside = [r.sql for r in compiled.regler if r.regel in ("ej_i_kodlistan", "okand_kod") and r.kolumner == (name,)]
    return "".join(f" and not {sql}" for sql in outside)


def mark_duplicates(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> None:
    """Temp table `dubbletter(rad)`: every row whose whole key is filled and occurs more than once.

    A key with an empty part is not compared: that row is already set aside for the empty part.
    """
    key = ", ".join(compiled.tabell.nyckel)
    filled = " and ".join(f"{k} is not null" for k in compiled.tabell.nyckel)
    connection.execute(f"""
        create or replace temp table dubbletter as
        select rad from rader
        where ({key}) in (select ({key}) from rader where {filled} group by all having count(*) > 1) and {filled}""")


def findings(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, most_places: int) -> list[Utslag]:
    """Every broken row rule with its exact count and its first rows."""
    seen = connection.execute("select bit_or(fel) from rader").fetchall()[0][0] or 0
    broken = [r for r in compiled.regler if seen & (1 << r.bit)]
    if not broken:
        return []
    wanted = ", ".join(
        f"count(*) filter ({hit}), min(rad, {most_places}) filter ({hit})"
        for hit in (f"where fel & {1 << r.bit} <> 0" for r in broken)
    )
    row = connection.execute(f"select {wanted} from rader where fel <> 0").fetchall()[0]
    return [Utslag(r, row[2 * i], tuple(row[2 * i + 1])) for i, r in enumerate(broken)]


def places_of(connection: duckdb.DuckDBPyConnection, condition: str, most_places: int) -> tuple[int, tuple[int, ...]]:
    """Count and first rows of the records that meet `condition`."""
    count, rows = connection.execute(
        f"select count(*), min(rad, {most_places}) from rader where {condition}"
    ).fetchall()[0]
    return count, tuple(rows or ())


def other_forms(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> dict[str, int]:
    """Column → number of values understood in another form, for columns where there are any."""
    seen = connection.execute("select bit_or(norm) from rader").fetchall()[0][0] or 0
    names = [(bit, n) for bit, n in enumerate(compiled.tolkningar) if seen & (1 << bit)]
    if not names:
        return {}
    wanted = ", ".join(f"count(*) filter (where norm & {1 << bit} <> 0)" for bit, _ in names)
    row = connection.execute(f"select {wanted} from rader where norm <> 0").fetchall()[0]
    return {name: row[i] for i, (_, name) in enumerate(names)}


def counted(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad) -> dict[str, Any]:
    """Records by fate. `avsatta` have a broken error rule or a duplicated key."""
    row = connection.execute(f"""
        select count(*), count(*) filter (where tom), count(*) filter (where falt is not null),
          count(*) filter (where not tom and falt is null and ({set_aside(compiled)}))
        from rader""").fetchall()[0]
    return {"rader": row[0], "tomma": row[1], "olasbara": row[2], "avsatta": row[3]}


def set_aside(compiled: Kompilerad) -> str:
    return f"fel & {compiled.error_bits} <> 0 or rad in (select rad from dubbletter)"


def write_accepted(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, path: Path) -> None:
    """Typed Parquet in the order of the file; `_rad` points back to the delivered row."""
    columns = ", ".join(compiled.tabell.kolumner)
    connection.execute(f"""
        copy (select rad as _rad, {columns} from rader
          where not tom and falt is null and not ({set_aside(compiled)}))
        to {quoted(path)} (format parquet, compression zstd)""")


def write_quarantine(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, path: Path) -> None:
    """rad, regler (the broken rules), kolumner, ratext (their text; NULL when only the archive has it)."""
    legend = "[" + ", ".join(f"'{r.regel}:{'+'.join(r.kolumner)}'" for r in compiled.regler) + "]"
    broken = f"list_filter(range({len(compiled.regler)}), lambda bit: fel & (1::bigint << bit) <> 0)"
    codes = f"""list_transform({broken}, lambda bit: {legend}[bit + 1])
          || case when rad in (select rad from dubbletter) then ['dubblettnyckel'] else [] end
          || case when falt is not null then ['olasbar_rad'] else [] end"""
    names = "[" + ", ".join(f"'{n}'" for n in compiled.tolkningar) + "]"
    connection.execute(f"""
        copy (select rad, {codes} as regler, {names} as kolumner, ratext from rader
          where not tom and (falt is not null or {set_aside(compiled)}) order by rad)
        to {quoted(path)} (format parquet, compression zstd)""")


def records(connection: duckdb.DuckDBPyConnection) -> int:
    return connection.execute("select count(*) from rader").fetchall()[0][0]
