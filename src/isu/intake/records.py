"""The careful way into a relation: Python splits the records, for text that the fast way does not take.

Used for text with blank lines, quoted line ends, ragged records or stray quotes. Every record of the file gets a row,
in order, so that row numbers are those of the spreadsheet.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.declaration.granser import Granser
from isu.errors import ReadError
from isu.intake.relation import Relation, parquet_relation, relation_schema

BATCH = 10_000  # larger ones only make the collector of garbage work more


def csv_records(path: Path, separator: str, lines_above: int, granser: Granser) -> Iterator[list[str]]:
    """Records below the header of a UTF-8 file. A stray quote that would swallow the rest makes all quotes plain."""
    csv.field_size_limit(granser.falt_tecken)
    quoting = csv.QUOTE_MINIMAL if _quotes_close(path, separator, lines_above) else csv.QUOTE_NONE
    with path.open(encoding="utf-8", newline="") as file:
        _skip(file, lines_above)
        try:
            strict = quoting == csv.QUOTE_MINIMAL
            yield from _without_blank_end(csv.reader(file, delimiter=separator, quoting=quoting, strict=strict))
        except csv.Error:
            raise ReadError("over_granserna", vad="tecken i ett värde", grans=granser.falt_tecken) from None


def _without_blank_end(records: Iterable[list[str]]) -> Iterator[list[str]]:
    """Blank lines are records only where a filled one follows."""
    blank = 0
    for record in records:
        if record:
            yield from ([] for _ in range(blank))
            blank = 0
            yield record
        else:
            blank += 1


def _quotes_close(path: Path, separator: str, lines_above: int) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        _skip(file, lines_above)
        try:
            for _ in csv.reader(file, delimiter=separator, strict=True):
                pass
        except csv.Error:
            return False
    return True


def _skip(file: TextIO, lines: int) -> None:
    for _ in range(lines):
        file.readline()


def write_relation(records: Iterable[list[str]], rubriker: tuple[str, ...], target: Path, rad: int = 1) -> Relation:
    """Write the records below the header, which stands on row `rad`: rad, falt (fields found, of a record that does
    not fit), c0, c1 …"""
    width, total, records = len(rubriker), 0, iter(records)
    schema = relation_schema(width)
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        while batch := list(islice(records, BATCH)):
            writer.write_table(_table(batch, width, rad + total + 1, schema))
            total += len(batch)
    return parquet_relation(target, rubriker, total)


def _table(batch: list[list[str]], width: int, number: int, schema: pa.Schema) -> pa.Table:
    rad = pa.array(range(number, number + len(batch)), pa.int64())
    found, fitted = pa.nulls(len(batch), pa.int32()), batch
    if not _even(batch, width):
        odd, fitted = zip(*(_fit(record, width) for record in batch))
        found = pa.array(odd, pa.int32())
    columns = (pa.array(column, pa.string()) for column in zip(*fitted))
    emptied = (pc.if_else(pc.not_equal(column, ""), column, None) for column in columns)
    return pa.table([rad, found, *emptied], schema=schema)


def _even(batch: list[list[str]], width: int) -> bool:
    """Every record has the header's fields and something in the first: none needs to be looked at by itself."""
    return {*map(len, batch)} == {width} and all(record[0].strip() for record in batch)


def _fit(record: list[str], width: int) -> tuple[int | None, list[str]]:
    """(None, fields) of a record with the right number of fields; else (fields found, nothing).

    Empty fields beyond the header are a spreadsheet's habit and no fault; a blank record is all empty.
    """
    extra = record[width:]
    if not any(f.strip() for f in record):
        return None, [""] * width
    if len(record) < width or any(f.strip() for f in extra):
        return len(record), [""] * width
    return None, record[:width]
