"""RES-02: förbättrad funktion i livsområdet."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def exempel(exempel) -> Exempel:
    """The plan p1 in care for older people; the year after 2024H1 is delivered too."""
    exempel.levererar("insats", "insats_id | omrade | insatstyp\ni1 | aldre | hemtjanst", av="2024")
    exempel.levererar("plan", "plan_id | omrade\np1 | aldre\np2 | barn_unga", av="2024")
    for tabell in ("insats", "plan", "mal"):
        exempel.levererar(tabell, INGA_RADER, av="2025")
    return exempel


def test_the_limitation_is_compared_with_the_present_level_and_with_the_aim(exempel):
    """Lägre är bättre: 3 till 2 är en förbättring, och målnivån 1 är då inte nådd."""
    exempel.levererar(
        "mal",
        """
        icf | nulage | malniva | utfall | bedomd_datum
        d4  | 3      | 1       | 2      | 2024-09-01
        d4  | 3      | 1       | 1      | 2024-09-01
        d5  | 2      | 2       | 3      | 2024-09-01
        d5  | 2      |         | 2      | 2024-09-01
        """,
        av="2024",
    )
    assert exempel.celler("RES-02", "variant fore utfall", period="2024H1") == rader(
        """
        variant  | fore | utfall | antal
        ''       | 2    | 2      | 1
        ''       | 2    | 3      | 1
        ''       | 3    | 1      | 1
        ''       | 3    | 2      | 1
        mal_natt | 1    | 1      | 1
        mal_natt | 1    | 2      | 1
        mal_natt | 2    | 3      | 1
        """
    )
    assert exempel.celler("RES-02", "grupp", uppdelning="livsomrade", period="2024H1") == rader(
        """
        grupp | antal
        d4    | 2
        d5    | 2
        """
    )


def test_the_365th_day_is_within_and_goals_that_are_not_followed_up_are_unknown(exempel):
    """Bedömt senare än 365 dagar efter att målet sattes, eller inte alls, är okänt."""
    exempel.levererar(
        "mal",
        """
        datum      | nulage | utfall | bedomd_datum
        2024-03-01 | 3      | 1      | 2025-03-01
        2024-03-01 | 3      | 1      | 2025-03-02
        2024-03-01 | 3      |        |
        2024-03-01 | 3      |        | 2024-09-01
        2024-03-01 | 3      | 1      |
        """,
        av="2024",
    )
    assert exempel.celler("RES-02", "fore utfall", period="2024H1") == rader(
        """
        fore | utfall | antal
        3    | 1      | 1
        3    |        | 4
        """
    )


def test_8_and_9_are_no_grades(exempel):
    """8 (ej specificerat) och 9 (ej tillämpbart): som nuläge ingår målet inte, som utfall är det okänt."""
    exempel.levererar(
        "mal",
        """
        nulage | malniva | utfall | bedomd_datum
        8      | 1       | 1      | 2024-09-01
        9      | 1       | 1      | 2024-09-01
               | 1       | 1      | 2024-09-01
        0      | 0       | 9      | 2024-09-01
        4      | 9       | 8      | 2024-09-01
        """,
        av="2024",
    )
    assert exempel.celler("RES-02", "variant fore utfall", period="2024H1") == rader(
        """
        variant  | fore | utfall | antal
        ''       | 0    |        | 1
        ''       | 4    |        | 1
        mal_natt | 0    |        | 1
        """
    )


def test_only_care_for_older_people_and_disability(exempel):
    """Planens område avgör; ett mål i barn- och ungdomsvården ingår inte."""
    exempel.levererar("mal", "plan_id | nulage\np1 | 3\np2 | 3", av="2024")
    assert exempel.celler("RES-02", "grupp", period="2024H1", uppdelning="omrade") == rader(
        """
        grupp | antal
        aldre | 1
        """
    )


def test_a_period_is_counted_when_the_year_after_it_is_delivered(exempel):
    """Ett år efter 2025 är inte lämnat, och därför räknas 2025 inte än."""
    exempel.levererar("mal", INGA_RADER, av="2024")
    told = {period: entry["status"] for period, entry in exempel.perioder("RES-02").items()}
    assert told == {
        "2024": "komplett",
        "2024H1": "komplett",
        "2024H2": "komplett",
        "2025": "ej_komplett",
        "2025H1": "ej_komplett",
        "2025H2": "ej_komplett",
    }


def test_the_published_share_improved_mean_change_and_share_followed_up(exempel):
    """Tre av fyra mål är uppföljda. Två av dem förbättrades; förändringen är i medel (−2 −1 +1) / 3 grader."""
    exempel.levererar(
        "mal",
        """
        nulage | malniva | utfall | bedomd_datum
        3      | 1       | 1      | 2024-09-01
        3      | 1       | 2      | 2024-09-01
        2      | 1       | 3      | 2024-09-01
        2      | 1       |        |
        """,
        av="2024",
    )
    assert exempel.tal("RES-02", "variant matt n n_okand taljare varde", period="2024H1") == rader(
        """
        variant  | matt       | n | n_okand | taljare | varde
        ''       | andel      | 3 | 1       | 2       | 66.7
        ''       | forandring | 3 | 1       | -2      | -0.7
        mal_natt | andel      | 3 | 1       | 1       | 33.3
        """
    )
