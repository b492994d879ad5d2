"""How time, memory and storage grow with the number of lämnare and with the number of half-years.

Few rows, of three tables, so that what is seen is what each lämnare and each file costs; what rows cost is measured by
`bench intag` and `bench celler`. ISU_BENCH_PUNKTER="10x1,290x1" chooses other points: lämnare × half-years.
"""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.matning import measure
from isu.declaration import load_declarations
from isu.home import Home
from isu.period import Period, half_years

KOR = str(Path(__file__).parent / "tillvaxt_kor.py")
POINTS = "10x1,60x1,290x1,10x4,10x16,10x40"
LAST, PEOPLE = 2025, 60  # the last year; persons per lämnare, each with one case in a half-year
FOLDERS = ("archive", "register", "cells", "outbox", "summor", "arbetsutgava", "ledger.sqlite")


def run(folder: Path) -> None:
    print("lämnare halvår filer | CPU s: vänster summor utgåva | MB minne: vänster allt | utgåvans rader | MB på disk")
    for point in os.environ.get("ISU_BENCH_PUNKTER", POINTS).split(","):
        senders, periods = map(int, point.split("x"))
        _measure(
            Home(folder / point), senders, half_years(f"{LAST + 1 - (periods + 1) // 2}H1", f"{LAST}H2")[-periods:]
        )


def _measure(home: Home, senders: int, periods: list[Period]) -> None:
    lott = random.Random(1)
    for lamnare in sorted(load_declarations(home).lamnare)[:senders]:
        for name, text in _files(lamnare, periods, lott):
            place = home.inbox(lamnare) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    files = sum(1 for p in home.intake.rglob("*") if p.is_file())
    told = measure([sys.executable, KOR, str(home.root)]).told
    cpu = " ".join(f"{told[name]:.1f}" for name in ("vanster", "summor", "utgava"))
    stored = ", ".join(f"{name} {_size(home.root / name) / 1e6:.1f}" for name in FOLDERS)
    memory = f"{told['vanster_mb']:.0f} {told['utgava_mb']:.0f}"
    print(f"{senders} {len(periods)} {files} | {cpu} | {memory} | {told['rader']} | {stored}", flush=True)
    shutil.rmtree(home.root)


def _files(lamnare: str, periods: list[Period], lott: random.Random) -> Iterator[tuple[str, str]]:
    people = [(f"{lamnare}p{k}", 1960 + lott.randrange(60), 1 + lott.randrange(2)) for k in range(PEOPLE)]
    yield "person.csv", _text("pid;fodelsear;kon", people)
    for period in periods:
        cases = list(_cases(period, people, lott))
        head = "aktualisering_id;pid;inkom_datum;typ;omrade;atgard;atgard_datum;utredning_id"
        yield f"aktualisering_{period.namn}.csv", _text(head, [a for a, _ in cases])
        head = "utredning_id;pid;inledd_datum;omrade;avslutad_datum;utfall"
        yield f"utredning_{period.namn}.csv", _text(head, [u for _, u in cases])


def _cases(period: Period, people: list[tuple], lott: random.Random) -> Iterator[tuple[tuple, tuple]]:
    for pid, *_ in people:
        day = period.fran + timedelta(days=lott.randrange((period.till - period.fran).days))
        number = f"{pid}{period.namn}"
        yield (
            (f"a{number}", pid, day, "anmalan", "barn_unga", "inleds", day, f"u{number}"),
            (f"u{number}", pid, day, "barn_unga", *_end(day, lott)),
        )


def _end(day: date, lott: random.Random) -> tuple[date | str, str]:
    """Half of the investigations have ended within four months."""
    return (day + timedelta(days=lott.randrange(1, 120)), "insats") if lott.random() < 0.5 else ("", "")


def _text(head: str, rows: list[tuple]) -> str:
    return "\n".join([head, *(";".join(map(str, row)) for row in rows)]) + "\n"


def _size(place: Path) -> int:
    return sum(p.stat().st_size for p in [place, *place.rglob("*")] if p.is_file())
