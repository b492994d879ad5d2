"""RES-01: måluppfyllelse när insatsen avslutas."""

from tests.spec.tabell import INGA_RADER, rader


def avslutade(exempel, mal: str) -> None:
    """Services i1–i4 that ended in the spring, with the plans p1–p4 and these goals."""
    exempel.levererar(
        "insats",
        """
        insats_id | start      | slut
        i1        | 2024-01-10 | 2024-03-01
        i2        | 2024-01-10 | 2024-03-01
        i3        | 2024-01-10 | 2024-03-01
        i4        | 2024-01-10 | 2024-03-01
        """,
    )
    exempel.levererar(
        "plan",
        """
        plan_id | insats_id | upprattad
        p1      | i1        | 2024-01-10
        p2      | i2        | 2024-01-10
        p3      | i3        | 2024-01-10
        p4      | i4        | 2024-01-10
        """,
    )
    exempel.levererar("mal", mal)


def test_the_outcome_is_the_assessment_of_the_overall_goal(exempel):
    """Helt, delvis eller inte. Andelen nådda är helt och delvis; i varianten helt bara helt."""
    avslutade(
        exempel,
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | helt
        p2      | 1            | delvis
        p3      | 1            | inte
        p4      | 1            | helt
        """,
    )
    expected = rader(
        """
        utfall | antal
        delvis | 1
        helt   | 2
        inte   | 1
        """
    )
    assert exempel.celler("RES-01", "utfall") == expected
    assert exempel.celler("RES-01", "utfall", variant="helt") == expected


def test_without_an_overall_goal_or_its_assessment_the_outcome_is_unknown(exempel):
    """Täckningen syns: fyra avslutade, en bedömd, tre okända."""
    avslutade(
        exempel,
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | helt
        p2      | 1            | ej_bedomt
        p3      | 1            |
        p4      | 0            | helt
        """,
    )
    assert exempel.celler("RES-01", "utfall") == rader("utfall | antal\nhelt | 1\n | 3")


def test_several_goals_are_weighed_together(exempel):
    """Helt när alla är helt nådda, inte när inget är nått ens delvis, annars delvis; är något obedömt är det okänt."""
    avslutade(
        exempel,
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | helt
        p1      | 1            | helt
        p2      | 1            | helt
        p2      | 1            | inte
        p3      | 1            | inte
        p3      | 1            | inte
        p4      | 1            | helt
        p4      | 1            | ej_bedomt
        """,
    )
    assert exempel.celler("RES-01", "utfall") == rader(
        """
        utfall | antal
        delvis | 1
        helt   | 1
        inte   | 1
               | 1
        """
    )


def test_the_latest_plan_with_an_overall_goal_decides(exempel):
    """Målen i en äldre plan räknas inte när en senare plan har övergripande mål."""
    exempel.levererar("insats", "insats_id | start | slut\ni1 | 2024-01-10 | 2024-06-01")
    exempel.levererar(
        "plan",
        """
        plan_id | insats_id | upprattad
        p1      | i1        | 2024-01-10
        p2      | i1        | 2024-03-10
        p3      | i1        | 2024-05-10
        """,
    )
    exempel.levererar(
        "mal",
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | inte
        p2      | 1            | delvis
        p3      | 0            | helt
        """,
    )
    assert exempel.celler("RES-01", "utfall") == rader("utfall | antal\ndelvis | 1")


def test_the_period_is_that_of_the_ending_and_every_area_stands_by_itself(exempel):
    """Pågående insatser ingår inte. Ålder avser den dag då insatsen avslutades: 18 sedan han fyllt."""
    exempel.levererar(
        "insats",
        """
        omrade    | start      | slut       | alder
        barn_unga | 2023-03-01 | 2024-06-30 | 17
        missbruk  | 2024-03-01 | 2024-07-01 | 40
        missbruk  | 2024-03-01 |            | 40
        """,
        av="2024",
    )
    exempel.levererar("plan", INGA_RADER, av="2024")
    exempel.levererar("mal", INGA_RADER, av="2024")
    assert exempel.celler("RES-01", "period grupp aldersgrupp", uppdelning="omrade") == rader(
        """
        period | grupp     | aldersgrupp | antal
        2024H1 | barn_unga | 18-20       | 1
        2024H2 | missbruk  | 21-64       | 1
        """
    )


def test_the_published_shares_and_how_many_are_unknown(exempel):
    """Av tre bedömda nåddes två helt eller delvis och ett helt; den fjärde är inte bedömd."""
    avslutade(
        exempel,
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | helt
        p2      | 1            | delvis
        p3      | 1            | inte
        """,
    )
    assert exempel.tal("RES-01", "variant n n_okand taljare varde", period="2024H1") == rader(
        """
        variant | n | n_okand | taljare | varde
        ''      | 3 | 1       | 2       | 66.7
        helt    | 3 | 1       | 1       | 33.3
        """
    )
