"""`ROJANDESKYDD.md`: what was withheld in a release and by which rule, for people. Made of the published files."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from isu.release.arbetsutgava import CSV_TABELLER, DOLDA, INDIKATORER
from isu.release.lasmig import table
from isu.release.tvilling import read_csv

SIDA = "ROJANDESKYDD.md"
NIVAER = ("riket", "lan", "kommungrupp", "kommun", "stadsdel")
MALL = Path(__file__).with_name("rojande.mall.md").read_text(encoding="utf-8")


def page(folder: Path) -> str:
    about = pq.read_schema(folder / INDIKATORER).metadata
    told = read_csv(folder / DOLDA, CSV_TABELLER[DOLDA])
    return MALL.format(
        namn=about[b"skyddsprofil"].decode(),
        version=about[b"skyddsprofil_version"].decode(),
        metod=about[b"skyddsmetod"].decode(),
        troskel=about[b"troskel"].decode(),
        granser=_limits(about),
        **_rule(about),
        nivaer=_levels(told),
        indikatorer=_indicators(told),
    )


def _limits(about: Mapping[bytes, bytes]) -> str:
    told = json.loads(about.get(b"skyddsgranser", b"{}"))
    return ", ".join(f"{name} {_plain(value)}" for name, value in told.items())


def _plain(value) -> str:
    if isinstance(value, list):
        return "+".join(value) or "–"
    return "som tröskeln" if value is None else str(value).replace(".", ",")


def _rule(about: Mapping[bytes, bytes]) -> dict[str, str]:
    """What was done with small numbers, in both languages. By the file's own word they are withheld, rounded or
    changed."""
    if base := about.get(b"avrundning", b"").decode():
        return {
            "regel": f"Antalen är avrundade till multiplar av {base}.",
            "rule": f"Counts are rounded to multiples of {base}.",
        }
    if most := about.get(b"storning", b"").decode():
        return {
            "regel": f"Varje antal är ändrat med högst {most}, alltid lika för samma personer; delar summerar inte.",
            "rule": f"Every count is changed by at most {most}, alike for the same persons; parts do not add up.",
        }
    last = int(about[b"troskel"]) - 1
    return {
        "regel": f"Ett antal från 1 till {last} visas inte, och andra tal är dolda där ett dolt tal annars hade gått "
        "att räkna ut.",
        "rule": f"Counts from 1 to {last} are withheld, and others where a withheld number could else be computed.",
    }


def _levels(told: pl.DataFrame) -> str:
    sums = told.group_by("omrade_typ", "tal").agg(pl.col("antal", "dolda").sum())
    rows = {(r["omrade_typ"], r["tal"]): r for r in sums.to_dicts()}
    there = [rows[niva, tal] for niva in NIVAER for tal in ("n", "varde") if (niva, tal) in rows]
    return _table(("nivå", "tal"), ((r["omrade_typ"], r["tal"], r) for r in there))


def _indicators(told: pl.DataFrame) -> str:
    of = told.filter(pl.col("omrade_typ") == "kommun", pl.col("tal") == "varde").sort("indikator").to_dicts()
    return _table(("indikator",), ((r["indikator"], r) for r in of))


def _table(heads: tuple[str, ...], rows: Iterable[tuple]) -> str:
    lines = [(*words, str(r["antal"]), str(r["dolda"]), _share(r)) for *words, r in rows]
    return table((*heads, "att visa", "dolda", "andel dolda, %"), lines)


def _share(row: dict) -> str:
    return f"{100 * row['dolda'] / row['antal']:.1f}".replace(".", ",")
