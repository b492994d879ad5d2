"""Releases: the working edition as it is now, copied to `releases/<namn>/`, made whole and never changed again.

A release is recorded in the ledger by whoever makes it; here are only its files.
"""

import os
import re
import shutil
from pathlib import Path

from isu.declaration import load_declarations
from isu.declaration.utgivning import read_utgivning
from isu.errors import IsuError
from isu.filer import sha256_of
from isu.home import Home
from isu.release import signatur
from isu.release.filer import checksums, files_below, new_folder
from isu.release.produkt import complete

CHECKSUMS, LATEST = "checksummor.txt", "latest"

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<namn>.+)")


def make_release(home: Home, namn: str) -> Path:
    """Copy the working edition to releases/<namn>/ with all that belongs to a release, and point `latest` at it."""
    place = free_place(home, namn)
    if not home.edition.is_dir():
        raise IsuError("Det finns ingen arbetsutgåva att göra en utgåva av. Kör en runda först.")
    with new_folder(place) as folder:
        for path in sorted(home.edition.iterdir()):
            shutil.copyfile(path, folder / path.name)
        complete(folder, namn, read_utgivning(load_declarations(home).katalog), _latest(home))
        _seal(home, folder)
        folder.rename(place)
    place.chmod(0o555)
    point_latest(home, namn)
    return place


def _seal(home: Home, folder: Path) -> None:
    """List the files with their checksums, sign the list if the home has a key, and let nobody write."""
    signatur.write_public_key(home, folder)
    lines = [f"{digest}  {name}\n" for name, digest in checksums(folder).items()]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
    signatur.sign(home, folder, folder / CHECKSUMS)
    for path in files_below(folder).values():
        path.chmod(0o444)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o555)


def _latest(home: Home) -> Path | None:
    """The release that `latest` points at, if there is one."""
    link = home.releases / LATEST
    return link.resolve() if link.is_dir() else None


def free_place(home: Home, namn: str) -> Path:
    """Where a release of this name is to lie; an error where it may not be called that, or is made already."""
    if not _NAME.fullmatch(namn) or namn.startswith(".") or namn == LATEST:
        raise IsuError(
            f"Utgåvan kan inte heta {namn!r}. Tillåtet är A–Z, a–z, 0–9, punkt, streck och understreck; "
            f"namnet får inte börja med punkt och inte vara {LATEST}."
        )
    place = home.releases / namn
    if place.exists():
        raise IsuError(f"Utgåvan {namn} finns redan och ändras aldrig. Välj ett annat namn.")
    return place


def point_latest(home: Home, namn: str) -> None:
    """A link with a relative target, made beside and moved into place, so that it always points somewhere."""
    link = home.releases / LATEST
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(namn)
    beside.replace(link)


def files_of(path: Path) -> dict[str, str]:
    """File name → sha256, as the release's own list of checksums says."""
    lines = (path / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    return {match["namn"]: match["sha256"] for match in found if match}


def verify_release(path: Path) -> list[str]:
    """What is wrong with the files of a release; an empty list when all is as it was made."""
    if not (path / CHECKSUMS).is_file():
        return [f"{CHECKSUMS} saknas."]
    listed = files_of(path)
    there = files_below(path).keys() - {CHECKSUMS, signatur.SIGNATUR}
    missing = [f"Filen {name} saknas." for name in listed if name not in there]
    extra = [f"Filen {name} hör inte till utgåvan." for name in sorted(there - listed.keys())]
    changed = [
        f"Filen {name} är ändrad: checksumman stämmer inte."
        for name, digest in listed.items()
        if name in there and sha256_of(path / name) != digest
    ]
    return missing + changed + extra + signatur.faults_of(path, path / CHECKSUMS)
