"""How values that could not be taken are written: each way by an example, and nothing of what stood there."""

import pytest

from isu.receipt.engelska import known_english
from isu.receipt.kvittosida import ways_written as spoken
from isu.validation.skrivsatt import FEWER, MORE, SATT, ways_written
from tests.motor import run
from tests.regelprov import DEKLARATION

#: rule | column | what stands in the cell | how the way begins
EXEMPEL = """
ej_datum       | atgard_datum | 15 januari 2024       | datum med månadens namn
ej_datum       | atgard_datum | 15JAN2024             | datum med månadens namn
ej_datum       | atgard_datum | jan 2024              | datum med månadens namn
ej_datum       | atgard_datum | 24-01-15              | datum med två siffror
ej_datum       | atgard_datum | 240115                | datum med två siffror
ej_datum       | atgard_datum | 2024-01-15T08:00:00Z  | datum med klockslag och tidszon
ej_datum       | atgard_datum | 2024-01               | bara år
ej_datum       | atgard_datum | 2024-02-30            | ett datum som inte finns
ej_datum       | atgard_datum | NULL                  | ett ord eller tecken
ej_datum       | atgard_datum | .                     | ett ord eller tecken
ej_datum       | atgard_datum | #SAKNAS!              | ett ord eller tecken
ej_datum       | atgard_datum | Åtgärd datum          | rubrikens egen text
ej_datum       | atgard_datum | ------------          | en linje av streck
ej_datum       | atgard_datum | hemligheten           |
ej_heltal      | alder        | 12 år                 | ett tal med ett ord
ej_heltal      | alder        | 50 %                  | ett tal med ett ord
ej_heltal      | alder        | 0–6                   | ett spann
ej_heltal      | alder        | 7-17                  | ett spann
ej_heltal      | alder        | 12,5                  | ett tal med decimaler
ej_heltal      | alder        | '12                   | en apostrof först
ej_i_kodlistan | kon          | 2 - Kvinna            | kod och text
ej_i_kodlistan | kon          | 2.00                  | en kod skriven som tal
ej_i_kodlistan | kon          | –                     | ett ord eller tecken
ej_nyckelform  | pid          | 1,23457E+15           | ett tal i exponentform
ej_nyckelform  | pid          | {9F0C}                | klamrar
ej_nyckelform  | pid          | p\u200b1              | osynliga tecken
ej_nyckelform  | pid          | A 17                  | mellanslag
rimligt_datum  | atgard_datum | 9999-12-31            | en dag som betyder
"""
RADER = [tuple(cell.strip() for cell in line.split("|")) for line in EXEMPEL.strip("\n").splitlines()]


def found(rule: str, column: str, *cells: str) -> list[tuple[str, int]]:
    with run(
        DEKLARATION, "aktualisering", ["aktualisering_id", column], [[f"a{n}", c] for n, c in enumerate(cells)]
    ) as domd:
        bit = next(r.bit for r in domd.compiled.regler if r.regel == rule and column in r.kolumner)
        ways = ways_written(domd.connection, domd.compiled, rule, column, bit, "Åtgärd datum")
    return [(w.form, w.antal) for w in ways]


@pytest.mark.parametrize("rule, column, cell, begins", RADER)
def test_a_way_of_writing(rule, column, cell, begins):
    assert [way.startswith(begins) for way, _ in found(rule, column, cell)] == ([True] if begins else [])


def test_the_most_frequent_way_comes_first():
    counts = [n for _, n in found("ej_datum", "atgard_datum", "NULL", "1 maj 2024", "-", "någon dag", "NULL")]
    assert counts == [3, 1]


def test_every_way_has_its_english():
    assert not [way for way in (*(s.sv for s in SATT), FEWER, MORE) if not known_english(way)]


def test_of_very_many_rows_the_number_is_the_least():
    fault = {"skrivsatt": [{"form": "a", "form_en": "b", "antal": 2}], "skrivsatt_minst": True}
    assert spoken(fault, "en") == ["at least 2\u00a0rows: b"]
    assert spoken({}) == []
