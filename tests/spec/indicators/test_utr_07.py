"""UTR-07: bedömningsinstrument har använts i utredningen."""

from tests.spec.tabell import rader


def test_not_known_and_empty_are_unknown(exempel):
    """1 är ja och 0 är nej; 9, tomt och en kod utan översättning är okänt."""
    exempel.levererar(
        "utredning",
        """
        pid | bedomningsinstrument
        a   | 1
        b   | 1
        c   | 0
        d   | 9
        e   | omappad
        f   |
        """,
    )
    assert exempel.celler("UTR-07", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        true   | 2
               | 3
        """
    )


def test_only_child_welfare_up_to_20_years_at_closing_and_only_closed_ones(exempel):
    """Pågående utredningar, andra områden och de som fyllt 21 vid avslutet ingår inte."""
    exempel.levererar(
        "utredning",
        """
        bedomningsinstrument | omrade    | avslutad_datum | alder_vid_avslut
        1                    | barn_unga | 2024-03-01     | 17
        1                    | barn_unga | 2024-03-01     | 18
        1                    | barn_unga | 2024-03-01     | 21
        1                    | barn_unga |                |
        1                    | missbruk  | 2024-03-01     | 19
        """,
    )
    assert exempel.celler("UTR-07", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        13-17       | true   | 1
        18-20       | true   | 1
        """
    )


def test_an_unknown_age_has_an_unknown_outcome(exempel):
    """Är åldern okänd är det okänt om utredningen hör hit."""
    exempel.levererar(
        "utredning",
        """
        bedomningsinstrument | alder | alder_vid_avslut
        1                    |       |
        """,
    )
    assert exempel.celler("UTR-07", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        okand       |        | 1
        """
    )
