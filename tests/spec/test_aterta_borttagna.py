"""Rows that the source system has deleted: the version in force is chosen as always; if it is deleted, so is the key.

Most examples are register files, written as intake writes them: `bort` marks a deleted row, of which only the key is
kept. The last one goes all the way from a source system that marks its deleted rows.
"""

from datetime import date

import pytest

from isu.declaration import load_declarations
from isu.duck import open_connection
from isu.flow.atertag import withdraw
from isu.flow.granska import verify
from isu.in_force import Mottagen, in_force
from isu.period import period
from isu.register.references import dangling
from isu.register.stage import Registerfil, stage_sql
from isu.register.vanished import vanished_keys
from tests.hem import Hem
from tests.spec.tabell import rader

TABELLER = load_declarations().tabeller
UTREDNING = TABELLER["utredning"]


class Register:
    """Files of one table in the order of receipt: (period, stated uttagsdatum or None, rows)."""

    def __init__(self, folder):
        self.folder, self.received, self.paths = folder, [], []

    def fil(self, av: str, text: str, uttag: str | None = None) -> "Register":
        number, interval = len(self.paths), period(av).interval
        path = self.folder / f"{number}.parquet"
        rows = ", ".join(
            f"('{r['id']}', {'null' if r['bort'] else repr(r['dag'])}::date, {bool(r['bort'])})" for r in rader(text)
        )
        with open_connection() as connection:
            connection.execute(
                f"copy (select * from (values {rows}) as t(utredning_id, inledd_datum, _borttagen))"
                f" to '{path}' (format parquet)"
            )
        extracted = date.fromisoformat(uttag) if uttag else interval.till
        self.received.append(Mottagen(number, interval, extracted, uttag is not None))
        self.paths.append(path)
        return self

    def files(self, first: int | None = None) -> list[Registerfil]:
        return [
            Registerfil(self.paths[i.leverans.ordning], str(i.leverans.ordning), i)
            for i in in_force(self.received[:first])
        ]

    def galler(self) -> str:
        with open_connection() as connection:
            sql = f"select utredning_id from ({stage_sql(UTREDNING, self.files())}) order by all"
            return " ".join(row[0] for row in connection.execute(sql).fetchall())


@pytest.fixture
def register(tmp_path) -> Register:
    return Register(tmp_path)


def test_a_file_from_before_a_column_was_declared_counts_with_the_column_empty(register):
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |")
    with open_connection() as connection:
        (row,) = connection.execute(
            f"select utredning_id, utfall from ({stage_sql(UTREDNING, register.files())})"
        ).fetchall()
    assert row == ("u1", None)


def test_a_deleted_row_takes_its_key_out_of_an_earlier_delivery(register):
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |\nu2 | 2024-03-01 |")
    assert register.galler() == "u1 u2"
    register.fil("2024H2", "id | dag | bort\nu3 | 2024-09-01 |\nu1 | | ja")
    assert register.galler() == "u2 u3"


def test_a_later_extract_that_has_the_row_brings_it_back(register):
    register.fil("2024H1", "id | dag | bort\nu1 | | ja", uttag="2024-07-10")
    register.fil("2024H2", "id | dag | bort\nu1 | 2024-05-01 |", uttag="2025-01-10")
    assert register.galler() == "u1"


def test_a_deletion_in_an_older_extract_does_not_take_a_newer_row(register):
    """Received last, extracted first: of each key the latest extract counts."""
    register.fil("2024H2", "id | dag | bort\nu1 | 2024-05-01 |", uttag="2025-01-10")
    register.fil("2024H1", "id | dag | bort\nu1 | | ja", uttag="2024-07-10")
    assert register.galler() == "u1"


def test_a_replaced_delivery_takes_its_deletions_with_it(register):
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |")
    register.fil("2024H2", "id | dag | bort\nu1 | | ja")
    register.fil("2024H2", "id | dag | bort\nu2 | 2024-09-01 |")
    assert register.galler() == "u1 u2"


def test_a_corrected_half_inside_a_year_governs_its_own_keys(register):
    """The year said that u1 and u2 were deleted; the half, which governs its days, has u1."""
    register.fil("2023H2", "id | dag | bort\nu2 | 2023-09-01 |\nu9 | 2023-09-01 |")
    register.fil("2024", "id | dag | bort\nu3 | 2024-09-01 |\nu1 | | ja\nu2 | | ja")
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |")
    assert register.galler() == "u1 u3 u9"


def test_deleted_keys_have_not_vanished(register):
    """u1 is deleted and said to be; u2 is simply not there any more."""
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |\nu2 | 2024-03-01 |")
    register.fil("2024H1", "id | dag | bort\nu3 | 2024-04-01 |\nu1 | | ja")
    assert vanished_keys(UTREDNING, register.files(1), register.files(2)) == 1


def test_a_reference_to_a_deleted_row_dangles(register, tmp_path):
    register.fil("2024H1", "id | dag | bort\nu1 | 2024-02-01 |\nu2 | 2024-02-01 |\nu2 | | ja")
    register.fil("2024H2", "id | dag | bort\nu1 | | ja")
    cases = tmp_path / "aktualisering.parquet"
    tabell = TABELLER["aktualisering"]
    absent = "".join(f", null as {k}" for k in tabell.kolumner if k not in ("aktualisering_id", "utredning_id"))
    with open_connection() as connection:
        connection.execute(
            f"copy (select 'a1' as aktualisering_id, 'u1' as utredning_id{absent}) to '{cases}' (format parquet)"
        )
    (i_kraft,) = in_force([Mottagen(0, period("2024H1").interval, date(2024, 6, 30))])
    files = {"aktualisering": [Registerfil(cases, "a", i_kraft)], "utredning": register.files()}
    assert [(g.kolumn, g.rader) for g in dangling(TABELLER, files)] == [("utredning_id", 1)]


#: A system that marks deleted rows with J in MAK and numbers the versions of a decision in VERS.
SYSTEM = """
sv: Ett påhittat system
kalla: egen
tabeller:
  utredning:
    kannetecken: [MAK, VERS]
    kolumner: {utredning_id: NR, inledd_datum: DAG, avslutad_datum: SLUT}
    konstanter: {omrade: barn_unga, utfall: ""}
    borttagen: {rubrik: MAK, varden: [J]}
    omprovning: VERS
"""


def test_all_the_way_from_a_source_that_marks_its_deleted_rows(tmp_path):
    path = tmp_path / "egna" / "schemas" / "sources" / "pahittat.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SYSTEM, encoding="utf-8")
    hem = Hem(tmp_path)
    hem.lamnar_text("utr_2024H1.csv", "NR;DAG;SLUT;MAK;VERS\nu1;2024-02-01;;;1\nu2;2024-03-01;;;1\n")
    hem.lamnar_text("utr_2024H2.csv", "NR;DAG;SLUT;MAK;VERS\nu1;;;J;1\nu3;2024-09-01;;;1\nu3;2024-10-01;;;2\n")
    _, second = hem.tar_emot()
    assert (second.rader, second.accepterade, second.borttagna, second.ersatta) == (3, 1, 1, 1)
    assert hem.galler("utredning", "utredning_id inledd_datum") == rader(
        "utredning_id | inledd_datum\nu2 | 2024-03-01\nu3 | 2024-10-01"
    )
    assert verify(hem.home) == []

    withdraw(hem.home, "1780", "utr_2024H2.csv")  # and its deletions with it
    assert [r["utredning_id"] for r in hem.galler("utredning", "utredning_id")] == ["u1", "u2"]
