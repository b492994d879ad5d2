"""Workbooks: the sheet is chosen by its header, cells are what it means, rows and letters are its own."""

from datetime import date, datetime
from pathlib import Path

import pytest

from isu.intake.relation import letter
from tests.dialekt import POSTER, RUBRIKER, andrad, del_av, las, ods, rader, regel, som_rader, xlsx

TABELL = [RUBRIKER, *POSTER]
TVA = som_rader(POSTER, 2)
PERSON = [["pid", "kon", "fodelsear"], ["p1", "1", "2014"]]
XLS = Path(__file__).parent / "data" / "aktualisering.xls"
NAMN = "aktualisering_2024H1.xlsx"


def test_the_sheet_with_a_known_header_is_read_and_the_others_are_told(tmp_path):
    last = las(tmp_path, xlsx({"Läs mig": [["Uttag för nämnden"]], "data": TABELL, "Blad3": []}), NAMN)
    assert rader(last) == TVA
    assert last.antaget == ("Bladet ”data” lästes.", "Inte lästa: ”Läs mig”, ”Blad3”.")


def test_what_is_hidden_is_told(tmp_path):
    """A sheet that is not shown, and rows that a filter takes away: they are read like the others."""
    book = xlsx({"data": TABELL, "koder": [["1", "Pojke"]]})
    shown, sheet = del_av(book, "xl/workbook.xml"), del_av(book, "xl/worksheets/sheet1.xml")
    hidden = {
        "xl/workbook.xml": shown.replace(b'name="koder"', b'name="koder" state="hidden"'),
        "xl/worksheets/sheet1.xml": sheet.replace(b'<row r="2"', b'<row r="2" hidden="1"'),
    }
    last = las(tmp_path, andrad(book, hidden), NAMN)
    assert rader(last) == TVA
    assert last.antaget == (
        "Bladet ”data” lästes.",
        "Bladet har dolda rader, till exempel av ett filter. De lästes också: 1 stycken.",
        "Inte lästa: ”koder”.",
        "Dolda blad: ”koder”.",
    )


def test_a_preamble_and_blank_rows_and_columns_keep_rows_and_letters(tmp_path):
    """The table stands at C5: row 6 is its first record, and its first column is C."""
    sheet = [["", "Uttag"], [], [], [], *(["", "", *row] for row in TABELL[:2]), [], ["", "", *TABELL[2]]]
    last = las(tmp_path, xlsx({"data": sheet}), NAMN)
    assert [(r[0], r[3]) for r in rader(last)] == [(6, "a1"), (7, None), (8, "a2")]
    assert letter(last.rubrikrad.platser["aktualisering_id"]) == "C"
    assert "De 4 första raderna hoppades över: rubrikraden är rad 5." in last.antaget


def test_columns_left_empty_from_the_top_keep_their_letters(tmp_path):
    """The reader of workbooks leaves out columns that are empty all the way down; they are put back."""
    last = las(tmp_path, xlsx({"data": [[], ["", "", *RUBRIKER], ["", "", *POSTER[0]]]}), NAMN)
    assert letter(last.rubrikrad.platser["inkom_datum"]) == "D"
    assert rader(last) == [(3, None, None, *(c or None for c in POSTER[0]))]


def test_formatted_rows_below_the_table_are_no_rows(tmp_path):
    assert rader(las(tmp_path, xlsx({"data": [*TABELL, [], ["", " "], [" "]]}), NAMN)) == TVA


def test_a_value_beyond_the_header_does_not_fit(tmp_path):
    rows = [RUBRIKER, POSTER[0], [*POSTER[1], "", "x"]]
    assert rader(las(tmp_path, xlsx({"data": rows}), NAMN)) == [TVA[0], (3, "olasbar")]


@pytest.mark.parametrize("bok", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_days_are_written_as_days_and_numbers_without_noise(tmp_path, bok):
    rows = [
        RUBRIKER,
        ["a1", date(2024, 2, 1), True, 46.92, 0.1 + 0.2, datetime(2024, 2, 1, 10, 30), 7.0],
        [198, 45292, False, 1e15, -5, 1e-7, 123456789012],
    ]
    assert rader(las(tmp_path, xlsx({"data": rows}, **bok), NAMN)) == [
        (2, "a1", "2024-02-01", "true", "46.92", "0.3", "2024-02-01 10:30:00", "7"),
        (3, "198", "45292", "false", "1000000000000000", "-5", "0.0000001", "123456789012"),
    ]


def test_a_formula_is_its_saved_value_and_a_missing_one_is_told(tmp_path):
    book = xlsx({"data": [RUBRIKER, ["=1+1", *POSTER[0][1:]], ["=2+2", *POSTER[1][1:]]]})
    sheet = del_av(book, "xl/worksheets/sheet1.xml").replace(b"<f>2+2</f><v>0</v>", b"<f>2+2</f>")
    sheet = sheet.replace(b"<f>1+1</f><v>0</v>", b"<f>1+1</f><v>2</v>")
    last = las(tmp_path, andrad(book, {"xl/worksheets/sheet1.xml": sheet}), NAMN)
    assert [r[1] for r in rader(last)] == ["2", None]
    assert "Formler utan sparat värde lästes som tomma celler: 1 stycken." in last.antaget


def test_an_error_in_a_cell_is_told(tmp_path):
    book = xlsx({"data": TABELL})
    sheet = del_av(book, "xl/worksheets/sheet1.xml")
    wrong = sheet.replace(b"</row></sheetData>", b'<c r="H3" t="e"><v>#N/A</v></c></row></sheetData>')
    assert wrong != sheet
    last = las(tmp_path, andrad(book, {"xl/worksheets/sheet1.xml": wrong}), NAMN)
    assert "Celler som visar ett Excelfel (som #SAKNAS!) lästes som tomma: 1 stycken." in last.antaget


@pytest.mark.parametrize("second", [PERSON, TABELL], ids=["annan", "samma"])
def test_two_tables_in_one_file_are_refused(tmp_path, second):
    assert regel(tmp_path, xlsx({"data": TABELL, "mer": second}), NAMN) == "flera_tabeller"


def test_without_a_table_the_sheet_that_is_nearest_says_what_it_lacks(tmp_path):
    assert regel(tmp_path, xlsx({"Läs mig": [["hej"]], "data": [RUBRIKER[:3], ["a1"]]}), NAMN) == "okand_tabell"
    assert regel(tmp_path, xlsx({"tomt": []}), NAMN) == "tom_fil"
    assert regel(tmp_path, xlsx({"bara rubriker": [RUBRIKER]}), NAMN) == "tom_fil"


def test_an_old_workbook(tmp_path):
    last = las(tmp_path, XLS.read_bytes(), "aktualisering_2024H1.xls")
    assert [r[:3] for r in rader(last)] == [(4, "a1", "2024-02-01"), (5, "a2", "2024-02-02")]
    assert last.antaget[0] == "Bladet ”uttag” lästes."


def test_an_open_document_sheet(tmp_path):
    last = las(tmp_path, ods({"noter": [["hej"]], "data": [["Uttag"], [""], *TABELL]}), "aktualisering_2024H1.ods")
    assert rader(last) == som_rader(POSTER, 4)


def test_a_macintosh_suffix_or_none_at_all(tmp_path):
    last = las(tmp_path, xlsx({"data": TABELL}), "aktualisering_2024H1.csv")
    assert last.antaget[0] == "Filen heter .csv men är en Excelbok (xlsx) och lästes som det."
    assert rader(las(tmp_path, xlsx({"data": TABELL}), "uttag")) == TVA
