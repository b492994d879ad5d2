"""From text to value: what each kind of column understands, what that is called, and what is never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from isu.declaration.kolumn import datum, decimaltal, heltal, kod, manad, nyckel
from isu.declaration.tabell import Tabell
from isu.errors import DeclarationError
from tests.motor import declared, run

PROV = Tabell(
    namn="prov",
    sv="Prov",
    en="Trial",
    kalla="Provet",
    nyckel=("id",),
    kolumner={
        "id": nyckel("Id", "Id", "Provet"),
        "dag": datum("Dag", "Day", "Provet"),
        "manad": manad("Månad", "Month", "Provet"),
        "antal": heltal(-5000, 5_000_000, "Antal", "Number", "Provet", enhet="st"),
        "belopp": decimaltal(0, 100_000, 2, "Belopp", "Amount", "Provet", enhet="kr"),
        "andel": decimaltal("0", "9999.999", 3, "Andel", "Share", "Provet", enhet="%"),
        "kommun": kod("prov_kommun", "Kommun", "Municipality", "Provet"),
        "svar": kod("ja_nej", "Svar", "Answer", "Provet"),
    },
)
DEKLARATION = declared(PROV, prov_kommun=["0114", "0180", "1780", "0005"])
HARD, THIN = "\u00a0", "\u202f"


def understood(kolumn: str, text: str) -> tuple[object, str | None, set[str]]:
    """(value, name of the other form, broken rules) of one cell."""
    with run(DEKLARATION, "prov", ["id", kolumn], [["a1", text]]) as domd:
        (form,) = [form for _, form in domd.forms()] or [None]
        return domd.values(kolumn)[0], form, {rule for _, rule in domd.broken()}


ISO = "blanksteg eller klockslaget 00:00 kring datumet"
EXCEL = "Excels löpnummer för dagar"
CLOCK = "klockslag efter datumet"


@pytest.mark.parametrize(
    "text, month, form",
    [
        ("2024-02", date(2024, 2, 1), None),
        (" 2024-02" + HARD, date(2024, 2, 1), "blanksteg kring månaden"),
        ("202402", date(2024, 2, 1), "ÅÅÅÅMM"),
        ("2024-02-29", date(2024, 2, 1), "en dag i månaden"),
        ("2024-02-01 00:00:00", date(2024, 2, 1), "en dag i månaden"),
        ("20240229", date(2024, 2, 1), "en dag i månaden, ÅÅÅÅMMDD"),
        ("29.02.2024", date(2024, 2, 1), "en dag i månaden, DD.MM.ÅÅÅÅ"),
        ("45351", date(2024, 2, 1), EXCEL),
    ],
)
def test_a_month_is_kept_as_its_first_day(text, month, form):
    assert understood("manad", text)[:2] == (month, form)


@pytest.mark.parametrize(
    "text", ["2024-13", "202400", "2024-2", "feb 2024", "2024", "2024-02-30", "01/02/2024", "24-02"]
)
def test_a_month_that_leaves_a_doubt_is_no_month(text):
    assert understood("manad", text) == (None, None, {"ej_manad"})


@pytest.mark.parametrize(
    "text, day, form",
    [
        ("2024-02-29", date(2024, 2, 29), None),
        (" 2024-02-29" + HARD, date(2024, 2, 29), ISO),
        ("2024-02-29 00:00:00", date(2024, 2, 29), ISO),
        ("2024-02-29T00:00:00.0000000", date(2024, 2, 29), ISO),
        ("2024-02-29 00:00", date(2024, 2, 29), ISO),
        ("2024-02-29 00:00:00,000", date(2024, 2, 29), ISO),
        ("20240229", date(2024, 2, 29), "ÅÅÅÅMMDD"),
        ("29.02.2024", date(2024, 2, 29), "DD.MM.ÅÅÅÅ"),
        ("1.2.2024", date(2024, 2, 1), "DD.MM.ÅÅÅÅ"),
        ("01.02.2024 00:00:00", date(2024, 2, 1), "DD.MM.ÅÅÅÅ"),
        ("2024/02/29", date(2024, 2, 29), "ÅÅÅÅ/MM/DD"),
        ("31/1/2024", date(2024, 1, 31), "dag/månad/år"),
        ("31-01-2024", date(2024, 1, 31), "dag/månad/år"),
        ("1/31/2024", date(2024, 1, 31), "månad/dag/år"),
        ("5/5/2024 00:00:00", date(2024, 5, 5), "dag/månad/år"),
        ("45351", date(2024, 2, 29), EXCEL),
        ("45351,0", date(2024, 2, 29), EXCEL),
        ("20000", date(1954, 10, 3), EXCEL),
        ("80000", date(2119, 1, 11), EXCEL),
        ("2024-01-31 13:45:00", date(2024, 1, 31), CLOCK),
        ("2024-01-31 00:00:01.997 ", date(2024, 1, 31), CLOCK),
        ("2024-01-31T08:05", date(2024, 1, 31), CLOCK),
    ],
)
def test_a_date_in_any_form_that_leaves_no_doubt(text, day, form):
    assert understood("dag", text)[:2] == (day, form)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "20240230",
        "30.02.2024",
        "31.4.2024",
        "2024/13/01",
        "31/02/2024",
        "13/13/2024",
        "2024-1-5",
        "2024/1/5",
        "24-01-31",
        "1/2/24",
        "240131",
        "31/01-2024",
        "2024-01-31 13:45:00Z",
        "2024-01-31T23:00:00+01:00",
        "2024-01-31 25:00",
        "2024-02-30 13:45",
        "31.01.2024 13:45",
        "45351,5",
        "19999",
        "80001",
        "1e4",
        "infinity",
        "2022024-03-29",
        "epoch",
        "29 februari 2024",
        "2024",
        "２０２４-02-29",
    ],
)
def test_what_is_no_day_for_certain_is_unreadable(text):
    assert understood("dag", text) == (None, None, {"ej_datum"})


SPACES, ZEROS, ODD = (
    "mellanslag mellan tusental",
    "heltal skrivna med decimaler som är noll",
    "inledande nollor, plustecken eller blanksteg",
)


@pytest.mark.parametrize(
    "text, number, form",
    [
        ("1234", 1234, None),
        ("-7", -7, None),
        ("1 234", 1234, SPACES),
        (f"1{HARD}234{HARD}567", 1_234_567, SPACES),
        (f"1{THIN}234", 1234, SPACES),
        ("1 234,0", 1234, SPACES),
        ("007", 7, ODD),
        ("+7", 7, ODD),
        (" 7 ", 7, ODD),
        ("−7", -7, ODD),
        ("7,0", 7, ZEROS),
        ("7.00", 7, ZEROS),
        ("7.0000", 7, ZEROS),
    ],
)
def test_a_whole_number(text, number, form):
    assert understood("antal", text) == (number, form, set())


@pytest.mark.parametrize(
    "text",
    ["7,5", "1.000", "1,000", "1 23", "12 34", "0 123", "1e3", "0x1F", "1_000", "inf", "NaN", "7-", "--7", "sju", "٣"],
)
def test_what_is_no_whole_number_for_certain(text):
    assert understood("antal", text) == (None, None, {"ej_heltal"})


POINTS, COMMAS, MORE = (
    "punkt mellan tusental",
    "komma mellan tusental",
    "nollor som inte behövs, plustecken eller blanksteg",
)


@pytest.mark.parametrize(
    "text, number, form",
    [
        ("1234,5", "1234.50", None),
        ("1234.56", "1234.56", None),
        ("0", "0.00", None),
        ("1 234,56", "1234.56", SPACES),
        (f"12{HARD}345", "12345.00", SPACES),
        ("1 234.5", "1234.50", SPACES),
        ("1.234,56", "1234.56", POINTS),
        ("1,234.56", "1234.56", COMMAS),
        ("12.345,6", "12345.60", POINTS),
        ("00,5", "0.50", MORE),
        (",5", "0.50", MORE),
        ("+1,5 ", "1.50", MORE),
        ("12,5000", "12.50", MORE),
    ],
)
def test_a_decimal_number(text, number, form):
    assert understood("belopp", text) == (Decimal(number), form, set())


@pytest.mark.parametrize("text", ["1.234.567", "1,234,567"])
def test_two_of_the_same_sign_part_thousands(text):
    value, _, rules = understood("belopp", text)
    assert (value, rules) == (Decimal(1_234_567), {"utanfor_granser"})


@pytest.mark.parametrize(
    "text",
    [
        "1,234",
        "1.234",
        "12,500",
        "0.123",
        "1,2345",
        "1 234,567",
        "1.234,567",
        "1.23.456",
        "1,234,56",
        "1 2345",
        "1e3",
        "inf",
        "nan",
        "0x1F",
        "1_000",
        "12,",
        ",",
        "1.5 kr",
        "99999999999999999999",
    ],
)
def test_a_number_that_may_be_two_is_none(text):
    assert understood("belopp", text) == (None, None, {"ej_tal"})


def test_three_decimals_are_three_decimals_where_they_are_declared():
    assert understood("andel", "1,234") == (Decimal("1.234"), None, set())
    assert understood("andel", "1.234,5") == (Decimal("1234.500"), POINTS, set())
    assert understood("andel", "1,2345") == (None, None, {"ej_tal"})


def test_the_bounds_of_a_decimal_number_are_exact():
    assert understood("belopp", "100000,00")[2] == set()
    assert understood("belopp", "100000,01")[2] == {"utanfor_granser"}
    assert understood("belopp", "-0,01")[2] == {"utanfor_granser"}


def test_a_decimal_number_without_decimals_is_declared_as_a_whole_one():
    with pytest.raises(DeclarationError, match="heltal"):
        decimaltal(0, 1, 0, "x", "x", "x", enhet="x")


LIST, LOST = "koder skrivna på annat sätt än i kodlistan", "koder utan sina inledande nollor"


@pytest.mark.parametrize(
    "text, code, form",
    [
        ("0114", "0114", None),
        ("114", "0114", LOST),
        (" 114", "0114", LOST),
        ("5", "0005", LOST),
        ("005", "0005", LOST),
        (HARD + "1780", "1780", LIST),
    ],
)
def test_a_code_that_has_lost_its_zeros(text, code, form):
    assert understood("kommun", text) == (code, form, set())


def test_zeros_are_not_put_before_what_is_no_code():
    assert understood("kommun", "115") == ("115", None, {"ej_i_kodlistan"})
    assert understood("kommun", "00114") == ("00114", None, {"ej_i_kodlistan"})


@pytest.mark.parametrize("text, code, form", [("JA", "1", LIST), ("1", "1", None), ("01", "01", None)])
def test_lists_whose_codes_have_no_zeros(text, code, form):
    assert understood("svar", text)[:2] == (code, form)


@pytest.mark.parametrize("kolumn", ["dag", "antal", "belopp", "kommun"])
@pytest.mark.parametrize("text", ["", "  ", HARD, "\t"])
def test_blanks_are_an_empty_cell(kolumn, text):
    assert understood(kolumn, text) == (None, None, set())


def test_each_form_is_counted_under_its_own_name():
    rows = [["a1", "2024-01-01"], ["a2", "20240101"], ["a3", "01.01.2024"], ["a4", "20240102"], ["a5", "igår"]]
    with run(DEKLARATION, "prov", "id dag", rows) as domd:
        assert domd.forms() == {("dag", "ÅÅÅÅMMDD"): 2, ("dag", "DD.MM.ÅÅÅÅ"): 1}


def test_a_code_that_a_source_could_not_translate_breaks_no_list():
    with run(DEKLARATION, "prov", "id kommun svar", [["a1", "omappad", "omappad"]], oversatta=["kommun"]) as domd:
        assert domd.broken() == {(2, "ej_i_kodlistan")}  # svar is not translated: there it is a code like any other
        assert domd.forms() == {}
        assert domd.values("kommun") == ["omappad"]
