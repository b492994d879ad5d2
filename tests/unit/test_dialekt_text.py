"""Text in any dialect: the same rows from every encoding, separator and line end, numbered as in a spreadsheet."""

import pytest

from isu.intake import encoding
from tests.dialekt import DEKLARATION, POSTER, RUBRIKER, csv_text, las, rader, regel, som_rader

TVA = som_rader(POSTER, 2)
SVENSKA = "å, ä och ö"


@pytest.mark.parametrize("noga", [False, True], ids=["snabbt", "noga"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"], ids=["semikolon", "komma", "tabb", "lodstreck"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850", "cp437"]
)
def test_the_same_rows_from_every_dialect(tmp_path, encoding, separator, line_end, noga):
    last = las(tmp_path, csv_text(separator, line_end).encode(encoding))
    assert rader(last, noga) == TVA


@pytest.mark.parametrize(
    "encoding, told",
    [
        ("utf-8", "UTF-8."),
        ("utf-8-sig", "UTF-8 med BOM."),
        ("utf-16", "UTF-16."),
        ("utf-16-be", "UTF-16-BE."),
        ("cp1252", "Windows-1252."),
        ("cp850", "MS-DOS (teckentabell 437 eller 850)."),
    ],
)
def test_the_encoding_is_told(tmp_path, encoding, told):
    assert las(tmp_path, csv_text().encode(encoding)).antaget[0] == f"Teckenkodningen lästes som {told}"


def test_latin1_and_windows_are_told_to_be_the_same_only_when_they_are(tmp_path):
    same = "Filens tecken skrivs likadant i ISO-8859-1 och Windows-1252."
    assert same in las(tmp_path, csv_text().encode("latin-1")).antaget
    assert same not in las(tmp_path, csv_text().replace("Höga", "– Höga").encode("cp1252")).antaget


@pytest.mark.parametrize(
    "content, refused",
    [
        (csv_text().encode() + "a3;2024-02-02;anmalan;;;;så\n".encode("cp1252"), "trasig_teckenkodning"),
        (csv_text().encode("utf-8-sig") + b"\xe5", "trasig_teckenkodning"),
        (csv_text().encode() + b"a3;\xed\xa0\x80;anmalan;;;;\n", "trasig_teckenkodning"),
        (csv_text().encode("utf-16") + b"\x00\xd8\x00\x00", "trasig_teckenkodning"),
        (csv_text().encode("utf-16")[:-1], "trasig_teckenkodning"),
        (csv_text().encode().decode("cp1252").encode(), "dubbelkodad_text"),
        (csv_text().encode("cp1252") + "a3;;;;;;så\n".encode("cp850"), "oklar_teckenkodning"),
        (csv_text().encode("cp850") + "a3;;;;;;½ år\n".encode("cp850"), "oklar_teckenkodning"),
        (csv_text().encode("mac-roman"), "oklar_teckenkodning"),
        (csv_text().encode("cp1252") + b"a3;;;;;;\x81\n", "okand_teckenkodning"),
        (csv_text().encode() + b"a3;\x00;;;;;\n", "nolltecken"),
    ],
    ids=[
        "tva",
        "efter_bom",
        "surrogat",
        "surrogat16",
        "avklippt16",
        "dubbel",
        "dos_windows",
        "dos_oklar",
        "mac",
        "odef",
        "nul",
    ],
)
def test_what_cannot_be_decided_is_refused(tmp_path, content, refused):
    assert regel(tmp_path, content) == refused


def test_quotes_and_daggers_of_windows_are_no_dos_letters(tmp_path):
    rows = [RUBRIKER, ["a1", "2024-02-01", "anmalan", "barn_unga", "inleds", "2024-02-10", "”citat” † – €"]]
    last = las(tmp_path, csv_text(rows=rows).encode("cp1252"))
    assert rader(last) == som_rader(rows[1:], 2)


def test_the_sign_that_ends_a_dos_file_is_no_record(tmp_path):
    assert rader(las(tmp_path, csv_text(line_end="\r\n").encode("cp850") + b"\x1a")) == TVA


def test_spoilt_signs_are_counted(tmp_path):
    last = las(tmp_path, csv_text().replace("Höga", "H\ufffdga").replace("Ånger", "\ufffdnger"))
    assert any("2 förstörda tecken" in sentence for sentence in last.antaget)


@pytest.mark.parametrize("noga", [False, True], ids=["snabbt", "noga"])
@pytest.mark.parametrize(
    "above, row",
    [
        ("", 1),
        ("Uttag ur systemet\n", 2),
        ("Uttag;2024-07-01\n\nPeriod: 2024H1;;;\n", 4),
        ('"Uttag\nför nämnden"\n', 2),
        ('Uttag "helår\n', 2),
        ("sep=;\n", 1),
        ('"sep=;"\nUttag\n', 2),
        (";;;;;;\n" * 49, 50),
    ],
    ids=["ingen", "en", "tomrad", "citat", "oppet_citat", "sep", "sep_och_en", "femtio"],
)
def test_the_header_is_found_below_a_preamble(tmp_path, above, row, noga):
    last = las(tmp_path, above + csv_text())
    assert rader(last, noga) == som_rader(POSTER, row + 1)
    assert (f"rubrikraden är rad {row}." in " ".join(last.antaget)) == (row > 1)


def test_the_fast_way_stays_below_a_preamble_with_blank_lines(tmp_path):
    assert las(tmp_path, "Uttag\n\n" + csv_text()).careful is not None
    assert las(tmp_path, "Uttag\n\n" + csv_text().replace("\na2", "\n\na2")).careful is None


@pytest.mark.parametrize("noga", [False, True], ids=["snabbt", "noga"])
@pytest.mark.parametrize("above", ["", "Uttag\n\n"])
@pytest.mark.parametrize("below", ["\n", "\n\n\n", "\r\n\r\n"])
def test_blank_lines_at_the_end_are_no_rows(tmp_path, above, below, noga):
    last = las(tmp_path, above + csv_text() + below)
    assert rader(last, noga) == som_rader(POSTER, 4 if above else 2)
    assert last.careful is not None


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "text, lines, first_blank",
    [
        ("a\nb\n", 2, None),
        ("a\nb", 2, None),
        ("\na\n", 2, 1),
        ("a\n\nb\n\n", 3, 2),
        ("a\n\n\n", 1, None),
        ("\n\n", 0, None),
    ],
)
def test_lines_are_counted_the_same_however_the_file_is_cut(tmp_path, monkeypatch, text, lines, first_blank, chunk):
    monkeypatch.setattr(encoding, "CHUNK", chunk)
    (tmp_path / "fil").write_text(text)
    read = encoding.as_utf8(tmp_path / "fil", tmp_path / "ut", DEKLARATION.granser)
    assert (read.rader, read.forsta_tomma) == (lines, first_blank)


def test_a_header_with_line_ends_in_its_cells(tmp_path):
    text = csv_text().replace("inkom_datum", '"inkom\ndatum"', 1)
    last = las(tmp_path, text)
    assert last.rubrikrad.platser["inkom_datum"] == 1
    assert rader(last, noga=True) == TVA


def test_a_file_that_says_its_separator_is_believed(tmp_path):
    """Without the line, the comma that occurs in every cell would be the likelier one."""
    rows = [RUBRIKER, ["a,1", "2024-02-01", "an,malan", "barn_unga", "inleds", "2024-02-10", "a,b,c,d,e,f,g"]]
    assert rader(las(tmp_path, "sep=|\n" + csv_text("|", rows=rows))) == som_rader(rows[1:], 2)


@pytest.mark.parametrize("noga", [False, True], ids=["snabbt", "noga"])
@pytest.mark.parametrize("on_header, on_rows", [(";", ";"), (";;;", ";;;"), (";", ""), ("", ";"), (";", ";;")])
def test_trailing_separators(tmp_path, on_header, on_rows, noga):
    header, *rows = csv_text().splitlines()
    text = header + on_header + "\n" + "".join(row + on_rows + "\n" for row in rows)
    assert rader(las(tmp_path, text), noga) == TVA


def test_a_value_beyond_the_header_is_no_trailing_separator(tmp_path):
    text = csv_text().replace("Höga skulder\n", "Höga skulder;mer\n")
    last = las(tmp_path, text)
    assert rader(last, noga=True) == [TVA[0], (3, "olasbar")]


def test_blank_columns_are_nobody_s(tmp_path):
    rows = [["", *RUBRIKER[:3], "", *RUBRIKER[3:]], *(["", *p[:3], "", *p[3:]] for p in POSTER)]
    last = las(tmp_path, csv_text(rows=rows))
    assert [last.rubrikrad.platser[n] for n in ("aktualisering_id", "omrade")] == [1, 5]


@pytest.mark.parametrize(
    "content", ["", "\n\n\n", "   \n", csv_text().splitlines()[0], "\ufeff", "sep=;\n"], ids=lambda c: repr(c[:9])
)
def test_nothing_to_read_is_an_empty_file(tmp_path, content):
    assert regel(tmp_path, content) == "tom_fil"


def test_mixed_line_ends_and_quoted_ones(tmp_path):
    header, first, second = csv_text().replace("Höga skulder", '"Höga\r\nskulder"').split("\n", 2)
    last = las(tmp_path, f"{header}\r\n{first}\r{second}")
    assert rader(last, noga=True) == [TVA[0], (*TVA[1][:-1], "Höga\nskulder")]


@pytest.mark.parametrize("first", ["PK", "MZ"])
def test_a_header_that_begins_like_another_kind_of_file_is_text(tmp_path, first):
    rows = [[first, *RUBRIKER], *([str(n), *post] for n, post in enumerate(POSTER))]
    assert rader(las(tmp_path, csv_text(rows=rows))) == som_rader(rows[1:], 2)


def test_the_name_is_a_hint_and_the_content_decides(tmp_path):
    last = las(tmp_path, csv_text(), "aktualisering_2024H1.xlsx")
    assert last.antaget[0] == "Filen heter .xlsx men är en textfil och lästes som det."
    assert rader(last) == TVA
