"""Everything that is kept passes the guard: not only the rows that are read, but all that the file holds."""

import gzip
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isu.errors import ReadError
from isu.receipt.mall import write_template
from tests.dialekt import DEKLARATION, NAMN, POSTER, RUBRIKER, andrad, arkiv, csv_text, del_av, las, ods, xlsx

TOLVAN = "19121212-1212"  # a number that belongs to nobody
TABELL = [RUBRIKER, *POSTER]
BOK = xlsx({"data": TABELL})
NOTE = f"<office:annotation><text:p>se {TOLVAN}</text:p></office:annotation>"


def bok_med(del_: str, xml: str) -> bytes:
    return andrad(BOK, {del_: xml.encode()})


def blad_med(xml: str) -> bytes:
    sheet = del_av(BOK, "xl/worksheets/sheet1.xml").decode()
    return bok_med("xl/worksheets/sheet1.xml", sheet.replace("</worksheet>", xml + "</worksheet>"))


def med_cell(xml: str) -> bytes:
    sheet = del_av(BOK, "xl/worksheets/sheet1.xml").decode()
    return bok_med("xl/worksheets/sheet1.xml", sheet.replace("</row></sheetData>", xml + "</row></sheetData>"))


def parquet_med(text: str) -> bytes:
    out = io.BytesIO()
    table = pa.table({n: [p[i] for p in POSTER] for i, n in enumerate(RUBRIKER)})
    pq.write_table(table.replace_schema_metadata({"anteckning": text}), out)
    return out.getvalue()


def gzip_med(namn: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(namn, "wb", fileobj=out) as file:
        file.write(csv_text().encode())
    return out.getvalue()


HIDDEN = {
    "en cell": csv_text().replace("Ånger", TOLVAN),
    "före rubriken": f"Uttag {TOLVAN}\n" + csv_text(),
    "utf-16": csv_text().replace("Ånger", TOLVAN).encode("utf-16"),
    "en bok": xlsx({"data": [RUBRIKER, POSTER[0], [*POSTER[1][:-1], TOLVAN]]}),
    "ett tal": xlsx({"data": [RUBRIKER, POSTER[0], [*POSTER[1][:-1], 191212121212]]}),
    "ett annat blad": xlsx({"data": TABELL, "noter": [["", ""], ["", TOLVAN]]}),
    "ett blads namn": xlsx({"data": TABELL, TOLVAN: []}),
    "följebladet": xlsx({"data": TABELL, "leverans": [["uttagsdatum", "2024-08-01"], [TOLVAN, ""]]}),
    "en kommentar": bok_med("xl/comments1.xml", f"<comments><t>{TOLVAN}</t></comments>"),
    "en tråd": bok_med("xl/threadedComments/threadedComment1.xml", f"<a><text>{TOLVAN}</text></a>"),
    "egenskaper": bok_med("docProps/core.xml", f"<core><title>{TOLVAN}</title></core>"),
    "en ruta": bok_med("xl/drawings/drawing1.xml", f"<w><t>{TOLVAN}</t></w>"),
    "ett minne": bok_med("xl/pivotCache/pivotCacheDefinition1.xml", f'<w><s v="{TOLVAN}"/></w>'),
    "sidfot": blad_med(f"<headerFooter><oddFooter>{TOLVAN}</oddFooter></headerFooter>"),
    "en lapp": blad_med(f'<dataValidations><dataValidation prompt="{TOLVAN}"/></dataValidations>'),
    "en formel": med_cell(f'<c r="H3"><f>LEN("{TOLVAN}")</f><v>13</v></c>'),
    "ett blad utan bok": bok_med("xl/worksheets/sheet9.xml", f"<w><c><v>{TOLVAN}</v></c></w>"),
    "ods-kommentar": ods({"data": TABELL}, NOTE),
    "zip-namn": arkiv({f"{TOLVAN}.csv": csv_text()}),
    "zip-tillagg": arkiv({"a.csv": csv_text(), "__MACOSX/._a.csv": f"\0\0{TOLVAN}\0"}),
    "gzip-namn": gzip_med(f"{TOLVAN}.csv"),
    "följefil i zip": arkiv({"a.csv": csv_text(), "a.csv.leverans.yaml": f"kallsystem: x # {TOLVAN}"}),
    "json": json.dumps([dict(zip(RUBRIKER, POSTER[0])) | {"lokal": {"ref": [TOLVAN]}}]),
    "json utanför": json.dumps({"fråga": TOLVAN, "Result": [dict(zip(RUBRIKER, POSTER[0]))]}),
    "parquet utanför": parquet_med(json.dumps({"av": [TOLVAN]})),
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_number_is_found_wherever_it_hides(tmp_path, content):
    with pytest.raises(ReadError) as error:
        las(tmp_path, content, vakta=True)
    assert error.value.regel == "identitetsnummer"
    assert not error.value.granskad
    assert "1212" not in repr(error.value.uppgifter)


def test_a_string_that_no_cell_shows_any_more(tmp_path):
    strings = del_av(BOK, "xl/sharedStrings.xml").decode().replace("</sst>", f"<si><t>{TOLVAN}</t></si></sst>")
    with pytest.raises(ReadError, match="identitetsnummer"):
        las(tmp_path, bok_med("xl/sharedStrings.xml", strings), vakta=True)


def test_a_manifest_beside_the_file(tmp_path):
    beside = tmp_path / "x.leverans.yaml"
    beside.write_text(f"kallsystem: {TOLVAN}\n")
    with pytest.raises(ReadError, match="identitetsnummer"):
        las(tmp_path, csv_text(), vakta=True, manifest=beside)


@pytest.mark.parametrize("header", ["Personnummer", "Klientens namn", "Handläggare"])
def test_a_sheet_that_nobody_reads_may_have_no_column_of_identities(tmp_path, header):
    with pytest.raises(ReadError, match="identitetskolumn"):
        las(tmp_path, xlsx({"data": TABELL, "dolt": [[header], ["x"]]}), vakta=True)


def test_a_sheet_that_the_sender_does_not_see_is_told_as_hidden(tmp_path):
    book = xlsx({"data": TABELL, "klienter": [["Förnamn"], ["x"]]})
    shown = del_av(book, "xl/workbook.xml")
    hidden = andrad(book, {"xl/workbook.xml": shown.replace(b'"klienter"', b'"klienter" state="veryHidden"')})
    with pytest.raises(ReadError, match="identitetskolumn") as error:
        las(tmp_path, hidden, vakta=True)
    assert error.value.uppgifter["kolumner"] == "A (Förnamn) (blad 2, som är dolt)"


def test_running_text_on_a_sheet_that_nobody_reads(tmp_path):
    notes = [[f"Rad {i}: vi pratade länge om allt som har hänt i veckan hemma"] for i in range(9)]
    with pytest.raises(ReadError, match="fritext") as error:
        las(tmp_path, xlsx({"data": TABELL, "noter": [["Dagbok"], *notes]}), vakta=True)
    assert error.value.uppgifter["kolumner"] == "A (blad 2)"


def test_where_a_number_is_that_stands_in_no_row(tmp_path):
    for content, told in ((HIDDEN["ett annat blad"], "blad 2"), (HIDDEN["en kommentar"], "utanför raderna")):
        with pytest.raises(ReadError) as error:
            las(tmp_path, content, vakta=True)
        assert told in DEKLARATION.regler["identitetsnummer"].text(**error.value.uppgifter)


@pytest.mark.parametrize(
    "content", [csv_text(), csv_text().encode("utf-16"), BOK, ods({"data": TABELL}), arkiv({"a.csv": csv_text()})]
)
def test_an_honest_file_has_passed_and_says_so(tmp_path, content):
    assert las(tmp_path, content, vakta=True).granskad
    assert not las(tmp_path, content).granskad


def test_a_file_refused_after_the_guard_says_that_it_has_passed(tmp_path):
    for content, rule in ((RUBRIKER[0], "okand_tabell"), (csv_text().splitlines()[0], "tom_fil")):
        with pytest.raises(ReadError) as error:
            las(tmp_path, content, NAMN, vakta=True)
        assert (error.value.regel, error.value.granskad) == (rule, True)


@pytest.mark.parametrize("tabell", DEKLARATION.tabeller)
def test_our_own_template_passes_with_its_instructions_and_code_lists(tmp_path, tabell):
    """Nothing has been filled in: that, and nothing else, is what it is refused for."""
    mall = tmp_path / f"{tabell}_mall.xlsx"
    write_template(DEKLARATION.tabeller[tabell], DEKLARATION.kodlistor, mall)
    with pytest.raises(ReadError) as error:
        las(tmp_path, mall.read_bytes(), mall.name, vakta=True)
    assert (error.value.regel, error.value.granskad) == ("tom_fil", True)
