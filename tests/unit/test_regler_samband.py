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


def test_granted_without_a_decision(brutna):
    """A decision of unknown kind may be the one; closings that the decisions do not cover yet are not judged."""
    assert brutna(
        utredning="""
            utredning_id  | pid | inledd_datum | avslutad_datum | utfall
            har_bifall    | p1  | 2024-01-10   | 2024-03-01     | insats
            har_okand_typ | p2  | 2024-01-10   | 2024-03-01     | insats
            bara_avslag   | p3  | 2024-01-10   | 2024-03-01     | insats
            bara_gammalt  | p4  | 2024-01-10   | 2024-03-01     | insats
            inget         | p5  | 2024-01-10   | 2024-03-01     | insats
            efter_filen   | p6  | 2024-01-10   | 2024-07-01     | insats
            ingen_insats  | p7  | 2024-01-10   | 2024-03-01     | ingen_insats
            """,
        beslut="""
            beslut_id | utredning_id | pid | datum      | typ
            b1        | har_bifall   | px  | 2024-03-01 | bifall
            b2        |              | p2  | 2024-03-01 |
            b3        |              | p3  | 2024-03-01 | avslag
            b4        |              | p4  | 2024-01-09 | bifall
            """,
    ) == [("utfall_utan_beslut", 3)]


def test_decided_outside_the_investigation(brutna):
    assert brutna(
        utredning="""
            utredning_id | inledd_datum | avslutad_datum
            u1           | 2024-02-01   | 2024-03-01
            u2           | 2024-02-01   |
            """,
        beslut="""
            beslut_id   | utredning_id | datum      | typ
            dagen_fore  | u1           | 2024-01-31 | bifall
            forsta      | u1           | 2024-02-01 | bifall
            sista       | u1           | 2024-03-01 | avslag
            dagen_efter | u1           | 2024-03-02 | avslag
            pagaende    | u2           | 2024-06-01 | bifall
            omprovad    | u1           | 2024-06-01 | omprovning
            """,
    ) == [("beslut_utanfor_utredning", 2)]


INSATSER = """
    insats_id | pid | omrade    | start      | slut       | efter_insats
    i1        | p1  | barn_unga | 2024-01-10 |            |
    i2        | p2  | barn_unga | 2024-01-10 | 2024-04-01 |
    i2b       | p2  | barn_unga | 2024-02-01 | 2024-05-01 | 01
    """


def test_placements_of_one_person_overlap(brutna):
    """A move is on one day. Placements in two services, and those of an unknown one, may overlap as well."""
    assert brutna(
        insats=INSATSER,
        placering="""
            placering_id | insats_id | start      | slut
            forst        | i1        | 2024-01-10 | 2024-02-01
            flyttad      | i1        | 2024-02-01 |
            annan_insats | i2        | 2024-01-10 | 2024-02-02
            over         | i2b       | 2024-02-01 | 2024-03-01
            okand        | i9        | 2024-02-01 | 2024-03-01
            okand_over   | i9        | 2024-02-29 | 2024-03-01
            utan_tid     | i1        | 2024-02-01 | 2024-02-01
            """,
    ) == [("placeringar_overlappar", 2)]


def test_a_placement_outside_its_service(brutna):
    """An open placement of a service that ended before the extract (30 June) is outside it too."""
    assert brutna(
        insats=INSATSER + "i3 | p3 | vald | 2024-01-10 | 2024-06-30 |",
        placering="""
            placering_id | insats_id | start      | slut
            for_tidigt   | i1        | 2024-01-09 |
            inom         | i2b       | 2024-02-01 | 2024-05-01
            for_lange    | i2b       | 2024-05-01 | 2024-05-02
            kvar         | i2b       | 2024-05-03 |
            sista_dagen  | i3        | 2024-01-10 |
            """,
    ) == [("placering_utanfor_insats", 3)]


def test_the_last_placement_says_where_the_child_went(brutna):
    """Not asked of a placement before the last, of a running service, nor of an adult's."""
    assert brutna(
        insats=INSATSER + "i3 | p3 | vald | 2024-01-10 | 2024-03-01 |",
        placering="""
            placering_id | insats_id | start      | slut
            forst        | i2        | 2024-01-10 | 2024-02-01
            sist         | i2        | 2024-02-01 | 2024-04-01
            sagt         | i2b       | 2024-04-01 | 2024-05-01
            pagar        | i1        | 2024-01-10 | 2024-05-01
            vuxen        | i3        | 2024-01-10 | 2024-03-01
            """,
    ) == [("placering_utan_efter_insats", 1)]


def test_a_plan_after_its_service(brutna):
    assert brutna(
        insats=INSATSER,
        plan="""
            plan_id     | insats_id | upprattad
            sista_dagen | i2        | 2024-04-01
            dagen_efter | i2        | 2024-04-02
            pagar       | i1        | 2024-06-01
            """,
    ) == [("plan_efter_insats", 1)]


def test_a_follow_up_without_baseline(brutna):
    """The baseline is of the same area of life, and not later."""
    assert brutna(
        skattning="""
            skattning_id | pid | instrument | tillfalle  | livsomrade | datum
            grund        | p1  | ASI        | grund      | 1          | 2024-02-01
            har_grund    | p1  | ASI        | uppfoljning | 1         | 2024-02-01
            annat_omrade | p1  | ASI        | uppfoljning | 2         | 2024-06-01
            for_tidig    | p1  | ASI        | uppfoljning | 1         | 2024-01-31
            annan_person | p2  | ASI        | uppfoljning | 1         | 2024-06-01
            utan_person  |     | ASI        | uppfoljning | 1         | 2024-06-01
            """,
    ) == [("uppfoljning_utan_grund", 3)]


def test_where_a_protected_person_is(brutna):
    """Told for every table that names a unit or a municipality; the person is found through the service."""
    assert brutna(
        person="pid | skyddad\np1 | 1\np2 | 0",
        insats="insats_id | pid | start | enhet\ni1 | p1 | 2024-01-10 |\ni2 | p2 | 2024-01-10 | e1",
        placering="""
            placering_id | insats_id | start      | slut       | placeringskommun
            hemlig       | i1        | 2024-01-10 | 2024-02-01 | 1780
            utan_plats   | i1        | 2024-02-01 |            |
            oppen        | i2        | 2024-01-10 |            | 1780
            """,
        lss_insats="pid | matdatum | punkt | boendekommun\np1 | 2024-06-01 | 2 | 1780\np2 | 2024-06-01 | 2 | 1780",
    ) == [("skyddad_med_plats", 1), ("skyddad_med_plats", 1)]


def test_a_table_that_is_never_delivered_is_not_missed(brutna):
    text = "aktualisering_id | pid | inkom_datum | atgard | atgard_datum\na1 | p1 | 2024-01-20 | inleds | 2024-02-01"
    assert brutna(aktualisering=text) == []
