"""What the pages are made of, asked of a release's Parquet files with DuckDB: one question per table, for all pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from isu.duck import quoted
from isu.katalog.utgava import KOMMUN, Utgavefiler
from isu.sajt.grupper import EgenGrupp
from isu.sajt.serier import key_of

Rad = Mapping[str, Any]

#: Numbers of the whole, of every area that has reported anything of the indicator. A kommun that has reported nothing
#: is told once, not row by row.
TAL = """
with lamnat as (
  select distinct indikator, omrade_typ, omrade
  from {indikatorer}
  where uppdelning = '' and status <> 'ej_rapporterat' and periodtyp in ('helar', 'halvar', 'dag')
),
tal as (
  select indikator, variant, matt, utfall, omrade_typ, omrade, periodtyp, period, kon, aldersgrupp,
    n, tackning, varde, nedre, ovre, tillforlitlighet, antal_kommuner, status, status_n,
    -- as the release says, but for older ones, which did not
    if(n > 0 and tackning is null, 'sekretess', status_n) as status_okand
  from {indikatorer} join lamnat using (indikator, omrade_typ, omrade)
  where uppdelning = '' and periodtyp in ('helar', 'halvar', 'dag')
    and (omrade_typ <> 'kommun' or aldersgrupp = 'alla' or kon = 'T')
)"""

#: What a page of a kommun shows: the whole over time, and the sexes and ages of the latest period that is shown.
OF_AREAS = (
    TAL
    + """,
senast as (
  select indikator, variant, matt, utfall, omrade_typ, omrade, periodtyp,
    coalesce(max(period) filter (status = 'visas'), max(period)) as period
  from tal
  where kon = 'T' and aldersgrupp = 'alla'
  group by all
)
select tal.*
from tal join senast using (indikator, variant, matt, utfall, omrade_typ, omrade, periodtyp)
where (kon = 'T' and aldersgrupp = 'alla') or tal.period = senast.period
order by {order}"""
)

#: What a page of an indicator shows: the whole of every area.
OF_INDICATORS = TAL + "select * from tal where kon = 'T' and aldersgrupp = 'alla' order by {order}"

#: All of it, to download.
TO_DOWNLOAD = TAL + "select {columns} from tal order by {order}"

#: Of the user's own groups: the median of the values of their kommuner that are shown, and of how many.
OF_GROUPS = (
    TAL
    + """,
medlemmar (grupp, omrade) as (values {medlemmar})
select grupp, indikator, variant, matt, utfall, period, median(varde) as varde, count(*) as antal
from tal join medlemmar using (omrade)
where omrade_typ = 'kommun' and kon = 'T' and aldersgrupp = 'alla' and status = 'visas' and varde is not null
group by all
order by all"""
)

COMPARED = """
select indikator, variant, matt, utfall, omrade, period,
  referens, referens_varde, klass, tratt_mitt, tratt_nedre_998, tratt_ovre_998
from {jamforelser}
where uppdelning = '' and omrade_typ = 'kommun' and kon = 'T' and aldersgrupp = 'alla'
  and referens in ('riket', 'lan', 'kommungrupp')
  and periodtyp in ('helar', 'halvar', 'dag')"""

#: The larger areas before the kommuner that are compared with them.
BY_AREA = """omrade_typ = 'kommun', omrade_typ, omrade,
  indikator, variant, matt, utfall, periodtyp, period desc, kon desc, aldersgrupp"""
BY_INDICATOR = "indikator, variant, matt, utfall, periodtyp, period desc, omrade_typ, omrade, kon desc, aldersgrupp"


class Utgavan(Utgavefiler):
    """One release's folder. Raises IsuError where a file is missing."""

    def __init__(self, folder: Path):
        super().__init__(folder, "indikatorer", "jamforelser")

    @property
    def kommuner(self) -> list[Rad]:
        return [row for (typ, _), row in self.omraden.items() if typ == KOMMUN]

    def numbers_by_area(self) -> Iterator[tuple[tuple[str, str], list[Rad]]]:
        """(kind, area) → its rows, area by area."""
        return _parted(self.rows(OF_AREAS, order=BY_AREA), ("omrade_typ", "omrade"))

    def numbers_by_indicator(self) -> Iterator[tuple[tuple[str], list[Rad]]]:
        return _parted(self.rows(OF_INDICATORS, order=BY_INDICATOR), ("indikator",))

    def own_groups(self, groups: Mapping[str, Sequence[str]]) -> list[EgenGrupp]:
        """`groups` are name → codes of kommuner."""
        pairs = [f"({quoted(namn)}, {quoted(kod)})" for namn, koder in groups.items() for kod in set(koder)]
        found: dict[str, dict[tuple, Rad]] = {namn: {} for namn in groups}
        for row in self.rows(OF_GROUPS, medlemmar=", ".join(sorted(pairs))) if pairs else ():
            found[row["grupp"]][key_of(row), row["period"]] = row
        return [EgenGrupp(namn, tuple(dict.fromkeys(koder)), found[namn]) for namn, koder in groups.items()]

    def to_download(self, columns: Iterable[str]) -> pl.DataFrame:
        """Every row behind the pages."""
        return self.table(TO_DOWNLOAD, columns=", ".join(columns), order=BY_AREA)

    @cached_property
    def compared(self) -> pl.DataFrame:
        """The comparisons of every kommun; rows of a page are taken out of it when the page is made."""
        return self.table(COMPARED)


def _parted(rows: Iterator[Rad], names: tuple[str, ...]) -> Iterator[tuple[tuple, list[Rad]]]:
    for key, own in groupby(rows, key=lambda row: tuple(row[n] for n in names)):
        yield key, list(own)
