"""What work that was cut off has left in the holding folder: found, and taken away.

A sender's files there are in use only while somebody has that sender's lock, a process's spilled rows only while it
lives. Everything else is left from work that will be done again from the intake. Whether a process of another machine
lives cannot be seen: what it has spilled is its own to sweep, or everybody's when nobody has touched it for a day.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isu.filer import discard
from isu.home import Home
from isu.las import lock_if_free

SPILL = "spill."
DAY = 86_400


def left_in_holding(home: Home) -> list[Path]:
    """Files and folders in holding that nobody is using."""
    found = []
    for path in _entries(home):
        with _unused(home, path) as unused:
            if unused:
                found.append(path)
    return found


def sweep_holding(home: Home) -> int:
    """Remove what nobody is using; how many files and folders there were."""
    swept = 0
    for path in _entries(home):
        with _unused(home, path) as unused:
            if unused:
                discard(path)
                swept += 1
    return swept


def _entries(home: Home) -> list[Path]:
    return sorted(home.holding.iterdir()) if home.holding.is_dir() else []


@contextmanager
def _unused(home: Home, path: Path) -> Iterator[bool]:
    """True while nobody uses `path`, and for as long as the block lasts nobody will."""
    if path.name.startswith(SPILL):
        yield not _in_use(path)
        return
    with lock_if_free(home, path.name.partition(".")[0]) as free:
        yield free and path.exists()


def _in_use(spilled: Path) -> bool:
    machine, _, pid = spilled.name.removeprefix(SPILL).rpartition(".")
    if machine == socket.gethostname():
        return _lives(pid)
    return time.time() - max(p.stat().st_mtime for p in [spilled, *spilled.iterdir()]) < DAY


def _lives(pid: str) -> bool:
    """Is there a process of this number? What is not a number is no process's."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
