"""What can be worked out of a table of women and men in two ages, by what is shown and the most that numbers can be.

In a table a number stands by itself where it is shown; `3?` is three that are withheld, and `3<5` three of which it is
known that they are no more than five.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate.summor import Summor
from isu.disclosure.hogst import most_giving_away, tells
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.sammanhang import Sagt
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.utbud import everything
from isu.disclosure.utraknat import bounded
from tests.unit.test_disclosure_bevis import nation
from tests.unit.test_disclosure_tak import pair

#: Rows and columns of a table; there are no other people.
KON, ALDER = ("K", "M", "T"), ("0-12", "13-17", "0-17")


def in_table(summor: Summor, kon: tuple[str, ...] = KON) -> tuple:
    """1715 in the half-year."""
    members = [("kommun", "1715")], [("halvar", "2024H1")], kon, ALDER, [("", "")]
    return np.ix_(*([axel.medlemmar.index(m) for m in own] for axel, own in zip(summor.axlar.values(), members)))


def laid_out(table: str) -> tuple[Summor, np.ndarray, np.ndarray, np.ndarray]:
    """Sums of these, with nobody of unknown kön: n, is it known, and the most that it can be. Of others nothing is."""
    summor = nation(1, (1,))
    summor = replace(summor, status=0 * summor.status)
    n, tak, known = (np.full(summor.shape, of) for of in (0, NO_CEILING, False))
    known[in_table(summor, ("U",))] = True
    for at, cell in zip(product(*(range(3),) * 2), table.split(), strict=True):
        (number, *most), here = (
            cell.rstrip("?").split("<"),
            tuple(axis.flat[i] for axis, i in zip(in_table(summor), (0, 0, *at, 0))),
        )
        n[here], tak[here], known[here] = int(number), int(most[0]) if most else NO_CEILING, cell.isdigit()
    return summor, n, known, tak


def read(values: np.ndarray, summor: Summor) -> np.ndarray:
    """As a table."""
    return values[in_table(summor)][0, 0, :, :, 0]


@pytest.mark.parametrize(
    ("table", "exact"),
    [
        (
            """ 3?   9?  12
               20?   7?  27
               23   16   39""",
            "",
        ),
        (
            """ 3?   9   12
               20?   7?  27
               23   16   39""",
            "3 7 20",
        ),
        (
            """ 3<3  9<9 12
               20?   7?  27
               23   16   39""",
            "3 7 9 20",
        ),
        (
            """ 3<4  9<9 12
               20?   7?  27
               23   16   39""",
            "",
        ),
        (
            """ 0?   9    9<9
               20?   7?  27?
               20?  16?  36?""",
            "0 9",
        ),
    ],
)
def test_parts_that_cannot_be_more_than_their_sum_together_are_just_so_many(table, exact):
    """And where a sum cannot be more than what is known of it, nobody is left."""
    summor, n, known, tak = laid_out(table)
    found = read(n, summor)[read(bounded(summor, n, known, tak).exact & ~known, summor)]
    assert sorted(found.tolist()) == [int(number) for number in exact.split()]


@settings(deadline=None)
@given(
    n=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    known=st.lists(st.booleans(), min_size=9, max_size=9),
    more=st.lists(st.sampled_from([0, 1, 5]), min_size=9, max_size=9),
)
def test_no_table_that_would_give_the_same_is_outside(n, known, more):
    """Beside all tables of as many as can be in a cell."""
    cells = with_sums(np.array(n).reshape(2, 2))
    marks, tak = np.array(known).reshape(3, 3), cells + np.array(more).reshape(3, 3)
    table = "\n".join(
        " ".join(str(v) if k else f"{v}<{t}" for v, k, t in zip(*row, strict=True))
        for row in zip(cells.tolist(), marks.tolist(), tak.tolist(), strict=True)
    )
    summor, of_n, of_known, of_tak = laid_out(table)
    least, most, _ = (read(of, summor) for of in bounded(summor, of_n, of_known, of_tak))
    every = [with_sums(np.array(other).reshape(2, 2)) for other in product(range(8), repeat=4)]
    same = np.array([t for t in every if (t[marks] == cells[marks]).all() and (t <= tak).all()])
    assert (least <= same.min(0)).all() and (same.max(0) <= most).all()


def with_sums(cells: np.ndarray) -> np.ndarray:
    rows = np.hstack([cells, cells.sum(1, keepdims=True)])
    return np.vstack([rows, rows.sum(0, keepdims=True)])


@pytest.mark.parametrize(
    ("okanda", "shown_by_other", "told"),
    [
        ("0 0 0  0 1 1  0 1 1", ("K", "0-12"), True),  # there are no more than 13, nor than 22 - 13 of 13-17
        ("0 0 0  0 1 1  0 1 1", ("M", "13-17"), True),
        ("0 0 0  0 1 1  0 1 1", ("T", "0-17"), False),
        ("1 0 1  0 1 1  1 1 2", ("K", "0-12"), False),  # there may be 13 or 14 women of 0-12
        ("1 0 1  0 1 1  1 1 2", None, False),
    ],
)
def test_it_is_told_of_only_where_it_gives_something_away(okanda, shown_by_other, told):
    """So many are of unknown outcome, and none in another indicator, which shows a number of so many as both have."""
    summor, n, known, _ = laid_out("13? 9? 22  20? 7? 27  33 16 49")
    unknown = 0 * n
    unknown[in_table(summor)] = np.array(okanda.split(), int).reshape(1, 1, 3, 3, 1)
    (del_,) = pair(summor)[0].delar
    own, other = (
        replace(summor, indikator=namn, delar=(replace(del_, n=n + more, n_okand=of, taljare=n[..., None]),))
        for namn, more, of in (("TST-01", 0, unknown), ("TST-02", unknown, 0 * n))
    )
    shown = np.zeros(n.shape, bool)
    if shown_by_other:
        kon, alder = KON.index(shown_by_other[0]), ALDER.index(shown_by_other[1])
        shown[tuple(axis.flat[i] for axis, i in zip(in_table(summor), (0, 0, kon, alder, 0)))] = True
    of_own, of_other = (of_shown(summor, which) for which in (known & (n > 0), shown))
    assert tells(most_giving_away(Sagt(own, of_own), [Sagt(other, of_other)], 5, [0 * n])) is told


def of_shown(summor: Summor, shown: np.ndarray) -> Skydd:
    of_n = np.where(shown, SHOWN, SEKRETESS).astype(np.uint8)
    return Skydd((of_n,), (of_n[..., None],), everything(summor.axlar))
