"""Finds the header among a file's first rows: the one with most cells that some table or source knows.

Pure. What a header means is decided in header.py; here is only where it stands and, for text, how it is split.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

ROWS = 50  # a header further down than this is looked for by nobody
SEPARATORS = (";", ",", "\t", "|")
SIGNS = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}

#: How many of the cells are known headers.
Rating = Callable[[Sequence[str]], int]

_EXCEL_LINE = re.compile(r"\ufeff?\"?sep=([;,\t|])\"?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Rubrikplats:
    """Where the header is: `rad` as a spreadsheet numbers it; it ends with the text's line `linje`.

    `osynliga` lines above it are no rows of a spreadsheet. `kanda` is how many of its cells are known headers; 0 when
    no row was recognised and the first one stands for it.
    """

    celler: tuple[str, ...]
    rad: int
    linje: int
    avskiljare: str
    kanda: int
    osynliga: int = 0


def find_row(rows: Sequence[Sequence[str]], rating: Rating) -> tuple[int, int]:
    """(place from 0, known cells) of the row that is most like a header; the first filled one when none is."""
    best, most = None, 0
    for place, cells in enumerate(rows[:ROWS]):
        known = rating(cells)
        if known > most:
            best, most = place, known
        if _clear(cells, known):
            break
    if best is None:
        best = next((i for i, cells in enumerate(rows) if any(c.strip() for c in cells)), 0)
    return best, most


def _clear(cells: Sequence[str], known: int) -> bool:
    """So many known headers that no row further down needs to be looked at."""
    return known >= 3 and 2 * known >= sum(bool(c.strip()) for c in cells)


def find_line(lines: Sequence[str], rating: Rating) -> Rubrikplats:
    """The header of a text file whose first lines are `lines`, and the separator that it is written with."""
    told = _EXCEL_LINE.fullmatch(lines[0].rstrip("\n")) if lines else None
    before = 1 if told else 0  # a spreadsheet follows Excel's line and does not show it
    separators = (told[1],) if told else SEPARATORS
    best: Rubrikplats | None = None
    for place in _candidates(lines[before:], separators, rating):
        if best is None or place.kanda > best.kanda:
            best = place
        whole = lines[before + place.linje - 1].count('"') % 2 == 0  # else the header may begin or end on another line
        if whole and place.kanda == best.kanda and _clear(place.celler, place.kanda):
            break
    best = best or _first(lines[before:], separators)
    row = _row_number(lines[before : before + best.linje], best)
    return replace(best, rad=row, linje=best.linje + before, osynliga=before)


def _candidates(lines: Sequence[str], separators: Sequence[str], rating: Rating) -> Iterator[Rubrikplats]:
    """Every line split by every separator that it holds; then records that quotes carry over line ends."""
    for number, line in enumerate(lines, start=1):
        found = [s for s in separators if s in line]
        for separator in sorted(found, key=line.count, reverse=True):
            cells = _split(line, separator)
            if known := rating(cells):
                yield Rubrikplats(tuple(cells), number, number, separator, known)
    for separator in separators:
        for number, (cells, end) in enumerate(_records(lines, separator), start=1):
            if end > number and (known := rating(cells)):
                yield Rubrikplats(tuple(cells), number, end, separator, known)


def _row_number(lines: Sequence[str], found: Rubrikplats) -> int:
    """The header's row where quoted line ends above it make the rows fewer than the lines."""
    records = enumerate(_records(lines, found.avskiljare), start=1)
    return next((n for n, (cells, end) in records if end == found.linje and tuple(cells) == found.celler), found.rad)


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\n")], delimiter=separator), [])
    except csv.Error:
        return line.rstrip("\n").split(separator)


def _records(lines: Sequence[str], separator: str) -> Iterator[tuple[list[str], int]]:
    """(cells, last line) of each record, where some record is longer than a line."""
    if not any('"' in line for line in lines):
        return
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            yield cells, reader.line_num
    except csv.Error:
        return


def _first(lines: Sequence[str], separators: Sequence[str]) -> Rubrikplats:
    """No header is known: the first filled line stands for it, split by the separator that occurs most."""
    number = next((n for n, line in enumerate(lines, start=1) if line.strip()), 1)
    line = lines[number - 1] if lines else ""
    separator = max(separators, key=line.count)
    return Rubrikplats(tuple(_split(line, separator)), number, number, separator, 0)


def told_skipped(rad: int) -> tuple[str, ...]:
    """A sentence on the rows above the header, if there are any."""
    if rad == 1:
        return ()
    above = "Den första raden" if rad == 2 else f"De {rad - 1} första raderna"
    return (f"{above} hoppades över: rubrikraden är rad {rad}.",)


def without_empty_end(cells: Sequence[str]) -> tuple[str, ...]:
    """The header without the empty cells that trailing separators leave."""
    filled = [i for i, c in enumerate(cells) if c.strip()]
    return tuple(cells[: filled[-1] + 1] if filled else cells)
