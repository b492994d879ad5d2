"""What should follow in another table: counted over all that is in force, where the other table is delivered."""

from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.declaration.tabell import column_types
from isu.duck import open_connection, quoted
from isu.in_force import Mottagen, in_force
from isu.period import period
from isu.register.samband import broken_links
from isu.register.stage import Registerfil
from tests.spec.tabell import rader

TABELLER = load_declarations().tabeller


@pytest.fixture
def brutna(tmp_path):
    """brutna(aktualisering="…", utredning="…"): (rule, rows) that the deliveries of 2024H1 break."""

    def found(av: str = "2024H1", **tables: str) -> list[tuple]:
        files = {tabell: _delivered(tmp_path, tabell, text, av) for tabell, text in tables.items()}
        return [(b.regel, b.rader) for b in broken_links(TABELLER, files)]

    return found


def _delivered(folder, tabell: str, text: str, av: str) -> list[Registerfil]:
    """One register file with the columns of the example; the others are empty."""
    rows, types = rader(text), column_types(TABELLER[tabell])
    lines = [", ".join(_literal(row.get(n), t) + f" as {n}" for n, t in types.items()) for row in rows]
    path = folder / f"{tabell}.parquet"
    with open_connection() as connection:
        selected = " union all ".join(
            f"select {n} as _rad, false as _borttagen, {line}" for n, line in enumerate(lines)
        )
        connection.execute(f"copy ({selected}) to {quoted(path)} (format parquet)")
    (kept,) = in_force([Mottagen(1, period(av).interval, date(2024, 6, 30))])
    return [Registerfil(path, "0" * 64, kept)]


def _literal(value: str | None, sql_type: str) -> str:
    return f"null::{sql_type}" if value is None else f"{quoted(value)}::{sql_type}"


UTREDNINGAR = "utredning_id | pid | inledd_datum\nu1 | p1 | 2024-02-01\nu9 | p9 | 2023-11-01"


def test_opened_without_an_investigation(brutna):
    """A row with utredning_id is told by its key; one without pid cannot be looked for."""
    assert brutna(
        utredning=UTREDNINGAR,
        aktualisering="""
            aktualisering_id | pid | inkom_datum | atgard      | atgard_datum | utredning_id
            finns            | p1  | 2024-01-20  | inleds      | 2024-02-01   |
            saknas           | p2  | 2024-01-20  | inleds      | 2024-02-01   |
            har_bara_gammal  | p9  | 2024-01-20  | inleds      | 2024-02-01   |
            med_nyckel       | p3  | 2024-01-20  | inleds      | 2024-02-01   | u7
            utan_person      |     | 2024-01-20  | inleds      | 2024-02-01   |
            inleds_inte      | p4  | 2024-01-20  | inleds_inte | 2024-02-01   |
            ej_levererad_tid | p5  | 2024-06-25  | inleds      | 2024-07-02   |
            """,
    ) == [("inleds_utan_utredning", 2)]


def test_granted_without_a_service(brutna):
    """A service should have begun within three months; closings after March are not judged by a half-year's rows."""
    assert brutna(
        utredning="""
            utredning_id | pid | inledd_datum | avslutad_datum | utfall
            u1           | p1  | 2024-01-10   | 2024-03-01     | insats
            u2           | p2  | 2024-01-10   | 2024-03-01     | insats
            u3           | p3  | 2024-01-10   | 2024-03-01     | insats
            u4           | p4  | 2024-01-10   | 2024-03-01     | ingen_insats
            u5           | p5  | 2024-01-10   | 2024-04-01     | insats
            u6           |     | 2024-01-10   | 2024-03-01     | insats
            """,
        insats="""
            insats_id | pid | start      | utredning_id
            i1        | px  | 2024-03-05 | u1
            i2        | p2  | 2024-03-05 |
            i3        | p3  | 2023-12-01 |
            """,
    ) == [("utfall_utan_insats", 1)]


def test_decided_before_the_investigation_was_opened(brutna):
    assert brutna(
        utredning=UTREDNINGAR,
        insats="""
            insats_id | pid | start      | utredning_id | beslut_datum
            fore      | p1  | 2024-03-05 | u1           | 2024-01-31
            samma_dag | p1  | 2024-03-05 | u1           | 2024-02-01
            okand     | p1  | 2024-03-05 | u1           |
            utan      | p1  | 2024-03-05 |              | 2024-01-31
            """,
    ) == [("beslut_fore_utredning", 1)]


def test_a_table_that_is_never_delivered_is_not_missed(brutna):
    text = "aktualisering_id | pid | inkom_datum | atgard | atgard_datum\na1 | p1 | 2024-01-20 | inleds | 2024-02-01"
    assert brutna(aktualisering=text) == []
