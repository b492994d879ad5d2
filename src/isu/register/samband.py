"""What should follow in another table and does not, judged over all that is in force for one sender. Warnings only.

A dangling key is told by references.py; here is what no key can tell: an investigation that ought to be there, a day of
decision before its time. Only days that the other table covers are judged: what is not delivered yet is not missed.
What the rules are stands in sambandsregler.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from isu.declaration.tabell import Tabell
from isu.period import Interval
from isu.register.sambandsregler import SAMBAND, Samband
from isu.register.stage import Registerfil, staged


@dataclass(frozen=True)
class Brutet:
    """Rows of `tabell` that break the rule against `till`."""

    regel: str
    tabell: str
    till: str
    rader: int


def broken_links(tabeller: Mapping[str, Tabell], files: Mapping[str, list[Registerfil]]) -> list[Brutet]:
    """Every broken rule between tables that the sender delivers, with the number of rows."""
    asked = [s for s in SAMBAND if all(files.get(namn) for namn in s.tabeller)]
    if not asked:
        return []
    with staged(tabeller, files, (namn for s in asked for namn in s.tabeller)) as connection:
        counts = [connection.execute(_count_sql(s, files)).fetchall()[0][0] for s in asked]
    return [Brutet(s.regel, s.tabell, s.till, n) for s, n in zip(asked, counts) if n]


def _count_sql(samband: Samband, files: Mapping[str, list[Registerfil]]) -> str:
    return samband.sql(_covered_by([f.i_kraft.leverans.interval for f in files[samband.till]]))


def _covered_by(intervals: list[Interval]) -> Callable[[str], str]:
    """Of a day in SQL: does it lie in one of the intervals?"""

    def covered(day: str) -> str:
        within = [f"{day} between date '{i.fran.isoformat()}' and date '{i.till.isoformat()}'" for i in intervals]
        return f"({' or '.join(within)})"

    return covered
