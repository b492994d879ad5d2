"""Which periods are counted: those that every needed table covers, look-back and follow-up included."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from isu.cells.indikator import Indikator
from isu.cells.tackning import statuses, touched_periods
from isu.period import Interval, period
from tests.spec.tabell import rader

INDIKATOR = Indikator(
    id="X-01",
    version="1",
    grupp="X",
    omraden=("barn_unga",),
    namn={},
    definition={},
    population="",
    kalla="",
    riktning="ingen",
    aldersgrupper={},
    periodtyper=("halvar", "helar"),
    matt=(),
    path=Path("X-01.sql"),
    tabeller=("aktualisering", "utredning"),
)


def days(*names: str) -> list[Interval]:
    return [period(name).interval for name in names]


def told(indikator: Indikator, **delivered: list[Interval]) -> dict[str, str]:
    periods = touched_periods(interval for intervals in delivered.values() for interval in intervals)
    return {p.namn: status for p, status in statuses(indikator, periods, delivered).items()}


@pytest.mark.parametrize(
    "aktualisering, utredning, expected",
    [
        (["2024H1"], ["2024H1"], {"2024H1": "komplett", "2024": "ej_komplett"}),
        (["2024H1", "2024H2"], ["2024"], {"2024H1": "komplett", "2024H2": "komplett", "2024": "komplett"}),
        (["2024H1"], [], {"2024H1": "ej_komplett", "2024": "ej_komplett"}),
        (["2024H1"], ["2025H1"], dict.fromkeys(["2024H1", "2024", "2025H1", "2025"], "ej_komplett")),
        ([], [], {}),
    ],
)
def test_every_needed_table_must_cover_the_period(aktualisering, utredning, expected):
    assert told(INDIKATOR, aktualisering=days(*aktualisering), utredning=days(*utredning)) == expected


def test_a_period_touched_by_other_tables_only_is_not_reported():
    assert told(INDIKATOR, aktualisering=[], utredning=[], insats=days("2024H1")) == {
        "2024H1": "ej_rapporterat",
        "2024": "ej_rapporterat",
    }


def test_a_table_without_a_start_date_is_never_waited_for():
    only_person = replace(INDIKATOR, tabeller=("person",))
    assert told(only_person, insats=days("2024H1")) == {"2024H1": "komplett", "2024": "komplett"}


def test_only_the_period_types_of_the_head_are_listed():
    half_years = replace(INDIKATOR, periodtyper=("halvar",))
    assert told(half_years, aktualisering=days("2024"), utredning=days("2024H1")) == {
        "2024H1": "komplett",
        "2024H2": "ej_komplett",
    }


@pytest.mark.parametrize(
    "last_day, status", [("2025-06-29", "ej_komplett"), ("2025-06-30", "komplett"), ("2025-12-31", "komplett")]
)
def test_the_follow_up_must_be_covered_to_its_last_day(last_day, status):
    followed = replace(INDIKATOR, tabeller=("aktualisering",), uppfoljning_dagar=365)
    covered = Interval(date(2024, 1, 1), date.fromisoformat(last_day))
    assert told(followed, aktualisering=[covered])["2024H1"] == status


@pytest.mark.parametrize("lookback, status", [(31, "komplett"), (32, "ej_komplett")])
def test_the_look_back_must_be_covered_from_its_first_day(lookback, status):
    looking_back = replace(INDIKATOR, tabeller=("aktualisering",), tillbakablick_dagar=lookback)
    covered = Interval(date(2023, 12, 1), date(2024, 6, 30))
    assert told(looking_back, aktualisering=[covered])["2024H1"] == status


def test_months_and_quarters_are_complete_one_by_one():
    months = replace(INDIKATOR, tabeller=("aktualisering",), periodtyper=("manad", "kvartal"))
    covered = Interval(date(2024, 1, 1), date(2024, 4, 15))
    assert told(months, aktualisering=[covered]) == {
        "2024-01": "komplett",
        "2024-02": "komplett",
        "2024-03": "komplett",
        "2024K1": "komplett",
        "2024-04": "ej_komplett",
        "2024K2": "ej_komplett",
    }


#: 1 November each year, looked back on and followed up so many days.
MATDAG = rader("""
    levererat  | tillbaka | framat | status
    2024       | 0        | 0      | komplett
    2024H2     | 0        | 0      | komplett
    2024-11    | 0        | 0      | komplett
    2024-11-01 | 0        | 0      | komplett
    2024-11-01 | 1        | 0      | ej_komplett
    2024H2     | 123      | 60     | komplett
    2024H2     | 124      | 0      | ej_komplett
    2024H2     | 0        | 61     | ej_komplett
    2024H1     | 0        | 0      |
    2024-10    | 0        | 0      |
    2025H1     | 400      | 0      |
""")


@pytest.mark.parametrize("row", MATDAG, ids=lambda r: f"{r['levererat']}-{r['tillbaka']}-{r['framat']}")
def test_a_measuring_day_is_complete_where_deliveries_cover_it(row):
    """1 July to 1 November is 123 days; 1 November to 31 December is 60."""
    measured = replace(
        INDIKATOR,
        tabeller=("aktualisering",),
        periodtyper=("dag",),
        matdag="11-01",
        tillbakablick_dagar=int(row["tillbaka"]),
        uppfoljning_dagar=int(row["framat"]),
    )
    expected = {"2024-11-01": row["status"]} if row["status"] else {}
    assert told(measured, aktualisering=days(row["levererat"])) == expected


def test_every_year_has_its_measuring_day():
    measured = replace(INDIKATOR, tabeller=("aktualisering",), periodtyper=("dag", "helar"), matdag="10-01")
    assert told(measured, aktualisering=days("2023", "2024H2")) == {
        "2023": "komplett",
        "2023-10-01": "komplett",
        "2024": "ej_komplett",
        "2024-10-01": "komplett",
    }


def test_a_measuring_day_that_only_other_tables_cover_is_not_reported():
    measured = replace(INDIKATOR, tabeller=("aktualisering",), periodtyper=("dag",), matdag="10-01")
    assert told(measured, aktualisering=days("2024H1"), insats=days("2024H2")) == {"2024-10-01": "ej_rapporterat"}


def test_the_follow_up_of_each_month_is_waited_for_by_itself():
    followed = replace(INDIKATOR, tabeller=("aktualisering",), periodtyper=("manad",), uppfoljning_dagar=90)
    assert told(followed, aktualisering=days("2024H1")) == {
        "2024-01": "komplett",
        "2024-02": "komplett",
        "2024-03": "komplett",
        "2024-04": "ej_komplett",
        "2024-05": "ej_komplett",
        "2024-06": "ej_komplett",
    }


def test_a_table_that_only_tells_more_of_the_rows_is_not_waited_for():
    optional = replace(INDIKATOR, tabeller=("insats", "skattning"), valfria_tabeller=("insats",))
    assert told(optional, skattning=days("2024H1"), insats=[]) == {"2024H1": "komplett", "2024": "ej_komplett"}
