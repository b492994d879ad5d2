"""Two indicators that count the same units in different classes: all ages of the one are some ages of the other, or one
of its groups.

The numbers are those of test_publ_mellan: three women and twenty men in 1715, which in one of the two are withheld
together with 1780 and in the other together with the län. Where nothing else is said, the other has 0-17 for what the
first has of all ages, and more of all ages than that.
"""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isu.cells.indikator import Matt
from isu.flow.mellan import is_same
from isu.granskning.granska import INDIKATORER
from isu.granskning.klasser import Antal, Klass, Klasspar
from isu.granskning.kunskap import OFTEN
from isu.granskning.las import n_of_all, read
from isu.granskning.lika import CHANCE, MED_OKANDA, N, Tal, equal_pairs
from isu.granskning.mellan import always, equalities, sources, with_others
from isu.granskning.visat import shown
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.publication.test_publ_bevis import sums
from tests.spec.publication.test_publ_mellan import ANTAL, ETT, MED_KOMMUN, MED_LAN, TVA, attacked, published, rows

UNGA, ALLA = Klass("0-17", "", ""), Klass("alla", "", "")


def with_more(*of: str, antal: dict = ANTAL, **more) -> list[dict]:
    """The other indicator: of everybody more than the first has."""
    everybody = {kommun: (women + 40, men + 50) for kommun, (women, men) in antal.items()}
    return [*rows(TVA, antal=everybody), *rows(TVA, *of, antal=antal, **more)]


@pytest.mark.parametrize("klass", [{"alder": "0-17"}, {"uppdelning": "typ"}, {"alder": "0-17", "uppdelning": "typ"}])
def test_all_of_the_one_may_be_a_class_of_the_other(tmp_path, klass):
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN), with_more(MED_LAN, **klass))
    assert found.mellan == {ETT: (TVA,), TVA: (ETT,)}


@pytest.mark.parametrize("dolda", [MED_KOMMUN, MED_LAN])
def test_nothing_is_told_where_both_withhold_the_same(tmp_path, dolda):
    assert not attacked(tmp_path, rows(ETT, dolda), with_more(dolda, alder="0-17")).mellan


@pytest.mark.parametrize(
    ("antal", "okanda", "same"),
    [
        (ANTAL, 0, True),
        (ANTAL | {"1780": (11, 14)}, 0, False),
        (ANTAL, 1, True),
    ],
)
def test_what_differs_in_any_kommun_is_not_believed(tmp_path, antal, okanda, same):
    """With one of unknown outcome in each the n of the other is as large only together with these."""
    other = with_more(MED_LAN, antal=antal, okanda=(okanda, okanda), alder="0-17")
    assert (ETT in attacked(tmp_path, rows(ETT, MED_KOMMUN), other).mellan) is same


def test_n_is_no_more_than_with_those_of_unknown_outcome_in_a_class_of_the_other(tmp_path):
    """As in test_publ_mellan."""
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN, okanda=(0, 1)), with_more(MED_LAN, okanda=(2, 2), alder="0-17"))
    assert found.mellan == {ETT: (TVA,)}


def test_what_is_seen_too_seldom_is_not_believed(tmp_path):
    one, other = rows(ETT, MED_KOMMUN, perioder="2024H1"), with_more(MED_LAN, perioder="2024H1", alder="0-17")
    assert not attacked(tmp_path, one, other).mellan


@pytest.mark.parametrize(("alder", "told"), [("alla", True), ("0-17", False)])
def test_classes_are_the_same_by_chance_where_there_is_one_in_each(tmp_path, alder, told):
    """A woman in each of sixteen kommuner: that is enough for the whole with the whole, but not for two classes."""
    alone = {f"17{nr}": (1, 0) for nr in range(10, 26)}
    one, other = (partial(rows, indikator, antal=alone, perioder="2024H1") for indikator in (ETT, TVA))
    found = attacked(tmp_path, one(dolda="1710 1711"), other(dolda="1710 17", alder=alder))
    assert (ETT in found.mellan) is told


@pytest.mark.parametrize(("of_other", "told"), [(("1715", "1780"), True), (("1715", "1780", "1785"), False)])
def test_a_larger_area_is_believed_where_the_same_kommuner_have_reported(tmp_path, of_other, told):
    other = {kommun: (ANTAL | {"1785": (30, 30)})[kommun] for kommun in of_other}
    found = attacked(tmp_path, rows(ETT, MED_LAN), with_more(MED_KOMMUN, antal=other, alder="0-17"))
    assert (ETT in found.mellan) is told


def test_a_chance_likeness_hides_no_other(tmp_path):
    """There is no room for both: what a third has of the young differs from the first only where that is withheld."""
    third = rows("TST-00", "1715", antal=ANTAL | {"1780": (17, 7)}, alder="0-17")
    found = attacked(tmp_path, third, rows(ETT, MED_KOMMUN), with_more(MED_LAN, alder="0-17"))
    assert found.mellan[ETT] == (TVA,)


def test_nor_does_it_where_it_is_of_the_same_quantity(tmp_path):
    """What the other has of the youngest differs only where the first withholds it."""
    chance = rows(TVA, "1715", antal=ANTAL | {"1780": (17, 7)}, alder="0-12")
    found = attacked(tmp_path, rows(ETT, MED_KOMMUN), [*chance, *with_more(MED_LAN, alder="0-17")])
    assert found.mellan[ETT] == (TVA,)


@pytest.mark.parametrize(("more", "told"), [(0, True), (1, False)])
def test_no_larger_area_is_believed_where_any_differs(tmp_path, more, told):
    """One more in the län in the second half-year: then the other is not of the same kommuner there."""
    other = with_more(MED_KOMMUN, alder="0-17")
    for row in other:
        if (row["omrade_typ"], row["period"], row["aldersgrupp"]) == ("lan", "2024H2", "0-17"):
            row["n"] += more
    assert (ETT in attacked(tmp_path, rows(ETT, MED_LAN), other).mellan) is told


def without(rows: Sequence[dict], omrade: str, kon: str) -> list[dict]:
    """The same but for those rows of the first half-year."""
    gone = {(omrade, "2024H1", of) for of in kon.split()}
    return [row for row in rows if (row["omrade"], row["period"], row["kon"]) not in gone]


def test_where_the_one_has_no_rows_the_other_tells_too(tmp_path):
    """1780 has no women and men in the first half-year, so that those of 1715 cannot be had from the län; by the
    other they can."""
    one = without(rows(ETT, "1715"), "1780", "K M")
    assert not attacked(tmp_path, one).brister
    assert attacked(tmp_path, one, with_more(MED_LAN, alder="0-17")).mellan[ETT] == (TVA,)


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("K M", {("1780", "K"), ("1780", "M")}),
        ("K", {("1780", "K")}),
        ("K M T", set()),
    ],
)
def test_but_not_of_an_area_that_it_tells_nothing_of(tmp_path, gone, told):
    one = without(rows(ETT), "1780", gone)
    path = published(tmp_path, one, with_more("1715", alder="0-17")) / INDIKATORER
    before = read(path, ETT)
    kallor = sources(before, equalities(shown(path)), {}, {})
    after = with_others(before, kallor, partial(read, path, ETT, n_of_all), (), {})
    areas, periods, kon, *_ = before.axlar
    changed = np.argwhere(after.lage != before.lage)
    assert {(areas[a][1], kon[k][0]) for a, _, k, *_ in changed} == told
    assert {periods[p] for _, p, *_ in changed} <= {("2024H1",)}


def test_who_believes_is_asked_of_each_class(tmp_path):
    asked = []

    def never(one: Antal, other: Antal, vad) -> bool:
        asked.append((one.indikator, one.av, other.indikator, other.av, vad))
        return False

    path = published(tmp_path, rows(ETT, MED_KOMMUN), with_more(MED_LAN, alder="0-17")) / INDIKATORER
    assert not equalities(shown(path), never)
    assert (ETT, N, TVA, N, Klasspar(ALLA, UNGA)) in asked
    assert (ETT, MED_OKANDA, TVA, MED_OKANDA, Klasspar(ALLA, UNGA)) in asked
    assert equalities(shown(path), always).keys() == {ETT, TVA}


def test_what_a_breakdown_tells_is_not_asked_of_its_classes_again(tmp_path):
    path = published(tmp_path, rows(ETT, MED_KOMMUN), rows(TVA, MED_LAN)) / INDIKATORER
    found = equalities(shown(path))
    assert all(samma.vad == [""] for of in found.values() for samma in of)


PLACES = 12


@st.composite
def numbers(draw) -> list[Tal]:
    """Of three indicators, in few places: mostly some of the same numbers, now and then with another among them."""
    whole = draw(st.lists(st.integers(0, 3), min_size=PLACES, max_size=PLACES))
    found = []
    for _ in range(draw(st.integers(0, 8))):
        places = np.array(sorted(draw(st.sets(st.integers(0, PLACES - 1), min_size=6))), np.int32)
        tal = np.array(whole, float)
        tal[draw(st.integers(0, PLACES - 1))] += draw(st.integers(0, 1))
        found.append(Tal(draw(st.sampled_from("abc")), places, tal[places]))
    return found


def same(one: Tal, other: Tal, over: int) -> bool:
    own, its = ({at: n for at, n in zip(of.platser, of.tal, strict=True)} for of in (one, other))
    common = own.keys() & its.keys()
    equal = all(own[at] == its[at] for at in common)
    return equal and sum(own[at] > over for at in common) >= OFTEN and one.indikator != other.indikator


@given(numbers(), st.sampled_from([0, CHANCE]))
def test_no_two_that_are_the_same_are_missed(of, over):
    pairs = combinations(range(len(of)), 2)
    assert sorted(equal_pairs(of, over)) == [(a, b) for a, b in pairs if same(of[a], of[b], over)]


FYRA = "1715 1780 1880 1885"


def sums_of(path: Path, antal: dict[Klass, int], kommuner: str = FYRA):
    """Sums of so many women, and as many men, of each class in every kommun."""
    nation = Nation(path, Matt("antal"), uppdelningar={"typ": uppdelning("a", "b")})
    of_all = [(lamnare, kon, *own) for lamnare in kommuner.split() for kon in "12" for own in antal.items()]
    cells = [f"{lamnare} | {kon} | {' | '.join(klass)} | {n}" for lamnare, kon, klass, n in of_all]
    nation.celler("\n".join(["lamnare | kon | aldersgrupp | uppdelning | grupp | antal", *cells]))
    return sums(nation)


BARN, TONAR, I_A = Klass("0-12", "", ""), Klass("13-17", "", ""), Klass("0-12", "typ", "a")


@pytest.mark.parametrize(
    ("one", "other", "its", "same"),
    [
        ({BARN: 10}, {BARN: 10, TONAR: 5}, BARN, True),
        ({BARN: 10}, {BARN: 10, TONAR: 5}, UNGA, False),
        ({BARN: 10}, {BARN: 6, TONAR: 4}, UNGA, True),
        ({BARN: 10}, {BARN: 30, I_A: 10}, I_A, True),
        ({BARN: 10}, {BARN: 30, I_A: 10}, Klass("alla", "typ", "a"), True),
        ({BARN: 10}, {BARN: 30, I_A: 10}, Klass("alla", "typ", "b"), False),
        ({BARN: 10}, {BARN: 30, I_A: 10}, Klass("alla", "typ", "c"), False),
        ({BARN: 1}, {BARN: 1, TONAR: 5}, BARN, False),
    ],
)
def test_with_the_sums_only_classes_that_are_the_same_are_believed(tmp_path, one, other, its, same):
    """Beside all ages of the first. The last are one of each, and two together in each of four kommuner: too seldom."""
    summor = [sums_of(tmp_path / "a", one), sums_of(tmp_path / "b", other)]
    assert is_same(summor, [Antal(indikator, "", "antal", N) for indikator in (ETT, TVA)], Klasspar(ALLA, its)) is same


@pytest.mark.parametrize(("of_other", "same"), [("1715 1780 1880", True), ("1715 1780", False)])
def test_and_only_where_both_count(tmp_path, of_other, same):
    """Six numbers of two kommuner are too few."""
    summor = [sums_of(tmp_path / "a", {BARN: 10}), sums_of(tmp_path / "b", {BARN: 10, TONAR: 5}, of_other)]
    antal = [Antal(indikator, "", "antal", N) for indikator in (ETT, TVA)]
    assert is_same(summor, antal, Klasspar(ALLA, BARN)) is same
