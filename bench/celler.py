"""Cells: counting all indicators for one lämnare of 100,000 rows, and for the nation against hand-written SQL.

ISU_BENCH_DEL=10 makes the nation a tenth: as many rows per lämnare, a tenth of the lämnare.
"""

import os
import pickle
import shutil
import statistics
import sys
from pathlib import Path

from bench.celler_jamfor import compare
from bench.celler_kor import FILER, PUBLIKA
from bench.celler_rader import LAMNARE, Files, copy_to_nation, number_of_rows, take_one
from bench.matning import Matning, measure, median_of, tell
from isu.home import Home

KOR, MATT = (str(Path(__file__).parent / name) for name in ("celler_kor.py", "celler_matt.py"))
ROWS = 100_000
NATION, SENDERS, WORKERS, RUNS = 10_000_000, 290, 2, 3
NY = """/*---
id: X-01
version: "1"
grupp: X
omraden: [barn_unga]
namn: {sv: Prov, en: Trial}
definition: {sv: Ett prov., en: A trial.}
population: Alla aktualiseringar.
kalla: prov
riktning: ingen
aldersgrupper: {0-: [0, null]}
periodtyper: [halvar]
matt:
  - {matt: andel}
---*/
select p.period, a.kon, a.alder, a.typ = 'anmalan' as utfall
from aktualisering_individ as a
join perioder as p
    on a.inkom_datum between p.fran and p.till
"""


def run(folder: Path) -> None:
    part = int(os.environ.get("ISU_BENCH_DEL", "1"))
    one(folder / "hem_en")
    nation(folder / "hem_nation_celler", SENDERS // part)


def one(root: Path) -> None:
    files = take_one(Home(root), ROWS)
    _write(root, {LAMNARE: files})
    print(f"En lämnare, {number_of_rows(files)} rader")
    counted = _three([KOR, str(root), "1"], root)
    _tell_work("celler, alla indikatorer", counted)
    again = measure([sys.executable, KOR, str(root), "1"])
    _tell_work("igen, inget nytt", [again])
    new = root / "egna" / "dbt_like_sql" / "indicators" / "X-01.sql"
    new.parent.mkdir(parents=True)
    new.write_text(NY, encoding="utf-8")
    _tell_work("en ny indikator", [measure([sys.executable, KOR, str(root), "1"])])


def _tell_work(name: str, runs: list[Matning]) -> None:
    cpu = statistics.median(m.told["cpu"] for m in runs)
    told = runs[0].told
    print(f"{name:<30} {cpu:6.2f} CPU s utan start, {runs[0].peak_mb:5.0f} MB, {told['raknade']} räknade {told['ids']}")


def nation(root: Path, senders: int) -> None:
    files = take_one(Home(root / "forlaga"), NATION // SENDERS)
    everything = copy_to_nation(Home(root), files, senders)
    _write(root, everything)
    print(f"Nationen: {senders} lämnare, {senders * number_of_rows(files)} rader, last {os.getloadavg()[0]:.1f}")
    yardstick = median_of([measure([sys.executable, MATT, str(root)]) for _ in range(RUNS)])
    tell("handskriven SQL, en genomläsning per tabell", yardstick)
    for name, only in (("celler utan lokala koder, som måttstocken", [PUBLIKA]), ("celler, lokala koder också", [])):
        counted = median_of(_three([KOR, str(root), str(WORKERS), *only], root))
        tell(f"{name}, {counted.told['raknade']} räknade, {WORKERS} arbetare", counted, yardstick)
    compare(root)


def _three(command: list[str], root: Path) -> list[Matning]:
    """Three runs, each from no cells at all."""
    found = []
    for _ in range(RUNS):
        shutil.rmtree(root / "cells", ignore_errors=True)
        found.append(measure([sys.executable, *command]))
    return found


def _write(root: Path, everything: dict[str, Files]) -> None:
    (root / FILER).write_bytes(pickle.dumps(everything))
