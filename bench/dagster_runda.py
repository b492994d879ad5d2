"""A round through Dagster's real daemon and sensor, against `isu run` on the same files: what being watched over costs.

A tenth of the nation unless ISU_BENCH_LAMNARE says another number; six tables, one half-year.
"""

import os
import shutil
import sys
from pathlib import Path

from bench.matning import isu, measure, tell

SENDERS, TABLES = 29, ("person", "aktualisering", "utredning", "beslut", "insats", "placering")
KOR = str(Path(__file__).parent / "dagster_kor.py")


def run(folder: Path) -> None:
    senders = int(os.environ.get("ISU_BENCH_LAMNARE", SENDERS))
    delivered = deliveries(folder / "levererat", senders)
    files = [p for p in (delivered / "intake").rglob("*") if p.is_file()]
    rows = sum(p.read_bytes().count(b"\n") for p in files if p.suffix != ".xlsx")
    print(f"En runda: {senders} lämnare, {len(files)} filer, ungefär {rows} rader", flush=True)
    plain = measure(isu("run", "--home", str(copied(delivered, folder / "utan"))))
    tell("isu run", plain)
    watched = measure([sys.executable, KOR, str(copied(delivered, folder / "med"))])
    tell("Dagsters daemon och sensor", watched, plain)
    print(f"  samma arbetsutgåva: {_same_edition(folder / 'utan', folder / 'med')}", flush=True)


def deliveries(home: Path, senders: int) -> Path:
    """Made-up files of the six tables, waiting."""
    shutil.rmtree(home, ignore_errors=True)
    measure(isu("synth", "--home", str(home), "--lamnare", str(senders), "--from", "2025H1", "--to", "2025H1"))
    for path in (home / "intake").rglob("*"):
        if path.is_file() and not path.name.startswith(TABLES):
            path.unlink()
    return home


def copied(delivered: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(delivered, place, copy_function=shutil.copy2))


def _same_edition(one: Path, other: Path) -> bool:
    def content(home: Path) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in (home / "arbetsutgava").iterdir()}

    return content(one) == content(other)
