"""Periods: their names, their days, and how they lie in each other."""

from datetime import date

import pytest

from isu.period import (
    ALL_TIME,
    DAG,
    HALVAR,
    HELAR,
    KVARTAL,
    MANAD,
    Interval,
    period,
    period_of,
    periods_within,
    without,
)
from tests.spec.tabell import rader

NAMED = rader("""
    namn       | typ     | fran       | till
    2024       | helar   | 2024-01-01 | 2024-12-31
    2024H1     | halvar  | 2024-01-01 | 2024-06-30
    2024H2     | halvar  | 2024-07-01 | 2024-12-31
    2024K1     | kvartal | 2024-01-01 | 2024-03-31
    2024K4     | kvartal | 2024-10-01 | 2024-12-31
    2024-02    | manad   | 2024-02-01 | 2024-02-29
    2023-12    | manad   | 2023-12-01 | 2023-12-31
    2024-11-01 | dag     | 2024-11-01 | 2024-11-01
""")


@pytest.mark.parametrize("row", NAMED, ids=lambda r: r["namn"])
def test_a_period_by_its_name_and_by_its_days(row):
    days = Interval(date.fromisoformat(row["fran"]), date.fromisoformat(row["till"]))
    found = period(row["namn"])
    assert (found.namn, found.typ, found.interval) == (row["namn"], row["typ"], days)
    assert period_of(days) == found
    assert str(days) == row["namn"]


@pytest.mark.parametrize("namn", ["", "24", "1899", "2024H3", "2024K5", "2024-13", "2024-00", "2023-02-29", "2024-1"])
def test_what_is_no_name_of_a_period(namn):
    assert period(namn) is None


def test_small_letters_and_blanks_are_understood():
    assert period(" 2024h1 ") == period("2024H1")


@pytest.mark.parametrize(
    "typer, expected",
    [
        ((HALVAR, HELAR), "2024 2024H1 2024H2"),
        ((KVARTAL,), "2024K2 2024K3"),
        ((MANAD,), "2024-06 2024-07"),
        ((DAG,), "2024-06-30 2024-07-01"),
    ],
)
def test_the_periods_that_two_days_touch(typer, expected):
    two_days = Interval(date(2024, 6, 30), date(2024, 7, 1))
    assert sorted(p.namn for p in periods_within(two_days, typer)) == expected.split()


@pytest.mark.parametrize(
    "holes, left",
    [
        ("", "01-06"),
        ("03-04", "01-02 05-06"),
        ("05-06 01-02", "03-04"),
        ("01-06", ""),
        ("02-03 03-05", "01-01 06-06"),
    ],
)
def test_what_is_left_of_an_interval(holes, left):
    def days(text: str) -> list[Interval]:
        return [Interval(*(date(2024, 1, int(day)) for day in part.split("-"))) for part in text.split()]

    assert without(days("01-06")[0], days(holes)) == days(left)


def test_other_intervals_have_no_name():
    assert period_of(Interval(date(2024, 1, 1), date(2024, 2, 29))) is None
    assert str(ALL_TIME) == "all tid"
