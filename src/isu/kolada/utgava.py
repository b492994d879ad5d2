"""The files of one release, asked with DuckDB. Every question is one statement over the Parquet files; nothing is kept
but definitions and areas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from isu.duck import quoted
from isu.errors import IsuError
from isu.kolada.nyckeltal import Nyckeltal, key_figures

INDIKATORER, DEFINITIONER, OMRADEN, KODER = (
    f"{n}.parquet" for n in ("indikatorer", "definitioner", "omraden", "koder")
)
RIKET, LAN, KOMMUN, KOMMUNGRUPP = "riket", "lan", "kommun", "kommungrupp"

#: One number per area, period and gender: all ages, the whole.
VALUES = """
select indikator, variant, matt, utfall, omrade_typ, omrade, period, kon, varde, varde_ovagt, antal_kommuner, status
from read_parquet({fil})
where aldersgrupp = 'alla' and uppdelning = ''
  and omrade_typ in ('riket', 'lan', 'kommungrupp', 'kommun')  -- Kolada knows no stadsdel
  and (indikator, variant, matt, utfall) in (values {nyckeltal})
  and {omraden}
  and {perioder}
order by all"""


@dataclass(frozen=True)
class Omrade:
    """`id` is Kolada's: 0000 for the nation, 00 and the code for a county, A1–C9 for a group."""

    id: str
    typ: str
    kod: str
    namn: str
    grupp: str | None


class Utgava:
    """Reads the release in `folder`. Raises IsuError where a file is missing."""

    def __init__(self, folder: Path):
        self.folder = folder
        if missing := [n for n in (INDIKATORER, DEFINITIONER, OMRADEN, KODER) if not (folder / n).is_file()]:
            raise IsuError(f"I {folder} saknas {missing[0]}. Ange mappen för en utgåva som isu release har gjort.")

    def _rows(self, sql: str) -> list[dict[str, Any]]:
        with duckdb.connect(config={"threads": 1}) as connection:
            found = connection.execute(sql)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row)) for row in found.fetchall()]

    def _all(self, name: str) -> list[dict[str, Any]]:
        return self._rows(f"select * from read_parquet({quoted(self.folder / name)})")

    @cached_property
    def definitioner(self) -> Mapping[str, Mapping[str, Any]]:
        return {row["indikator"]: row for row in self._all(DEFINITIONER)}

    @cached_property
    def koder(self) -> Mapping[tuple[str, str, str], str]:
        return {(row["indikator"], row["kolumn"], row["kod"]): row["sv"] for row in self._all(KODER)}

    @cached_property
    def omraden(self) -> Mapping[str, Omrade]:
        known = [r for r in self._all(OMRADEN) if r["omrade_typ"] in (RIKET, LAN, KOMMUNGRUPP, KOMMUN)]
        found = (Omrade(_id(r), r["omrade_typ"], r["omrade"], r["namn"], r["kommungrupp"]) for r in known)
        return {o.id: o for o in sorted(found, key=lambda o: o.id)}

    @cached_property
    def nyckeltal(self) -> Mapping[str, Nyckeltal]:
        rows = self._rows(
            f"select distinct indikator, variant, matt, utfall from read_parquet({quoted(self.folder / INDIKATORER)})"
        )
        return key_figures((tuple(row.values()) for row in rows), self.definitioner)

    @cached_property
    def divided_by_gender(self) -> frozenset[str]:
        rows = self._rows(
            f"select distinct indikator from read_parquet({quoted(self.folder / INDIKATORER)}) where kon <> 'T'"
        )
        return frozenset(row["indikator"] for row in rows)

    def values(
        self, kpis: Iterable[Nyckeltal], omraden: Sequence[Omrade] | None, perioder: Sequence[str] | None
    ) -> list[dict[str, Any]]:
        """The published rows, sorted. None is all areas, and all whole years."""
        areas = None if omraden is None else [(o.typ, o.kod) for o in omraden]
        sql = VALUES.format(
            fil=quoted(self.folder / INDIKATORER),
            nyckeltal=_listed(k.key for k in kpis),
            omraden="true" if areas is None else f"(omrade_typ, omrade) in (values {_listed(areas)})",
            perioder="periodtyp = 'helar'" if perioder is None else f"period in ({', '.join(map(quoted, perioder))})",
        )
        return self._rows(sql)


def _listed(rows: Iterable[tuple[str, ...]]) -> str:
    return ", ".join(f"({', '.join(map(quoted, row))})" for row in rows)


def _id(row: Mapping[str, Any]) -> str:
    return f"00{row['omrade']}" if row["omrade_typ"] == LAN else row["omrade"]
