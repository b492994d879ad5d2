"""The files of cells: their columns, and the bytes of one. What they mean stands in docs/architecture.md."""

import io
from collections.abc import Collection, Iterator
from functools import cache
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.cells.cellnyckel import NYCKEL

_TEXT = ("variant", "periodtyp", "period", "kon", "aldersgrupp", "uppdelning", "grupp", "utfall", "fore")


@cache
def schema(local: bool, keyed: bool = False) -> pa.Schema:
    """Local cells have the stratum (`inom`) too, and the key of their records, where these have one, stays out of
    them."""
    text = ("lamnare", "indikator", *(["inom"] if local else []), *_TEXT)
    numbers = ["antal", *([NYCKEL] if keyed and not local else [])]
    return pa.schema(
        [*((name, pa.string()) for name in text), ("censurerad", pa.bool_()), *((name, pa.int64()) for name in numbers)]
    )


def per_file(cells: pa.Table) -> Iterator[tuple[tuple[str, bool], pa.Table]]:
    """((indikator, is it local), rows), of cells that are sorted by `lokalt` and `indikator` before all else."""
    start = 0
    keys = zip(cells["indikator"].to_pylist(), cells["lokalt"].to_pylist())
    for key, rows in groupby(keys):
        number = len(list(rows))
        yield key, cells.slice(start, number)
        start += number


def of_indicators(rows: pa.Table, indikatorer: Collection[str]) -> pa.Table:
    """The rows of these; all of them, not copied, where there are no others."""
    chosen = pc.is_in(rows["indikator"], value_set=pa.array(sorted(indikatorer), pa.string()))
    return rows if pc.all(chosen).as_py() else rows.filter(chosen)


def cells_file(cells: pa.Table | None, local: bool, keyed: bool = False) -> bytes:
    """The bytes of a file of cells. The rows in the order that they have; a file without rows where there are none.

    The columns are written as dictionaries; to compress so small files besides costs time and saves nothing.
    """
    columns = schema(local, keyed)
    return parquet_bytes(columns.empty_table() if cells is None else cells.select(columns.names).cast(columns))


def parquet_bytes(rows: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(rows, file, compression="none", write_statistics=False, store_schema=False)
    return file.getvalue()
