"""What a pack is and what may stand in it. Pure: data and its judging; no file is read.

A pack adds and never replaces, and nothing in it is a program: SQL that reads the sender's own rows and nothing else
(isu.cells.sqlgraf and isu.duck see to that), code lists, and profiles of what to send.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from isu.declaration.katalog import I_PAKET
from isu.errors import IsuError

#: A study is some tens of files of a few kilobytes.
MOST_FILES, MOST_SIGNS = 200, 200_000

NAMN = re.compile(r"[a-z][a-z0-9_]{1,40}")
VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}(\.[a-z]{3,4})?")


@dataclass(frozen=True)
class Paket:
    """`indikatorer` are id → (version, hash of the definition) where it was made; `filer` place → text."""

    namn: str
    version: str
    sv: str
    en: str
    utgivare: str
    indikatorer: Mapping[str, tuple[str, str]]
    filer: Mapping[str, str]

    @property
    def kallas(self) -> str:
        return f"{self.namn} {self.version}"


def refuse_other_files(filer: Mapping[str, str]) -> None:
    """Raises IsuError where there are too many files, one too large, or one that a pack may not hold."""
    if not 1 <= len(filer) <= MOST_FILES:
        raise IsuError(f"Ett paket har från 1 till {MOST_FILES} filer; det här har {len(filer)}.")
    for place, text in filer.items():
        if folder_of(place) is None:
            allowed = ", ".join(f"{folder}/…{suffix}" for folder, suffix in I_PAKET.items())
            raise IsuError(f"Filen {_told(place)} får inte finnas i ett paket. Tillåtet är {allowed}.")
        if len(text) > MOST_SIGNS:
            raise IsuError(f"Filen {place} är längre än {MOST_SIGNS} tecken.")
    refuse_same_names(filer)


def folder_of(place: str) -> str | None:
    """The folder of I_PAKET that the file lies in; None where it may not be in a pack at all."""
    for folder, suffix in I_PAKET.items():
        rest = place.removeprefix(f"{folder}/")
        if rest != place and rest.endswith(suffix) and all(map(_PART.fullmatch, rest.split("/"))):
            return folder
    return None


def refuse_same_names(filer: Iterable[str]) -> None:
    """A declaration is known by its name, whatever folder it lies in, and some disks tell no case apart."""
    seen: dict[tuple[str | None, str], str] = {}
    for place in filer:
        key = folder_of(place), PurePosixPath(place).stem.lower()
        if key in seen:
            raise IsuError(f"Filerna {seen[key]} och {place} har samma namn.")
        seen[key] = place


def _told(place: str) -> str:
    """A place that somebody else wrote, fit to be shown."""
    return repr(place[:80])
