"""A part of the records of a text, column by column: enough to see what kind of values each column holds.

The first records, and in a large file pieces from further on too, since a column may be empty in the beginning.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice, zip_longest
from pathlib import Path

from isu.identitet.stallen import UNIT

#: Bytes of the first piece and of each of the others.
FIRST, OTHER, OTHERS = 1 << 21, 1 << 18, 4


def columns(path: Path, separator: str, rubrikrad: int, width: int, most: int) -> list[list[str]]:
    """The filled values of each column in at most `most` records; rubrikrad is the header's line, from 1."""
    columnwise = islice(zip_longest(*_records(path, separator, rubrikrad, width, most), fillvalue=""), width)
    found = [list(filter(None, map(str.strip, cells))) for cells in columnwise]
    return found + [[]] * (width - len(found))


def _records(path: Path, separator: str, rubrikrad: int, width: int, most: int) -> Iterator[list[str]]:
    """Half of them from the beginning, the others from further on; all from the beginning of a small file."""
    with path.open("rb") as file:
        for _ in range(rubrikrad):
            file.readline(FIRST)
        start, rest = file.tell(), path.stat().st_size - file.tell()
        large = rest > OTHER * OTHERS
        yield from islice(_parsed(file.read(FIRST), separator), most // 2 if large else most)
        for number in range(OTHERS if large else 0):
            file.seek(start + rest * (number + 1) // (OTHERS + 1))
            piece = file.read(OTHER)
            later = _parsed(piece[piece.find(b"\n") + 1 :], separator)
            yield from islice((r for r in later if len(r) == width), most // 2 // OTHERS)


def _parsed(piece: bytes, separator: str) -> Iterator[list[str]]:
    """Records of the piece. From a stray quote on, and in workbooks, a line is a record and quotes are plain signs."""
    text, read = piece.decode("utf-8", errors="ignore"), 0
    if separator != UNIT:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            for record in reader:
                read = reader.line_num
                yield record
            return
        except csv.Error:
            pass
    yield from (line.split(separator) for line in text.split("\n")[read:])
