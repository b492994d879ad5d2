"""Breaks in the series beside the numbers: deliveries as small tables in, published rows out."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from isu.declaration import load_declarations
from isu.declaration.kodlista import Kod, Kodlista
from isu.flow.brott import transitions
from isu.ledger import Leverans, LeveransFynd
from isu.period import period
from isu.release.brott import Overgang, break_rows
from tests.spec.tabell import rader

DEKLARATION = load_declarations()


def deliveries(text: str, tabell: str = "aktualisering") -> list[Leverans]:
    """Those in force, from a table of lamnare, tid, and what is told of the system; `nya` are all ids new."""
    return [
        Leverans(
            lamnare=row.get("lamnare") or "1780",
            tabell=tabell,
            fran=period(row["tid"]).fran,
            till=period(row["tid"]).till,
            kallsystem=row.get("system"),
            kalla=row.get("kalla"),
            fynd=[LeveransFynd(regel="alla_id_nya", allvar="varning", kolumner="pid", antal=80)] * bool(row.get("nya")),
        )
        for row in rader(text)
    ]


def system_changes(text: str) -> dict[str, bool]:
    return {str(o.dag): o.systembyte for o in transitions(DEKLARATION, deliveries(text))}


@pytest.mark.parametrize(
    "text, changed",
    [
        ("tid | system\n2023H2 | Viva\n2024H1 | viva", False),
        ("tid | system\n2023H2 | Viva\n2024H1 | Combine", True),
        ("tid | system\n2023H2 |\n2024H1 | Combine", False),  # what it was before nobody has said
        ("tid | kalla\n2023H2 | lifecare_fc\n2024H1 | treserva", True),
        ("tid | nya\n2023H2 |\n2024H1 | x", True),
        ("tid | nya\n2023H2 | x\n2024H1 |", False),  # there is nothing before 2023H2 that it could differ from
    ],
)
def test_a_system_change_is_told_by_the_sender_by_the_source_or_by_all_ids_being_new(text, changed):
    assert system_changes(text) == {"2024-01-01": changed}


def test_each_delivery_is_held_against_the_latest_that_ends_before_it():
    """A year that holds its halves follows what ended before the year; a change stays where it was made."""
    told = system_changes("tid | system\n2022 | A\n2023H1 | B\n2023H2 | B\n2023 | B\n2025H1 | B")
    assert told == {"2023-01-01": True, "2023-07-01": False, "2025-01-01": False}


def test_senders_and_tables_are_held_apart():
    first, second = deliveries("lamnare | tid | system\n1780 | 2023H2 | A\n1715 | 2024H1 | B")
    assert transitions(DEKLARATION, [first, second]) == []


def test_codes_with_dates_change_the_definition_where_others_are_in_force_than_before():
    dated = Kodlista("orsak", (Kod("a", "A", "A", till=date(2023, 12, 31)), Kod("b", "B", "B", fran=date(2024, 1, 1))))
    declared = replace(DEKLARATION, kodlistor=DEKLARATION.kodlistor | {"orsak": dated})
    found = transitions(declared, deliveries("tid\n2023H1\n2023H2\n2024H1\n2024H2"))
    assert [(str(o.dag), o.definitionsbyte) for o in found] == [
        ("2023-07-01", False),
        ("2024-01-01", True),
        ("2024-07-01", False),
    ]


def test_areas_tell_how_many_of_the_kommuner_that_could_be_compared_changed():
    """Karlstad (17, B3) changed system, Kil (17) did not; a second transition within the year counts once."""
    karlstad, kil = (Overgang(k, "insats", date(2024, 1, 1), k == "1780", False) for k in ("1780", "1715"))
    found = break_rows([karlstad, kil, replace(karlstad, dag=date(2024, 7, 1))], DEKLARATION)
    told = duckdb.sql(
        "select omrade, period, antal, antal_kommuner from found where matt = 'systembyte'"
        " and omrade in ('1780', '1715', '17', '0000') order by omrade, period"
    ).fetchall()
    assert told == [
        *[("0000", "2024", 1, 2), ("0000", "2024H1", 1, 2), ("0000", "2024H2", 1, 1)],
        *[("17", "2024", 1, 2), ("17", "2024H1", 1, 2), ("17", "2024H2", 1, 1)],
        *[("1715", "2024", 0, 1), ("1715", "2024H1", 0, 1)],
        *[("1780", "2024", 1, 1), ("1780", "2024H1", 1, 1), ("1780", "2024H2", 1, 1)],
    ]
    assert set(found["status"].to_pylist()) == {"visas"} and set(found["rader"].to_pylist()) == {None}


def test_without_anything_to_compare_there_is_no_row():
    assert break_rows([], DEKLARATION).num_rows == 0
