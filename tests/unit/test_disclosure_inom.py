"""One indicator counts some of what another does: they do not tell how few the others are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import settings

from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import Summor
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.inom import with_too_near
from isu.disclosure.samma import is_nested, nested_classes
from isu.disclosure.sammanhang import Sagt
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from tests.unit.test_disclosure_bevis import KRAV, T, added, nation, random_nations
from tests.unit.test_disclosure_tillsammans import ANDEL, decided, of_parts


def some_and_all(seed: int, sizes: tuple[int, ...] = (4, 40)) -> tuple[Summor, Summor]:
    """The second counts a few units more than the first, here and there."""
    some = of_parts(nation(seed, sizes), "TST-02", ANDEL)
    omrade = some.axlar["omrade"]
    more = np.random.default_rng([seed, 1]).random([len(axel.atomer) for axel in some.axlar.values()]) < 0.05
    for place in omrade.of_type(KOMMUN):
        more[list(omrade.bestar_av[place])] &= some.status[place, :, None, None, None] == 0
    (del_,) = some.delar
    of_all = replace(del_, n=del_.n + added(more.astype(np.int64), some.axlar, "H"))
    return some, replace(some, indikator="TST-01", delar=(of_all,))


def shows(skydd: Skydd) -> np.ndarray:
    return skydd.status_n[0] == SHOWN


def few(some: Summor, of_all: Summor) -> np.ndarray:
    more = of_all.delar[0].n - some.delar[0].n
    return (more > 0) & (more < T)


@settings(max_examples=10, deadline=None)
@random_nations
def test_no_two_numbers_that_are_shown_differ_by_few(seed, sizes):
    some, of_all = some_and_all(seed, sizes)
    every, part = (shows(own.skydd) for own in decided([of_all, some]))
    if families([*map(whole_of, (some, of_all))]):
        assert not (every & part & few(some, of_all)).any()


@pytest.mark.parametrize("seed", range(3))
def test_decided_each_for_itself_they_would(seed):
    some, of_all = some_and_all(seed)
    every, part = (shows(decided([own])[0].skydd) for own in (of_all, some))
    assert (every & part & few(some, of_all)).any()
    assert families([*map(whole_of, (some, of_all))]) == [["TST-01", "TST-02"]]


def test_where_the_other_withholds_its_number_nothing_is_asked():
    some, of_all = some_and_all(1)
    shown, hidden = (np.full(some.shape, status, np.uint8) for status in (SHOWN, SEKRETESS))
    told = [Sagt(of_all, Skydd((of_n,), (of_n[..., None],))) for of_n in (shown, hidden)]
    assert with_too_near(None, some, told[1:], T) is None
    assert (with_too_near(None, some, told, T).tvungna_n[0] == few(some, of_all)).all()
    assert KRAV.rest == T


@pytest.mark.parametrize(
    ("one", "other", "often", "nested"),
    [
        ("20 30 40", "20 31 45", 2, True),
        ("20 31 45", "20 30 40", 2, True),
        ("20 30 40", "20 31 45", 3, False),  # 40 and 45 are not near
        ("20 30 40", "20 31 39", 2, False),  # more in the last
        ("20 30 40", "20 30 40", 2, False),  # the same
        (" 7  8 40", " 7  9 40", 2, False),  # small numbers are near by chance
    ],
)
def test_the_one_is_some_of_the_other_where_it_is_nowhere_more_and_often_nearly_as_many(one, other, often, nested):
    assert is_nested(*(np.array(of.split(), int) for of in (one, other)), often) is nested


def test_it_is_asked_of_all_classes_of_a_breakdown_together():
    """Four of the first breakdown and one of the second, of eight numbers each; in one class then it is more."""
    one = np.repeat([[20], [20], [20], [20], [30]], 8, 1)
    other = one + [[0], [1], [0], [0], [2]]
    breakdowns = [(np.arange(4), np.arange(4)), (np.array([4]), np.array([4]))]
    assert nested_classes(one, other, breakdowns)[:, 0].tolist() == [0, 1, 2, 3, 4]
    other[3, 0] -= 1
    assert nested_classes(one, other, breakdowns)[:, 0].tolist() == [4]
