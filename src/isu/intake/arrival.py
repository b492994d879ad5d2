"""Files waiting in the intake folder, and the private copy that everything else reads.

Only here are intake's folders listed and their files opened. What a file means is not known here.
"""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from isu.errors import IsuError
from isu.home import Home
from isu.intake.manifest import MANIFEST_SUFFIXES

CHUNK = 1 << 20


@dataclass(frozen=True)
class Arrival:
    """One waiting file. `tecken` tells this very arrival from a later one of the same name."""

    lamnare: str
    path: Path
    size: int
    mtime_ns: int
    ctime_ns: int

    @property
    def tecken(self) -> str:
        return f"{self.path.name}|{self.size}|{self.ctime_ns}"


@dataclass(frozen=True)
class Held:
    """The private copy of an arrival, and its content's hash."""

    arrival: Arrival
    path: Path
    sha256: str


class StillChanging(IsuError):
    """The file changed while it was read; it waits for the next run."""


def waiting(home: Home, lamnare: str) -> list[Arrival]:
    """The files of one sender in the order of receipt. A missing folder is an error of the caller, not an empty one."""
    found = []
    with os.scandir(home.inbox(lamnare)) as entries:
        for entry in entries:
            facts = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(facts.st_mode) and _is_delivery(entry.name):
                path = Path(entry.path)
                found.append(Arrival(lamnare, path, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns))
    return sorted(found, key=lambda a: (a.mtime_ns, a.path.name))


def _is_delivery(name: str) -> bool:
    """Hidden files are somebody's working files; a manifest follows its file."""
    return not name.startswith((".", "~$")) and not name.endswith(MANIFEST_SUFFIXES)


def senders_waiting(home: Home) -> list[str]:
    """Folders in the intake that hold at least one delivery, known sender or not."""
    if not home.intake.is_dir():
        return []
    folders = sorted(f.name for f in os.scandir(home.intake) if f.is_dir(follow_symlinks=False))
    return [name for name in folders if waiting(home, name)]


def hold(home: Home, arrival: Arrival) -> Held:
    """Copy the file into holding while hashing it. Raises StillChanging when it moved under us."""
    home.holding.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    target = home.holding / f"{arrival.lamnare}.{os.getpid()}.kopia"
    descriptor = os.open(arrival.path, os.O_RDONLY | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as source, target.open("wb") as copy:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        after = os.fstat(source.fileno())
    if (after.st_size, after.st_mtime_ns) != (arrival.size, arrival.mtime_ns):
        target.unlink()
        raise StillChanging(f"Filen {arrival.path.name} ändrades medan den lästes och tas vid nästa körning.")
    return Held(arrival, target, digest.hexdigest())
