"""PLAN-01: aktuell genomförandeplan den 1 oktober."""

import pytest

from tests.spec.tabell import Exempel, rader

DAG = {"periodtyp": "dag", "period": "2024-10-01"}


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    """Services and plans of two years are delivered, and in every area at least one plan."""
    exempel = Exempel(tmp_path)
    exempel.levererar(
        "plan",
        """
        plan_id | insats_id | omrade               | upprattad
        x1      | x         | aldre                | 2023-03-01
        x2      | x         | funktionsnedsattning | 2023-03-01
        x3      | x         | barn_unga            | 2023-03-01
        """,
        av="2023",
    )
    exempel.levererar("insats", "start | slut\n2023-01-10 | 2023-02-01", av="2023")
    return exempel


def en_insats(exempel, omrade: str, insatstyp: str, upprattad: str, uppfoljd: str = "") -> None:
    exempel.levererar(
        "insats",
        f"insats_id | pid | omrade | insatstyp | start\ni1 | a | {omrade} | {insatstyp} | 2022-01-10",
        av="2024",
    )
    exempel.levererar(
        "plan",
        f"insats_id | omrade | upprattad | senast_foljd_upp\ni1 | {omrade} | {upprattad} | {uppfoljd}",
        av="2024",
    )


@pytest.mark.parametrize(
    "upprattad, uppfoljd, utfall",
    [
        ("2024-04-01", "", "true"),
        ("2024-03-31", "", "false"),
        ("2022-01-10", "2024-04-01", "true"),
        ("2022-01-10", "2024-03-31", "false"),
        ("2024-10-01", "", "true"),
        ("2024-10-02", "", "false"),
    ],
)
def test_for_older_people_the_plan_may_be_six_months_old(exempel, upprattad, uppfoljd, utfall):
    """Kolada: inte äldre än sex månader. Den 1 april är gränsen; en plan från den 2 oktober finns inte än."""
    en_insats(exempel, "aldre", "hemtjanst", upprattad, uppfoljd)
    assert exempel.celler("PLAN-01", "grupp utfall", uppdelning="insatsgrupp", **DAG) == rader(
        f"grupp | utfall | antal\nhemtjanst | {utfall} | 1"
    )


@pytest.mark.parametrize("omrade, insatstyp, grupp", [
    ("funktionsnedsattning", "lss_boende_vuxna", "lss_bostad"),
    ("barn_unga", "personligt_stod", "barn_unga"),
])  # fmt: skip
@pytest.mark.parametrize(
    "upprattad, uppfoljd, utfall",
    [
        ("2023-10-02", "", "true"),
        ("2023-10-01", "", "false"),
        ("2022-01-10", "2023-10-01", "true"),
        ("2022-01-10", "2023-09-30", "false"),
    ],
)
def test_elsewhere_made_less_than_or_followed_up_within_twelve_months(
    exempel, omrade, insatstyp, grupp, upprattad, uppfoljd, utfall
):
    """Kolada: upprättad för mindre än tolv månader sedan eller följd upp inom tolv månader."""
    en_insats(exempel, omrade, insatstyp, upprattad, uppfoljd)
    assert exempel.celler("PLAN-01", "grupp utfall", uppdelning="insatsgrupp", **DAG) == rader(
        f"grupp | utfall | antal\n{grupp} | {utfall} | 1"
    )


@pytest.mark.parametrize(
    "upprattad, uppfoljd, utfall",
    [("2022-01-10", "2024-10-02", ""), ("2024-05-01", "2024-12-01", "true"), ("2024-10-02", "2024-12-01", "false")],
)
def test_a_follow_up_after_the_day_hides_those_before_it(exempel, upprattad, uppfoljd, utfall):
    """Är den senaste uppföljningen gjord efter mätdagen är det okänt om det fanns en före, om planen är för gammal."""
    en_insats(exempel, "aldre", "sabo", upprattad, uppfoljd)
    assert exempel.celler("PLAN-01", "utfall", **DAG) == rader(f"utfall | antal\n{utfall} | 1")


def test_any_plan_of_any_service_in_the_group_is_enough(exempel):
    """En person räknas en gång i varje grupp av insatser, och en aktuell plan räcker."""
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade               | insatstyp
        i1        | a   | aldre                | hemtjanst
        i2        | a   | aldre                | hemtjanst
        i3        | a   | aldre                | sabo
        i4        | b   | funktionsnedsattning | lss_daglig_verksamhet
        """,
        av="2024",
    )
    exempel.levererar(
        "plan",
        """
        insats_id | omrade | upprattad
        i2        | aldre  | 2024-01-10
        i2        | aldre  | 2024-09-01
        """,
        av="2024",
    )
    assert exempel.celler("PLAN-01", "uppdelning grupp utfall", **DAG) == rader(
        """
        uppdelning  | grupp             | utfall | antal
        ''          | ''                | false  | 2
        ''          | ''                | true   | 1
        insatsgrupp | daglig_verksamhet | false  | 1
        insatsgrupp | hemtjanst         | true   | 1
        insatsgrupp | sabo              | false  | 1
        """
    )


def test_the_services_and_the_kind_of_plan(exempel):
    """Andra insatser, avslutade och insatser till barn utan behovsprövning ingår inte; en vårdplan räcker inte."""
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade    | insatstyp       | behovsprovad | slut
        i1        | a   | aldre     | korttid         | 1            |
        i2        | b   | aldre     | hemtjanst       | 1            | 2024-09-30
        i3        | c   | aldre     | hemtjanst       | 1            | 2024-10-01
        i4        | d   | barn_unga | rad_och_stod    | 0            |
        i5        | e   | barn_unga | familjehem      | 1            |
        i6        | f   | barn_unga | familjehem      | 1            |
        """,
        av="2024",
    )
    exempel.levererar(
        "plan",
        """
        insats_id | omrade    | plantyp  | upprattad
        i5        | barn_unga | vardplan | 2024-09-01
        i6        | barn_unga |          | 2024-09-01
        """,
        av="2024",
    )
    assert exempel.celler("PLAN-01", "grupp utfall", uppdelning="insatsgrupp", **DAG) == rader(
        """
        grupp     | utfall | antal
        barn_unga | false  | 1
        barn_unga |        | 1
        hemtjanst | false  | 1
        """
    )


def test_where_no_plans_are_told_nothing_is_known_of_them(tmp_path):
    """En lämnare som bara redovisar planer för äldre har okänt utfall för de andra."""
    exempel = Exempel(tmp_path)
    exempel.levererar("plan", "insats_id | omrade | upprattad\ni1 | aldre | 2024-09-01", av="2023")
    exempel.levererar("plan", "insats_id | omrade | upprattad\ni1 | aldre | 2024-09-01", av="2024")
    exempel.levererar("insats", "start | slut\n2023-01-10 | 2023-02-01", av="2023")
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade    | insatstyp
        i1        | a   | aldre     | hemtjanst
        i2        | b   | barn_unga | familjehem
        """,
        av="2024",
    )
    assert exempel.celler("PLAN-01", "grupp utfall", uppdelning="insatsgrupp", **DAG) == rader(
        """
        grupp     | utfall | antal
        barn_unga |        | 1
        hemtjanst | true   | 1
        """
    )


def test_the_day_is_counted_when_the_twelve_months_before_it_are_delivered(exempel):
    """Planer från tiden före mätdagen måste vara lämnade, annars vore de som saknas bara inte lämnade."""
    en_insats(exempel, "aldre", "hemtjanst", "2024-09-01")
    told = {period: entry["status"] for period, entry in exempel.perioder("PLAN-01").items()}
    assert told == {"2023-10-01": "ej_komplett", "2024-10-01": "komplett"}
