"""What an identity number is: date, check digit, century and sex. All numbers are published examples or invented."""

import random
from datetime import date

import pytest

from isu.identitet.nummer import enkel, luhn, tolka
from tests import identitetstal

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "slag", "tolv", "fodelsedag", "kon"),
    [
        # Skatteverket's own examples
        ("811218-9876", "pnr", "198112189876", "1981-12-18", "1"),
        ("19811218-9876", "pnr", "198112189876", "1981-12-18", "1"),
        ("701063-2391", "samnr", "197010632391", "1970-10-03", "1"),
        # the century: the last one possible, with + the one before
        ("121212-1212", "pnr", "201212121212", "2012-12-12", "1"),
        ("121212+1212", "pnr", "191212121212", "1912-12-12", "1"),
        ("1212121212", "pnr", "201212121212", "2012-12-12", "1"),
        ("19121212+1212", "pnr", "191212121212", "1912-12-12", "1"),
        # other ways to write it
        ("8112189876.0", "pnr", "198112189876", "1981-12-18", "1"),
        ("1981-12-18 - 9876", "pnr", "198112189876", "1981-12-18", "1"),
        ("81 12 18 9876", "pnr", "198112189876", "1981-12-18", "1"),
        ("811218\u20119876", "pnr", "198112189876", "1981-12-18", "1"),
        ("８１１２１８-９８７６", "pnr", "198112189876", "1981-12-18", "1"),
        # born on a day that is not known (Skatteverket's test data)
        ("191500722390", "samnr", "191500722390", None, "1"),
        # IVO: the third sign after the dash is even for women, odd for men
        ("19850101-T123", "tf", "19850101T123", "1985-01-01", "2"),
        ("19850101-TF10", "tf", "19850101TF10", "1985-01-01", "1"),
        ("19850101tf10", "tf", "19850101TF10", "1985-01-01", "1"),
        # Nationellt ReservID: century of birth + 3, 6, 9 …; a letter for unknown sex; 00 for unknown birth
        ("22790814AA01", "reserv", "22790814AA01", "1979-08-14", "2"),
        ("25780404KHD5", "reserv", "25780404KHD5", "1978-04-04", None),
        ("00342145BZ31", "reserv", "00342145BZ31", None, "1"),
        # the regions' own
        ("991981000011", "reserv", "991981000011", None, "1"),
        ("19810829-SU3A", "reserv", "19810829SU3A", "1981-08-29", None),
        ("19810829M070", "reserv", "19810829M070", "1981-08-29", None),
    ],
)
def test_a_number_is_understood(text, slag, tolv, fodelsedag, kon):
    found = tolka(text, TODAY)
    born = str(found.fodelsedag) if found.fodelsedag else None
    assert (found.slag, found.tolv, born, found.kon) == (slag, tolv, fodelsedag, kon)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-01-15",
        "811218-9877",  # check digit
        "811318-9874",  # month
        "800230-1232",  # day
        "19270715-9875",  # check digit
        "556036-0793",  # an organisation
        "22790814AA02",
        "22790814IA01",  # I is no letter of the series
        "19850101-ABCD",
        "x811218-9876",
        "8112189876" * 10,
    ],
)
def test_no_number(text):
    assert tolka(text, TODAY) is None


@pytest.mark.parametrize(("referensdag", "tolv"), [("2012-12-11", "191212121212"), ("2012-12-12", "201212121212")])
def test_ten_digits_are_of_the_last_day_that_has_come(referensdag, tolv):
    assert tolka("121212-1212", date.fromisoformat(referensdag)).tolv == tolv


def test_plus_means_hundred_years_in_the_course_of_the_year():
    assert tolka("121212+1212", date(2012, 1, 1)).tolv == "191212121212"
    assert tolka("121212+1212", date(2011, 12, 31)).tolv == "181212121212"


@pytest.mark.parametrize(
    "draw", [identitetstal.personnummer, identitetstal.samordningsnummer, identitetstal.nationellt]
)
def test_drawn_numbers_are_understood(draw):
    chance = random.Random(7)
    for _ in range(300):
        tolv = draw(chance)
        assert tolka(tolv, TODAY).tolv == tolv


def test_nobody_is_born_after_the_day_of_reference():
    tolv = "20" + "301231123" + identitetstal.check_digit("301231123")
    assert tolka(tolv, TODAY) is None
    assert tolka(tolv, date(2030, 12, 31)).tolv == tolv


def test_of_all_check_digits_one_is_right():
    assert [d for d in "0123456789" if luhn("811218987" + d)] == ["6"]


def test_the_number_is_not_in_its_repr():
    assert "9876" not in repr(tolka("811218-9876", TODAY))


def test_plain_form():
    assert enkel(" ８１–１２\u00a0'") == "81-12"
