"""Files of sums: what is read back, what an earlier file says, and what of it stands on the axes of now."""

import math

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.aggregate import add_up, read_summor
from isu.aggregate.aldre_fil import read_rows
from isu.aggregate.status import STATUSAR
from isu.aggregate.summafil import moved, read_arrays
from isu.aggregate.summor import KEYS, write_table
from isu.aggregate.utlagg import constant, key_columns, laid_out
from isu.cells.indikator import Matt
from isu.release.utgivet import COUNTS
from tests.spec.publication.nation import Nation

CELLS = """
lamnare | kon | utfall | antal
1715    | 1   | 5      | 10
1780    | 2   | 7      | 20
1780    | 2   |        | 3
"""


@pytest.fixture(scope="module")
def summor(tmp_path_factory):
    nation = Nation(tmp_path_factory.mktemp("nation"), Matt("medel"), Matt("median"), Matt("antal"))
    nation.celler(CELLS)
    add_up(nation.home, nation.deklaration, nation.indikator)
    return read_summor(nation.home, nation.deklaration, nation.indikator)


def as_rows(summor) -> pa.Table:
    """A row per combination with its labels: the file of before."""
    parts = []
    for del_ in summor.delar:
        shape = (*summor.shape, len(del_.utfall))
        size = math.prod(shape)
        axes = [*((KEYS[name], axel.medlemmar) for name, axel in summor.axlar.items()), (("utfall",), del_.utfall)]
        numbers = {n: getattr(del_, n) for n in COUNTS} | {"antal_kommuner": summor.antal_kommuner}
        columns = key_columns(axes) | {n: constant(getattr(del_, n), size) for n in ("variant", "matt")}
        columns |= {n: pa.nulls(size, pa.int64()) if of is None else laid_out(of, shape) for n, of in numbers.items()}
        parts.append(pa.table(columns | {"status": laid_out(summor.status, shape, STATUSAR)}))
    return pa.concat_tables(parts, promote_options="permissive")


def test_a_file_of_before_says_the_same(summor, tmp_path):
    pq.write_table(as_rows(summor), tmp_path / "fore.parquet")
    write_table(summor, tmp_path / "nu.parquet", {})
    before, now = read_rows(tmp_path / "fore.parquet", KEYS, COUNTS), read_arrays(tmp_path / "nu.parquet")
    assert before.medlemmar == now.medlemmar
    assert [(d.variant, d.matt, d.utfall) for d in before.delar] == [(d.variant, d.matt, d.utfall) for d in now.delar]
    for old, new in zip(before.delar, now.delar, strict=True):
        for name, values in old.arrayer.items():
            expected = new.arrayer[name].reshape(*new.arrayer[name].shape, *(1,) * (6 - new.arrayer[name].ndim))
            np.testing.assert_array_equal(values, np.broadcast_to(expected, values.shape), name)
    assert all((before.per_omrade[name] == now.per_omrade[name]).all() for name in ("status", "antal_kommuner"))


def test_one_array_under_several_names_is_written_once_and_may_not_be_changed(summor, tmp_path):
    write_table(summor, tmp_path / "nu.parquet", {})
    delar = {d.matt: d.arrayer for d in read_arrays(tmp_path / "nu.parquet").delar}
    assert np.shares_memory(delar["antal"]["taljare"], delar["medel"]["n"])
    with pytest.raises(ValueError, match="read-only"):
        delar["antal"]["n"][0] = 1


def test_what_stood_elsewhere_is_moved_and_what_is_no_more_is_left_out():
    then = np.array([[1, 2, 3], [4, 5, 6]])
    to = [np.array([1, -1]), np.array([0, 2, -1])]
    assert moved(then, to, (2, 3), 0).tolist() == [[0, 0, 0], [1, 0, 2]]
