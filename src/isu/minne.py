"""What the files of a folder were when they were put there, so that one that is damaged later is found and made again.

For folders of what is made of something else, where one process writes at a time. The memory is itself a file of the
folder; without it every file there counts as damaged. Knows no content.
"""

import json
from collections.abc import Callable
from pathlib import Path

from isu.filer import sha256_of, write_whole

MINNE = "checksummor.json"


def put_remembered(partial: Path, place: Path) -> None:
    """Move a finished file into place. A kill in between leaves one that is not as remembered, and is made again."""
    digest = sha256_of(partial)
    partial.replace(place)
    known = remembered(place.parent) | {place.name: digest}
    write_whole(place.with_name(MINNE), json.dumps(known, indent=1, sort_keys=True))


def remembered(folder: Path) -> dict[str, str]:
    """File name → sha256. Nothing where the memory is damaged."""
    return read_json(folder / MINNE)


def read_json(path: Path) -> dict:
    """What a file of our own says; nothing where it is missing or has been cut off."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def damaged(folder: Path, known: dict[str, str], hash_of: Callable[[Path], str | None] = sha256_of) -> list[Path]:
    """The files that are there and are not what is known of them. One that is missing is made again anyhow."""
    return [folder / n for n, sha in sorted(known.items()) if (folder / n).is_file() and hash_of(folder / n) != sha]
