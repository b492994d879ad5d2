"""From bytes in a text to rows and columns as a spreadsheet numbers them. Only read when something has been found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHUNK = 1 << 20
QUOTE, NEWLINE = ord('"'), ord("\n")

#: Parts cells that were read from a workbook; such text has no quotes around cells.
UNIT = "\x1f"


@dataclass(frozen=True)
class Stalle:
    """`rad` counts from 1, the lines above the header included; `plats` is the column, from 0."""

    rad: int
    plats: int


@dataclass
class _State:
    """What is known where a piece begins: rows ended, cells ended in this row, and whether a quote is open."""

    rows: int = 0
    cells: int = 0
    open: int = 0


def locate(path: Path, separator: str, byten: Sequence[int]) -> list[Stalle]:
    """The row and column of each place; `byten` in order."""
    quotes = separator != UNIT and _quotes_close(path)
    found: list[Stalle] = []
    wanted, at, state = np.array(byten, dtype=np.int64), 0, _State()
    with path.open("rb") as file:
        while len(found) < len(byten) and (piece := file.read(CHUNK)):
            here = wanted[(wanted >= at) & (wanted < at + len(piece))] - at
            found += _in_piece(np.frombuffer(piece, dtype=np.uint8), ord(separator), here, state, quotes)
            at += len(piece)
    return found


def _quotes_close(path: Path) -> bool:
    """An odd number of quotes: one of them is stray, and then all are plain signs."""
    total = 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            total += piece.count(b'"')
    return total % 2 == 0


def _in_piece(text: np.ndarray, separator: int, here: np.ndarray, state: _State, quotes: bool) -> list[Stalle]:
    outside = np.ones(text.size, dtype=bool)
    if quotes:
        opened = np.cumsum(text == QUOTE) + state.open
        outside, state.open = opened % 2 == 0, int(opened[-1] % 2)
    ends = np.flatnonzero((text == NEWLINE) & outside)
    cells = np.flatnonzero((text == separator) & outside)
    row = np.searchsorted(ends, here)
    begun = np.where(row > 0, np.searchsorted(cells, ends[row - 1] if ends.size else 0), 0)
    column = np.searchsorted(cells, here) - begun + np.where(row > 0, 0, state.cells)
    stalle = [Stalle(state.rows + int(r) + 1, int(c)) for r, c in zip(row, column)]
    after = int(np.searchsorted(cells, ends[-1])) if ends.size else 0
    state.cells = cells.size - after + (0 if ends.size else state.cells)
    state.rows += ends.size
    return stalle
