"""Arrays laid out as the rows of a table: the labels of every axis beside the numbers. Pure."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

Axis = tuple[tuple[str, ...], Sequence]
"""The column names of an axis, and its members: strings, or tuples with one string per column."""


def key_columns(axes: Sequence[Axis]) -> dict[str, pa.DictionaryArray]:
    """One column of labels per name; the rows go through the last axis quickest."""
    shape = tuple(len(members) for _, members in axes)
    columns = {}
    for place, (names, members) in enumerate(axes):
        for i, name in enumerate(names):
            labels = [m[i] if isinstance(m, tuple) else m for m in members]
            columns[name] = _column(labels, place, shape)
    return columns


def _column(labels: list[str], place: int, shape: tuple[int, ...]) -> pa.DictionaryArray:
    encoded = pa.array(labels, pa.string()).dictionary_encode()
    along = encoded.indices.to_numpy(zero_copy_only=False).reshape([-1 if d == place else 1 for d in range(len(shape))])
    return pa.DictionaryArray.from_arrays(np.broadcast_to(along, shape).ravel(), encoded.dictionary)


def laid_out(values: np.ndarray, shape: tuple[int, ...], labels: Sequence[str] | None = None) -> pa.Array:
    """Numbers, or codes that stand for `labels`, repeated along the dimensions that they lack. NaN becomes NULL."""
    values = np.broadcast_to(values.reshape(values.shape + (1,) * (len(shape) - values.ndim)), shape).ravel()
    if labels is None:
        return pa.array(values, from_pandas=True)
    return coded(pa.array(values), labels)


def coded(places: pa.Array, labels: Sequence[str]) -> pa.DictionaryArray:
    """Places in a list of labels, as a column of labels."""
    return pa.DictionaryArray.from_arrays(places.cast(pa.int32()), pa.array(labels, pa.string()))


def constant(value: str, rows: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(np.zeros(rows, np.int32), pa.array([value], pa.string()))


def table(columns: Mapping[str, pa.Array], schema: pa.Schema) -> pa.Table:
    return pa.table({name: columns[name] for name in schema.names}).cast(schema)
