"""Events that the same person has several of: what intervals of counts and rates need to know, as SQL. Pure: text in,
text out.

Where every row counts (`per_person: varje`) a person may have several events in a period, and they do not come
independently of each other. Cells say how many events there are, not whose. So *pairs* are counted beside them:
ordered pairs of different events of one person, in one cell or in two (a person may have a birthday in the period).
With n events,

    Σ over persons of (events of the person)² = n + pairs whose two events both lie within

for every total that is printed, exactly: pairs add over lämnare and over cells, which squares do not. A row without a
person is taken for a person of its own, and one person at two lämnare for two.

They lie in a folder of their own (`cells/lamnare=<id>/upprepade/`), as secret as the cells.
"""

from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from isu.cells.cellfil import parquet_bytes
from isu.cells.falt import OKAND, OMAPPAD, VARJE
from isu.cells.indikator import Indikator
from isu.duck import parsed, quoted

FOLDER, ROWS = "upprepade", "rader"
#: Of the second event; the first has the columns of its cell.
ANDRA = ("annat_kon", "annan_aldersgrupp")
_CELL = ("lamnare", "indikator", "variant", "periodtyp", "period", "kon", "aldersgrupp")
SCHEMA = pa.schema([*((name, pa.string()) for name in (*_CELL, *ANDRA, "uppdelning", "grupp")), ("par", pa.int64())])


def counts_pairs(indikator: Indikator) -> bool:
    return indikator.per_person == VARJE


def file_of(folder: Path, indikator: Indikator) -> Path:
    """Where they lie in the lämnare's folder."""
    return folder / FOLDER / f"{indikator.id}.parquet"


def pairs_sql(indikator: Indikator, lamnare: str) -> str:
    """The pairs of one lämnare, sorted: of the events in a cell (kön, age band) and in the same or another one.

    Its rows stand in the table ROWS (`enheter.rows_sql`).
    """
    wholes = ["('', null::integer)", *(f"({quoted(u)}, {nr})" for nr, u in enumerate(indikator.uppdelningar, 1))]
    known_age = "aldersgrupp is not null" if indikator.alder is None else f"aldersgrupp <> '{OKAND}'"
    return f"""
with handelser as (
    select
        r.variant,
        r.period,
        r.kon,
        r.aldersgrupp,
        u.uppdelning,
        coalesce(r.koder[u.plats], '') as grupp,
        r.person,
        count(*) as antal
    from {ROWS} as r
    cross join (values {", ".join(wholes)}) as u (uppdelning, plats)
    where r.person is not null and r.utfall::varchar <> '{OMAPPAD}' and {known_age}
    group by all
)
select
    {quoted(lamnare)} as lamnare,
    {quoted(indikator.id)} as indikator,
    a.variant,
    p.periodtyp,
    a.period,
    a.kon,
    a.aldersgrupp,
    b.kon as annat_kon,
    b.aldersgrupp as annan_aldersgrupp,
    a.uppdelning,
    a.grupp,
    -- Of the events in one cell no event is paired with itself.
    sum(a.antal * (b.antal - (a.kon = b.kon and a.aldersgrupp = b.aldersgrupp)::bigint))::bigint as par
from handelser as a
join handelser as b using (variant, period, uppdelning, grupp, person)
join perioder as p using (period)
group by all
having sum(a.antal * (b.antal - (a.kon = b.kon and a.aldersgrupp = b.aldersgrupp)::bigint)) > 0
order by all
"""


def count_pairs(connection: DuckDBPyConnection, indikator: Indikator, lamnare: str) -> pa.Table:
    """For the periods in `perioder`."""
    return connection.sql(parsed(pairs_sql(indikator, lamnare))).to_arrow_table()


def pairs_file(pairs: pa.Table | None) -> bytes:
    """The bytes of a file; one without rows where there are none."""
    return parquet_bytes(SCHEMA.empty_table() if pairs is None else pairs.cast(SCHEMA))
