"""What the pages are made of, asked of a release's Parquet files with DuckDB: one question per table, for all pages."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from isu.katalog.utgava import KOMMUN, Utgavefiler

Rad = Mapping[str, Any]

#: Numbers of the whole, of every area that has reported anything of the indicator; ages and periods are sorted as they
#: are read. A kommun that has reported nothing is told once, not row by row.
NUMBERS = """
with tal as (
  select * exclude (uppdelning, grupp)
  from {indikatorer}
  where uppdelning = '' and periodtyp in ('helar', 'halvar', 'dag')
),
lamnat as (
  select distinct indikator, omrade_typ, omrade from tal where status <> 'ej_rapporterat'
)
select tal.* from tal join lamnat using (indikator, omrade_typ, omrade)
where omrade_typ <> 'kommun' or aldersgrupp = 'alla' or kon = 'T'
order by {order}"""

COMPARED = """
select * exclude (uppdelning, grupp)
from {jamforelser}
where uppdelning = '' and omrade_typ = 'kommun' and kon = 'T' and aldersgrupp = 'alla'
  and periodtyp in ('helar', 'halvar', 'dag')
order by {order}"""

BY_AREA = "omrade_typ, omrade, indikator, variant, matt, utfall, periodtyp, period desc, kon desc, aldersgrupp"
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
        return _parted(self.rows(NUMBERS, order=BY_AREA), ("omrade_typ", "omrade"))

    def numbers_by_indicator(self) -> Iterator[tuple[tuple[str], list[Rad]]]:
        return _parted(self.rows(NUMBERS, order=BY_INDICATOR), ("indikator",))

    def compared_by_kommun(self) -> dict[tuple[str], list[Rad]]:
        return dict(_parted(self.rows(COMPARED, order=BY_AREA), ("omrade",)))

    def compared_by_indicator(self) -> dict[tuple[str], list[Rad]]:
        return dict(_parted(self.rows(COMPARED, order=BY_INDICATOR), ("indikator",)))


def _parted(rows: Iterator[Rad], names: tuple[str, ...]) -> Iterator[tuple[tuple, list[Rad]]]:
    for key, own in groupby(rows, key=lambda row: tuple(row[n] for n in names)):
        yield key, list(own)
