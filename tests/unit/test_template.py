"""The template that a sender fills in."""

import codecs
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import fastexcel
import pytest

from isu.declaration import load_declarations
from isu.declaration.kodlista import Kod
from isu.declaration.kolumn import decimaltal
from isu.errors import IsuError
from isu.intake.manifest import KNOWN
from isu.receipt.mall import LEVERANS, write_template

DEKLARATION = load_declarations()
UTREDNING = DEKLARATION.tabeller["utredning"]
NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def written(out: Path, tabell=UTREDNING) -> Path:
    write_template(tabell, DEKLARATION.kodlistor, out)
    return out


def sheet(path: Path, name: str) -> list[list[str]]:
    columns = fastexcel.read_excel(path).load_sheet(name, header_row=None, dtypes="string").to_arrow().columns
    return [list(row) for row in zip(*(c.to_pylist() for c in columns), strict=True)]


def data_sheet(path: Path) -> ElementTree.Element:
    with ZipFile(path) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def test_csv_is_the_header_with_bom_and_semicolon(tmp_path):
    content = written(tmp_path / "utredning.csv").read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    assert content.decode("utf-8-sig") == ";".join(UTREDNING.kolumner) + "\r\n"


@pytest.mark.parametrize("namn", sorted(DEKLARATION.tabeller))
def test_the_workbook_opens_with_the_tables_header_first(tmp_path, namn):
    tabell = DEKLARATION.tabeller[namn]
    path = written(tmp_path / "mall.xlsx", tabell)
    assert fastexcel.read_excel(path).sheet_names == [namn, "leverans", "kodlistor", "beskrivning"]
    assert sheet(path, namn) == [list(tabell.kolumner)]


def test_the_delivery_sheet_asks_for_what_intake_reads(tmp_path):
    keys = [row[0] for row in sheet(written(tmp_path / "mall.xlsx"), "leverans")]
    assert keys == ["period_start", "period_slut", "uttagsdatum", "kallsystem"] == [key for key, _ in LEVERANS]
    assert set(keys) <= KNOWN


def test_the_code_sheet_holds_the_tables_lists_and_keeps_leading_zeros(tmp_path):
    rows = sheet(written(tmp_path / "mall.xlsx", DEKLARATION.tabeller["insats"]), "kodlistor")
    assert rows[0] == ["kodlista", "kod", "benämning", "English"]
    assert ["efter_insats", "01", "Till moder", "To mother"] in rows
    assert "utredning_utfall" not in {row[0] for row in rows}


def test_a_code_column_offers_the_codes_of_its_own_list(tmp_path):
    path = written(tmp_path / "mall.xlsx")
    column = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[list(UTREDNING.kolumner).index("utfall")]
    choices = {
        rule.get("sqref"): rule.find("x:formula1", NS).text
        for rule in data_sheet(path).iter(f"{{{NS['x']}}}dataValidation")
    }
    first, last = (int(cell.split("$")[-1]) for cell in choices[f"{column}2:{column}1048576"].split(":"))
    codes = [row[1] for row in sheet(path, "kodlistor")][first - 1 : last]
    assert codes == DEKLARATION.kodlistor["utredning_utfall"].values


def test_the_header_is_frozen_and_every_column_is_described(tmp_path):
    path = written(tmp_path / "mall.xlsx")
    assert data_sheet(path).find(".//x:pane", NS).get("ySplit") == "1"
    described = {row[0]: row[1:] for row in sheet(path, "beskrivning")}
    assert described["barnsamtal_antal"] == [
        "Utredningssamtal där barnet deltagit",
        "Talks where the child took part",
        "heltal",
        "frivillig",
        "0–200",
        "samtal",
        "NUSO delstudie 1",
    ]
    with ZipFile(path) as book:
        comments = book.read("xl/comments1.xml").decode()
    assert "Dag då utredningen inleddes.\nKrav: kolumnen ska finnas och vara ifylld.\nTillåtet: ÅÅÅÅ-MM-DD." in comments


def test_the_same_template_is_the_same_bytes(tmp_path):
    path = written(tmp_path / "a.xlsx")
    assert path.read_bytes() == written(tmp_path / "b.xlsx").read_bytes()
    with ZipFile(path) as book:
        assert set(re.findall(r">([0-9T:-]+)Z<", book.read("docProps/core.xml").decode())) == {"2000-01-01T00:00:00"}


def test_another_kind_of_file_is_refused_with_what_is_allowed(tmp_path):
    with pytest.raises(IsuError, match=r"mall\.ods.*\.csv eller \.xlsx"):
        written(tmp_path / "mall.ods")


def test_what_a_declaration_says_is_never_run(tmp_path):
    """A user's own code list may begin with any sign; the code itself stays, since a cell offers it."""
    kodlista = replace(DEKLARATION.kodlistor["kon"], koder=(Kod("-1", "=1+1", "@x"),))
    write_template(DEKLARATION.tabeller["person"], DEKLARATION.kodlistor | {"kon": kodlista}, tmp_path / "mall.xlsx")
    assert ["kon", "-1", "'=1+1", "'@x"] in sheet(tmp_path / "mall.xlsx", "kodlistor")
    with ZipFile(tmp_path / "mall.xlsx") as book:
        assert "<f>" not in "".join(book.read(n).decode() for n in book.namelist() if "worksheets/sheet" in n)
        assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()


def test_a_decimal_number_has_its_bounds(tmp_path):
    belopp = decimaltal("0.5", 1000, 2, "Belopp", "Amount", "SoL", enhet="kr")
    tabell = replace(UTREDNING, kolumner={**UTREDNING.kolumner, "belopp": belopp})
    described = {row[0]: row for row in sheet(written(tmp_path / "mall.xlsx", tabell), "beskrivning")}
    assert described["belopp"][3:6] == ["decimaltal", "frivillig", "0,5–1000, högst 2 decimaler"]
    rules = [
        r for r in data_sheet(tmp_path / "mall.xlsx").iter(f"{{{NS['x']}}}dataValidation") if r.get("type") == "decimal"
    ]
    assert [r.find("x:formula1", NS).text for r in rules] == ["0.5"]
