"""The order of day and month: decided for the file as a whole, asked when nothing tells, refused when it is both."""

from datetime import date

import pytest

from isu.declaration.kolumn import datum, nyckel
from isu.declaration.tabell import Tabell
from isu.duck import open_connection
from isu.errors import ReadError
from isu.validation import engine
from isu.validation.compile import compile_table
from tests.hem import fynd
from tests.motor import declared, relation, run

PROV = Tabell(
    namn="prov",
    sv="Prov",
    en="Trial",
    kalla="Provet",
    nyckel=("id",),
    start="start",
    kolumner={
        "id": nyckel("Id", "Id", "Provet"),
        "start": datum("Start", "Start", "Provet", fylld=True, finns=True),
        "slut": datum("Slut", "End", "Provet"),
    },
)
DEKLARATION = declared(PROV)
NAMES = "id start slut"


def read(*dates: tuple[str, str]) -> list[tuple[date | None, date | None]]:
    rows = [[f"a{n}", start, slut] for n, (start, slut) in enumerate(dates)]
    with run(DEKLARATION, "prov", NAMES, rows) as domd:
        return list(zip(domd.values("start"), domd.values("slut")))


def refused(*dates: tuple[str, str]) -> tuple[str, dict]:
    with pytest.raises(ReadError) as error:
        read(*dates)
    return error.value.regel, error.value.uppgifter


@pytest.mark.parametrize(
    "start, slut, first",
    [
        ("13/02/2024", "01/02/2024", date(2024, 2, 1)),  # the 13th: the day comes first
        ("02/13/2024", "01/02/2024", date(2024, 1, 2)),  # the month comes first
        ("13-02-2024", "01/02/2024", date(2024, 2, 1)),  # dashes and slashes are one way of writing
        ("2-13-2024", "1/2/2024", date(2024, 1, 2)),
    ],
)
def test_one_date_decides_for_the_whole_file(start, slut, first):
    assert read(("05/06/2024", slut), (start, "2024-03-01"))[0][1] == first


def test_the_two_readings_are_asked_for_when_nothing_tells():
    rule, told = refused(("01/02/2024", "2024-03-01"), ("05/05/2024", "03/04/2024"), ("2024-01-01", "05-06-2024"))
    assert rule == "tvetydigt_datum"
    assert told == {"kolumner": "start, slut", "antal": 3, "rader": "2, 3, 4"}


def test_a_file_that_says_both_is_refused_with_the_columns():
    rule, told = refused(("13/02/2024", "02/13/2024"))
    assert (rule, told) == ("blandad_datumordning", {"dag_forst": "start", "manad_forst": "slut"})


def test_the_same_day_both_ways_needs_no_order():
    assert read(("05/05/2024", "2024-06-01")) == [(date(2024, 5, 5), date(2024, 6, 1))]


def test_a_day_that_does_not_exist_decides_nothing():
    """31 February would put the day first; it is no day, and 01/02 is still two."""
    assert refused(("31/02/2024", "01/02/2024"))[0] == "tvetydigt_datum"


def test_dots_are_always_day_and_month():
    assert read(("01.02.2024", "02/13/2024")) == [(date(2024, 2, 1), date(2024, 2, 13))]


@pytest.mark.parametrize(
    "other, found",
    [
        ("05/13/2024", (date(2024, 1, 2), date(2024, 5, 13))),
        ("13/05/2024", (date(2024, 2, 1), date(2024, 5, 13))),
    ],
)
def test_the_start_days_follow_the_order_too(other, found):
    """01/02 lies in January or February; a file without a stated interval needs to know."""
    rows = [["a1", "01/02/2024", ""], ["a2", other, ""]]
    compiled = compile_table(DEKLARATION, "prov", ("id", "start", "slut"))
    with open_connection() as connection:
        texts = {"id": "c0", "start": "c1", "slut": "c2"}
        assert engine.start_days(connection, relation(rows, NAMES.split()), compiled, texts) == found


def test_records_that_were_lost_on_the_way_decide_nothing():
    """A fast reading that joined two records may have swallowed the date that decides."""
    held = relation([["a1", "01/02/2024", ""]], NAMES.split())
    compiled = compile_table(DEKLARATION, "prov", ("id", "start", "slut"))
    with open_connection() as connection, pytest.raises(engine.NotWhole):
        texts = {"id": "c0", "start": "c1", "slut": "c2"}
        engine.date_order(connection, type(held)(held.sql, 2, held.rubriker), compiled, texts)


HEAD = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum"


def test_a_file_is_asked_about_before_any_row_is_taken(hem):
    hem.lamnar_text("aktualisering.csv", f"{HEAD}\na1;01/02/2024;anmalan;barn_unga;;\n")
    hem.lamnar_text("aktualisering_2024H1.csv", f"{HEAD}\na1;01/02/2024;anmalan;barn_unga;;\n")
    without_period, with_period = hem.tar_emot()
    assert fynd(without_period) == fynd(with_period) == {"tvetydigt_datum": 1}
    assert (with_period.utfall, with_period.accepterade) == ("avvisad", 0)


def test_an_american_file_is_taken_with_its_period_read_from_the_dates(hem):
    hem.lamnar_text(
        "aktualisering.csv",
        f"{HEAD}\na1;01/02/2024;anmalan;barn_unga;inleds;01/05/2024\na2;01/31/2024;anmalan;barn_unga;;\n",
    )
    (delivery,) = hem.tar_emot()
    assert (delivery.utfall, str(delivery.fran), str(delivery.till)) == (
        "accepterad_med_anmarkning",
        "2024-01-01",
        "2024-06-30",
    )
    assert hem.galler("aktualisering", "inkom_datum atgard_datum") == [
        {"inkom_datum": "2024-01-02", "atgard_datum": "2024-01-05"},
        {"inkom_datum": "2024-01-31", "atgard_datum": None},
    ]
