"""A file of sums (`summor/<ID>.parquet`): of each array the numbers that are something, and where in it they stand.

In most combinations that a head declares nobody is counted, and a label per axis on each row of them would be most of
the work of adding up. So the file has a number per row and its place in its array; the arrays, one after the other, and
the axes that they are laid out on are told in the file's metadata.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isu.aggregate.axel import Axel, Member

ARRAYER = b"arrayer"
SCHEMA = pa.schema([("plats", pa.int64()), ("tal", pa.int64()), ("decimal", pa.float64())])
#: Places ascend, so their differences are small; most numbers are small too.
WRITTEN_AS = {
    "compression": "zstd",
    "write_statistics": False,
    "use_dictionary": False,
    "column_encoding": {"plats": "DELTA_BINARY_PACKED", "tal": "DELTA_BINARY_PACKED"},
}

Arrayer = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Lagrad:
    """One measure of one variant, with its arrays by name; `utfall` are its categories."""

    variant: str
    matt: str
    utfall: tuple[str, ...]
    arrayer: Arrayer


@dataclass(frozen=True)
class Lagrat:
    """All that a file holds: the members of each axis, the parts, and the arrays per area and period."""

    medlemmar: Mapping[str, list[Member]]
    delar: tuple[Lagrad, ...]
    per_omrade: Arrayer


class _Skrivare:
    """Writes arrays one after the other. One that several names stand for is written once."""

    def __init__(self, file: pq.ParquetWriter):
        self._file, self._known, self.told = file, {}, []

    def each(self, arrays: Arrayer) -> dict[str, list[Any]]:
        """Name → which of the written arrays it is, and its shape."""
        return {name: [self._number(np.ascontiguousarray(of)), of.shape] for name, of in arrays.items()}

    def _number(self, values: np.ndarray) -> int:
        same = values.__array_interface__["data"][0], values.size, values.dtype.str
        if same not in self._known:
            self._known[same] = len(self.told), values  # kept, so that no other is given its place in memory
            self.told.append([values.dtype.str, values.size, self._write(values.ravel())])
        return self._known[same][0]

    def _write(self, flat: np.ndarray) -> int:
        decimal = flat.dtype.kind == "f"
        places = np.flatnonzero(~np.isnan(flat) if decimal else flat)
        numbers = pa.array(flat[places].astype(np.float64 if decimal else np.int64))
        columns = [pa.array(places), pa.nulls(len(places), pa.int64()), pa.nulls(len(places), pa.float64())]
        columns[2 if decimal else 1] = numbers
        self._file.write_table(pa.table(columns, schema=SCHEMA))
        return len(places)


def write_arrays(
    path: Path,
    axlar: Mapping[str, Axel],
    delar: Sequence[Lagrad],
    per_omrade: Arrayer,
    metadata: Mapping[str | bytes, str],
) -> None:
    with pq.ParquetWriter(path, SCHEMA.with_metadata(metadata), **WRITTEN_AS) as file:
        skrivare = _Skrivare(file)
        parts = [[d.variant, d.matt, d.utfall, skrivare.each(d.arrayer)] for d in delar]
        of_areas = skrivare.each(per_omrade)
        members = {name: axel.medlemmar for name, axel in axlar.items()}
        told = {"medlemmar": members, "delar": parts, "per_omrade": of_areas, "arrayer": skrivare.told}
        file.add_key_value_metadata({ARRAYER: json.dumps(told)})


def read_arrays(path: Path) -> Lagrat:
    """What `write_arrays` wrote. Names that stand for one array are given the same, so nobody may write in it."""
    told = json.loads(pq.read_metadata(path).metadata[ARRAYER])
    rows, arrays, start = pq.read_table(path), [], 0
    for dtype, size, number in told["arrayer"]:
        arrays.append(_laid(rows.slice(start, number), np.dtype(dtype), size))
        start += number

    def named(places: Mapping[str, Any]) -> Arrayer:
        return {name: arrays[nr].reshape(shape) for name, (nr, shape) in places.items()}

    return Lagrat(
        {name: [m if isinstance(m, str) else tuple(m) for m in of] for name, of in told["medlemmar"].items()},
        tuple(Lagrad(variant, matt, tuple(codes), named(of)) for variant, matt, codes, of in told["delar"]),
        named(told["per_omrade"]),
    )


def _laid(rows: pa.Table, dtype: np.dtype, size: int) -> np.ndarray:
    decimal = dtype.kind == "f"
    values = np.full(size, np.nan if decimal else 0, dtype)
    values[rows["plats"].to_numpy()] = rows["decimal" if decimal else "tal"].to_numpy()
    values.flags.writeable = False
    return values


def holds_arrays(path: Path) -> bool:
    return ARRAYER in pq.read_metadata(path).metadata


def moved(values: np.ndarray, to: Sequence[np.ndarray], shape: tuple[int, ...], nothing: float) -> np.ndarray:
    """The array laid on other axes: `to` is where each place along each dimension has come, -1 where it is no more."""
    found = np.full(shape, nothing, values.dtype)
    here = [np.flatnonzero(places >= 0) for places in to]
    if math.prod(map(len, here)):
        found[np.ix_(*(places[kept] for places, kept in zip(to, here, strict=True)))] = values[np.ix_(*here)]
    return found
