"""The kinds of fault, as small declarations: at which points, how it is injected and undone, and what must be told.

What an injection gives back mends the surroundings, as whoever runs the machine would, and never what ISU is to mend.
"""

import os
import re
import signal
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from isu.flow.felmening import FULL
from tests.brott import disk
from tests.brott.barn import Barn
from tests.brott.puls import FIL, SQL

Undo = Callable[[], None]


def nothing() -> None:
    pass


@dataclass(frozen=True)
class Tillfalle:
    """Where and when a fault is injected. `child` is None when the round has not begun."""

    home: Path
    lott: Random
    own_disk: bool
    child: Barn | None = None
    cut_database: Callable[[], Undo] = lambda: nothing


@dataclass(frozen=True)
class Slag:
    """`per_tjugo` are how many of twenty faults; `tells` what one of its messages must hold when the command fails.

    `at_rest`: half of them are injected before the round begins. `alarm`: what cannot be mended is to be told.
    """

    namn: str
    per_tjugo: int
    inject: Callable[[Tillfalle], Undo]
    tells: str = ""
    points: str = FIL
    at_rest: bool = False
    kills: bool = False
    workers: int = 1
    on_server: bool = False
    alarm: bool = False


# --- killed


def kill(t: Tillfalle) -> Undo:
    """At the point, or up to 30 ms after it: then the process is often inside a library."""
    delay = t.lott.choice([0.0, t.lott.uniform(0, 0.03)])
    if delay:
        t.child.go_on()
        time.sleep(delay)
    os.kill(t.child.pid, signal.SIGKILL)
    return nothing


def kill_a_worker(t: Tillfalle) -> Undo:
    """One that is seen to hold a file; or the process that waits for it, and then its workers end by themselves."""
    for _ in range(20_000):
        holding = [re.fullmatch(r".+\.(\d+)\.kopia", p.name) for p in (t.home / "holding").glob("*.kopia")]
        pids = sorted(int(m[1]) for m in holding if m and int(m[1]) != t.child.pid)
        if pids:
            os.kill(t.lott.choice([*pids, t.child.pid]), signal.SIGKILL)
            return nothing
        time.sleep(0.003)
    raise AssertionError("no worker was seen")


# --- no room


def fill_the_disk(t: Tillfalle) -> Undo:
    return disk.fill(t.home.parent, t.own_disk, t.lott.choice([0, 4096, 16384, 65536]), t.child.pid)


# --- closed


def close_something(t: Tillfalle) -> Undo:
    """A file or a folder that a round reads or writes may not be opened any more."""
    found = [p for place in CLOSED for p in sorted(t.home.glob(place))]
    path = t.lott.choice(found)
    opened = os.open(path, os.O_RDONLY)
    before = stat.S_IMODE(os.fstat(opened).st_mode)
    os.fchmod(opened, 0)

    def reopen() -> None:
        os.fchmod(opened, before)
        os.close(opened)

    return reopen


CLOSED = (
    *("intake/*", "intake/*/*.csv", "holding", "ledger.sqlite", "handelser.jsonl", "outbox/*", "archive/*"),
    *("register/*/*", "register/*/*/*.parquet", "cells/*", "cells/*/VLD-01.parquet", "cells/*/innehall.json"),
    *("summor", "summor/*.parquet", "arbetsutgava", "arbetsutgava/*"),
)


# --- cut short


def cut_short(*places: str) -> Callable[[Tillfalle], Undo]:
    def inject(t: Tillfalle) -> Undo:
        found = [p for place in places for p in sorted(t.home.glob(place)) if p.is_file()]
        truncate(t.lott.choice(found), t.lott)
        return nothing

    return inject


def cut_the_archive(t: Tillfalle) -> Undo:
    """What gives back is a copy from the backup."""
    path = t.lott.choice(sorted(p for p in t.home.glob("archive/*/*") if not p.name.endswith(".yaml")))
    whole = path.read_bytes()
    truncate(path, t.lott)
    return lambda: path.write_bytes(whole) and None


def truncate(path: Path, lott: Random) -> None:
    """The beginning is left, in a file of its own: others may share the first one."""
    content = path.read_bytes()
    beside = path.parents[1] / ".avkortad"
    beside.write_bytes(content[: lott.randrange(max(1, len(content)))])
    beside.replace(path)


# --- all of them

SLAG = (
    Slag("Processen dödas (SIGKILL)", 5, kill, kills=True),
    Slag("En av flera processer dödas (SIGKILL)", 1, kill_a_worker, kills=True, workers=2),
    Slag("Disken blir full", 3, fill_the_disk, FULL[:16]),
    Slag("En fil eller mapp får inte läsas", 3, close_something, "får inte läsa"),
    Slag("En registerfil kortas av", 1, cut_short("register/*/*/*.parquet"), "skad", at_rest=True),
    Slag("Celler kortas av", 1, cut_short("cells/*/*.parquet", "cells/*/innehall.json"), "skad", at_rest=True),
    Slag("Summor kortas av", 1, cut_short("summor/*"), "skad", at_rest=True),
    Slag("Arbetsutgåvan kortas av", 1, cut_short("arbetsutgava/*.parquet"), "skad", at_rest=True),
    Slag("Arkivet kortas av", 1, cut_the_archive, "Arkivet är skadat", at_rest=True, alarm=True),
    Slag("Databasförbindelsen bryts", 3, lambda t: t.cut_database(), "atabasen", points=SQL, on_server=True),
)
