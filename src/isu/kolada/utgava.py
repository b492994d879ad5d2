"""One release as Kolada's questions see it. Every question is one statement over the Parquet files; nothing is kept but
definitions and areas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from isu.duck import quoted
from isu.katalog.utgava import KOMMUN, KOMMUNGRUPP, LAN, RIKET, Utgavefiler
from isu.kolada.nyckeltal import Nyckeltal, key_figures

#: One number per area, period and gender: all ages, the whole.
VALUES = """
select indikator, variant, matt, utfall, omrade_typ, omrade, period, kon, varde, varde_ovagt, antal_kommuner, status
from {indikatorer}
where aldersgrupp = 'alla' and uppdelning = ''
  and omrade_typ in ('riket', 'lan', 'kommungrupp', 'kommun')  -- Kolada knows no stadsdel
  and (indikator, variant, matt, utfall) in (values {nyckeltal})
  and {valda_omraden}
  and {valda_perioder}
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
        self._filer = Utgavefiler(folder, "indikatorer", threads=1)

    @property
    def namn(self) -> str:
        return self._filer.namn

    @property
    def definitioner(self) -> Mapping[str, Mapping[str, Any]]:
        return self._filer.definitioner

    @cached_property
    def koder(self) -> Mapping[tuple[str, str, str], str]:
        return {key: sv for key, (sv, _) in self._filer.koder.items()}

    @cached_property
    def omraden(self) -> Mapping[str, Omrade]:
        known = [r for r in self._filer.omraden.values() if r["omrade_typ"] in (RIKET, LAN, KOMMUNGRUPP, KOMMUN)]
        found = (Omrade(_id(r), r["omrade_typ"], r["omrade"], r["namn"], r["kommungrupp"]) for r in known)
        return {o.id: o for o in sorted(found, key=lambda o: o.id)}

    @cached_property
    def nyckeltal(self) -> Mapping[str, Nyckeltal]:
        rows = self._filer.rows("select distinct indikator, variant, matt, utfall from {indikatorer}")
        return key_figures((tuple(row.values()) for row in rows), self.definitioner)

    @cached_property
    def divided_by_gender(self) -> frozenset[str]:
        rows = self._filer.rows("select distinct indikator from {indikatorer} where kon <> 'T'")
        return frozenset(row["indikator"] for row in rows)

    def values(
        self, kpis: Iterable[Nyckeltal], omraden: Sequence[Omrade] | None, perioder: Sequence[str] | None
    ) -> list[dict[str, Any]]:
        """The published rows, sorted. None is all areas, and all whole years."""
        areas = None if omraden is None else _listed((o.typ, o.kod) for o in omraden)
        years = None if perioder is None else ", ".join(map(quoted, perioder))
        found = self._filer.rows(
            VALUES,
            nyckeltal=_listed(k.key for k in kpis),
            valda_omraden=f"(omrade_typ, omrade) in (values {areas})" if areas is not None else "true",
            valda_perioder=f"period in ({years})" if years is not None else "periodtyp = 'helar'",
        )
        return list(found)


def _listed(rows: Iterable[tuple[str, ...]]) -> str:
    return ", ".join(f"({', '.join(map(quoted, row))})" for row in rows)


def _id(row: Mapping[str, Any]) -> str:
    return f"00{row['omrade']}" if row["omrade_typ"] == LAN else row["omrade"]
