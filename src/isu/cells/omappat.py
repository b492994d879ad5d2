"""Which periods of a lämnare are held back from an indicator because too many local codes have no translation.

An unmapped code is `omappad`, or a code that a column keeps though its list does not have it. The share is of the
filled values of each code column that the indicator rests on, in the rows that touch the period with its look-back and
follow-up, and of the indicator's own områden. Reads the staged tables; SQL and a threshold, no more.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

from isu.cells.falt import OMAPPAD
from isu.cells.indikator import Indikator
from isu.cells.kodkolumner import Kodkolumn
from isu.cells.tackning import wanted
from isu.declaration import Deklaration
from isu.declaration.tabell import Tabell
from isu.duck import parsed, quoted
from isu.period import Period


def judged_by(deklaration: Deklaration, indikator: Indikator) -> list[Any]:
    """All that the judgement rests on besides the rows, for the fingerprint."""
    lists = [[*key, _codes(deklaration, key)] for key in indikator.kodkolumner]
    return [str(deklaration.omappat.hogsta_andel_omappade), lists]


def _codes(deklaration: Deklaration, key: Kodkolumn) -> list[str]:
    tabell, column = key
    return deklaration.kodlistor[deklaration.tabeller[tabell].kolumner[column].metadata["kodlista"]].values


def columns_with_unmapped(
    connection: DuckDBPyConnection, deklaration: Deklaration, columns: Iterable[Kodkolumn]
) -> frozenset[Kodkolumn]:
    """Those of the columns in which any row at all has an unmapped code: mostly none, and then no more is asked."""
    keys = sorted(set(columns))
    if not keys:
        return frozenset()
    tables = groupby(keys, key=lambda key: key[0])
    asked = [_any_unmapped_sql(deklaration, tabell, list(of_table)) for tabell, of_table in tables]
    ((found,),) = connection.execute(parsed(f"select list_concat({', '.join(asked)})")).fetchall()
    return frozenset(key for key, any_unmapped in zip(keys, found) if any_unmapped)


def _any_unmapped_sql(deklaration: Deklaration, tabell: str, keys: Iterable[Kodkolumn]) -> str:
    """One answer per column of the table, in a list."""
    answers = ", ".join(f"bool_or({_unmapped(deklaration, key)})" for key in keys)
    return f"(select [{answers}] from {tabell} as t)"


def _unmapped(deklaration: Deklaration, key: Kodkolumn) -> str:
    return f"t.{key[1]} not in ({', '.join(map(quoted, _codes(deklaration, key)))})"


def held_back(
    connection: DuckDBPyConnection,
    deklaration: Deklaration,
    indikator: Indikator,
    suspected: frozenset[Kodkolumn],
    periods: list[Period],
) -> set[Period]:
    """Those of the periods in which more than the profile's share of any needed code column is unmapped."""
    found: set[str] = set()
    for key in sorted(suspected & set(indikator.kodkolumner)) if periods else ():
        found |= {
            period for (period,) in connection.execute(share_sql(deklaration, indikator, key, periods)).fetchall()
        }
    return {p for p in periods if p.namn in found}


def share_sql(deklaration: Deklaration, indikator: Indikator, key: Kodkolumn, periods: list[Period]) -> str:
    """The periods in which more than the profile's share of the column's filled values are unmapped."""
    tabell, most = deklaration.tabeller[key[0]], deklaration.omappat.hogsta_andel_omappade
    days = ", ".join(_period_row(indikator, p) for p in periods)
    return f"""
select p.period
from (values {days}) as p (period, fran, till)
join {tabell.namn} as t
    on {_touches(tabell)}
where {_own_areas(tabell, indikator)}
group by p.period
having count(*) filter ({_unmapped(deklaration, key)}) > {most} * count(t.{key[1]})
"""


def _period_row(indikator: Indikator, period: Period) -> str:
    days = wanted(indikator, period)
    return f"({quoted(period.namn)}, date '{days.fran}', date '{days.till}')"


def _touches(tabell: Tabell) -> str:
    """An event starts in the period, a spell shares a day with it; a table without dates covers all time."""
    if tabell.start is None:
        return "true"
    if tabell.slut is None:
        return f"t.{tabell.start} between p.fran and p.till"
    return f"t.{tabell.start} <= p.till and (t.{tabell.slut} is null or t.{tabell.slut} >= p.fran)"


def _own_areas(tabell: Tabell, indikator: Indikator) -> str:
    """Rows of the indicator's områden, and those whose område is unmapped itself: they may be."""
    if tabell.omrade is None:
        return "true"
    return f"t.{tabell.omrade} in ({', '.join(map(quoted, (*indikator.omraden, OMAPPAD)))})"
