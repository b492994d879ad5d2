"""Against data-validation-engine, NHS England's intake engine: the same file of 100,000 rows, a comparable contract.

Each run is a process of its own, the two in turn, and each does all of its work: read, check, typed rows kept, faults
kept with their places, a report for the sender, a journal. Ours also holds and hashes the file, looks for identities in
it and writes a receipt in three forms, so that it is told twice: all of it, and reading, judging and writing of rows
alone. Told beside the figures: how many rules each checked, and whether both found the same rows.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.dve_fil import FAULTS, planted
from bench.dve_fynd import differences, of_dve, of_isu
from bench.dve_kontrakt import FIELDS, contract, rules_of
from bench.lokal_miljo import python_with
from bench.matning import Matning, measure, median_of, tell
from isu.declaration import Deklaration, load_declarations
from isu.home import Home
from isu.validation.compile import compile_table

HERE = Path(__file__).parent
REQUIREMENT = "data-validation-engine==0.9.0"
ROWS, ROUNDS = 100_000, 3

#: Every so many rows has a fault. Ours refuses a file with more than a tenth; for the second file that limit is lifted.
FAULTY_EVERY = (20, 2)


@dataclass(frozen=True)
class Runda:
    """One engine's run of one file."""

    ours: Matning
    theirs: Matning


def run(folder: Path) -> None:
    theirs = python_with("dve-venv", REQUIREMENT)
    deklaration = load_declarations()
    dischema = contract(*_codes(deklaration))
    print(f"Mot {REQUIREMENT}: {ROWS} rader × {len(FIELDS)} kolumner, {ROUNDS} rundor i tur och ordning")
    _tell_rules(deklaration, rules_of(dischema))
    for every in FAULTY_EVERY:
        source = folder / f"dve_{every}.csv"
        planted(ROWS, every).select(list(FIELDS)).write_csv(source, separator=";")
        place = folder / f"var_{every}"  # of its own: a program remembers the ledger of a home
        rounds = [_round(place, source, theirs, dischema) for _ in range(ROUNDS)]
        _tell(every, rounds)
        _tell_findings(place)


def _codes(deklaration: Deklaration) -> tuple[dict[str, list[str]], frozenset[str]]:
    """Code column → the codes of its list, and the columns where another code is a warning."""
    columns = deklaration.tabeller["aktualisering"].schema.columns
    listed = {name: c.metadata for name, c in columns.items() if name in FIELDS and "kodlista" in c.metadata}
    codes = {name: sorted(deklaration.kodlistor[m["kodlista"]].values) for name, m in listed.items()}
    return codes, frozenset(name for name, m in listed.items() if not m["okand_kod_ar_fel"])


def _round(folder: Path, source: Path, theirs: Path, dischema: dict) -> Runda:
    place, home = folder / "dve", folder / "dve_hem"
    _prepare_theirs(place, source, dischema)
    _prepare_ours(home, source)
    other = measure([str(theirs), "-I", str(HERE / "dve_kor.py"), str(place)])
    own = measure([sys.executable, str(HERE / "isu_kor.py"), str(home)])
    return Runda(own, other)


def _prepare_theirs(place: Path, source: Path, dischema: dict) -> None:
    shutil.rmtree(place, ignore_errors=True)
    (place / "in").mkdir(parents=True)
    (place / "out").mkdir()
    shutil.copy(source, place / "in" / "aktualisering_2024H1.csv")
    told = {"dataset_id": "aktualisering", "file_name": "aktualisering_2024H1", "file_extension": "csv"}
    (place / "in" / "aktualisering_2024H1.metadata.json").write_text(json.dumps(told))
    (place / "aktualisering.dischema.json").write_text(json.dumps(dischema, indent=1))


def _prepare_ours(root: Path, source: Path) -> None:
    """A new home with the file in its intake, and limits under which no share of faults refuses a file."""
    shutil.rmtree(root, ignore_errors=True)
    home = Home(root)
    home.inbox("1780").mkdir(parents=True)
    shutil.copy(source, home.inbox("1780") / "aktualisering_2024H1.csv")
    limits = yaml.safe_load((HERE.parent / "schemas" / "profiles" / "intag.yaml").read_text(encoding="utf-8"))
    limits |= {"hogsta_andel_avsatta": 1.0, "trosklar": []}
    own = home.own / "schemas" / "profiles" / "intag.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(yaml.safe_dump(limits, allow_unicode=True), encoding="utf-8")


def _tell_rules(deklaration: Deklaration, theirs: set[str]) -> None:
    compiled = compile_table(deklaration, "aktualisering", tuple(FIELDS), None)
    ours = {f"{r.regel}:{'+'.join(r.kolumner)}" for r in compiled.regler} | {"dubblettnyckel:aktualisering_id"}
    print(f"  regler på rader: ISU {len(ours)}, DVE {len(theirs)}, gemensamma {len(ours & theirs)}")
    print(f"  bara ISU: {', '.join(sorted(ours - theirs)) or 'ingen'}")
    print(f"  bara DVE: {', '.join(sorted(theirs - ours)) or 'ingen'}")


def _tell(every: int, rounds: list[Runda]) -> None:
    ours, theirs = median_of([r.ours for r in rounds]), median_of([r.theirs for r in rounds])
    print(f"Fel i var {every}:e rad ({len(FAULTS)} slag och dubbletter)")
    tell("  DVE, hela processen", theirs)
    tell("  ISU, hela processen", ours)
    _rate("hela processen", ours.cpu, theirs.cpu)
    inside = _median([r.theirs for r in rounds], "cpu")
    _rate("utan start och import", _median([r.ours for r in rounds], "cpu"), inside)
    _rate("läsa, döma, skriva rader", _median([r.ours for r in rounds], "cpu_dom"), inside)


def _median(measured: list[Matning], told: str) -> float:
    return median_of(measured, lambda m: m.told[told]).told[told]


def _rate(what: str, ours: float, theirs: float) -> None:
    print(
        f"  {what:<24} ISU {ROWS / ours:9.0f} rader/CPU s, DVE {ROWS / theirs:9.0f}, {theirs / ours:5.1f} ×", flush=True
    )


def _tell_findings(folder: Path) -> None:
    """Of the last round: the same faulty rows, rule by rule?"""
    theirs = of_dve(folder / "dve" / "out")
    ours, counts = of_isu(Home(folder / "dve_hem"))
    found, told = sum(counts.values()), sum(map(len, theirs.values()))
    print(f"  fynd: ISU {found} av {len(counts)} regler, DVE {told} av {len(theirs)} regler")
    for fault in differences(ours, counts, theirs) or ["samma rader i båda, regel för regel"]:
        print(f"    {fault}")
