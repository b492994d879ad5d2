"""The identity guard: how many planted numbers it misses, how many honest deliveries it refuses, and what it costs.

Planted: one invented number in each row, of every kind and in every written form, alone in its cell or in a text, in
CSV files of many shapes (tests/identitetstal.py draws them and counts check digits in its own way). A miss is a
planted place, row and column, that the guard does not name; a find anywhere else is counted too.

Honest: files of 10,000 rows with two id columns in accepted forms and three to eight columns of dates, moments,
intervals, amounts, shares, codes and texts of codes (tests/hederlig.py). Any refusal, for whatever rule, is counted.
"""

import os
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile

from bench.intag import ROWS, made_up
from bench.matning import measure, python, tell
from isu.errors import ReadError
from isu.identitet.avsokning import search
from isu.identitet.stallen import locate
from isu.identitet.vakt import granska
from tests.hederlig import honest_file
from tests.identitetstal import planted_file

PLANTED_FILES, PLANTED_ROWS = 1_000, 1_000
HONEST_FILES, HONEST_ROWS, TOLD_EVERY = 10_000, 10_000, 1_000

GUARD = """
import sys
from pathlib import Path
from isu.identitet.vakt import granska
header = open(sys.argv[1]).readline().rstrip().split(';')
granska(Path(sys.argv[1]), ';', 1, header, range(len(header)), ())
"""
NOTHING = "import isu.identitet.vakt"


def misses(seed: int, rows: int = PLANTED_ROWS) -> tuple[int, int, int]:
    """(planted, missed, found elsewhere) in one file."""
    text, separator, places = planted_file(random.Random(seed), rows)
    with NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_text(text, encoding="utf-8", newline="")
        hits = [t.plats for t in search(Path(file.name), separator, 10 * rows)]
        found = {(s.rad, s.plats) for s in locate(Path(file.name), separator, hits)}
    return len(places), len(places - found), len(found - places)


def refusal(seed: int, rows: int = HONEST_ROWS) -> tuple[int, int, str | None]:
    """(files, bytes, the rule that refused it) of one honest file. In every other one all columns are declared."""
    text, separator, header = honest_file(seed, rows)
    with NamedTemporaryFile(suffix=".csv") as file:
        size = Path(file.name).write_text(text, encoding="utf-8", newline="")
        try:
            granska(Path(file.name), separator, 1, header, range(len(header)) if seed % 2 else (0, 1), ())
        except ReadError as error:
            return 1, size, f"{error.regel} (frö {seed})"
    return 1, size, None


def _on_all_cores(what: Callable, seeds: range) -> Iterator[tuple]:
    """A copy of a process that has used polars hangs, so each core starts afresh."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(what, seeds, chunksize=20)


def planted() -> None:
    counted = [sum(column) for column in zip(*_on_all_cores(misses, range(PLANTED_FILES)))]
    print(
        f"Planterade nummer: {counted[0]} i {PLANTED_FILES} filer; missade {counted[1]}, träffar utanför {counted[2]}"
    )


def honest(first: int = 0) -> None:
    """Told as it goes: a run that was broken off is taken up again from the `first` seed that was not told of."""
    files, bytes_, rules = 0, 0, []
    for each, size, rule in _on_all_cores(refusal, range(first, HONEST_FILES)):
        files, bytes_, rules = files + each, bytes_ + size, rules + [rule] * bool(rule)
        if files % TOLD_EVERY == 0 or first + files == HONEST_FILES:
            told = f"{files} (frö {first}–{first + files - 1}) à {HONEST_ROWS} rader, {bytes_ / 1e9:.1f} GB"
            print(f"Hederliga filer: {told}; avvisade {len(rules)} {rules[:10]}", flush=True)


def cost(folder: Path) -> None:
    source = folder / "aktualisering_2024H1.csv"
    made_up(ROWS, 0.005).write_csv(source, separator=";")
    tell("Python och det som vakten läser in", measure(python(NOTHING)))
    tell(
        f"Vakten, {ROWS} rader × 14 kolumner, {source.stat().st_size / 1e6:.0f} MB", measure(python(GUARD, str(source)))
    )


def run(folder: Path) -> None:
    cost(folder)
    planted()
    honest()
