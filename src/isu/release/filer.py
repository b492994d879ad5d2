"""Folders that a reader never sees half made, and the checksums of what is in them. Knows no content."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isu.filer import sha256_of


@contextmanager
def new_folder(beside: Path) -> Iterator[Path]:
    """An empty folder to build in, beside the place it is meant for; gone afterwards unless it was moved."""
    folder = beside.parent / f".{beside.name}.{os.getpid()}.ny"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, place: Path) -> None:
    """Put `new` at `place`; what lay there is removed."""
    old = place.parent / f".{place.name}.{os.getpid()}.gammal"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def files_below(folder: Path) -> dict[str, Path]:
    """Name from the folder → file, for every file in it and below it, in the order of names."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return dict(sorted(found.items()))


def checksums(folder: Path) -> dict[str, str]:
    """Name from the folder → sha256, for every file, in the order of names."""
    return {name: sha256_of(path) for name, path in files_below(folder).items()}
