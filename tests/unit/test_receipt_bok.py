"""The workbook of places to mend: one line per place, by row, harmless, and the same bytes every time."""

import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import fastexcel
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.receipt.bokfil import Blad, write_book
from isu.receipt.kvitto import receipt_data, write_forms
from isu.receipt.rattlista import write_mending
from tests.browser.exempel import DEKLARATION, DELVIS, PERFEKT

DATA = receipt_data(DELVIS, DEKLARATION)
FORM = pa.schema(
    [
        ("rad", pa.int64()),
        ("regel", pa.string()),
        ("allvar", pa.string()),
        ("kolumner", pa.list_(pa.string())),
        ("varden", pa.list_(pa.string())),
        ("rad_id", pa.string()),
    ]
)


def stallen(tmp_path: Path, *rows: tuple) -> Path:
    """(rad, regel, kolumner, varden, rad_id) as validation writes them."""
    path = tmp_path / "stallen.parquet"
    lines = [dict(zip(FORM.names, (rad, regel, "fel", k, v, id_))) for rad, regel, k, v, id_ in rows]
    pq.write_table(pa.Table.from_pylist(lines, FORM), path)
    return path


TWO = (
    (12, "ej_i_kodlistan", ["utfall"], [None], "u-12"),
    (7, "datumordning", ["inledd_datum", "avslutad_datum"], ["2024-03-01", "2024-02-01"], "u-7"),
)


def sheet(path: Path, number: int = 0) -> list[list[str | None]]:
    columns = fastexcel.read_excel(path).load_sheet(number, header_row=None, dtypes="string").to_arrow().columns
    return [list(row) for row in zip(*(c.to_pylist() for c in columns))]


def test_one_line_per_place_by_row_with_room_for_the_correction(tmp_path):
    out = tmp_path / "bok.xlsx"
    assert write_mending(DATA, stallen(tmp_path, *TWO), out) == 2
    assert fastexcel.read_excel(out).sheet_names == ["Att rätta", "Sammanfattning", "Regler"]
    header, first, second, *_ = sheet(out)
    assert dict(zip(header, first)) == {
        "Rad": "7",
        "Kolumn": "E, F",
        "Rubrik i filen": "inledd_datum, Avslutad",
        "Regel": "R10",
        "Vad som är fel": "inledd_datum ligger efter avslutad_datum.",
        "Tillåtet": "inledd_datum samma dag som avslutad_datum eller tidigare.",
        "Ert id": "u-7",
        "Värde": "inledd_datum: 2024-03-01, avslutad_datum: 2024-02-01",
        "Rättat till": None,
        "Kommentar": None,
        "Slag": "fel",
    }
    assert second[:4] == ["12", "O", "Resultat", "R05"]


@pytest.mark.parametrize(
    "rad_id, varden, left_out",
    [(None, [None], {"Ert id", "Värde"}), ("u-1", [None], {"Värde"}), (None, ["7"], {"Ert id"})],
)
def test_a_column_that_nobody_may_be_told_is_left_out(tmp_path, rad_id, varden, left_out):
    out = tmp_path / "bok.xlsx"
    write_mending(DATA, stallen(tmp_path, (2, "varde_saknas", ["inledd_datum"], varden, rad_id)), out)
    assert {"Ert id", "Värde"} - set(sheet(out)[0]) == left_out


def test_a_row_that_could_not_be_split_has_no_column(tmp_path):
    out = tmp_path / "bok.xlsx"
    write_mending(DATA, stallen(tmp_path, (811, "olasbar_rad", [], [], None)), out)
    assert sheet(out)[1][:4] == ["811", "hela raden", None, "R01"]


@pytest.mark.parametrize("form, told", [("sv", "de första 2 av 136 ställen"), ("en", "the first 2 of 136 places")])
def test_a_cut_list_says_so_under_the_list_and_in_the_summary(tmp_path, form, told):
    out = tmp_path / "bok.xlsx"
    write_mending(DATA, stallen(tmp_path, *TWO), out, form)
    assert told in sheet(out)[-1][0]
    assert told in " ".join(str(row[1]) for row in sheet(out, 1))


def test_a_whole_list_says_so_too(tmp_path):
    fynd = tuple(replace(f, antal=1) for f in DELVIS.fynd if f.regel in ("ej_i_kodlistan", "datumordning"))
    write_mending(receipt_data(replace(DELVIS, fynd=fynd), DEKLARATION), stallen(tmp_path, *TWO), tmp_path / "bok.xlsx")
    assert sheet(tmp_path / "bok.xlsx")[-1][0] == "Alla 2 ställen finns i listan."


def test_the_summary_and_the_rules_say_what_the_receipt_says(tmp_path):
    write_mending(DATA, stallen(tmp_path, *TWO), tmp_path / "bok.xlsx")
    summary = {row[0]: row[1] for row in sheet(tmp_path / "bok.xlsx", 1) if row[0]}
    assert summary["Delvis mottagen"] == DATA["mening"] and summary["Mottagna"] == "4290"
    rules = [row[0] for row in sheet(tmp_path / "bok.xlsx", 2)]
    assert rules == ["Regel", "R05", "R02", "R10", "R01", "R18"]


HOSTILE = ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "https://example.org/x", "{=1}", "a\x01b"]


def test_nothing_that_a_sender_wrote_is_run_linked_or_counted(tmp_path):
    rows = [(i, "varde_saknas", ["inledd_datum"], [v], v) for i, v in enumerate(HOSTILE, start=2)]
    omdome = replace(DELVIS, filnamn="=cmd.csv", oanvanda=("=1",))
    out = tmp_path / "bok.xlsx"
    write_mending(receipt_data(omdome, DEKLARATION), stallen(tmp_path, *rows), out)
    with ZipFile(out) as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/"))
        strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert "<f>" not in sheets and "hyperlink" not in sheets.lower()
    assert not [text for text in strings if text.lstrip()[:1] in "=+-@" and text.strip()]
    assert "'=HYPERLINK(1)" in strings and "'=cmd.csv" in strings


def test_text_that_looks_like_excels_own_escape_stays_as_it_is(tmp_path):
    """Excel reads _x0041_ as the letter A."""
    out = tmp_path / "bok.xlsx"
    write_mending(DATA, stallen(tmp_path, (2, "varde_saknas", ["inledd_datum"], ["_x0041_"], None)), out)
    with ZipFile(out) as book:
        assert "<t>_x005F_x0041_</t>" in book.read("xl/sharedStrings.xml").decode()


def test_the_empty_cells_for_corrections_take_text(tmp_path):
    """A correction like 0012 keeps its zeros: the column has the format of text."""
    out = tmp_path / "bok.xlsx"
    write_mending(DATA, stallen(tmp_path, *TWO), out)
    with ZipFile(out) as book:
        first, formats = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()
    (style,) = re.findall(r'<col min="9"[^>]* style="(\d+)"', first)
    xf = re.findall(r"<xf .*?(?:/>|</xf>)", formats.partition("<cellXfs")[2])[int(style)]
    assert 'numFmtId="164"' in xf and 'numFmtId="164" formatCode="@"' in formats


def test_the_header_is_frozen_filtered_and_repeated_on_paper(tmp_path):
    write_mending(DATA, stallen(tmp_path, *TWO), tmp_path / "bok.xlsx")
    with ZipFile(tmp_path / "bok.xlsx") as book:
        first, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()
    assert 'ySplit="1"' in first and '<autoFilter ref="A1:K3"/>' in first and 'fitToHeight="0"' in first
    assert "Print_Titles" in names


def test_a_row_is_as_high_as_its_longest_cell_has_lines(tmp_path):
    """LibreOffice lets the lines overlap where the height is not told."""
    rows = [("kort", 1), ("en text som tar tre rader", "kort"), ("precis tio", "b")]
    write_book(tmp_path / "bok.xlsx", "Prov", [Blad("Prov", (10, 10), rows)])
    with ZipFile(tmp_path / "bok.xlsx") as book:
        found = re.findall(r"<row r=\"\d\"([^>]*)>", book.read("xl/worksheets/sheet1.xml").decode())
    assert found == ["", ' ht="45"', ""]


def test_the_same_places_are_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_mending(DATA, stallen(tmp_path, *TWO), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".parquet", ".xlsx", ".xlsx"]


def test_without_the_places_the_first_ones_of_the_receipt_are_listed(tmp_path):
    assert write_mending(DATA, None, tmp_path / "bok.xlsx") == 37
    assert [row[0] for row in sheet(tmp_path / "bok.xlsx")[1:5]] == ["7", "12", "13", "14"]


def test_a_fuller_workbook_is_never_replaced_by_a_poorer(tmp_path):
    write_forms(tmp_path, DATA, "x", stallen(tmp_path, *TWO))
    before = (tmp_path / "x.att_ratta.xlsx").read_bytes()
    write_forms(tmp_path, DATA, "x")
    assert (tmp_path / "x.att_ratta.xlsx").read_bytes() == before


def test_with_nothing_to_mend_there_is_no_file(tmp_path):
    assert write_mending(receipt_data(PERFEKT, DEKLARATION), None, tmp_path / "bok.xlsx") == 0
    assert not (tmp_path / "bok.xlsx").exists()
