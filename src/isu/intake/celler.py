"""Tables of text columns, as the child process leaves them: written for the guard, and as a relation for validation.

Columns are worked on whole, never row by row, unless a row does not fit its header.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.declaration.granser import Granser
from isu.errors import ReadError
from isu.intake.relation import Relation, parquet_relation, relation_schema

JOINER = "\x1f"
SLICE = 50_000
TAIL = 1_000
_MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00(\.0+)?$"
_FILLED = r"[^\x1f\s]"


def first_rows(table: pa.Table, most: int) -> list[list[str]]:
    """The first rows as lists of text, empty cells as ''."""
    columns = [c.to_pylist() for c in table.slice(0, most).columns]
    return [[cell or "" for cell in row] for row in zip(*columns)]


def plain_days(table: pa.Table) -> pa.Table:
    """A day without a time of day, which workbooks and Parquet write with midnight, as ÅÅÅÅ-MM-DD."""
    for place, column in enumerate(table.columns):
        if any(pc.any(pc.ends_with(column, midnight)).as_py() for midnight in (" 00:00:00", " 00:00:00.000000")):
            table = table.set_column(place, table.field(place), pc.replace_substring_regex(column, _MIDNIGHT, r"\1"))
    return table


def write_lines(table: pa.Table, target: Path, rubriker: tuple[str, ...] | None, granser: Granser) -> None:
    """A line per row, its cells joined by JOINER, for the guard; `rubriker` become the first line where given."""
    with target.open("w", encoding="utf-8", newline="") as out:
        if rubriker is not None:
            out.write(_one_line(JOINER.join(rubriker)) + "\n")
        for number, piece in enumerate(_slices(table)):
            out.write("\n".join(_lines(piece, number * SLICE + 1, granser)) + "\n")


def _slices(table: pa.Table) -> Iterator[list[pa.Array]]:
    for start in range(0, table.num_rows, SLICE):
        yield [c.combine_chunks() for c in table.slice(start, SLICE).columns]


def _lines(columns: list[pa.Array], first: int, granser: Granser) -> list[str]:
    joined = _joined(columns)
    if max(map(_longest, columns), default=0) > granser.falt_tecken:
        raise ReadError("over_granserna", vad="tecken i ett värde", grans=granser.falt_tecken)
    lines = joined.to_pylist()
    text = "".join(lines)
    if "\0" in text:
        raise ReadError("nolltecken", rad=next(n for n, line in enumerate(lines, start=first) if "\0" in line))
    return [_one_line(line) for line in lines] if "\n" in text or "\r" in text else lines


def _longest(column: pa.Array) -> int:
    return pc.max(pc.binary_length(column)).as_py() or 0


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _joined(columns: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*columns, JOINER, null_handling="replace", null_replacement="")


def filled_rows(table: pa.Table) -> int:
    """Rows down to the last one with anything in it: what a sheet has formatted below is no row."""
    end = table.num_rows
    while end:
        start = max(0, end - TAIL)
        columns = [c.combine_chunks() for c in table.slice(start, end - start).columns]
        hits = pc.indices_nonzero(_filled(columns)) if columns else []
        if len(hits):
            return start + hits[-1].as_py() + 1
        end = start
    return 0


def _filled(columns: list[pa.Array]) -> pa.Array:
    """Of each row, whether anything stands in it; a first column that is filled all the way settles it."""
    first = pc.fill_null(pc.match_substring_regex(columns[0], _FILLED), False)
    return first if pc.all(first).as_py() else pc.match_substring_regex(_joined(columns), _FILLED)


def table_relation(table: pa.Table, rubriker: tuple[str, ...], rad: int, target: Path) -> Relation:
    """`table` holds the rows below the header, which stands on row `rad`; they are written to `target`."""
    schema = relation_schema(len(rubriker))
    with pq.ParquetWriter(target, schema, compression="none") as writer:  # read once and gone
        number = rad + 1
        for columns in _slices(table):
            writer.write_table(_fitted(columns, len(rubriker), number, schema))
            number += len(columns[0])
    return parquet_relation(target, rubriker, table.num_rows)


def _fitted(columns: list[pa.Array], width: int, number: int, schema: pa.Schema) -> pa.Table:
    """rad, falt, c0 … : blank rows all empty; a row with anything beyond the header has its number of fields only."""
    rows = len(columns[0])
    rad = pa.array(range(number, number + rows), pa.int64())
    missing = [pa.nulls(rows, pa.string())] * (width - len(columns))
    within, beyond = [*columns[:width], *missing], columns[width:]
    filled = _filled(within)
    falt = pa.nulls(rows, pa.int32())
    if beyond:
        ragged = _filled(beyond)
        falt = pc.if_else(ragged, pa.scalar(len(columns), pa.int32()), falt)
        filled = pc.and_not(filled, ragged)
    return pa.table([rad, falt, *(_kept(c, filled) for c in within)], schema=schema)


def _kept(column: pa.Array, filled: pa.Array) -> pa.Array:
    """Empty texts, and cells of rows that are blank or do not fit, are NULL."""
    keep = pc.and_(filled, pc.not_equal(column, ""))
    return column if pc.all(keep).as_py() else pc.if_else(keep, column, None)
