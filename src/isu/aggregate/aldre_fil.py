"""Files of sums as ISU wrote them before summafil.py: a row per combination, with its labels. Releases have bound such.

Every combination has its row, through the last axis quickest; so the labels in their order are the axes.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu.aggregate.axel import Member
from isu.aggregate.status import STATUSAR
from isu.aggregate.summafil import Lagrad, Lagrat

PER_OMRADE = ("status", "antal_kommuner")


def read_rows(path: Path, keys: dict[str, tuple[str, ...]], counts: tuple[str, ...]) -> Lagrat:
    """`keys` are the columns of each axis, `counts` those of the numbers: every array is given all dimensions."""
    rows = pq.read_table(path)
    if not rows.num_rows:
        return Lagrat(dict.fromkeys(keys, []), (), dict.fromkeys(PER_OMRADE, np.zeros((0, 0), np.uint8)))
    named = keys | {"utfall": ("utfall",)}
    found = [(own, {name: _labels(own, columns) for name, columns in named.items()}) for own in _parts(rows)]
    own, labels = found[0]
    members = {name: labels[name] for name in keys}
    shape = [len(members[name]) for name in ("omrade", "period")]
    per_area = {name: _array(own, name).reshape(*shape, -1)[..., 0] for name in PER_OMRADE}
    return Lagrat(members, tuple(_part(own, labels, counts) for own, labels in found), per_area)


def _parts(rows: pa.Table) -> list[pa.Table]:
    """The rows of each measure of each variant, in the order that they come."""
    names = ["variant", "matt"]
    distinct = rows.select(names).group_by(names, use_threads=False).aggregate([]).to_pylist()
    return [rows.filter(pc.and_(*(pc.equal(rows[n].cast(pa.string()), part[n]) for n in names))) for part in distinct]


def _labels(rows: pa.Table, names: tuple[str, ...]) -> list[Member]:
    """The distinct ones, in the order that they come."""
    distinct = rows.select(list(names)).group_by(list(names), use_threads=False).aggregate([])
    values = [column.to_pylist() for column in distinct.select(list(names)).columns]
    return values[0] if len(names) == 1 else list(zip(*values, strict=True))


def _part(rows: pa.Table, labels: dict[str, list[Member]], counts: tuple[str, ...]) -> Lagrad:
    shape = [len(of) for of in labels.values()]
    arrays = {name: _array(rows, name).reshape(shape) for name in counts if rows[name].null_count < rows.num_rows}
    variant, matt = (rows[name][0].as_py() for name in ("variant", "matt"))
    return Lagrad(variant, matt, tuple(labels["utfall"]), arrays)


def _array(rows: pa.Table, name: str) -> np.ndarray:
    column = rows[name]
    if name == "status":
        column = pc.index_in(column.cast(pa.string()), pa.array(STATUSAR)).cast(pa.uint8())
    return column.to_numpy()
