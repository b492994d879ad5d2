"""Writing a Parquet file whose texts are few and often repeated. Knows no content."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

CODED = pa.dictionary(pa.int32(), pa.string())
#: Rows per page: few enough that a question of one kommun reads little beside what it asks for, many enough that a page
#: where the same is said of every row is some bytes. Measured by `python -m bench utgava`.
PAGES = {"max_rows_per_page": 1 << 13, "write_batch_size": 1 << 13}


#: At most so many rows per group: every group costs every reader, who has to look at what each of its columns holds.
GROUP = 500_000


def with_coded_texts(schema: pa.Schema) -> pa.Schema:
    """The schema with every text as a place in a list of texts: how tables are to come to the writer."""
    return pa.schema([field.with_type(CODED) if field.type == pa.string() else field for field in schema])


class Skrivare:
    """Tables in, row groups out: those that come after each other are written as one, as long as they fit."""

    def __init__(self, file: pq.ParquetWriter):
        self._file, self._kept = file, []

    def write_table(self, rows: pa.Table) -> None:
        if sum(kept.num_rows for kept in self._kept) + rows.num_rows > GROUP:
            self.write_kept()
        self._kept.append(rows)

    def write_kept(self) -> None:
        if any(kept.num_rows for kept in self._kept):
            # One list of texts for all of them, or the writer would spell out every text of all but the first.
            self._file.write_table(pa.concat_tables(self._kept).unify_dictionaries().combine_chunks())
        self._kept.clear()


@contextmanager
def writer(path: Path, schema: pa.Schema) -> Iterator[Skrivare]:
    """A writer of tables of `with_coded_texts(schema)`. Readers are told `schema`, so what they get is plain text."""
    with pq.ParquetWriter(path, with_coded_texts(schema), compression="zstd", store_schema=False, **PAGES) as file:
        told = {b"ARROW:schema": base64.b64encode(schema.serialize())}
        file.add_key_value_metadata({**(schema.metadata or {}), **told})
        skrivare = Skrivare(file)
        yield skrivare
        skrivare.write_kept()


def write(path: Path, table: pa.Table) -> None:
    """A small table at once, described by its own schema."""
    with writer(path, table.schema) as file:
        file.write_table(table.cast(with_coded_texts(table.schema)))
