"""The careful way into a relation: Python splits the records, for files that the fast way does not take.

Used for workbooks and for text with blank lines, quoted line ends, ragged records or stray quotes. Every record
of the file gets a row, in order, so that row numbers are those of the spreadsheet.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.parquet as pq

from isu.errors import ReadError
from isu.intake.relation import Relation, parquet_relation

BATCH = 50_000
LONGEST_FIELD = 1 << 20


def csv_records(path: Path, separator: str) -> Iterator[list[str]]:
    """Records of a UTF-8 file. A stray quote that would swallow the rest makes all quotes plain signs."""
    csv.field_size_limit(LONGEST_FIELD)
    quoting = csv.QUOTE_MINIMAL if _quotes_close(path, separator) else csv.QUOTE_NONE
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield from csv.reader(file, delimiter=separator, quoting=quoting, strict=quoting == csv.QUOTE_MINIMAL)
        except csv.Error:
            raise ReadError("ej_lasbar", skal=f"ett värde är längre än {LONGEST_FIELD} tecken") from None


def _quotes_close(path: Path, separator: str) -> bool:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for _ in csv.reader(file, delimiter=separator, strict=True):
                pass
        except csv.Error:
            return False
    return True


def workbook_sheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """(sheet name, records) of each sheet, every cell as text."""
    try:
        book = fastexcel.read_excel(str(path))
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, dtypes="string", skip_whitespace_tail_rows=False)
            columns = [c.to_pylist() for c in sheet.to_arrow().columns]
            yield name, [[c or "" for c in record] for record in zip(*columns)]
    except fastexcel.FastExcelError:
        raise ReadError("ej_lasbar", skal="arbetsboken går inte att öppna") from None


def write_relation(records: Iterable[list[str]], rubriker: tuple[str, ...], target: Path) -> Relation:
    """Write the records below the header to Parquet: rad, falt (fields found when they do not fit), c0, c1 …"""
    width = len(rubriker)
    schema = pa.schema([("rad", pa.int64()), ("falt", pa.int32())] + [(f"c{i}", pa.string()) for i in range(width)])
    numbered, total = enumerate(records, start=2), 0
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        while batch := list(islice(numbered, BATCH)):
            writer.write_table(_table(batch, width, schema))
            total += len(batch)
    return parquet_relation(target, rubriker, total)


def _table(batch: list[tuple[int, list[str]]], width: int, schema: pa.Schema) -> pa.Table:
    fitted = [_fit(record, width) for _, record in batch]
    columns = [[fields[i] for _, fields in fitted] for i in range(width)]
    return pa.table([[n for n, _ in batch], [found for found, _ in fitted], *columns], schema=schema)


def _fit(record: list[str], width: int) -> tuple[int | None, list[str | None]]:
    """(None, fields) of a record with the right number of fields; else (fields found, nothing).

    Empty fields beyond the header are a spreadsheet's habit and no fault; a blank record is all empty.
    """
    extra = record[width:]
    if not any(f.strip() for f in record):
        return None, [None] * width
    if len(record) < width or any(f.strip() for f in extra):
        return len(record), [None] * width
    return None, [f if f else None for f in record[:width]]
