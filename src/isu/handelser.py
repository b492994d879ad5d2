"""The log of events: who did what to a home and when, in a file that only grows (lag 2001:454, 10 §).

Every line carries the hash of the one before it, so that a line that is changed, moved or taken away is noticed.
Whoever can write the file can also write all of it anew: keep a copy of the last hash elsewhere. No row, value or file
name stands here. What somebody reads past this program is not known here.
"""

import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from isu.home import Home
from isu.las import HANDELSER, lock

FIRST = "0" * 64
TAIL = 65536


@dataclass(frozen=True)
class Handelse:
    """One line. `om` says what it concerned, such as a lämnare; `tid` is UTC, in seconds."""

    nr: int
    tid: str
    vem: str
    vad: str
    om: dict[str, str]
    forra: str
    hash: str


def note(home: Home, vad: str, **om: str) -> None:
    """Add a line, on the disk before this returns."""
    home.root.mkdir(parents=True, exist_ok=True)
    with lock(home, HANDELSER):
        _drop_torn_line(home)
        last = _last(home)
        line = _line(last.nr + 1 if last else 1, _now(), who(), vad, om, last.hash if last else FIRST)
        with home.events.open("a", encoding="utf-8") as file:
            file.write(json.dumps(vars(line), ensure_ascii=False, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())


def who() -> str:
    """The person behind sudo, where there is one."""
    return os.environ.get("SUDO_USER") or getpass.getuser()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(nr: int, tid: str, vem: str, vad: str, om: dict[str, str], forra: str) -> Handelse:
    told = json.dumps([nr, tid, vem, vad, dict(sorted(om.items())), forra], ensure_ascii=False)
    return Handelse(nr, tid, vem, vad, om, forra, hashlib.sha256(told.encode()).hexdigest())


def _drop_torn_line(home: Home) -> None:
    """A line that was cut off while it was written, by a kill or a full disk, has told nobody that it stands."""
    if not home.events.is_file():
        return
    with home.events.open("rb+") as file:
        start = max(0, home.events.stat().st_size - TAIL)
        file.seek(start)
        tail = file.read()
        if tail and not tail.endswith(b"\n"):
            file.truncate(start + tail.rfind(b"\n") + 1)


def _last(home: Home) -> Handelse | None:
    """Read from the end: the log may be long."""
    if not home.events.is_file():
        return None
    with home.events.open("rb") as file:
        file.seek(max(0, home.events.stat().st_size - TAIL))
        lines = file.read().splitlines()
    return Handelse(**json.loads(lines[-1])) if lines else None


def events(home: Home) -> Iterator[Handelse]:
    if home.events.is_file():
        with home.events.open(encoding="utf-8") as file:
            yield from (Handelse(**json.loads(line)) for line in file if line.endswith("\n"))


def faults(lines: Iterable[Handelse]) -> list[str]:
    """Where the chain is broken. Pure."""
    found, before, number = [], FIRST, 0
    for h in lines:
        if h != _line(h.nr, h.tid, h.vem, h.vad, h.om, h.forra):
            found.append(f"Händelseloggen: rad {h.nr} har ändrats.")
        if (h.nr, h.forra) != (number + 1, before):
            found.append(f"Händelseloggen: kedjan är bruten före rad {h.nr}.")
        before, number = h.hash, h.nr
    return found
