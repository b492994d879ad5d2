"""The file of cells: one Parquet file, all indicators' cells below each other, what it tells of itself in its metadata.

Among them stand the pairs of events of the same person (isu.cells.upprepade), `antal` being how many: rows that say of
which kön and band the second event is.

Reading gives the rows as they stand; whether they may be believed is kontrakt.py's and summor.py's to say.
"""

import io
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.cells import upprepade
from isu.cells.cellfil import schema
from isu.cells.cellnyckel import NYCKEL, has_keys
from isu.cellutdrag.uppgifter import METADATA, Uppgifter, as_json, from_json
from isu.errors import ReadError

#: The sender stands once, in the metadata.
OF_CELLS = tuple(name for name in schema(local=False).names if name != "lamnare")
COLUMNS = (*OF_CELLS[:-1], *upprepade.ANDRA, "antal")
SCHEMA = pa.schema(
    [upprepade.SCHEMA.field(name) if name in upprepade.ANDRA else schema(local=False).field(name) for name in COLUMNS]
)
#: The same where each cell has the key of its records, which pairs have none of.
KEYED = SCHEMA.append(pa.field(NYCKEL, pa.int64()))
#: The key of the checksum of the rows.
CHECKSUM = b"isu_celler_sha256"
#: A Parquet file begins and ends so.
_MAGIC = b"PAR1"


#: The columns that are text: few words, many rows.
ORD = tuple(field.name for field in SCHEMA if pa.types.is_string(field.type))


def schema_of(rows: pa.Table | pa.Schema) -> pa.Schema:
    return KEYED if has_keys(rows) else SCHEMA


def _as_words(columns: pa.Schema) -> pa.Schema:
    """The same where texts are places in a list of words."""
    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema([field.with_type(words) if field.name in ORD else field for field in columns])


def read_rows(source: Path | BinaryIO) -> pa.Table:
    """The columns of a file of cells and no others, texts as places in a list of words."""
    file = pq.ParquetFile(source, read_dictionary=ORD)
    columns = schema_of(file.schema_arrow)
    return file.read(columns.names, use_threads=False).cast(_as_words(columns)).unify_dictionaries()


def is_as_written(content: bytes) -> bool:
    """Have the columns the very types that ISU writes? Others may be read as these."""
    there = pq.read_schema(pa.BufferReader(content)).remove_metadata()
    return there.equals(schema_of(there))


def is_pair(rows: pa.Table) -> pa.Array:
    return pc.is_valid(rows[upprepade.ANDRA[0]])


def from_pairs(pairs: pa.Table) -> pa.Table:
    """The pairs of one sender as rows of the file."""
    named = pairs.rename_columns({"par": "antal"})
    return pa.table(
        [named[n] if n in named.column_names else pa.nulls(named.num_rows, t) for n, t in _types()], COLUMNS
    )


def _types() -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in SCHEMA]


def write_file(path: Path, cells: pa.Table, uppgifter: Uppgifter) -> None:
    """The cells, sorted by all columns."""
    columns = schema_of(cells)
    order = [(name, "ascending") for name in columns.names]
    beside = path.with_name(f".{path.name}.tmp")
    write_rows(beside, cells.select(columns.names).cast(columns).sort_by(order), uppgifter)
    beside.replace(path)


def write_rows(path: Path, rows: pa.Table, uppgifter: Uppgifter) -> None:
    """The rows as they are, with what is told of them. zstd: the file is sent and kept, not queried."""
    shape = rows.schema.remove_metadata()
    with pq.ParquetWriter(path, shape, compression="zstd", compression_level=9, store_schema=False) as file:
        file.add_key_value_metadata({METADATA: as_json(uppgifter), CHECKSUM: checksum(rows)})
        file.write_table(rows)


def checksum(rows: pa.Table) -> bytes:
    """Of what the cells say, not of how they are stored. It shows damage and slips; who sent the file it does not."""
    digest = _Digest()
    pl.from_arrow(rows.select(schema_of(rows).names)).write_csv(digest)
    return digest.sha256.hexdigest().encode()


class _Digest(io.RawIOBase):
    """What is written is hashed and kept nowhere."""

    def __init__(self):
        self.sha256 = sha256()

    def write(self, part: bytes) -> int:
        self.sha256.update(part)
        return len(part)


def holds_cells(path: Path) -> bool:
    """Is it a Parquet file that says that it holds cells? A file that cannot be read says nothing."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return False
    try:
        return METADATA in (pq.read_metadata(path).metadata or {})
    except (pa.ArrowException, OSError):
        return False


def read_file(path: Path, most: int) -> tuple[Uppgifter, pa.Table]:
    """What it tells of itself, and its rows (`read_rows`): at most `most`, that have the checksum that stands there.
    Raises ReadError('celler_trasiga')."""
    try:
        facts = pq.read_metadata(path)
        uppgifter = from_json(facts.metadata[METADATA])
        if facts.num_rows > most:
            raise ReadError("celler_trasiga", skal=f"den har fler än {most} rader")
        columns = schema_of(facts.schema.to_arrow_schema())
        if facts.schema.names != columns.names:
            raise ReadError("celler_trasiga", skal=f"kolumnerna ska vara {', '.join(COLUMNS)}")
        rows = read_rows(path)
        if facts.metadata.get(CHECKSUM) != checksum(rows):
            raise ReadError("celler_trasiga", skal="raderna är inte de som isu cells skrev")
        return uppgifter, rows
    except (pa.ArrowException, OSError, ValueError):
        raise ReadError(
            "celler_trasiga", skal="den går inte att läsa som Parquet med de kolumner som den ska ha"
        ) from None
