"""The sums of one indicator, as arrays in memory and as a table on disk (`summor/<ID>.parquet`).

Every combination that the head declares has a cell, also where nothing was reported, and the table's rows are
the cells in the order of the arrays; so writing is laying out and reading is reshaping. Members that are never
printed (unknown kön, age or group) are here too, for disclosure to judge.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import Axel
from isu.aggregate.status import STATUSAR
from isu.aggregate.utfall import MEDIAN
from isu.aggregate.utlagg import constant, key_columns, laid_out, table

KEYS = {
    "omrade": ("omrade_typ", "omrade"),
    "period": ("periodtyp", "period"),
    "kon": ("kon",),
    "aldersgrupp": ("aldersgrupp",),
    "grupp": ("uppdelning", "grupp"),
}
#: What is the same for everyone in an area and a period.
PER_AREA = ("status", "antal_kommuner", "ungefarlig_alder")
Koder = tuple[str, ...]

TEXT = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [("variant", TEXT), ("matt", TEXT)]
    + [(name, TEXT) for names in KEYS.values() for name in names]
    + [("utfall", TEXT), ("n", pa.int64()), ("n_okand", pa.int64()), ("taljare", pa.int64()), ("median", pa.float64())]
    + [("antal_kommuner", pa.int64()), ("ungefarlig_alder", pa.bool_()), ("status", TEXT)]
)


@dataclass(frozen=True)
class Del:
    """One measure of one variant. `taljare` has one dimension more than n, the category; a median has none."""

    variant: str
    matt: str
    utfall: tuple[str, ...]
    n: np.ndarray
    n_okand: np.ndarray
    taljare: np.ndarray | None
    median: np.ndarray | None = None


@dataclass(frozen=True)
class Summor:
    """`axlar` are omrade, period, kon, aldersgrupp and grupp; the three arrays are per area and period."""

    indikator: str
    axlar: Mapping[str, Axel]
    status: np.ndarray
    antal_kommuner: np.ndarray
    ungefarlig_alder: np.ndarray
    delar: tuple[Del, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(axel.medlemmar) for axel in self.axlar.values())


def write_table(summor: Summor, path: Path, metadata: Mapping[str, str]) -> None:
    with pq.ParquetWriter(path, SCHEMA.with_metadata(metadata), compression="zstd") as writer:
        for del_ in summor.delar:
            writer.write_table(_rows(summor, del_))


def _rows(summor: Summor, del_: Del) -> pa.Table:
    shape = (*summor.shape, len(del_.utfall))
    rows = math.prod(shape)
    axes = [(KEYS[name], axel.medlemmar) for name, axel in summor.axlar.items()]
    none = pa.nulls(rows)
    columns = key_columns([*axes, (("utfall",), del_.utfall)]) | {
        "variant": constant(del_.variant, rows),
        "matt": constant(del_.matt, rows),
        "n": laid_out(del_.n, shape),
        "n_okand": laid_out(del_.n_okand, shape),
        "taljare": none if del_.taljare is None else laid_out(del_.taljare, shape),
        "median": none if del_.median is None else laid_out(del_.median, shape),
        "antal_kommuner": laid_out(summor.antal_kommuner, shape),
        "ungefarlig_alder": laid_out(summor.ungefarlig_alder, shape),
        "status": laid_out(summor.status, shape, STATUSAR),
    }
    return table(columns, SCHEMA)


def read_table(
    path: Path, indikator: str, axlar: Mapping[str, Axel], layout: Sequence[tuple[str, str, Koder]]
) -> Summor:
    """The table back as arrays. `layout` gives (variant, mått, categories) of each part, in the order written."""
    rows = pq.read_table(path, columns=["n", "n_okand", "taljare", "median", *PER_AREA])
    shape = tuple(len(axel.medlemmar) for axel in axlar.values())
    delar, start = [], 0
    for variant, matt, koder in layout:
        size = math.prod(shape) * len(koder)
        delar.append(_part(rows.slice(start, size), shape, variant, matt, koder))
        start += size
    first = rows.slice(0, math.prod(shape) * len(layout[0][2]))
    per_area = [_array(first, name, shape)[:, :, 0, 0, 0, 0] for name in PER_AREA]
    return Summor(indikator, axlar, *per_area, tuple(delar))


def _part(rows: pa.Table, shape: tuple[int, ...], variant: str, matt: str, koder: Koder) -> Del:
    n, n_okand = (np.ascontiguousarray(_array(rows, name, shape)[..., 0]) for name in ("n", "n_okand"))
    if matt == MEDIAN:
        return Del(variant, matt, koder, n, n_okand, None, _array(rows, "median", shape)[..., 0])
    return Del(variant, matt, koder, n, n_okand, _array(rows, "taljare", shape))


def _array(rows: pa.Table, name: str, shape: tuple[int, ...]) -> np.ndarray:
    column = rows[name]
    if name == "status":
        column = pc.index_in(column.cast(pa.string()), pa.array(STATUSAR)).cast(pa.uint8())
    return column.to_numpy().reshape(*shape, -1 if rows.num_rows else 1)
