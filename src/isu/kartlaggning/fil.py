"""Reads a file of an unknown system as far as rows of text, with intake's readers: the shell of this room.

No guard: it is run at the sender's, on the sender's own file, and what it holds of identities is told as columns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from isu.declaration import Deklaration
from isu.errors import IsuError, ReadError
from isu.identitet.nummer import tolka
from isu.intake.barnprocess import read_in_child
from isu.intake.celler import first_rows
from isu.intake.encoding import as_utf8
from isu.intake.header import likeness
from isu.intake.kind import ARCHIVES, TEXT, kind_of
from isu.intake.packning import unpack
from isu.intake.records import csv_records
from isu.intake.rubriksok import ROWS, SEPARATORS, without_empty_end
from isu.kartlaggning.kolumnbild import DATE, DAY, Kolumnbild, pictures

MOST_ROWS = 200_000
MANIFEST_SHEET = "leverans"


@dataclass(frozen=True)
class Tabellbild:
    rubriker: tuple[str, ...]
    bilder: list[Kolumnbild]
    rader: int


def read_table(path: Path, deklaration: Deklaration) -> Tabellbild:
    """Pictures of the columns of the file's table; its first rows, if there are very many."""
    with TemporaryDirectory() as folder:
        try:
            rows = _rows(path, deklaration, Path(folder) / "las")
            return _pictured(rows, deklaration)
        except ReadError as error:
            regel = deklaration.regler[error.regel]
            raise IsuError(f"{regel.text(**error.uppgifter)} {regel.advice(**error.uppgifter)}") from None


def _rows(path: Path, deklaration: Deklaration, scratch: Path) -> Iterator[list[str]]:
    granser, slag = deklaration.granser, kind_of(path, deklaration.granser)
    if slag in ARCHIVES:
        path = unpack(path, slag, path.name, scratch, granser).path
        slag = kind_of(path, granser)
    if slag == TEXT:
        text = as_utf8(path, scratch.with_suffix(".utf8"), granser).path
        return csv_records(text, _separator(text), 0, granser)
    book = read_in_child(path, slag, scratch, granser)
    sheets = [b for b in book.blad if b.namn.strip().lower() != MANIFEST_SHEET and b.tabell.num_rows]
    if not sheets:
        raise ReadError("tom_fil")
    sheet = max(sheets, key=lambda b: b.tabell.num_rows * b.tabell.num_columns)
    rows = first_rows(sheet.tabell, MOST_ROWS + ROWS)
    return iter(rows if sheet.rubriker is None else [list(sheet.rubriker), *rows])


def _separator(path: Path) -> str:
    """The sign that stands oftenest in an ordinary one of the first lines."""
    with path.open(encoding="utf-8") as file:
        lines = [line for line in islice(file, ROWS) if line.strip()]
    return max(SEPARATORS, key=lambda s: median([line.count(s) for line in lines] or [0]))


def _pictured(rows: Iterable[list[str]], deklaration: Deklaration) -> Tabellbild:
    rows = iter(rows)
    first = list(islice(rows, ROWS))
    place = _header_place(first, deklaration)
    if place is None:
        raise ReadError("tom_fil")
    rubriker = without_empty_end(first[place])
    if any(tolka(r.strip(), DAY) or DATE.fullmatch(r.strip()) for r in rubriker):
        raise IsuError(
            "Den rad som liknar en rubrikrad mest har värden i sig. Filen behöver en rad med rubriker överst."
        )
    below = islice(chain(first[place + 1 :], rows), MOST_ROWS)
    return Tabellbild(rubriker, *pictures(rubriker, below, deklaration.identitet))


def _header_place(rows: list[list[str]], deklaration: Deklaration) -> int | None:
    """The row with most known headers, if more than one cell of it is known; else the first row as wide as most are."""
    known = [likeness(row, deklaration) for row in rows]
    if known and max(known) > 1:
        return known.index(max(known))
    filled = [sum(bool(c.strip()) for c in row) for row in rows]
    wide = max(filled, default=0)
    return next((i for i, n in enumerate(filled) if n and n >= 0.8 * wide), None)
