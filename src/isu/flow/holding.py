"""What work that was cut off has left in the holding folder: found, and taken away.

A sender's files there are in use only while somebody has that sender's lock, a process's spilled rows only while it
lives. Everything else is left from work that will be done again from the intake.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from isu.filer import discard
from isu.flow.las import lock
from isu.home import Home

SPILL = "spill."


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
        yield not _lives(path.name.removeprefix(SPILL))
        return
    one = lock(home, path.name.partition(".")[0])
    try:
        one.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield path.exists()
    finally:
        one.release()


def _lives(pid: str) -> bool:
    """Is there a process of this number? What is not a number is no process's."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
