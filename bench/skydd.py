"""Complementary suppression against pytauargus (the Tau-Argus engine with HiGHS), on the same table of 5,778 cells.

290 kommuner, 21 län, nine kommungrupper and riket, by three kön and six ages, totals among them. pytauargus has one
hierarchy per variable, so it is given kommun in län in riket; ours is run with the same, and with the kommungrupper
too. Then a whole national release, of one period and of eight (skydd_nation.py).
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from bench.lokal_miljo import python_with
from isu.aggregate.axel import Axel, omrade_axis
from isu.declaration import load_declarations
from isu.disclosure.besluta import verified
from isu.disclosure.dimension import Dimension, along, disjoint
from isu.disclosure.krav import Krav
from isu.disclosure.modell import Modell
from isu.disclosure.sok import search

PYTAUARGUS = "pytauargus==0.6.0"
T = 5
TAUARGUS = """
import json, sys, time
from pytauargus import protect
table = json.load(open(sys.argv[1]))
people = {"kommun": [], "kon": [], "alder": [], "antal": []}
for kommun, kon, alder, count in table["atomer"]:
    for name, value in zip(people, (kommun, kon, alder, 1)):
        people[name] += [value] * count
start = time.process_time()
by = ["kommun", "kon", "alder"]
done = protect(people, by, "antal", "FREQ(5,1)", sys.argv[2] + "(1)", hrc={"kommun": sys.argv[3]})
spent = time.process_time() - start
status = [str(s) for s in done.tables[0].status()]
print(json.dumps({"cpu": spent, "celler": len(status), "status": {s: status.count(s) for s in sorted(set(status))}}))
"""


def run(folder: Path) -> None:
    axel = omrade_axis(load_declarations().kommuner)
    y = people(axel)
    print(f"Tabellen: {y.sum():.0f} personer, {321 * 18} celler")
    _tell_own("län (första gången, då kompilerade slingor läses in)", table(axel, y, False), 1, 1)
    for namn, grupper in (("län", False), ("län och kommungrupper", True)):
        for far in (1, T):
            for passes in (1, 3):
                _tell_own(namn, table(axel, y, grupper), far, passes)
    _tell_tauargus(folder, axel, y)
    for perioder in ([], ["atta"]):
        subprocess.run([sys.executable, "-m", "bench.skydd_nation", *perioder], check=True)


def people(axel: Axel, seed: int = 1) -> np.ndarray:
    """Kommun × two kön × five ages: few in most kommuner."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(9.75, 0.95, len(axel.atomer)))
    size *= 10.5e6 / size.sum()
    share = rng.dirichlet([9 * 20.0, 11 * 20, 12 * 20, 11 * 20, 9 * 20], len(size))
    return rng.poisson(size[:, None, None] * 0.5 * share[:, None, :] * 0.003 * np.ones((1, 2, 1)))


def table(axel: Axel, y: np.ndarray, grupper: bool) -> Modell:
    """The model of the counts alone, with or without the kommungrupper."""
    omrade, _ = disjoint("omrade", axel)
    kept = [i for i, (typ, _) in enumerate(axel.medlemmar) if grupper or typ != "kommungrupp"]
    omrade = Dimension("omrade", omrade.medlemmar[kept], omrade.lager, np.ones(len(kept), bool))
    dims = (omrade, _with_total("kon", 2), _with_total("alder", 5), _with_total("rakning", 1, total=False))
    counts = y[..., None]
    values = along(counts, [d.medlemmar for d in dims])
    everything = np.ones(values.shape, bool)
    there = np.ones(counts.shape, bool)
    return Modell("bench", dims, counts, there, values, everything, everything, everything, *_only_units())


def _with_total(namn: str, parts: int, total: bool = True) -> Dimension:
    rows = np.vstack([np.eye(parts, dtype=np.int64), *([np.ones((1, parts), np.int64)] if total else [])])
    return Dimension(namn, rows, np.eye(parts, dtype=np.int64), np.ones(len(rows), bool))


def _only_units() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.array([0]), np.zeros((1, 1), bool), np.array([0])


def _tell_own(namn: str, modell: Modell, far: int, passes: int) -> None:
    """`far` 1: a reader cannot tell the number; T: cannot exclude any of 1, …, T."""
    values = modell.varden
    small = (values > 0) & (values < T)
    up = np.where(small, 1 if far == 1 else T - values, 0)
    down = np.where(small, 1 if far == 1 else np.maximum(1, values - 1), 0)
    start = time.process_time()
    monster = search(modell, up, down, passes=passes)
    spent = time.process_time() - start
    start = time.process_time()
    faults = verified(modell, Krav(T, T, T), monster) if far == T else []
    checked = time.process_time() - start
    secondary = int((monster.dolda & ~small).sum())
    print(
        f"ISU, {namn}, {'±1' if far == 1 else '{1..5}'}, {passes} varv: {small.sum()} känsliga, {secondary} till, "
        f"{monster.obevisade.sum()} obevisade, {spent:.2f} s CPU, prövning {checked:.2f} s {faults}"
    )


def _tell_tauargus(folder: Path, axel: Axel, y: np.ndarray) -> None:
    python = python_with("pytauargus", PYTAUARGUS)
    atoms = [[axel.atomer[k], str(s), str(a), int(y[k, s, a])] for k, s, a in np.ndindex(y.shape) if y[k, s, a]]
    (folder / "tabell.json").write_text(json.dumps({"atomer": atoms}))
    lan = sorted({k[:2] for k in axel.atomer})
    lines = [line for one in lan for line in (f"L{one}", *(f"@{k}" for k in axel.atomer if k[:2] == one))]
    (folder / "kommun.hrc").write_text("\n".join(lines) + "\n")
    for metod in ("MOD", "OPT"):
        done = subprocess.run(
            [python, "-c", TAUARGUS, folder / "tabell.json", metod, folder / "kommun.hrc"],
            capture_output=True,
            text=True,
            cwd=folder,
        )
        last = done.stdout.strip().splitlines()[-1:] or done.stderr.strip().splitlines()[-1:]
        print(f"pytauargus {metod}: {last[0] if last else 'inget svar'}")
