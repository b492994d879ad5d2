"""UTR-05: andel utredningar som leder till insats."""

from tests.spec.tabell import rader


def test_every_area_counts_and_stands_by_itself(exempel):
    """Alla områden räknas tillsammans och för sig; pågående räknas inte, och ett tomt utfall är okänt."""
    exempel.levererar(
        "utredning",
        """
        omrade    | utfall       | avslutad_datum
        barn_unga | insats       | 2024-03-01
        barn_unga | ingen_insats | 2024-03-01
        missbruk  | insats       | 2024-03-01
        missbruk  | ej_samtycke  | 2024-03-01
        missbruk  |              | 2024-03-01
        missbruk  |              |
        """,
    )
    assert exempel.celler("UTR-05", "uppdelning grupp utfall") == rader(
        """
        uppdelning | grupp     | utfall | antal
        ''         | ''        | false  | 2
        ''         | ''        | true   | 2
        ''         | ''        |        | 1
        omrade     | barn_unga | false  | 1
        omrade     | barn_unga | true   | 1
        omrade     | missbruk  | false  | 1
        omrade     | missbruk  | true   | 1
        omrade     | missbruk  |        | 1
        """
    )


def test_no_age_limit_so_unknown_ages_count(exempel):
    """Indikatorn är inte begränsad till vissa åldrar, så okänd ålder räknas."""
    exempel.levererar(
        "utredning",
        """
        omrade   | alder | alder_vid_avslut
        missbruk | 20    | 21
        missbruk | 80    | 80
        missbruk |       |
        """,
    )
    assert exempel.celler("UTR-05", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        21+         | true   | 2
        okand       | true   | 1
        """
    )
