"""What may be done to any file in any room: its hash, its writing whole, its removal. Knows no content."""

import hashlib
import os
import shutil
import socket
from pathlib import Path


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, text: str) -> Path:
    """Write beside and rename: a reader sees the old file or the new one, never half of it."""
    beside = f"{path.parent}/.{path.name}.tmp"
    try:
        _write(beside, text)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(beside, text)
    os.replace(beside, path)
    return path


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def discard(path: Path) -> None:
    """Remove a leftover of an interrupted run, file or folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def this_process() -> str:
    """A name that no other process that shares the folder has: several machines may work in one home."""
    return f"{socket.gethostname()}.{os.getpid()}"
