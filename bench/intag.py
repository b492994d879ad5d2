"""Intake: one CSV of a million rows × 14 columns, against DuckDB's own untyped copy of it to Parquet."""

import random
import shutil
import sys
from pathlib import Path

import polars as pl

from bench.matning import Matning, isu, measure, median_of, python, tell

ROWS = 1_000_000
ISU = str(Path(__file__).parent / "isu_kor.py")
RAW_COPY = """
import sys, duckdb
source = f"read_csv('{sys.argv[1]}', delim = ';', all_varchar = true)"
duckdb.connect().execute(f"copy (select * from {source}) to '{sys.argv[2]}' (format parquet)")
"""


def made_up(rows: int, faulty: float) -> pl.DataFrame:
    """Aktualiseringar with a wrong code in a share of the rows."""
    chance = random.Random(1)
    day = pl.date_range(pl.date(2024, 1, 1), pl.date(2024, 6, 1), eager=True).sample(
        rows, with_replacement=True, seed=1
    )
    later = pl.Series([chance.randrange(20) for _ in range(rows)])
    number = pl.int_range(rows, eager=True).cast(pl.String).str.zfill(8)
    opened = pl.Series([chance.random() < 0.4 for _ in range(rows)])
    wrong = pl.Series([chance.random() < faulty for _ in range(rows)])
    frame = pl.DataFrame({"n": number, "inkom_datum": day, "later": later, "opened": opened, "wrong": wrong})
    return frame.select(
        aktualisering_id="a" + pl.col("n"),
        pid="p" + pl.col("n").reverse(),
        inkom_datum="inkom_datum",
        typ=pl.when("wrong").then(pl.lit("fel")).otherwise(pl.lit("anmalan")),
        omrade=pl.lit("barn_unga"),
        avser_vald=(pl.col("later") % 2).cast(pl.String),
        anmalare_lokal=pl.lit("skola"),
        orsak_lokal="o" + pl.col("later").cast(pl.String),
        orsak=pl.lit("relation"),
        atgard=pl.when("opened").then(pl.lit("inleds")).otherwise(pl.lit("inleds_inte")),
        atgard_datum=pl.col("inkom_datum") + pl.duration(days="later"),
        forlangd_synnerliga_skal=(pl.col("later") % 2).cast(pl.String),
        utredning_id=pl.when("opened").then("u" + pl.col("n")),
        kon=(1 + pl.col("later") % 2).cast(pl.String),
    )


def middle_run(command: list[str], prepare=lambda: None, runs: int = 3) -> Matning:
    """The run with the median CPU time. 1 is the exit code of a check that found faults."""
    found = []
    for _ in range(runs):
        prepare()
        found.append(measure(command, fine=(0, 1)))
    return median_of(found)


def run(folder: Path) -> None:
    print(f"Intag: {ROWS} rader × 14 kolumner")
    for faulty in (0.005, 1.0):
        source = folder / f"aktualisering_2024H1_{faulty}.csv"
        made_up(ROWS, faulty).write_csv(source, separator=";")
        raw = middle_run(python(RAW_COPY, str(source), str(folder / "ra.parquet")))
        tell(f"DuckDB:s råkopia, {faulty:.1%} fel", raw)
        home = folder / f"hem_{faulty}"
        taken = middle_run([sys.executable, ISU, str(home)], lambda h=home, s=source: _drop(h, s))
        tell(f"ISU: läsa, pröva, karantän, kvitto, Parquet, {faulty:.1%} fel", taken, raw)
        checked = middle_run(isu("check", str(source), "--lamnare", "1780", "--json"))
        tell(f"isu check, {faulty:.1%} fel", checked, raw)


def _drop(home: Path, source: Path) -> None:
    """A new home with the file in its intake."""
    shutil.rmtree(home, ignore_errors=True)
    inbox = home / "intake" / "1780"
    inbox.mkdir(parents=True)
    shutil.copy(source, inbox / "aktualisering_2024H1.csv")
