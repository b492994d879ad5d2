"""The form of an id: the same answer from Python, Rust and RE2, and nothing in the shape of an identity number."""

import random
import re

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.declaration.nyckelform import NYCKELFORM
from tests import hederlig, identitetstal

ACCEPTED = [
    "A1",
    "p17",
    "17",
    "4711",
    "000000001",
    "12345678901",
    "1234567890123",
    "a1234567890",
    "AKT-2024-000123",
    "2024-000123",
    "2024-01-0123",
    "1780:17",
    "6f1c2a4e-2f57-4f0a-9d34-0c2f6f0d9a11",
    "d41d8cd98f00b204e9800998ecf8427e",
    "MFRGGZDFMZTWQ2LK",
    "a" * 64,
    "1" * 64,
    "-5",
]
REFUSED = [
    "",
    "p 4",
    "å1",
    "a;b",
    "a" * 65,
    "8112189876",
    "198112189876",
    "811218-9876",
    "19811218-9876",
    "811218.9876",
    "1981-12-18-9876",
    "81-12-18-9876",
    "1981-12-189876",
    "1981-1218-9876",
    "8112189876-",
    "-8112189876",
    "Anna Andersson",
    "-",
]


CONNECTION = duckdb.connect()


def three_answers(values: list[str]) -> set[tuple[bool, ...]]:
    python = tuple(re.fullmatch(NYCKELFORM[1:-1], v) is not None for v in values)
    rust = tuple(pl.Series(values).str.contains(NYCKELFORM))
    sql = "select regexp_matches(v, ?) from (select unnest(?) v, generate_subscripts(?, 1) i) order by i"
    re2 = tuple(ok for (ok,) in CONNECTION.execute(sql, [NYCKELFORM, values, values]).fetchall())
    return {python, rust, re2}


@pytest.mark.parametrize(("values", "ok"), [(ACCEPTED, True), (REFUSED, False)])
def test_the_form(values, ok):
    assert three_answers(values) == {(ok,) * len(values)}


def test_honest_ids_are_accepted():
    chance = np.random.default_rng(4)
    for draw in hederlig.IDS:
        values = draw(chance, 500).to_list()
        assert three_answers(values) == {(True,) * 500}, values[0]


def test_numbers_of_digits_are_refused_however_they_are_written():
    chance = random.Random(4)
    written = {identitetstal.written_digits(identitetstal.personnummer(chance), chance) for _ in range(2_000)}
    assert three_answers([w for w in written if not w.endswith(".0")]).pop().count(True) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="0123456789ab.-_:", max_size=24), max_size=20))
def test_the_three_agree(values):
    assert len(three_answers([v for v in values if v] or ["a"])) == 1
