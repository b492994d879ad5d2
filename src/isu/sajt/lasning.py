"""What the pages are made of, asked of a release's Parquet files with DuckDB: one question per table, for all pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from isu.duck import quoted
from isu.errors import IsuError

NEEDED = ("indikatorer", "jamforelser", "definitioner", "omraden", "koder")
RIKET, LAN, KOMMUN, KOMMUNGRUPP = "riket", "lan", "kommun", "kommungrupp"
Rad = Mapping[str, Any]

#: Numbers of the whole, of every area that has reported anything of the indicator; ages and periods are sorted as they
#: are read. A kommun that has reported nothing is told once, not row by row.
NUMBERS = """
with tal as (
  select * exclude (uppdelning, grupp)
  from read_parquet({indikatorer})
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
from read_parquet({jamforelser})
where uppdelning = '' and omrade_typ = 'kommun' and kon = 'T' and aldersgrupp = 'alla'
  and periodtyp in ('helar', 'halvar', 'dag')
order by {order}"""

BY_AREA = "omrade_typ, omrade, indikator, variant, matt, utfall, periodtyp, period desc, kon desc, aldersgrupp"
BY_INDICATOR = "indikator, variant, matt, utfall, periodtyp, period desc, omrade_typ, omrade, kon desc, aldersgrupp"


@dataclass(frozen=True)
class Utgavan:
    """One release's folder. Raises IsuError where a file is missing."""

    folder: Path

    def __post_init__(self):
        if missing := [n for n in NEEDED if not (self.folder / f"{n}.parquet").is_file()]:
            raise IsuError(f"I {self.folder} saknas {missing[0]}.parquet. Ange mappen för en utgåva av isu release.")

    @property
    def namn(self) -> str:
        return self.folder.name

    def _rows(self, sql: str, **names: str) -> Iterator[dict[str, Any]]:
        files = {n: quoted(self.folder / f"{n}.parquet") for n in NEEDED}
        with duckdb.connect() as connection:
            found = connection.execute(sql.format(**files, **names))
            columns = [column[0] for column in found.description]
            while rows := found.fetchmany(50_000):
                yield from (dict(zip(columns, row)) for row in rows)

    @cached_property
    def definitioner(self) -> dict[str, Rad]:
        return {row["indikator"]: row for row in self._rows("select * from read_parquet({definitioner}) order by 1")}

    @cached_property
    def koder(self) -> dict[tuple[str, str, str], tuple[str, str]]:
        """(indicator, column, code) → what it means in Swedish and, where it is translated, in English."""
        rows = self._rows("select * from read_parquet({koder})")
        return {(r["indikator"], r["kolumn"], r["kod"]): (r["sv"], r["en"] or r["sv"]) for r in rows}

    @cached_property
    def omraden(self) -> dict[tuple[str, str], Rad]:
        rows = self._rows("select * from read_parquet({omraden}) order by namn")
        return {(row["omrade_typ"], row["omrade"]): row for row in rows}

    @property
    def kommuner(self) -> list[Rad]:
        return [row for (typ, _), row in self.omraden.items() if typ == KOMMUN]

    def numbers_by_area(self) -> Iterator[tuple[tuple[str, str], list[Rad]]]:
        """(kind, area) → its rows, area by area."""
        return _parted(self._rows(NUMBERS, order=BY_AREA), ("omrade_typ", "omrade"))

    def numbers_by_indicator(self) -> Iterator[tuple[tuple[str], list[Rad]]]:
        return _parted(self._rows(NUMBERS, order=BY_INDICATOR), ("indikator",))

    def compared_by_kommun(self) -> dict[tuple[str], list[Rad]]:
        return dict(_parted(self._rows(COMPARED, order=BY_AREA), ("omrade",)))

    def compared_by_indicator(self) -> dict[tuple[str], list[Rad]]:
        return dict(_parted(self._rows(COMPARED, order=BY_INDICATOR), ("indikator",)))


def _parted(rows: Iterator[Rad], names: tuple[str, ...]) -> Iterator[tuple[tuple, list[Rad]]]:
    for key, own in groupby(rows, key=lambda row: tuple(row[n] for n in names)):
        yield key, list(own)
