"""Writing a Parquet file whose texts are few and often repeated. Knows no content."""

import base64
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

CODED = pa.dictionary(pa.int32(), pa.string())
#: Rows per page: few enough that a question of one kommun reads little beside what it asks for, many enough that a page
#: where the same is said of every row is some bytes. Measured by `python -m bench utgava`.
PAGES = {"max_rows_per_page": 1 << 13, "write_batch_size": 1 << 13}


def with_coded_texts(schema: pa.Schema) -> pa.Schema:
    """The schema with every text as a place in a list of texts: how tables are to come to the writer."""
    return pa.schema([field.with_type(CODED) if field.type == pa.string() else field for field in schema])


def writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A writer of tables of `with_coded_texts(schema)`. Readers are told `schema`, so what they get is plain text."""
    file = pq.ParquetWriter(path, with_coded_texts(schema), compression="zstd", store_schema=False, **PAGES)
    told = {b"ARROW:schema": base64.b64encode(schema.serialize())}
    file.add_key_value_metadata({**(schema.metadata or {}), **told})
    return file


def write(path: Path, table: pa.Table) -> None:
    """A small table at once, described by its own schema."""
    with writer(path, table.schema) as file:
        file.write_table(table.cast(with_coded_texts(table.schema)))
