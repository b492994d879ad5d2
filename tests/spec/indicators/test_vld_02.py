"""VLD-02: personer med insats på grund av våld i nära relation, per 10 000 vuxna."""

from tests.spec.tabell import rader


def test_a_person_counts_once_with_any_kind_of_service(exempel):
    """Med eller utan behovsprövning, i egen eller annans regi: en person räknas en gång. Andra områden ingår inte."""
    exempel.levererar(
        "insats",
        """
        pid | omrade   | insatstyp      | behovsprovad | regi   | alder
        a   | vald     | skyddat_boende | 1            | ideell | 40
        a   | vald     | rad_och_stod   | 0            | egen   | 40
        b   | vald     | rad_och_stod   | 0            | egen   | 40
        c   | missbruk | hvb            | 1            | privat | 40
        """,
    )
    assert exempel.celler("VLD-02", "utfall") == rader(
        """
        utfall | antal
        true   | 2
        """
    )


def test_any_day_of_the_period_is_enough(exempel):
    """En insats som slutar periodens första dag eller börjar dess sista ingår; en som slutat dagen före ingår ej."""
    exempel.levererar(
        "insats",
        """
        pid | omrade | start      | slut       | alder
        a   | vald   | 2024-05-01 | 2024-07-01 | 40
        b   | vald   | 2024-12-31 |            | 40
        c   | vald   | 2024-05-01 | 2024-06-30 | 40
        """,
        av="2024",
    )
    assert exempel.celler("VLD-02", "periodtyp period") == rader(
        """
        periodtyp | period | antal
        halvar    | 2024H1 | 2
        halvar    | 2024H2 | 2
        helar     | 2024   | 3
        """
    )


def test_without_pseudonym_nobody_knows_how_many_persons_there_are(exempel):
    """Insatser utan pseudonym kan gälla samma person: okänt utfall."""
    exempel.levererar(
        "insats",
        """
        pid | omrade | insatstyp    | behovsprovad | alder
            | vald   | rad_och_stod | 0            | 40
            | vald   | rad_och_stod | 0            | 40
        a   | vald   | rad_och_stod | 0            | 40
        """,
    )
    assert exempel.celler("VLD-02", "utfall") == rader(
        """
        utfall | antal
        true   | 1
               | 2
        """
    )


def test_age_is_that_of_the_first_day_in_the_period(exempel):
    """Den som var 17 när insatsen började och fyller 18 det året är vuxen i nästa års perioder."""
    exempel.levererar(
        "insats",
        """
        pid | omrade | start      | alder
        a   | vald   | 2023-11-01 | 17
        b   | vald   | 2024-02-01 | 17
        c   | vald   | 2024-02-01 | 18
        """,
    )
    assert exempel.celler("VLD-02", "aldersgrupp") == rader(
        """
        aldersgrupp | antal
        18-20       | 2
        """
    )
    assert exempel.perioder("VLD-02")["2024H1"]["ungefarlig_alder"] is True
