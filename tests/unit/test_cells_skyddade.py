"""Persons with protected identity enter no cell, whichever table tells of them; how many they are is told."""

import json

import pytest

from isu.cells.indikator import Indikator, read_indicator
from isu.cells.sqlgraf import read_staging
from isu.in_force import Mottagen
from isu.period import period
from tests.spec.tabell import HUVUD, LAMNARE, Exempel, rader

SELECT = """select p.period, r.kon, r.alder, true as utfall
from {tabell} as r
join perioder as p on {start} between p.fran and p.till
"""
STARTS = {"utredning": "r.inledd_datum", "insats": "r.start", "plan": "r.upprattad", "mal": "r.datum"}


class Egna(Exempel):
    """One indicator per table, counting its rows: X-UTREDNING, X-MAL …"""

    def __init__(self, root):
        super().__init__(root)
        vyer = read_staging(self.deklaration)
        self.own = {}
        for tabell, start in STARTS.items():
            path = root / f"X-{tabell.upper()}.sql"
            head = HUVUD.replace("X-01", path.stem)
            path.write_text(head + SELECT.format(tabell=tabell, start=start), encoding="utf-8")
            self.own[path.stem] = read_indicator(path, vyer, self.deklaration)

    def indikatorer(self) -> dict[str, Indikator]:
        return self.own

    def antal(self, tabell: str) -> int:
        cells = self.celler(f"X-{tabell.upper()}", "utfall")
        return int(cells[0]["antal"]) if cells else 0

    def told(self) -> int:
        self.raknar()
        return json.loads((self.home.cells(LAMNARE) / "innehall.json").read_text(encoding="utf-8"))["skyddade"]


@pytest.fixture
def exempel(tmp_path) -> Egna:
    exempel = Egna(tmp_path)
    exempel.levererar("utredning", "utredning_id | pid\nu1 | a\nu2 | b\nu3 | c\nu4 |")
    return exempel


@pytest.mark.parametrize(
    "personer, antal, skyddade",
    [
        ("pid | skyddad\na | 0\nb | 0\nc |", 4, 0),
        ("pid | skyddad\na | 1\nb | 0\nc |", 3, 1),
        ("pid | skyddad\na | 1\nb | 1\nz | 1", 2, 3),
        # The earlier pseudonym, and the later one, are the same person.
        ("pid | skyddad | tidigare_pid\na | 1 | b\nc | 0 |", 2, 1),
        ("pid | skyddad | tidigare_pid\na | 0 | b\nb | 1 |", 2, 1),
        ("pid | skyddad | tidigare_pid\na | 0 | b\nb | 0 | c\nc | 1 |", 1, 1),
    ],
)
def test_their_rows_are_taken_out_and_rows_without_person_stay(exempel, personer, antal, skyddade):
    exempel.levererar("person", personer)
    assert (exempel.antal("utredning"), exempel.told()) == (antal, skyddade)


def test_without_a_person_table_nobody_is_known_to_be_protected(exempel):
    assert (exempel.antal("utredning"), exempel.told()) == (4, 0)


def test_any_version_in_force_that_says_so_is_enough(exempel):
    """Two labelled files of person stand beside each other: the later says that a is no longer protected."""
    exempel.levererar("person", "pid | skyddad\na | 1")
    exempel.levererar("person", "pid | skyddad\na | 0\nb | 0")
    exempel.delivered["person"] = [
        (path, Mottagen(nr, period(av).interval, period(av).till))
        for nr, ((path, _), av) in enumerate(zip(exempel.delivered["person"], ["2023", "2024"], strict=True))
    ]
    assert len(exempel.files()["person"]) == 2
    assert (exempel.antal("utredning"), exempel.told()) == (3, 1)


def test_a_person_that_becomes_protected_is_taken_out_of_what_was_counted(exempel):
    exempel.levererar("person", "pid | skyddad\na | 0", uttagsdatum="2024-07-01")
    assert exempel.antal("utredning") == 4
    exempel.levererar("person", "pid | skyddad\na | 1", uttagsdatum="2025-01-01")
    assert exempel.antal("utredning") == 3
    assert exempel.raknar() == []
    assert exempel.told() == 1


def test_a_goal_belongs_to_the_person_of_its_plan_and_a_plan_to_that_of_its_service(exempel):
    exempel.levererar("person", "pid | skyddad\na | 1")
    service = "omrade | start | insatstyp"
    exempel.levererar(
        "insats",
        f"""
        insats_id | pid | utredning_id | {service}
        i1        | a   |              | barn_unga | 2024-02-01 | familjehem
        i2        | b   |              | barn_unga | 2024-02-01 | familjehem
        i3        |     | u1           | barn_unga | 2024-02-01 | familjehem
        i4        |     |              | barn_unga | 2024-02-01 | familjehem
        """,
    )
    exempel.levererar(
        "plan",
        """
        plan_id | insats_id | omrade    | upprattad
        p1      | i1        | barn_unga | 2024-03-01
        p2      | i2        | barn_unga | 2024-03-01
        p3      | i3        | barn_unga | 2024-03-01
        p4      |           | barn_unga | 2024-03-01
        """,
    )
    exempel.levererar(
        "mal", "mal_id | plan_id | datum\nm1 | p1 | 2024-03-02\nm2 | p2 | 2024-03-02\nm3 | p9 | 2024-03-02"
    )
    # i3 has no pid and is of an investigation of a; p3 is of i3.
    assert {t: exempel.antal(t) for t in STARTS} == {"utredning": 3, "insats": 2, "plan": 2, "mal": 2}


def test_whose_rows_they_are_is_asked_again_when_the_service_changes(exempel):
    exempel.levererar("person", "pid | skyddad\na | 1")
    exempel.levererar("plan", "plan_id | insats_id | omrade | upprattad\np1 | i1 | barn_unga | 2024-03-01")
    assert exempel.antal("plan") == 1
    exempel.levererar("insats", "insats_id | pid | omrade | start\ni1 | a | barn_unga | 2024-02-01")
    assert exempel.antal("plan") == 0


def test_unprotected_persons_are_no_reason_to_count_again(exempel):
    exempel.levererar("person", "pid | skyddad\nb | 0")
    exempel.raknar()
    exempel.levererar("insats", "insats_id | pid | omrade | start\ni1 | a | barn_unga | 2024-02-01")
    assert exempel.raknar() == ["X-INSATS"]
    assert exempel.celler("X-INSATS", "utfall") == rader("utfall | antal\ntrue | 1")
