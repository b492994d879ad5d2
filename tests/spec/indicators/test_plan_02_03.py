"""PLAN-02 and PLAN-03: dokumenterad delaktighet, and individuellt utformade mål, in an up-to-date plan."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader

BOTH = pytest.mark.parametrize(
    "indikator, kolumn", [("PLAN-02", "delaktighet_dokumenterad"), ("PLAN-03", "individuellt_mal")]
)
DAG = {"periodtyp": "dag", "period": "2024-10-01"}


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    exempel = Exempel(tmp_path)
    exempel.levererar("plan", INGA_RADER, av="2023")
    exempel.levererar("insats", INGA_RADER, av="2023")
    return exempel


@BOTH
def test_the_plan_is_up_to_date_and_says_so(exempel, indikator, kolumn):
    """Ja bara när planen är aktuell och uppgiften är ja; en för gammal plan är nej; saknas uppgiften är det okänt."""
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade | insatstyp
        i1        | a   | aldre  | hemtjanst
        i2        | b   | aldre  | hemtjanst
        i3        | c   | aldre  | hemtjanst
        i4        | d   | aldre  | hemtjanst
        i5        | e   | aldre  | hemtjanst
        i6        | f   | aldre  | hemtjanst
        """,
        av="2024",
    )
    exempel.levererar(
        "plan",
        f"""
        insats_id | upprattad  | {kolumn}
        i1        | 2024-09-01 | 1
        i2        | 2024-09-01 | 0
        i3        | 2024-09-01 | 9
        i4        | 2024-09-01 |
        i5        | 2024-01-01 | 1
        """,
        av="2024",
    )
    assert exempel.celler(indikator, "utfall", **DAG) == rader(
        """
        utfall | antal
        false  | 3
        true   | 1
               | 2
        """
    )


@BOTH
def test_any_up_to_date_plan_of_the_person_in_the_group_is_enough(exempel, indikator, kolumn):
    """Har personen två aktuella planer i samma grupp av insatser räcker det att en säger ja; annars vinner okänt."""
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade               | insatstyp
        i1        | a   | funktionsnedsattning | lss_boende_vuxna
        i2        | b   | funktionsnedsattning | lss_boende_vuxna
        """,
        av="2024",
    )
    exempel.levererar(
        "plan",
        f"""
        insats_id | omrade               | upprattad  | {kolumn}
        i1        | funktionsnedsattning | 2024-01-01 | 0
        i1        | funktionsnedsattning | 2024-02-01 | 1
        i2        | funktionsnedsattning | 2024-01-01 | 0
        i2        | funktionsnedsattning | 2024-02-01 | 9
        """,
        av="2024",
    )
    assert exempel.celler(indikator, "utfall", **DAG) == rader(
        """
        utfall | antal
        true   | 1
               | 1
        """
    )
