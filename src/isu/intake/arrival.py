"""Files waiting in the intake folder, and the private copy that everything else reads.

Only here are intake's folders listed and their files opened. What a file means is not known here. Folders inside a
sender's folder, and folders whose name can be no sender's, are left alone; `left_alone` tells of them.
"""

import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from isu.errors import IsuError
from isu.home import Home
from isu.identitet.vakt import granska_namn
from isu.intake.manifest import MANIFEST_SUFFIXES, manifest_path

CHUNK = 1 << 20
LONGEST_NAME = 200
UNNAMED = "fil-med-nummer-i-namnet"  # what stands for a name that may not be told
LARGEST_MANIFEST = 1 << 16
NO_MANIFEST = b"\x00"  # no YAML and no JSON

#: What a sender's folder can be called: 1780, 0180-norr.
_SENDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


@dataclass(frozen=True)
class Arrival:
    """One waiting file. `tecken` tells this very arrival from a later one of the same name.

    `vanlig` is False for links, pipes and devices, which are never opened.
    """

    lamnare: str
    path: Path
    size: int
    mtime_ns: int
    ctime_ns: int
    vanlig: bool = True

    @property
    def namn_dolt(self) -> bool:
        """The name itself holds somebody's number, and is shown and stored nowhere."""
        return granska_namn(self.path.name)

    @property
    def namn(self) -> str:
        """The file's name, fit to be shown and stored: without control signs and broken characters, not too long."""
        if self.namn_dolt:
            return f"{UNNAMED}.{self.mtime_ns}"
        clean = "".join("_" if unicodedata.category(c)[0] == "C" else c for c in self.path.name)
        stem, dot, suffix = clean.rpartition(".")
        return clean if len(clean) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - 20]}…{dot}{suffix[:18]}"

    @property
    def tecken(self) -> str:
        return f"{self.namn}|{self.size}|{self.ctime_ns}"


@dataclass(frozen=True)
class Held:
    """The private copy of an arrival and of its manifest, and the content's hash.

    No `path` where nothing was copied: the arrival is no file, or larger than any that is taken. Of a larger one only
    the beginning is hashed, so that a file without end takes no time without end.
    """

    arrival: Arrival
    path: Path | None
    sha256: str
    manifest: Path | None = None


class MayNotBeRead(IsuError):
    """A waiting file that whoever runs the program may not read; it waits, and stops no other."""


class StillChanging(IsuError):
    """The file changed while it was read; it waits for the next run."""


def waiting(home: Home, lamnare: str) -> list[Arrival]:
    """The files of one sender in the order of receipt. A missing folder is an error of the caller, not an empty one."""
    found = []
    with os.scandir(home.inbox(lamnare)) as entries:
        for entry in entries:
            facts = entry.stat(follow_symlinks=False)
            if not stat.S_ISDIR(facts.st_mode) and _is_delivery(entry.name):
                regular = stat.S_ISREG(facts.st_mode)
                size = facts.st_size if regular else 0
                path = Path(entry.path)
                found.append(Arrival(lamnare, path, size, facts.st_mtime_ns, facts.st_ctime_ns, regular))
    return sorted(found, key=lambda a: (a.mtime_ns, a.path.name))


def _is_delivery(name: str) -> bool:
    """Hidden files are somebody's working files; a manifest follows its file."""
    return not name.startswith((".", "~$")) and not name.endswith(MANIFEST_SUFFIXES)


def senders_waiting(home: Home) -> list[str]:
    """Folders in the intake that hold at least one delivery, known sender or not."""
    return [name for name in _folders(home.intake) if _SENDER.fullmatch(name) and _has_something(home, name)]


def _has_something(home: Home, lamnare: str) -> bool:
    """A folder that may not be read counts: to work on it tells so, and stops nobody else."""
    try:
        return bool(waiting(home, lamnare))
    except PermissionError:
        return True


def left_alone(home: Home) -> int:
    """Folders of the intake that nobody takes files from: those inside a sender's, and those of no possible sender."""
    tops = _folders(home.intake)
    inside = [name for top in tops if _SENDER.fullmatch(top) for name in _folders(home.intake / top)]
    return len(inside) + sum(not _SENDER.fullmatch(top) for top in tops)


def _folders(place: Path) -> list[str]:
    if not place.is_dir():
        return []
    return sorted(f.name for f in os.scandir(place) if f.is_dir(follow_symlinks=False) and not f.name.startswith("."))


def hold(home: Home, arrival: Arrival, largest: int) -> Held:
    """Copy the file into holding while hashing it. Raises StillChanging when it moved under us."""
    home.holding.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not arrival.vanlig:
        return Held(arrival, None, hashlib.sha256().hexdigest())
    target = home.holding / f"{arrival.lamnare}.{os.getpid()}.kopia"
    digest = _copy(arrival, target, largest)
    if arrival.size > largest:
        target.unlink()
        return Held(arrival, None, digest)
    return Held(arrival, target, digest, _hold_manifest(arrival, target.with_suffix(".foljefil")))


def _copy(arrival: Arrival, target: Path, most: int) -> str:
    """Copy at most `most` bytes and give their hash."""
    digest, left = hashlib.sha256(), most
    with _readable(arrival) as source, target.open("wb") as copy:
        while left and (chunk := source.read(min(CHUNK, left))):
            digest.update(chunk)
            copy.write(chunk)
            left -= len(chunk)
        after = os.fstat(source.fileno())
    if (after.st_size, after.st_mtime_ns) != (arrival.size, arrival.mtime_ns):
        target.unlink()
        raise StillChanging(f"Filen {arrival.namn} ändrades medan den lästes och tas vid nästa körning.")
    return digest.hexdigest()


def _readable(arrival: Arrival):
    try:
        return _opened(arrival.path)
    except PermissionError:
        raise MayNotBeRead(
            f"Filen {arrival.namn} i intaget får inte läsas. Ge användaren som kör ISU rätt att läsa den: den ligger "
            "kvar och tas vid nästa körning."
        ) from None


def _opened(path: Path):
    """Never through a link, and never waiting for a pipe that took the file's place."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


def _hold_manifest(arrival: Arrival, target: Path) -> Path | None:
    """A private copy of the manifest beside the file. A link, or one too large, becomes one that is refused."""
    beside = manifest_path(arrival.path)
    if beside is None:
        return None
    try:
        with _opened(beside) as source:
            content = source.read(LARGEST_MANIFEST + 1)
    except OSError:
        content = NO_MANIFEST
    target.write_bytes(content if len(content) <= LARGEST_MANIFEST else NO_MANIFEST)
    return target
