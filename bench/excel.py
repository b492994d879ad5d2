"""Excel: one workbook of 50,000 rows × 14 columns, against a plain loop over its rows with openpyxl.

The loop only visits the rows and keeps nothing: in openpyxl's plain way, and in its quickest (read only). Ours is
measured three times: reading to a relation that can be judged, the same with the identity guard, and the whole intake.
With and without the start of the program.
"""

import shutil
import sys
from pathlib import Path

from bench.intag import made_up
from bench.lokal_miljo import python_with
from bench.matning import Matning, measure, median_of, python, tell
from isu.home import Home

ROWS, RUNS = 50_000, 3
HERE = Path(__file__).parent

LOOP = """
import json, sys, time
import openpyxl
started = time.process_time()
book = openpyxl.load_workbook(sys.argv[1], read_only=sys.argv[2] == "quick", data_only=True)
rows = 0
for row in book.worksheets[0].iter_rows(values_only=True):
    rows += 1
print(json.dumps({"cpu": time.process_time() - started, "rader": rows - 1}))
"""

READ = """
import json, sys, time, resource
from pathlib import Path
from isu.declaration import load_declarations
from isu.intake.read import read_file

def spent():
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

deklaration, started = load_declarations(), spent()
path = Path(sys.argv[1])
last = read_file(path, path.name, None, deklaration, Path(sys.argv[2]), vakta=sys.argv[3] == "guard")
print(json.dumps({"cpu": spent() - started, "rader": last.relation.rader}))
"""


def run(folder: Path) -> None:
    openpyxl = python_with("openpyxl-venv", "openpyxl==3.1.5")
    source = folder / "aktualisering_2024H1.xlsx"
    made_up(ROWS, 0.005).write_excel(source)
    home = folder / "excel_hem"
    scratch = folder / "excel_las"
    scratch.mkdir()
    print(f"Excel: {ROWS} rader × 14 kolumner, {source.stat().st_size / 1e6:.1f} MB")
    plain, quick, read, guarded, taken = [], [], [], [], []
    for _ in range(RUNS):
        plain.append(measure([str(openpyxl), "-I", "-c", LOOP, str(source), "plain"]))
        quick.append(measure([str(openpyxl), "-I", "-c", LOOP, str(source), "quick"]))
        read.append(measure(python(READ, str(source), str(scratch / "relation"), "bare")))
        guarded.append(measure(python(READ, str(source), str(scratch / "relation"), "guard")))
        _drop(Home(home), source)
        taken.append(measure([sys.executable, str(HERE / "isu_kor.py"), str(home)]))
    yardstick = median_of(plain)
    tell("openpyxl, en slinga över raderna", yardstick)
    _tell("openpyxl, slingan med read_only", median_of(quick), yardstick)
    _tell("ISU: läsa till relation", median_of(read), yardstick)
    _tell("ISU: läsa till relation, med identitetsvakten", median_of(guarded), yardstick)
    _tell("ISU: läsa, pröva, karantän, kvitto, Parquet", median_of(taken), yardstick)


def _tell(name: str, ours: Matning, yardstick: Matning) -> None:
    """How many times the loop's CPU seconds ours goes into: of the whole process, and without start and import."""
    tell(name, ours)
    whole, inside = yardstick.cpu / ours.cpu, yardstick.told["cpu"] / ours.told["cpu"]
    print(
        f"  slingan tar {whole:.1f} gånger så många CPU-sekunder; utan start och import {inside:.1f} gånger", flush=True
    )


def _drop(home: Home, source: Path) -> None:
    shutil.rmtree(home.root, ignore_errors=True)
    home.inbox("1780").mkdir(parents=True)
    shutil.copy(source, home.inbox("1780"))
