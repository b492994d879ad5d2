"""Rows that are no records: each is set aside with one rule, and what is a record with faults keeps its faults."""

import pytest

from isu.validation.ej_post import mark_no_records
from isu.validation.engine import mark_duplicates
from tests.motor import run
from tests.regelprov import DEKLARATION

NAMES = ["utredning_id", "pid", "omrade", "inledd_datum", "avslutad_datum", "utfall", "alder"]
RUBRIKER = ["ÄRENDE", "Person", "Område", "Inledd", "Avslutad", "Utfall", "Ålder"]
GOOD = "u{} | p{} | barn_unga | 2024-02-01 | 2024-03-01 | insats | 7"


def judged(*rows: str) -> dict[int, set[str]]:
    """Row → the rules that it breaks, of rows from row 2."""
    found: dict[int, set[str]] = {}
    cells = [[cell.strip() or None for cell in line.split("|")] for line in rows]
    with run(DEKLARATION, "utredning", NAMES, cells) as domd:
        mark_no_records(domd.connection, domd.compiled, RUBRIKER)
        mark_duplicates(domd.connection, domd.compiled)
        for row, rule in domd.broken():
            found.setdefault(row, set()).add(rule)
    return found


@pytest.mark.parametrize(
    "row",
    [
        "ÄRENDE | Person | Område | Inledd | Avslutad | Utfall | Ålder",
        "ärende | | område | | | |",
        "------ | ------ | ------ | ------ | ------ | ------ | ---",
        "Totalt | | | | | | 128",
        "Summa | 60 | | | | |",
        "Antal ärenden: 60 | | | | | |",
        "Sida 2 av 3 | | | | | |",
    ],
)
def test_a_row_that_is_no_record(row):
    assert judged(GOOD.format(1, 1), row, GOOD.format(2, 2)) == {3: {"ej_post"}}


@pytest.mark.parametrize(
    "row, rules",
    [
        ("u3 | p3 | | 2024-02-01 | 2024-03-01 | insats | 7", {"varde_saknas"}),
        ("totalt-7 | p3 | okänt | 2024-02-01 | 2024-03-01 | insats | 7", {"ej_i_kodlistan"}),
        ("u3 | p3 | barn_unga | i mars | | | sju", {"ej_datum", "ej_heltal"}),
        ("- | p3 | barn_unga | - | - | - | -", {"ej_nyckelform", "ej_datum", "ej_i_kodlistan", "ej_heltal"}),
    ],
)
def test_a_record_with_faults_keeps_them(row, rules):
    assert judged(GOOD.format(1, 1), row) == {3: rules}


def test_the_row_below_the_header_may_explain_it():
    """Only there, and only where it has no value of any kind: elsewhere it is a row with faults."""
    explained = "Nummer | Vem | Vilket område | ÅÅÅÅ-MM-DD | ÅÅÅÅ-MM-DD | Kod | Hela år"
    assert judged(explained, GOOD.format(1, 1)) == {2: {"ej_post"}}
    assert "ej_post" not in judged(GOOD.format(1, 1), explained)[3]
    assert "ej_post" not in judged(explained)[2]


def test_headers_that_stand_again_and_again_are_no_duplicates():
    again = " | ".join(RUBRIKER)
    assert judged(GOOD.format(1, 1), again, again) == {3: {"ej_post"}, 4: {"ej_post"}}
