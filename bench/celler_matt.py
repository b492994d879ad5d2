"""`celler_matt.py HOME`: the yardstick. The same counts for the whole nation at once, by hand-written SQL.

One text per table in celler_sql/, each reading all lämnare's files of its table in one scan. It knows what ISU cannot
know: that every file has the same columns, that nobody's delivery has holes, that no code is unmapped, and that all
periods are complete for all. Fast rather than right in rare cases; nothing is checked and nothing is protected.
"""

import json
import sys
from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "celler_sql"
TABELLER = (
    *("person", "aktualisering", "utredning", "beslut", "insats", "placering", "plan", "mal", "skattning"),
    *("ekb_manad", "lss_insats", "aldre_fn", "forebyggande_insats", "brukarsvar"),
)
PERIODER = """
create temp table perioder as
select strftime(m, '%Y-%m') as period, 'manad' as periodtyp, m::date as fran, last_day(m) as till
from generate_series(date '2024-01-01', date '2025-12-01', interval 1 month) as g (m)
union all
select year(m) || 'Q' || quarter(m), 'kvartal', m::date, last_day(m + interval 2 month)
from generate_series(date '2024-01-01', date '2025-10-01', interval 3 month) as g (m)
union all
select year(m) || 'H' || (month(m) // 6 + 1), 'halvar', m::date, last_day(m + interval 5 month)
from generate_series(date '2024-01-01', date '2025-07-01', interval 6 month) as g (m)
union all
select year(m)::varchar, 'helar', m::date, last_day(m + interval 11 month)
from generate_series(date '2024-01-01', date '2025-01-01', interval 12 month) as g (m)
union all
select d::date::varchar, 'dag', d, d
from (values (date '2024-10-01'), (date '2024-11-01'), (date '2025-10-01'), (date '2025-11-01')) as v (d)
"""
ALDERSBAND = """
create macro aldersband(alder) as case
    when alder <= 12 then '0-12' when alder <= 17 then '13-17' when alder <= 20 then '18-20'
    when alder <= 64 then '21-64' when alder <= 79 then '65-79' when alder > 79 then '80+' else 'okand' end
"""


def answered(root: str) -> duckdb.DuckDBPyConnection:
    """A connection where every answer is a table, `svar_…`."""
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "3GB", "temp_directory": f"{root}/spill"})
    connection.execute("set enable_progress_bar = false")
    connection.execute(PERIODER)
    connection.execute(ALDERSBAND)
    connection.execute(
        f"create macro rader(tabell) as table from read_parquet('{root}/register/' || tabell || '/*/*.parquet',"
        " hive_partitioning = true, hive_types_autocast = false, filename = true)"
    )
    for tabell in TABELLER:
        connection.execute((SQL / f"{tabell}.sql").read_text(encoding="utf-8"))
    return connection


def main(root: str) -> dict:
    connection = answered(root)
    answers = [name for (name,) in connection.execute("from duckdb_tables() select table_name").fetchall()]
    return {n: connection.execute(f"select count(*) from {n}").fetchall()[0][0] for n in answers if n[:5] == "svar_"}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
