"""Locks of a home: one process at a time works on a sender, or on the edition; the others wait."""

from filelock import FileLock

from isu.home import Home

UTGAVA = "utgava"


def lock(home: Home, name: str) -> FileLock:
    home.locks.mkdir(parents=True, exist_ok=True)
    return FileLock(home.locks / f"{name}.las")
