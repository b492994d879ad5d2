"""Which withheld numbers are another in some nation that would be printed just so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from isu.granskning.alternativ import known
from isu.granskning.lp import CEILING, Program

T = 5


def program(true: np.ndarray, rows: np.ndarray) -> Program:
    """Atoms that are so many, of which these sums are known."""
    sums = rows @ true
    return Program(sparse.csr_matrix(rows.astype(float)), sums, sums, 0.0 * true, 0.0 * true + CEILING)


@pytest.mark.parametrize(
    ("true", "sums", "told"),
    [
        ("30 40", "11", "  "),  # one up, the other down
        ("30 40", "11 10", "xx"),  # the first is known, and so is what is left
        (" 3 40", "11", "  "),  # may be five, or nobody
        (" 3  1", "11", "  "),  # neither may be five, but both nobody
        (" 3  1  1", "110 011", "x  "),  # the first is at least two and at most four
        (" 3  2", "11", "  "),
        (" 3 40 2", "110 011", "   "),  # the first may be five, with no one in the last
        (" 0 40", "01", " x"),  # nobody is no secret
        ("20 20 20 20", "1100 0011 1010", "    "),
        ("20 20 20 20", "1100 0011 1010 1111 1000", "xxxx"),
    ],
)
def test_a_number_is_told_where_it_can_be_no_other_or_is_surely_small(true, sums, told):
    numbers = np.array(true.split(), int)
    rows = np.array([[*map(int, row)] for row in sums.split()])
    found = known(program(numbers, rows), sparse.identity(len(numbers), format="csr"), numbers, T)
    assert found.tolist() == [mark == "x" for mark in told]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_all_at_once_and_each_by_itself_agree(seed):
    rng = np.random.default_rng(seed)
    true = rng.integers(0, rng.choice([4, 12]), 12)
    own = program(true, (rng.random((9, 12)) < 0.3).astype(int))
    tal = sparse.csr_matrix((rng.random((20, 12)) < 0.3).astype(float))
    sanna = (tal @ true).round()
    assert known(own, tal, sanna, T).tolist() == [by_itself(own, row, number) for row, number in zip(tal, sanna)]


def by_itself(own: Program, row: sparse.csr_matrix, number: float) -> bool:
    low, high = np.ceil(own.bound(row, False) - 1e-6), np.floor(own.bound(row, True) + 1e-6)
    return bool(number > 0 and (low == high or (low > 0 and high < T)))
