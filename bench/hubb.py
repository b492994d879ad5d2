"""Cells as deliveries: their size against the rows behind them, and a hub's work from 290 of them to added-up cells.

The cells are those of one simulated lämnare, counted by ISU and written as `isu cells` writes them; the nation's are
the same under other names, once as they are and once with a thousand times as many persons behind each cell.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from bench.celler_rader import LAMNARE, Files, number_of_rows, take_one
from bench.matning import Matning, measure
from isu.cells.kvalitet import quality_measures
from isu.cellutdrag.fil import read_file, write_rows
from isu.cellutdrag.skriv import write_cells_of
from isu.declaration import load_declarations
from isu.flow.indikatorer import indicators
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.ledger import Ledger
from isu.period import Period, half_years

KOR = str(Path(__file__).parent / "hubb_kor.py")
ROWS, SENDERS, OF_THE_NATION = 100_000, 290, 68_000  # rows: of the nation 34,000 a lämnare in two years
FOUR, EIGHT = half_years("2024H1", "2025H2"), half_years("2022H1", "2025H2")
FIL = "celler_2025H2.parquet"


def run(folder: Path) -> None:
    size(folder / "storlek")
    hub(folder / "nav", int(os.environ.get("ISU_BENCH_LAMNARE", SENDERS)))


def size(folder: Path) -> None:
    """The file of cells against the same lämnare's rows, as CSV and as Parquet."""
    home = Home(folder / "hem")
    files, sent = sender(home, ROWS, FOUR, folder / FIL)
    _, cells = read_file(sent, sys.maxsize)
    csv = sum(_as_csv(f.path, folder / "rader.csv") for of_table in files.values() for f in of_table)
    parquet = sum(_as_zstd(f.path, folder / "rader.parquet") for of_table in files.values() for f in of_table)
    own = sent.stat().st_size
    print(f"En lämnare, {number_of_rows(files)} rader i fyra halvår: {cells.num_rows} celler, {own / 1e6:.2f} MB")
    print(f"  raderna som CSV {csv / 1e6:.1f} MB, cellerna {own / csv:.1%} av dem")
    print(f"  raderna som Parquet {parquet / 1e6:.1f} MB, cellerna {own / parquet:.1%} av dem", flush=True)


def sender(home: Home, rows: int, halvar: Sequence[Period], path: Path) -> tuple[Files, Path]:
    """A lämnare that has counted at home, its rows, and the file that it sends."""
    files = take_one(home, rows, halvar)
    deklaration = load_declarations(home)
    indikatorer = indicators(deklaration)
    renew_cells(home, deklaration, indikatorer, LAMNARE)
    every = indikatorer | quality_measures(deklaration, indikatorer)
    write_cells_of(home, deklaration, every, LAMNARE, [d for d in Ledger(home).in_force()], path)
    return files, path


def _as_csv(rows: Path, place: Path) -> int:
    duckdb.execute(f"copy (select columns('^[^_]') from '{rows}') to '{place}' (delimiter ';')")
    return place.stat().st_size


def _as_zstd(rows: Path, place: Path) -> int:
    duckdb.execute(f"copy (select columns('^[^_]') from '{rows}') to '{place}' (format parquet, compression zstd)")
    return place.stat().st_size


def hub(folder: Path, senders: int) -> None:
    _, sent = sender(Home(folder / "hem"), OF_THE_NATION, EIGHT, folder / FIL)
    for times in (1, 1000):
        home = Home(folder / f"nav_{times}")
        cells = deliver(home, sent, senders, times)
        measured = measure([sys.executable, KOR, str(home.root)])
        _tell(measured, cells, times)
        shutil.rmtree(home.root)


def deliver(home: Home, sent: Path, senders: int, times: int) -> int:
    """The file under the name of each lämnare, `times` as many persons behind each cell; its number of cells."""
    uppgifter, cells = read_file(sent, sys.maxsize)
    place = cells.schema.get_field_index("antal")
    cells = cells.set_column(place, "antal", pc.multiply(cells["antal"], pa.scalar(times)))
    for lamnare in sorted(load_declarations(home).lamnare)[:senders]:
        home.inbox(lamnare).mkdir(parents=True)
        write_rows(home.inbox(lamnare) / FIL, cells, replace(uppgifter, lamnare=lamnare))
    return cells.num_rows


def _tell(m: Matning, cells: int, times: int) -> None:
    told, load = m.told, os.getloadavg()[0]
    print(f"Nav: {told['lamnare']} lämnare, {cells} celler var, personer × {times}, last {load:.1f}")
    parts = f"intag {told['intag']:.1f} och summor {told['summor']:.1f}"
    print(f"  {m.cpu:.1f} CPU s, varav {parts}; {m.peak_mb:.0f} MB", flush=True)
