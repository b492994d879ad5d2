"""UTR-06: barnet har deltagit i utredningssamtal."""

from tests.spec.tabell import rader


def test_the_outcome_is_the_number_of_talks_and_an_empty_one_is_unknown(exempel):
    """Utfallet är antalet samtal, ett tomt är okänt; andra områden och pågående räknas inte."""
    exempel.levererar(
        "utredning",
        """
        barnsamtal_antal | omrade    | avslutad_datum
        0                | barn_unga | 2024-03-01
        1                | barn_unga | 2024-03-01
        3                | barn_unga | 2024-03-01
        3                | barn_unga | 2024-03-01
                         | barn_unga | 2024-03-01
        3                | missbruk  | 2024-03-01
        3                | barn_unga |
        """,
    )
    assert exempel.celler("UTR-06", "utfall") == rader(
        """
        utfall | antal
        0      | 1
        1      | 1
        3      | 2
               | 1
        """
    )


def test_known_ages_over_20_are_left_out_and_unknown_ages_have_an_unknown_outcome(exempel):
    """Den som fyllt 21 vid avslutet ingår inte; en okänd ålder ger okänt utfall."""
    exempel.levererar(
        "utredning",
        """
        barnsamtal_antal | alder | alder_vid_avslut
        2                | 20    | 20
        2                | 20    | 21
        2                |       |
        """,
    )
    assert exempel.celler("UTR-06", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-20       | 2      | 1
        okand       |        | 1
        """
    )
