"""Starts the process that reads workbooks, Parquet and JSON (barn/), waits for it and takes over what it read.

Whatever happens to that process becomes a rule here: no crash, hang or hunger of a reader reaches the one that judges.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa

import isu
from isu.declaration.granser import Granser
from isu.errors import IsuError, ReadError
from isu.intake import barn
from isu.intake.celler import plain_days

START = Path(barn.__file__).with_name("start.py")
#: An environment without variables that change how Python, Arrow or Rust work; nothing in it tells of this machine.
ENVIRONMENT = {"RUST_BACKTRACE": "0", "OMP_NUM_THREADS": "1", "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Blad:
    """One table of text columns. `rubriker` are its columns' names where the format has them, else they are a row.
    `nummer` is its place among the sheets, from 1; None where it is alone. What is hidden in a workbook is read too:
    a whole sheet (`dolt`), or rows that a filter takes away (`dolda_rader`)."""

    namn: str
    rubriker: tuple[str, ...] | None
    tabell: pa.Table
    nummer: int | None = None
    dolt: bool = False
    dolda_rader: int = 0


@dataclass(frozen=True)
class Bok:
    """All tables of a file, what was assumed, and a file of texts that stand outside the tables."""

    blad: tuple[Blad, ...]
    antaget: tuple[str, ...]
    sidotext: Path | None


def read_in_child(path: Path, slag: str, scratch: Path, granser: Granser) -> Bok:
    """Read `path` as `slag`; its tables are memory maps of files that begin with `scratch`."""
    job = {
        "sokvagar": _import_paths(),
        "slag": slag,
        "fil": str(path.absolute()),
        "ut": str(scratch.with_suffix(".blad").absolute()),
        "granser": asdict(granser),
    }
    answer = _answer(job, granser.sekunder)
    if "saknas" in answer:
        raise IsuError(f"Läsaren av arbetsböcker, Parquet och JSON går inte att starta: {answer['saknas']} saknas.")
    if "fel" in answer:
        raise ReadError(answer["fel"], **answer["uppgifter"])
    many = len(answer["blad"]) > 1
    sheets = tuple(_blad(b, number if many else None) for number, b in enumerate(answer["blad"], start=1))
    return Bok(sheets, tuple(answer["antaget"]), answer["sidotext"] and Path(answer["sidotext"]))


def _import_paths() -> list[str]:
    """Folders of isu and of the two libraries that the child needs; it looks for nothing else."""
    places = [Path(p).parent for p in isu.__path__[:1]]
    places += [Path(find_spec(name).origin).parents[1] for name in ("fastexcel", "pyarrow")]
    return list(dict.fromkeys(map(str, places)))


def _answer(job: dict, seconds: int) -> dict:
    command = [sys.executable, "-I", "-S", "-B", str(START)]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=2 * seconds,
            env=ENVIRONMENT | {k: v for k, v in os.environ.items() if k == "TMPDIR"},
        )
        return json.loads(done.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, ValueError, IndexError):  # it was ended by a limit before it had answered
        return {"fel": "for_tung_fil", "uppgifter": {}}


def _blad(told: dict, nummer: int | None) -> Blad:
    with pa.memory_map(told["fil"]) as source:
        table = pa.ipc.open_file(source).read_all()
    names = told["rubriker"]
    hidden = told.get("dolt", False), told.get("dolda_rader", 0)
    return Blad(told["namn"], None if names is None else tuple(names), plain_days(table), nummer, *hidden)
