"""The disk that the round writes to, how it is filled, and a cheap copy of a home.

A small disk of its own where one may be mounted, else a limit on how large a file the process may write.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 600
#: Written to in place, so that a copy may not share it. All else is replaced as a whole.
_IN_PLACE = ("ledger.sqlite", "handelser.jsonl", ".las", "intake")


@contextmanager
def own_disk(folder: Path) -> Iterator[bool]:
    """A disk in memory at `folder`; False where none may be mounted."""
    mounted = _mount(folder, f"size={MEGABYTES}m,mode=700")
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


def _mount(folder: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "isu-brott", str(folder)]
    return subprocess.run(command, capture_output=True).returncode == 0


def fill(folder: Path, is_own: bool, left: int, pid: int) -> Callable[[], None]:
    """Let `left` bytes be all that can be written from now on; what gives the space back."""
    if not is_own:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (left, left))
        return lambda: None
    room = os.statvfs(folder)
    used = (room.f_blocks - room.f_bfree) * room.f_frsize
    assert _mount(folder, f"remount,size={used + left // 4096 * 4096}"), "the disk could not be made smaller"

    def give_back() -> None:
        assert _mount(folder, f"remount,size={MEGABYTES}m"), "the disk could not be made larger"

    return give_back


def copied(source: Path, target: Path) -> None:
    """With links, so that a home of thousands of files costs next to nothing."""

    def link(path: str, place: str) -> None:
        inside = Path(path).relative_to(source).parts[0]
        (shutil.copy2 if inside.startswith(_IN_PLACE) else os.link)(path, place)

    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, copy_function=link, symlinks=True)
