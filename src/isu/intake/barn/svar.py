"""What the child leaves behind: one Arrow file of text columns per table, and texts that stand outside the cells."""

import re
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from isu.errors import ReadError

#: Blanks in a row, and line ends within a text. All texts at once: a workbook may have as many as it has cells. Where
#: nothing of it occurs, as in most, that is seen sooner by looking for one sign after the other.
_BLANKS = re.compile(r"[ \t\r\n\v\f]{2,}|[\t\r\n\v\f]")
_ANY_BLANKS = ("  ", *"\t\r\n\v\f")

pa.set_cpu_count(1)
pa.set_io_thread_count(1)


def schema_of(width: int) -> pa.Schema:
    return pa.schema([(f"c{i}", pa.string()) for i in range(width)])


def write_table(path: str, width: int, batches: Iterable[list[pa.Array]]) -> int:
    """Write batches of text columns to an Arrow file; the number of rows."""
    schema, rows = schema_of(width), 0
    with pa.OSFile(path, "wb") as out, pa.ipc.new_file(out, schema) as writer:
        for columns in batches:
            batch = pa.record_batch(columns, schema=schema)
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def write_texts(prefix: str, texts: Iterable[str]) -> str | None:
    """Texts outside the cells, one a line, for the guard; None when there are none."""
    joined = "\0".join(texts)
    lines = (_BLANKS.sub(" ", joined) if any(b in joined for b in _ANY_BLANKS) else joined).replace("\0", "\n")
    if not lines.strip():
        return None
    path = f"{prefix}.sidotext"
    Path(path).write_text(lines + "\n", encoding="utf-8", errors="replace", newline="")
    return path


def refuse_wide(width: int, granser) -> None:
    if width > granser.kolumner:
        raise ReadError("over_granserna", vad="kolumner", grans=granser.kolumner)


def refuse_long(rows: int, granser) -> None:
    if rows > granser.poster:
        raise ReadError("over_granserna", vad="rader", grans=granser.poster)
