"""The CSV twins in `csv/`: the same content as the tables, in the form that Excel and R read in Sweden.

Semicolons, decimal commas and UTF-8 with a mark in front; an empty field is NULL and "" is an empty text. Large ones
are packed (gzip), and parted by indicator, so that a file fits in a program that reads it whole. Rows are read some at
a time.
"""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from isu.katalog import Dialekt

MAPP = "csv"
DIALEKT = Dialekt(";", ",", True)
#: How the CSV files are written that the edition itself has.
EGEN_DIALEKT = Dialekt(",", ".", False)
#: Tables that are packed → the column that they are sorted and parted by, if any.
PACKADE = {"indikatorer": "indikator", "jamforelser": "indikator", "kvalitet": None}


def read_csv(path: Path, schema: pa.Schema) -> pl.DataFrame:
    """A CSV file of the edition, with the types that are declared for it."""
    types = pl.DataFrame(schema.empty_table()).schema
    return pl.read_csv(path, separator=EGEN_DIALEKT.avgransare, schema=types)


def write_twins(folder: Path, schemas: dict[str, pa.Schema]) -> dict[str, pa.Schema]:
    """Write the twin of every table; `schemas` is file → schema, and the answer the same of what was written."""
    (folder / MAPP).mkdir()
    return {path: schema for name, schema in sorted(schemas.items()) for path in _twins(folder, name, schema)}


def _twins(folder: Path, name: str, schema: pa.Schema) -> Iterator[str]:
    """The files of one table, from the folder, as they are written."""
    stem, rows = Path(name).stem, _rows(folder / name, schema)
    parted_by = PACKADE.get(stem)
    if parted_by is None:
        yield _write(folder, f"{MAPP}/{stem}.csv{'.gz' if stem in PACKADE else ''}", rows)
        return
    (folder / MAPP / stem).mkdir()
    parts = (part for some in rows for part in some.partition_by(parted_by, maintain_order=True) if some.height)
    for value, of in groupby(parts, lambda part: part[parted_by][0]):
        yield _write(folder, f"{MAPP}/{stem}/{value}.csv.gz", of)


def _rows(path: Path, schema: pa.Schema) -> Iterator[pl.DataFrame]:
    """A table some rows at a time; at least once, if with none."""
    if path.suffix != ".parquet":
        yield read_csv(path, schema)
        return
    with pq.ParquetFile(path, read_dictionary=[f.name for f in schema if f.type == pa.string()]) as file:
        yield pl.DataFrame(schema.empty_table())
        yield from (pl.DataFrame(file.read_row_group(i)) for i in range(file.num_row_groups))


def _write(folder: Path, place: str, rows: Iterator[pl.DataFrame]) -> str:
    with _opened(folder / place) as file:
        for nr, some in enumerate(rows):
            how = {"include_header": nr == 0, "include_bom": nr == 0 and DIALEKT.bom}
            some.write_csv(file, separator=DIALEKT.avgransare, decimal_comma=True, **how)
    return place


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """The file to write to, packed if its name says so, with no name or time in it."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("wb"))
        if path.suffix == ".gz":
            file = stack.enter_context(gzip.GzipFile("", "wb", 6, file, mtime=0))
        yield file
