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


def checksums(folder: Path) -> dict[str, str]:
    """File name → sha256, for every file of the folder, in the order of names."""
    return {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.is_file()}
