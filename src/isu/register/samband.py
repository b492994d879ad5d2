"""What should follow in another table and does not, judged over all that is in force for one sender. Warnings only.

A dangling key is told by references.py; here is what no key can tell: an investigation that ought to be there, a day of
decision before its time. Only days that the other table covers are judged: what is not delivered yet is not missed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from isu.declaration.tabell import Tabell
from isu.duck import open_connection
from isu.period import Interval
from isu.register.stage import Registerfil, stage_sql


@dataclass(frozen=True)
class Samband:
    """A rule between two tables. `sql`, given the condition that a day is covered, counts the rows that break it.

    It reads the tables by name, each as its rows in force.
    """

    regel: str
    tabell: str
    till: str
    sql: Callable[[Callable[[str], str]], str]


@dataclass(frozen=True)
class Brutet:
    """Rows of `tabell` that break the rule against `till`."""

    regel: str
    tabell: str
    till: str
    rader: int


def _opened_without_trace(covered: Callable[[str], str]) -> str:
    """Decided to open an investigation, but the person has none. A row with utredning_id is told by its key."""
    return f"""
select count(*)
from aktualisering as a
where a.atgard = 'inleds'
  and {covered("a.atgard_datum")}
  and a.utredning_id is null
  and a.pid is not null
  and not exists (select 1 from utredning as u where u.pid = a.pid and u.inledd_datum >= a.inkom_datum)"""


def _granted_without_trace(covered: Callable[[str], str]) -> str:
    """Led to a service, but three months later the person has none: by then it should have begun (SoL 34 kap. 1 §)."""
    return f"""
select count(*)
from utredning as u
where u.utfall = 'insats'
  and {covered("u.avslutad_datum")}
  and {covered("u.avslutad_datum + interval 3 month")}
  and u.pid is not null
  and not exists (select 1 from insats as i where i.utredning_id = u.utredning_id)
  and not exists (select 1 from insats as i where i.pid = u.pid and i.start >= u.inledd_datum)"""


def _decided_too_early(covered: Callable[[str], str]) -> str:
    return """
select count(*)
from insats as i
join utredning as u on u.utredning_id = i.utredning_id
where i.beslut_datum < u.inledd_datum"""


SAMBAND = (
    Samband("inleds_utan_utredning", "aktualisering", "utredning", _opened_without_trace),
    Samband("utfall_utan_insats", "utredning", "insats", _granted_without_trace),
    Samband("beslut_fore_utredning", "insats", "utredning", _decided_too_early),
)


def broken_links(tabeller: Mapping[str, Tabell], files: Mapping[str, list[Registerfil]]) -> list[Brutet]:
    """Every broken rule between tables that the sender delivers, with the number of rows."""
    asked = [s for s in SAMBAND if files.get(s.tabell) and files.get(s.till)]
    if not asked:
        return []
    with open_connection() as connection:
        counts = [connection.execute(_count_sql(s, tabeller, files)).fetchall()[0][0] for s in asked]
    return [Brutet(s.regel, s.tabell, s.till, n) for s, n in zip(asked, counts) if n]


def _count_sql(samband: Samband, tabeller: Mapping[str, Tabell], files: Mapping[str, list[Registerfil]]) -> str:
    names = (samband.tabell, samband.till)
    staged = ",\n".join(f"{namn} as ({stage_sql(tabeller[namn], files[namn])})" for namn in names)
    return f"with {staged}{samband.sql(_covered_by([f.i_kraft.leverans.interval for f in files[samband.till]]))}"


def _covered_by(intervals: list[Interval]) -> Callable[[str], str]:
    """Of a day in SQL: does it lie in one of the intervals?"""

    def covered(day: str) -> str:
        within = [f"{day} between date '{i.fran.isoformat()}' and date '{i.till.isoformat()}'" for i in intervals]
        return f"({' or '.join(within)})"

    return covered
