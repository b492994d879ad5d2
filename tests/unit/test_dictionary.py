"""The data dictionary says of every column what the declaration says."""

import csv
import io
import re

import pytest

from isu.declaration import load_declarations
from isu.receipt.ordbok import checks_in_words, dictionary_csv, dictionary_markdown, dictionary_rows, time_in_words

DEKLARATION = load_declarations()
ROWS = {(row["tabell"], row["kolumn"]): row for row in dictionary_rows(DEKLARATION)}


def test_every_declared_column_has_a_row():
    assert list(ROWS) == [(t, k) for t in sorted(DEKLARATION.tabeller) for k in DEKLARATION.tabeller[t].kolumner]


@pytest.mark.parametrize(
    "column, expected",
    [
        (
            ("utredning", "utredning_id"),
            {"typ": "id", "krav": "kolumnen ska finnas och vara ifylld", "roll": "nyckel", "pekar_pa": ""},
        ),
        (("utredning", "pid"), {"krav": "frivillig", "pekar_pa": "person.pid"}),
        (("utredning", "utfall"), {"krav": "kolumnen ska finnas, värdet får saknas"}),
        (("utredning", "inledd_datum"), {"typ": "datum", "tillatet": "ÅÅÅÅ-MM-DD", "roll": "startdatum"}),
        (("utredning", "barnsamtal_antal"), {"tillatet": "0–200", "enhet": "samtal"}),
        (("person", "fodelsear"), {"tillatet": "1900–2100", "far_visas": "nej"}),
        (("insats", "insatstyp_lokal"), {"typ": "text", "tillatet": "1–100 tecken", "krav": "frivillig"}),
        (
            ("person", "kon"),
            {"kodlista": "kon", "tillatet": "1 = Man eller pojke, 2 = Kvinna eller flicka, 9 = Uppgift saknas"},
        ),
    ],
)
def test_what_a_row_says(column, expected):
    assert {key: ROWS[column][key] for key in expected} == expected


def test_a_list_that_is_not_shared_says_that_other_codes_are_taken():
    assert ROWS["aktualisering", "orsak"]["tillatet"].endswith(" (andra koder tas emot men räknas som okänt)")


def test_the_csv_form_reads_back_as_the_same_rows():
    text = dictionary_csv(DEKLARATION)
    assert text.startswith("\ufefftabell;kolumn;")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows == dictionary_rows(DEKLARATION)


def test_which_date_decides_the_period():
    assert time_in_words(DEKLARATION.tabeller["person"]) == "Tabellen har inga datum och gäller all tid."
    assert "från `inledd_datum` till `avslutad_datum`" in time_in_words(DEKLARATION.tabeller["utredning"])


@pytest.mark.parametrize(
    "tabell, sentence",
    [
        ("utredning", "utfall ifylld när avslutad_datum är ifylld (R14, annars sätts raden åt sidan)."),
        (
            "utredning",
            "`inledd_datum` och `avslutad_datum`: Avslutad inom fyra månader från att den inleddes, "
            "eller forlangd_beslut_datum ifylld (R46, annars varning).",
        ),
        ("aktualisering", "utredning_id tom när atgard är inleds_inte (R15, annars sätts raden åt sidan)."),
    ],
)
def test_checks_in_words(tabell, sentence):
    assert sentence in checks_in_words(DEKLARATION.tabeller[tabell], DEKLARATION)


@pytest.mark.parametrize("tabell", sorted(DEKLARATION.tabeller))
def test_every_check_is_told_with_all_its_names(tabell):
    told = checks_in_words(DEKLARATION.tabeller[tabell], DEKLARATION)
    assert "…" not in " ".join(told)
    for check in DEKLARATION.tabeller[tabell].schema.checks:
        columns = [v for v in check.statistics.values() if isinstance(v, str)]
        assert any(all(c in sentence for c in columns) for sentence in told)


def test_the_page_has_every_table_column_and_code_list_that_it_links_to():
    page = dictionary_markdown(DEKLARATION)
    assert all(f"| `{kolumn}`" in page for _, kolumn in ROWS)
    assert set(re.findall(r"\(#([\w-]+)\)", page)) <= set(re.findall(r'<a id="([\w-]+)">', page))


def test_every_line_of_a_table_has_as_many_cells_as_its_header():
    for block in re.findall(r"(?:^\|.*\n)+", dictionary_markdown(DEKLARATION), flags=re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
