"""Reading: the same rows whatever the encoding, separator and line ends; row numbers as the spreadsheet shows them."""

import pytest
import xlsxwriter

from tests.hem import fynd
from tests.spec.tabell import rader

ROWS = [
    ["aktualisering_id", "inkom_datum", "typ", "omrade", "atgard", "atgard_datum", "orsak_lokal"],
    ["a1", "2024-02-01", "anmalan", "barn_unga", "inleds", "2024-02-10", "Ånger"],
    ["a2", "2024-02-02", "ansokan", "barn_unga", "inleds", "2024-02-03", ""],
]
TAKEN = rader(
    """
    aktualisering_id | inkom_datum | typ     | orsak_lokal
    a1               | 2024-02-01  | anmalan | Ånger
    a2               | 2024-02-02  | ansokan |
    """
)
NAME = "aktualisering_2024H1.csv"


def text(separator: str = ";", line_end: str = "\n") -> str:
    return "".join(separator.join(row) + line_end for row in ROWS)


@pytest.mark.parametrize(
    "content, told",
    [
        (text().encode("utf-8"), "UTF-8."),
        (text().encode("utf-8-sig"), "UTF-8 med BOM."),
        (text().encode("cp1252"), "Windows-1252."),
        (text(",").encode("utf-8"), "komma."),
        (text("\t").encode("utf-8"), "tabb."),
        (text(line_end="\r\n").encode("cp1252"), "Windows-1252."),
        (text(line_end="\r").encode("utf-8"), "UTF-8."),
        (text().replace("\n", "\r\n", 1).encode("utf-8"), "UTF-8."),
        (text().rstrip("\n").encode("utf-8"), "UTF-8."),
        ((text() + "\n\n").encode("utf-8"), "UTF-8."),
        (text().replace("\n", ";;\n").encode("utf-8"), "semikolon."),
        (text().replace("Ånger", '"Ånger"').encode("utf-8"), "semikolon."),
    ],
    ids=[
        "utf8",
        "bom",
        "cp1252",
        "komma",
        "tabb",
        "crlf",
        "cr",
        "blandat",
        "utan_radslut",
        "tomt_slut",
        "extra",
        "citat",
    ],
)
def test_the_same_rows_in_every_dialect(hem, content, told):
    hem.lamnar_text(NAME, content)
    (delivery,) = hem.tar_emot()
    assert (delivery.utfall, delivery.accepterade) == ("accepterad", 2)
    assert hem.galler("aktualisering", "aktualisering_id inkom_datum typ orsak_lokal") == TAKEN
    assert any(sentence.endswith(told) for sentence in delivery.kvitto["antaget"])


def test_the_header_in_any_case_and_order_with_swedish_letters(hem):
    lines = [
        "Åtgärd;ATGARD DATUM; Typ ;område;Inkom-datum;Aktualisering ID;okänd kolumn",
        "inleds;2024-02-10;anmalan;barn_unga;2024-02-01;a1;x",
    ]
    hem.lamnar_text(NAME, "\n".join(lines))
    (delivery,) = hem.tar_emot()
    assert delivery.utfall == "accepterad"
    assert delivery.kvitto["oanvanda_kolumner"] == ["okänd kolumn"]


def workbook(path, sheets: dict[str, list[list]]) -> bytes:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path.read_bytes()


def test_a_workbook_with_its_manifest_on_a_sheet(hem, tmp_path):
    manifest = [["period_start", "2024-01-01"], ["period_slut", "2024-06-30"], ["uttagsdatum", "2024-08-01"]]
    content = workbook(tmp_path / "bok.xlsx", {"leverans": manifest, "anteckningar": [["hej"]], "data": ROWS})
    hem.lamnar_text("uttag.xlsx", content)
    (delivery,) = hem.tar_emot()
    assert delivery.utfall == "accepterad"
    assert (str(delivery.till), str(delivery.uttagsdatum)) == ("2024-06-30", "2024-08-01")
    assert hem.galler("aktualisering", "aktualisering_id inkom_datum typ orsak_lokal") == TAKEN


def test_other_forms_are_understood_counted_and_named(hem):
    hem.lamnar_text(
        NAME,
        "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum;kon;alder\n"
        "a1;20240201;Anmälan;BARN_UNGA;inleds;2024-02-10 00:00:00;K;07\n"
        " a2 ;2024-02-02;anmalan;barn_unga;inleds;2024-02-10;2;8,0\n",
    )
    (delivery,) = hem.tar_emot()
    counted = {(n["kolumn"], n["form"]): n["antal"] for n in delivery.kvitto["normaliserat"]}
    assert counted == {
        ("aktualisering_id", "blanksteg före eller efter"): 1,
        ("inkom_datum", "ÅÅÅÅMMDD"): 1,
        ("typ", "koder skrivna på annat sätt än i kodlistan"): 1,
        ("omrade", "koder skrivna på annat sätt än i kodlistan"): 1,
        ("atgard_datum", "blanksteg eller klockslaget 00:00 kring datumet"): 1,
        ("kon", "koder skrivna på annat sätt än i kodlistan"): 1,
        ("alder", "inledande nollor, plustecken eller blanksteg"): 1,
        ("alder", "heltal skrivna med decimaler som är noll"): 1,
    }
    assert hem.galler("aktualisering", "aktualisering_id inkom_datum kon alder") == rader(
        "aktualisering_id | inkom_datum | kon | alder\na1 | 2024-02-01 | 2 | 7\na2 | 2024-02-02 | 2 | 8"
    )


@pytest.mark.parametrize("wrong", ["2024-2-1", "2024-02-30", "2024-02-01T10:00Z", "epoch", "infinity", "1e3"])
def test_what_a_lenient_cast_would_take_for_a_date_is_refused(hem, wrong):
    good = "".join(f"a{i};2024-02-01;anmalan;barn_unga;inleds;2024-02-02\n" for i in range(20))
    header = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum\n"
    hem.lamnar_text(NAME, f"{header}{good}x;2024-02-01;anmalan;barn_unga;inleds;{wrong}\n")
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"ej_datum": 1}
    assert delivery.kvitto["fel"][0]["rader"] == [22]


@pytest.mark.parametrize("wrong", ["5.5", "1e3", "0x1F", "1_000", "7 år", "inf"])
def test_what_a_lenient_cast_would_take_for_a_number_is_refused(hem, wrong):
    good = "".join(f"a{i};2024-02-01;anmalan;barn_unga;inleds;2024-02-02;7\n" for i in range(20))
    header = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum;alder\n"
    hem.lamnar_text(NAME, f"{header}{good}x;2024-02-01;anmalan;barn_unga;inleds;2024-02-02;{wrong}\n")
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"ej_heltal": 1}


HEADER = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum;orsak_lokal\n"


def good(i: int, local: str = "") -> str:
    return f"a{i};2024-02-01;anmalan;barn_unga;inleds;2024-02-02;{local}\n"


@pytest.mark.parametrize(
    "before, bad_row",
    [
        (good(1), 3),
        (good(1) + "\n" + good(2), 5),  # a blank line is a row of the spreadsheet
        (good(1) + ";;;;;;\n" + good(2), 5),
        (good(1, '"två\nrader"') + good(2), 4),  # a quoted line end is within one row
        (good(1) + "a9;för;få\n" + good(2), 5),  # a record that does not split is a row too
    ],
    ids=["plain", "blank", "separators", "quoted", "ragged"],
)
def test_the_row_number_is_that_of_the_spreadsheet(hem, before, bad_row):
    after = "".join(good(i) for i in range(30, 60))
    hem.lamnar_text(NAME, HEADER + before + "x1;2024-02-31;anmalan;barn_unga;inleds;2024-02-02;\n" + after)
    (delivery,) = hem.tar_emot()
    (places,) = [f["rader"] for f in delivery.kvitto["fel"] if f["regel"] == "ej_datum"]
    assert places == [bad_row]
    counts = delivery.kvitto["rader"]
    assert counts["rader"] == counts["accepterade"] + counts["avsatta"] + counts["olasbara"] + counts["tomma"]


def test_a_stray_quote_swallows_nothing(hem):
    """Every line after it is still a record, and accounted for."""
    lines = "".join(good(i) for i in range(2, 40))
    hem.lamnar_text(NAME, HEADER + good(1, '"Öppet citat') + lines)
    (delivery,) = hem.tar_emot()
    assert (delivery.rader, delivery.accepterade) == (39, 39)


def test_the_delivered_bytes_are_kept_untouched(hem):
    content = text(line_end="\r\n").encode("cp1252")
    hem.lamnar_text(NAME, content)
    (delivery,) = hem.tar_emot()
    assert (hem.home.archive("1780") / delivery.sha256).read_bytes() == content


def test_a_value_without_end_is_refused_and_not_held_in_memory(hem):
    hem.lamnar_text(NAME, HEADER + good(1, "x" * 2_200_000))
    (delivery,) = hem.tar_emot()
    assert fynd(delivery) == {"over_granserna": 1}


def test_without_a_period_in_the_name_the_careful_way_finds_the_days_too(hem):
    hem.lamnar_text("aktualisering.csv", HEADER + good(1) + "\n" + good(2, '"två\nrader"') + good(3))
    (delivery,) = hem.tar_emot()
    assert (delivery.kvitto["tid"]["period"], delivery.accepterade) == ("2024H1", 3)


@pytest.mark.parametrize("rows, told", [(65_536, {"kapad_fil": 1}), (65_535, {})])
def test_a_file_that_ends_where_a_sheet_is_full_may_have_lost_rows(hem, rows, told):
    """The header is the first row; the file of one row less is in order."""
    header = "insats_id;pid;omrade;insatstyp;behovsprovad;start;slut\n"
    body = "".join(f"i{n};p{n};barn_unga;annan;1;2024-02-01;\n" for n in range(rows - 1))
    hem.lamnar_text("insats_2024H1.csv", header + body)
    (delivery,) = hem.tar_emot()
    assert (fynd(delivery), delivery.accepterade) == (told, rows - 1)
