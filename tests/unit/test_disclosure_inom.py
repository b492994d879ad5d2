"""One indicator counts some of what another does: they do not tell how few the others are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, settings

from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import Summor
from isu.disclosure.familjer import Helhet, families
from isu.disclosure.inom import by_variants, with_too_near
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.samma import nearly_as_many, nested_breakdowns
from isu.disclosure.sammanhang import Sagt, has_row
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.utraknat import Bounds
from tests.unit.test_disclosure_bevis import KRAV, T, added, nation, random_nations
from tests.unit.test_disclosure_tak import together, told_by
from tests.unit.test_disclosure_tillsammans import ANDEL, of_parts


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


def shows(summor: Summor, skydd: Skydd) -> np.ndarray:
    return has_row(summor, skydd) & (skydd.status_n[0] == SHOWN)


def seen_to_be_some(some: Summor, of_all: Summor) -> bool:
    """If all of the other is shown, is there anything to withhold?"""
    return with_too_near(None, some, [everything_of(of_all, SHOWN)], T) is not None


def everything_of(summor: Summor, status: int) -> Sagt:
    of_n = np.full(summor.shape, status, np.uint8)
    return Sagt(summor, Skydd((of_n,), (of_n[..., None],)))


def few(some: Summor, of_all: Summor) -> np.ndarray:
    more = of_all.delar[0].n - some.delar[0].n
    return (more > 0) & (more < T)


@settings(max_examples=10, deadline=None)
@random_nations
def test_no_two_numbers_that_are_shown_differ_by_few(seed, sizes):
    some, of_all = some_and_all(seed, sizes)
    every, part = map(shows, (of_all, some), together([of_all, some]))
    if seen_to_be_some(some, of_all):
        assert not (every & part & few(some, of_all)).any()


@pytest.mark.parametrize("seed", range(3))
def test_decided_each_for_itself_they_would(seed):
    some, of_all = some_and_all(seed)
    every, part = (shows(own, *together([own])) for own in (of_all, some))
    assert (every & part & few(some, of_all)).any() and seen_to_be_some(some, of_all)


def test_the_one_is_no_more_than_the_other_and_tells_no_more_of_it(tmp_path):
    of_both = [*reversed(some_and_all(5, (0, 1, 90)))]
    alone = [skydd for summor in of_both for skydd in together([summor])]
    assert told_by(tmp_path, of_both, alone) == {"inom", "annan"}
    assert not told_by(tmp_path, of_both, together(of_both))


@settings(max_examples=10, deadline=None)
@random_nations
@example(seed=323, sizes=(0, 1, 90))  # they seem to be the same, and are not
def test_the_attacker_has_nothing_back(tmp_path_factory, seed, sizes):
    of_both = [*reversed(some_and_all(seed, sizes))]
    assert not told_by(tmp_path_factory.mktemp("utgava"), of_both, together(of_both))


def test_variants_bound_each_other_too():
    """Of the one with fewer there are no more than is known of the other, and of the other no fewer."""
    some, of_all = some_and_all(0)
    both = replace(some, delar=(*of_all.delar, replace(some.delar[0], variant="vissa")))
    most, fewer = (del_.n for del_ in both.delar)
    known = {i: Bounds(n - 1, n + 1, n > 0) for i, n in enumerate((most, fewer))}
    found = by_variants(both, known)
    here = (both.status == SHOWN)[:, :, None, None, None] & (most > 0)
    assert (found[0].golv[here] == (fewer - 1)[here]).all() and (found[0].tak == NO_CEILING).all()
    assert (found[1].tak[here] == (most + 1)[here]).all() and (found[1].golv == 0).all()


@pytest.mark.parametrize(
    ("of_some", "together"),
    [
        ("20 30 40 20 30 40 20 30 40 20", True),
        ("20 30 40 20 30 40 20 10 10 10", False),  # seven are nearly as many
        ("20 30 40 20 30 40 20 30 40 99", False),  # more in one
    ],
)
def test_they_are_decided_together_where_the_one_is_some_of_the_other(of_some, together):
    """In ten kommuner; that which the other is some of is first."""
    of_all = whole("TST-02", "21 31 40 22 30 40 20 30 40 20")
    assert families([whole("TST-01", of_some), of_all]) == ([["TST-02", "TST-01"]] if together else [])


def whole(indikator: str, numbers: str) -> Helhet:
    """Everybody in each kommun, those of unknown outcome among them."""
    tal = np.array([numbers.split()], np.int32)
    return Helhet(indikator, 1, [(f"17{nr}", "2024H1") for nr in range(tal.size)], tal, [True], [True])


def test_where_the_other_withholds_its_number_nothing_is_asked():
    some, of_all = some_and_all(1)
    told = [everything_of(of_all, status) for status in (SHOWN, SEKRETESS)]
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
    near = nearly_as_many(*(np.array(of.split(), int) for of in (one, other)))
    assert (near >= often) is nested


def test_it_is_asked_of_all_classes_of_a_breakdown_together():
    """Four of the first breakdown and one of the second, of eight numbers each; in one class then it is more."""
    one = np.repeat([[20], [20], [20], [20], [30]], 8, 1)
    other = one + [[0], [1], [0], [0], [2]]
    breakdowns = [(np.arange(4), np.arange(4)), (np.array([4]), np.array([4]))]
    assert classes_of(one, other, breakdowns) == [([0, 1, 2, 3], True), ([4], True)]
    assert classes_of(other, one, breakdowns) == [([0, 1, 2, 3], False), ([4], False)]
    other[3, 0] -= 1
    assert classes_of(one, other, breakdowns) == [([4], True)]


def classes_of(one: np.ndarray, other: np.ndarray, breakdowns) -> list[tuple[list[int], bool]]:
    return [(pairs[:, 0].tolist(), fewer) for pairs, fewer in nested_breakdowns(one, other, breakdowns)]
