"""No delivered value reaches the receipt, and nothing that a sender names can become markup."""

import json

import pytest

from isu.declaration import load_declarations
from isu.omdome import Fynd, Omdome, Plats, Raknade
from isu.receipt.kvitto import receipt_data, receipt_html
from isu.receipt.laget import laget_html
from isu.receipt.rattlista import _fault_line, _summary
from isu.receipt.rattrader import lines as mending_lines
from isu.receipt.rattrader import places_to_mend
from isu.receipt.terminal import lines

DEKLARATION = load_declarations()
HEMLIGT = "19121212-1212"


def omdome(*fynd: Fynd, filnamn: str = "utredning_2024H1.csv", **known) -> Omdome:
    return Omdome(
        "1780", filnamn, "0" * 64, 100, raknade=Raknade(rader=10, accepterade=9, avsatta=1), fynd=fynd, **known
    )


def everything(verdict: Omdome) -> str:
    data = receipt_data(verdict, DEKLARATION)
    pages = receipt_html(data) + receipt_html(data, "en")
    return json.dumps(data, ensure_ascii=False) + pages + "\n".join(lines(data)) + _summary_and_rules(data)


def _summary_and_rules(data: dict) -> str:
    """All that the workbook says besides the places, which validation has written."""
    told = [_summary(data, "", "sv"), [_fault_line(f, "sv") for f in data["fel"]]]
    return repr([told, mending_lines(places_to_mend(data, None), data)])


@pytest.mark.parametrize("regel", sorted(DEKLARATION.regler))
def test_only_names_that_the_rules_sentence_asks_for_are_used(regel):
    allvar = DEKLARATION.regler[regel].allvar
    fynd = Fynd(regel, allvar, 1, (Plats("kon", "kon", "C"),), (2,), {"varde": HEMLIGT, "ratext": [HEMLIGT]})
    assert HEMLIGT not in everything(omdome(fynd, tabell="utredning"))


def test_a_code_that_is_not_in_the_list_is_left_out_of_the_allowed_ones():
    fynd = Fynd("varde_om", "fel", 1, uppgifter={"kolumn": "kon", "tillatna": f"1, {HEMLIGT}", "om": "alder"})
    page = everything(omdome(fynd, tabell="utredning"))
    assert HEMLIGT not in page and "1 = Man eller pojke" in page


def test_a_first_line_that_is_no_header_is_not_quoted():
    """A file without a header begins with a row of values: its cells look like headers."""
    fynd = Fynd("dubbel_kolumn", "avvisning", 1, (Plats(HEMLIGT, HEMLIGT, "C"),), (), {"kolumn": HEMLIGT})
    page = everything(omdome(fynd, tabell=None, oanvanda=(HEMLIGT,)))
    assert HEMLIGT not in page and '"bokstav": "C"' in page


@pytest.mark.parametrize(
    "filnamn",
    ["<script>alert(1)</script>.csv", '"><img src=x onerror=alert(1)>.csv', "{{ 7 * 7 }}{% raw %}.csv", "a\udce5.csv"],
)
def test_a_hostile_file_name_is_text(filnamn):
    data = receipt_data(omdome(filnamn=filnamn), DEKLARATION)
    page = receipt_html(data)
    assert "<script" not in page and "<img" not in page and "49" not in page
    assert page.encode("utf-8")


def test_signs_that_turn_or_hide_text_are_taken_out_of_names():
    data = receipt_data(omdome(filnamn="insats\u202evsc.exe\x00\n.csv"), DEKLARATION)
    assert data["fil"]["namn"] == "insats vsc.exe  .csv"


def test_a_hostile_header_is_text():
    fynd = Fynd("varde_saknas", "fel", 1, (Plats("kon", "<b onclick=x>kön</b>", "C"),), (2,))
    page = receipt_html(receipt_data(omdome(fynd, tabell="utredning", oanvanda=("<script>",)), DEKLARATION))
    assert "<b onclick" not in page and "<script" not in page and "&lt;b onclick" in page


def test_the_page_of_the_state_is_as_careful():
    hostile = "<script>.csv"
    refused = {"filnamn": hostile, "tabell": None, "utfall": "avvisad", "kvitto": 'javascript:alert(1)"'}
    data = {"lamnare": "1780", "namn": "Karlstad", "i_kraft": [], "referenser": [], "samband": [], "indikatorer": []}
    page = laget_html(data | {"ej_atgardade": [refused]})
    assert "<script" not in page and 'href="./javascript%3Aalert%281%29%22"' in page
