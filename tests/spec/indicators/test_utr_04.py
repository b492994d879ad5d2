"""UTR-04: utredningstid missbruk 21 år och äldre."""

from tests.spec.tabell import rader


def test_the_outcome_is_days_and_the_period_is_that_of_the_closing(exempel):
    """Dagen då den inleddes är dag 0; 28 februari till 1 mars är två dagar ett skottår; pågående räknas inte."""
    exempel.levererar(
        "utredning",
        """
        omrade   | inledd_datum | avslutad_datum | alder_vid_avslut
        missbruk | 2024-01-10   | 2024-01-10     | 45
        missbruk | 2024-02-28   | 2024-03-01     | 45
        missbruk | 2024-06-30   | 2024-07-01     | 45
        missbruk | 2024-06-30   |                |
        """,
        av="2024",
    )
    assert exempel.celler("UTR-04", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 0      | 1
        2024H1 | 2      | 1
        2024H2 | 1      | 1
        """
    )


def test_only_substance_use_from_21_years_at_closing(exempel):
    """Den som fyllt 21 när utredningen avslutas ingår, också om den inleddes dessförinnan; andra områden ingår inte."""
    exempel.levererar(
        "utredning",
        """
        omrade    | alder | alder_vid_avslut
        missbruk  | 20    | 20
        missbruk  | 20    | 21
        missbruk  | 64    | 65
        missbruk  |       |
        barn_unga | 30    | 30
        """,
    )
    assert exempel.celler("UTR-04", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        21-64       | 51     | 1
        65+         | 51     | 1
        okand       |        | 1
        """
    )


def test_a_reopened_one_is_no_longer_closed(exempel):
    """En utredning som öppnats igen levereras utan avslut och räknas först när den avslutas på nytt."""
    exempel.levererar(
        "utredning",
        """
        utredning_id | omrade   | inledd_datum | avslutad_datum | alder_vid_avslut
        u1           | missbruk | 2024-01-10   | 2024-03-01     | 45
        u2           | missbruk | 2024-01-10   | 2024-03-01     | 45
        """,
    )
    exempel.levererar(
        "utredning",
        """
        utredning_id | omrade   | inledd_datum | avslutad_datum | alder_vid_avslut
        u1           | missbruk | 2024-01-10   |                |
        u2           | missbruk | 2024-01-10   | 2024-07-10     | 45
        """,
        av="2024H2",
    )
    assert exempel.celler("UTR-04", "period utfall") == rader(
        """
        period | utfall | antal
        2024H2 | 182    | 1
        """
    )
