"""Parquet as text columns: numbers as they are written, structs as columns `Yttre.Inre`."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq

from isu.errors import ReadError
from isu.intake.barn.svar import refuse_long, refuse_wide, write_table, write_texts

BATCH = 20_000
#: Written by libraries, unreadable for people, and without delivered data.
TECHNICAL = (b"ARROW:schema",)


def read(path: str, slag: str, out: str, granser) -> dict:
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid:
        raise ReadError("ej_lasbar", skal="Parquetfilen är skadad eller krypterad") from None
    refuse_long(file.metadata.num_rows, granser)
    refuse_wide(file.metadata.num_columns, granser)
    names = [name for name, _ in _leaves(_empty(file.schema_arrow))]
    blad = {"namn": "", "rubriker": names, "fil": f"{out}.0.arrow"}
    write_table(blad["fil"], len(names), _batches(file))
    return {"blad": [blad], "antaget": ["Parquetfilens första post räknas som rad 2."], "sidotext": _texts(file, out)}


def _empty(schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array([], f.type) for f in schema], schema=schema)


def _batches(file: pq.ParquetFile) -> Iterator[list[pa.Array]]:
    for batch in file.iter_batches(batch_size=BATCH, use_threads=False):
        yield [_as_text(column) for _, column in _leaves(batch)]


def _leaves(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.Array]]:
    for name, column in zip(batch.schema.names, batch.columns):
        yield from _unfolded(name, column)


def _unfolded(name: str, column: pa.Array) -> Iterator[tuple[str, pa.Array]]:
    if not pa.types.is_struct(column.type):
        yield name, column
        return
    for field, inner in zip(column.type, column.flatten()):
        yield from _unfolded(f"{name}.{field.name}", inner)


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_nested(column.type):
        raise ReadError("ej_tabell", skal="en kolumn innehåller listor")
    try:
        text = column.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowNotImplementedError:
        raise ReadError("ej_tabell", skal="en kolumn har en typ som inte kan skrivas som text") from None
    except pa.ArrowInvalid:
        raise ReadError("trasig_teckenkodning", kodning="UTF-8", plats="okänd") from None
    return text


def _texts(file: pq.ParquetFile, out: str) -> str | None:
    """What the writer put in the file beside the columns."""
    beside = file.metadata.metadata or {}
    return write_texts(out, (_decoded(v) for k, v in beside.items() if k not in TECHNICAL))


def _decoded(value: bytes) -> str:
    text = value.decode("utf-8", errors="replace")
    with suppress(ValueError, RecursionError):
        text = " ".join(map(str, _scalars(json.loads(text))))
    return re.sub(r"\s+", " ", text)


def _scalars(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _scalars(inner)
    else:
        yield value
