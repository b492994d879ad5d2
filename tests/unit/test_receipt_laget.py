"""The page of what is in force for one lämnare."""

import json
import re

import pytest

from isu.home import Home
from isu.receipt.laget import (
    laget_data,
    laget_html,
    laget_rests_on,
    lead_to_reports,
    status_spans,
    status_table,
    write_laget,
)

TOMT = {
    "lamnare": "1780",
    "namn": "Karlstad",
    "i_kraft": [],
    "ej_atgardade": [],
    "referenser": [],
    "samband": [],
    "indikatorer": [],
}


def indikator(id_: str, period: str, status: str) -> dict:
    return {"id": id_, "namn": f"Namn {id_}", "period": period, "status": status}


def i_kraft(tabell: str, period: str, angivet: bool = True) -> dict:
    uttagsdatum = "2024-08-15" if angivet else "2024-06-30"
    return {
        "tabell": tabell,
        "period": period,
        "uttagsdatum": uttagsdatum,
        "angivet": angivet,
        "rader": 4312,
        "filnamn": f"{tabell}.csv",
    }


def test_what_has_been_withdrawn_is_told():
    taken_back = {"filnamn": "utredning_2024H1.csv", "tabell": "utredning", "period": "2024H1", "skal": "fel enhet"}
    page = laget_html(TOMT | {"atertagna": [taken_back]})
    assert "utredning_2024H1.csv: <code>utredning</code> 2024H1 (fel enhet)" in page
    assert "Återtaget" not in laget_html(TOMT)


def test_indicators_stand_by_period_and_half_years_apart_from_years():
    rows = [
        indikator("B", "2024H2", "ej_komplett"),
        indikator("A", "2024H1", "komplett"),
        indikator("A", "2024H2", "komplett"),
        indikator("A", "2024", "komplett"),
    ]
    assert status_table(rows, "halvar") == {
        "perioder": ["2024H1", "2024H2"],
        "rader": [
            {"id": "A", "namn": "Namn A", "status": ["komplett", "komplett"]},
            {"id": "B", "namn": "Namn B", "status": [None, "ej_komplett"]},
        ],
    }
    assert status_table(rows, "helar")["perioder"] == ["2024"]


def test_many_short_periods_are_told_in_spans_that_a_gap_parts():
    rows = [indikator("A", f"2024-{m:02d}", "komplett") for m in (1, 2, 3, 5)] + [indikator("A", "2024-06", "kvalitet")]
    (rad,) = status_spans(rows, "manad")
    assert rad["spann"] == [
        ("2024-01", "2024-03", "komplett"),
        ("2024-05", "2024-05", "komplett"),
        ("2024-06", "2024-06", "kvalitet"),
    ]
    page = laget_html(TOMT | {"indikatorer": rows + [indikator("B", "2024-10-01", "ej_komplett")]})
    assert "Månader" in page and "2024-01–2024-03: ✓ komplett" in page and "2024-06: ! hålls inne" in page
    assert "Mätdagar" in page and "Kvartal" not in page


@pytest.mark.parametrize("skyddade, said", [("0", False), ("färre än 5", True), ("12", True)])
def test_protected_persons_are_told_of_where_there_are_any(skyddade, said):
    page = laget_html(TOMT | {"skyddade": skyddade})
    assert (f"märkt som skyddade: {skyddade}." in page) == said


def test_what_is_in_force_is_told_with_its_uttagsdatum_stated_or_assumed():
    page = laget_html(TOMT | {"i_kraft": [i_kraft("insats", "2024H1"), i_kraft("utredning", "2024H1", angivet=False)]})
    assert "2024-08-15" in page and "(angivet)" in page
    assert "2024-06-30" in page and "(antaget)" in page


def test_what_is_not_mended_links_to_its_receipt():
    refused = {"filnamn": "a.csv", "tabell": "insats", "utfall": "avvisad", "kvitto": "a.1234abcd.kvitto.html"}
    page = laget_html(TOMT | {"ej_atgardade": [refused]})
    assert 'href="./a.1234abcd.kvitto.html"' in page and "Inte mottagen" in page


def test_keys_without_a_match_are_counted():
    page = laget_html(TOMT | {"referenser": [{"tabell": "utredning", "kolumn": "pid", "till": "person", "rader": 57}]})
    assert "57 rader i <code>utredning</code> har ett <code>pid</code> som inte finns i <code>person</code>" in page


def test_what_should_follow_in_another_table_is_told_with_its_rule():
    brutet = {"regel": "inleds_utan_utredning", "tabell": "aktualisering", "till": "utredning", "rader": 3}
    words = {"kod": "R50", "mening": "Utredningar saknas.", "gor": "Kontrollera uttaget."}
    page = laget_html(TOMT | {"samband": [brutet | words]})
    assert "Utredningar saknas. Det gäller 3 rader i <code>aktualisering</code>" in page
    assert 'href="./regler/R50.html"' in page


def test_a_sender_that_has_delivered_nothing_gets_a_page_too():
    assert "Inget ännu." in laget_html(TOMT)


def test_equal_states_give_equal_files_whatever_the_order(tmp_path):
    rows = [i_kraft("insats", "2024H1"), i_kraft("aktualisering", "2023H2")]
    first = write_laget(Home(tmp_path), "1780", TOMT | {"i_kraft": rows}).read_bytes()
    page = write_laget(Home(tmp_path), "1780", TOMT | {"i_kraft": rows[::-1]})
    assert page == tmp_path / "outbox" / "1780" / "laget.html"
    assert page.read_bytes() == first
    nothing_yet = {"utgivet": {"rapporter": [], "preliminart": []}}
    told = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert told == laget_data(TOMT | {"i_kraft": rows}) | nothing_yet


def test_the_page_leads_to_reports_and_preliminary_values_once_they_are_there(tmp_path):
    home = Home(tmp_path)
    lead_to_reports(home, "1780")  # nobody has delivered: there is no page to write again
    page = write_laget(home, "1780", TOMT | {"vilar_pa": "abc"})
    assert "Era tal" not in page.read_text("utf-8")
    for name in ("preliminart/2025H1/preliminart.html", "rapporter/2024 H2/rapport.html"):
        (page.parent / name).parent.mkdir(parents=True)
        (page.parent / name).touch()
    lead_to_reports(home, "1780")
    links = re.findall(r'href="\./((?:rapporter|preliminart)/[^"]+)"', page.read_text("utf-8"))
    assert links == [
        "preliminart/2025H1/preliminart.html",
        "rapporter/2024%20H2/rapport.html",
        "rapporter/2024%20H2/tabeller.html",
    ]
    assert laget_rests_on(home, "1780") == "abc"


def test_a_page_of_something_else_than_its_data_is_written_again(tmp_path):
    """Cut off between the two, and then everything is as it was before."""
    home = Home(tmp_path)
    write_laget(home, "1780", TOMT | {"vilar_pa": "hash1"})
    assert laget_rests_on(home, "1780") == "hash1"
    (home.outbox("1780") / "laget.html").write_text(laget_html(laget_data(TOMT | {"vilar_pa": "hash2"})))
    assert laget_rests_on(home, "1780") is None
