"""The axes: what members are made of, and the additions that a reader can make."""

import pytest

from isu.aggregate.axel import alder_axis, grupp_axis, kon_axis, months_of, omrade_axis, period_axis
from isu.declaration import load_declarations
from tests.spec.publication.nation import indikator, uppdelning


def named_additions(axel) -> set[tuple]:
    return {(axel.medlemmar[w], frozenset(axel.medlemmar[p] for p in parts)) for w, parts in axel.summor}


def test_kon_is_women_men_and_all_with_the_unknown_never_printed():
    axel = kon_axis()
    assert [axel.medlemmar[i] for i in axel.visade] == ["K", "M", "T"]
    assert named_additions(axel) == {("T", frozenset("KMU"))}


def test_all_ages_is_every_way_of_adding_bands_and_unions():
    axel = alder_axis(indikator())
    assert [axel.medlemmar[i] for i in axel.visade] == ["0-12", "0-17", "13-17", "18-20", "alla"]
    assert named_additions(axel) == {
        ("0-17", frozenset({"0-12", "13-17"})),
        ("alla", frozenset({"0-12", "13-17", "18-20", "okand"})),
        ("alla", frozenset({"0-17", "18-20", "okand"})),
    }


def test_overlapping_unions_are_never_added_to_each_other():
    unions = {"0-17": ("0-12", "13-17"), "13-20": ("13-17", "18-20")}
    additions = named_additions(alder_axis(indikator(aldersunioner=unions)))
    assert ("alla", frozenset({"0-17", "18-20", "okand"})) in additions
    assert ("alla", frozenset({"0-12", "13-20", "okand"})) in additions
    assert not any({"0-17", "13-20"} <= parts for _, parts in additions)


def test_a_union_of_one_band_is_that_band_under_another_name():
    additions = named_additions(alder_axis(indikator(aldersunioner={"vuxna": ("18-20",)})))
    assert ("18-20", frozenset({"vuxna"})) in additions
    wholes = [parts for whole, parts in additions if whole == "alla"]
    assert wholes
    assert all(len(parts & {"18-20", "vuxna"}) == 1 for parts in wholes)


def test_each_breakdown_adds_to_the_whole_with_its_own_unknown():
    head = indikator(uppdelningar={"b": uppdelning("x", "y"), "a": uppdelning("ja")})
    axel = grupp_axis(head)
    assert [axel.medlemmar[i] for i in axel.visade] == [("", ""), ("a", "ja"), ("b", "x"), ("b", "y")]
    assert named_additions(axel) == {
        (("", ""), frozenset({("a", "ja"), ("a", "okand")})),
        (("", ""), frozenset({("b", "x"), ("b", "y"), ("b", "okand")})),
    }


def test_a_year_is_set_beside_its_half_years_only_when_both_are_there():
    axel = period_axis(["2023", "2023H1", "2024H2", "2024", "2024H1"])
    assert axel.medlemmar[0] == ("halvar", "2023H1")
    assert axel.medlemmar[-1] == ("helar", "2024")
    assert named_additions(axel) == {(("helar", "2024"), frozenset({("halvar", "2024H1"), ("halvar", "2024H2")}))}


def test_months_add_to_quarters_and_all_of_them_to_half_years_and_a_day_to_nothing():
    months = [f"2024-{m:02d}" for m in range(1, 7)]
    axel = period_axis(["2024H1", "2024K1", "2024K2", "2024K3", "2024-07", "2024-01-01", "2024", *months])
    assert {(whole[1], frozenset(p for _, p in parts)) for whole, parts in named_additions(axel)} == {
        ("2024K1", frozenset(months[:3])),
        ("2024K2", frozenset(months[3:])),
        ("2024H1", frozenset(months)),
        ("2024H1", frozenset({"2024K1", "2024K2"})),
    }
    half_year = axel.medlemmar.index(("halvar", "2024H1"))
    assert {long: [axel.medlemmar[m][1] for m in found] for long, found in months_of(axel).items()} == {
        half_year: months
    }


@pytest.mark.parametrize(("typ", "antal"), [("kommun", 290), ("lan", 21), ("kommungrupp", 9), ("riket", 1)])
def test_the_whole_country(typ, antal):
    axel = omrade_axis(load_declarations().kommuner)
    members = axel.of_type(typ)
    assert len(members) == antal
    assert sorted(k for i in members for k in axel.bestar_av[i]) == list(range(290))
