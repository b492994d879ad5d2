"""Rows that the source itself takes back: deleted ones, and decisions that a later one in the file replaces."""

from dataclasses import replace
from datetime import date

import pytest

from isu.declaration.kolumn import datum, heltal, nyckel
from isu.declaration.tabell import Tabell
from isu.duck import open_connection
from isu.validation import engine
from isu.validation.compile import compile_table
from tests.motor import declared, relation, run

PROV = Tabell(
    namn="prov",
    sv="Prov",
    en="Trial",
    kalla="Provet",
    nyckel=("id",),
    kolumner={
        "id": nyckel("Id", "Id", "Provet"),
        "dag": datum("Dag", "Day", "Provet", fylld=True),
        "antal": heltal(0, 9, "Antal", "Number", "Provet", enhet="st"),
    },
)
DEKLARATION = declared(PROV)


def taken(rows, **source):
    """Each row: id, dag, antal, and what the source says in the fourth cell."""
    return run(DEKLARATION, "prov", "id dag antal", rows, falt=["kallan"], **source)


def deleted(rows):
    return taken(rows, borttagen="c3 = 'B'")


def numbered(rows):
    return taken(rows, ordning="try_cast(c3 as bigint)")


def fates(domd) -> dict[str, int]:
    counts = engine.counted(domd.connection, domd.compiled)
    assert counts["rader"] >= sum(n for fate, n in counts.items() if fate != "rader")
    return {fate: n for fate, n in counts.items() if n and fate != "rader"}


def register(domd, folder) -> list[tuple]:
    return [tuple(row.values()) for row in domd.written(engine.write_accepted, folder=folder)]


def test_a_deleted_row_breaks_no_rule_and_leaves_its_key_alone(tmp_path):
    with deleted([["a1", "2024-01-01", "1", None], ["a2", "i maj", "77", "B"]]) as domd:
        assert (domd.broken(), domd.forms(), fates(domd)) == (set(), {}, {"borttagna": 1})
        assert register(domd, tmp_path) == [(2, False, "a1", date(2024, 1, 1), 1), (3, True, "a2", None, None)]


@pytest.mark.parametrize("key", [None, "", "med blank"])
def test_a_deleted_row_without_a_readable_key_is_counted_and_leaves_nothing(key, tmp_path):
    with deleted([["a1", "2024-01-01", "1", None], [key, "2024-01-01", "1", "B"]]) as domd:
        assert fates(domd) == {"borttagna": 1}
        assert [row[0] for row in register(domd, tmp_path)] == [2]


def test_a_deleted_row_is_no_duplicate_of_the_one_that_lives(tmp_path):
    """The living row speaks for the key; the other would take it out of force for nothing."""
    rows = [["a1", "2024-01-01", "1", "B"], ["a1", "2024-02-01", "2", None], ["a2", "2024-01-01", "1", "B"]]
    with deleted([*rows, ["a2", "2024-01-01", "1", "B"]]) as domd:
        assert (domd.broken(), fates(domd)) == (set(), {"borttagna": 3})
        assert register(domd, tmp_path) == [(3, False, "a1", date(2024, 2, 1), 2), (4, True, "a2", None, None)]


def test_a_blank_row_is_blank_whatever_the_source_says_of_it():
    with taken([["a1", "2024-01-01", "1", "x"], [None] * 4], borttagen="c3 is null") as domd:
        assert fates(domd) == {"tomma": 1}


def test_a_deleted_row_says_nothing_of_the_time_of_the_file():
    """An old row that was deleted last week is in the extract, and does not make the file concern its year."""
    table = replace(PROV, start="dag")
    held = relation([["a1", "2024-02-01", None], ["a2", "2015-01-01", "B"]], ["id", "dag", "kallan"])
    compiled = compile_table(declared(table), "prov", ("id", "dag"))
    with open_connection() as connection:
        days = engine.start_days(connection, held, compiled, {"id": "c0", "dag": "c1"}, "c2 = 'B'")
    assert days == (date(2024, 2, 1), date(2024, 2, 1))


def test_of_the_versions_of_a_decision_the_highest_counts(tmp_path):
    rows = [
        ["a1", "2024-01-01", "1", "1"],
        ["a1", "2024-03-01", "3", "10"],
        ["a1", "i maj", "2", "2"],
        ["a2", "2024-01-01", "4", None],
    ]
    with numbered(rows) as domd:
        assert (domd.broken(), fates(domd)) == (set(), {"ersatta": 2})
        assert register(domd, tmp_path) == [
            (3, False, "a1", date(2024, 3, 1), 3),
            (5, False, "a2", date(2024, 1, 1), 4),
        ]


def test_two_of_the_highest_are_duplicates():
    rows = [["a1", "2024-01-01", "1", "2"], ["a1", "2024-01-01", "1", "2"], ["a1", "2024-01-01", "1", "1"]]
    with numbered(rows) as domd:
        assert (domd.broken(), fates(domd)) == (
            {(2, "dubblettnyckel"), (3, "dubblettnyckel")},
            {"avsatta": 2, "ersatta": 1},
        )


def test_a_version_without_a_number_is_the_lowest():
    with numbered([["a1", "2024-01-01", "1", None], ["a1", "2024-01-01", "1", "0"]]) as domd:
        assert fates(domd) == {"ersatta": 1}
        assert domd.connection.execute("select rad from rader where ersatt").fetchall() == [(2,)]


def test_a_faulty_highest_version_does_not_bring_back_the_one_before(tmp_path):
    with numbered([["a1", "2024-01-01", "1", "1"], ["a1", "i maj", "1", "2"]]) as domd:
        assert (domd.broken(), fates(domd)) == ({(3, "ej_datum")}, {"avsatta": 1, "ersatta": 1})
        assert register(domd, tmp_path) == []
        aside = domd.written(engine.write_quarantine, folder=tmp_path)
        assert [(row["rad"], row["regler"]) for row in aside] == [(3, ["ej_datum:dag"])]


def test_a_deleted_version_does_not_count_among_the_versions():
    rows = [["a1", "2024-01-01", "1", "1"], ["a1", "2024-02-01", "1", "2B"]]
    number, mark = "try_cast(replace(c3, 'B', '') as bigint)", "c3 like '%B'"
    with taken(rows, ordning=number, borttagen=mark) as domd:
        assert fates(domd) == {"borttagna": 1}
        assert domd.connection.execute("select rad from rader where borttagen").fetchall() == [(3,)]


def test_versions_of_an_unfilled_key_are_not_compared():
    with numbered([[None, "2024-01-01", "1", "1"], [None, "2024-01-01", "1", "2"]]) as domd:
        assert (domd.broken(), fates(domd)) == ({(2, "varde_saknas"), (3, "varde_saknas")}, {"avsatta": 2})


def test_the_order_of_the_file_stands_when_many_rows_are_replaced(tmp_path):
    rows = [[f"a{n // 2}", "2024-01-01", "1", str(n % 2)] for n in range(4000)]
    with numbered(rows) as domd:
        assert [row[0] for row in register(domd, tmp_path)] == [3 + 2 * n for n in range(2000)]
