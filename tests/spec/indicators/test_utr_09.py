"""UTR-09: samtycke till föreslagen insats."""

from tests.spec.tabell import rader


def test_consent_in_part_is_not_consent_and_an_unknown_view_is_unknown(exempel):
    """Samtycke till en del räknas inte som samtycke; okänd, tom och utan översättning är okänt."""
    exempel.levererar(
        "utredning",
        """
        pid | vh_installning
        a   | samtycker
        b   | samtycker
        c   | samtycker_ej
        d   | delvis
        e   | okand
        f   | omappad
        g   |
        """,
    )
    assert exempel.celler("UTR-09", "utfall") == rader(
        """
        utfall | antal
        false  | 2
        true   | 2
               | 3
        """
    )


def test_only_where_a_service_was_proposed(exempel):
    """Bara utredningar med insats eller utan samtycke till en insats ingår; är det inte känt är utfallet okänt."""
    exempel.levererar(
        "utredning",
        """
        utfall       | vh_installning
        insats       | samtycker
        ej_samtycke  | samtycker_ej
        ingen_insats | samtycker
        hanvisning   | samtycker
        ovrigt       | samtycker
        omappad      | samtycker
                     | samtycker
        """,
    )
    assert exempel.celler("UTR-09", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        true   | 1
               | 2
        """
    )


def test_custodians_are_asked_until_the_child_is_18_and_the_child_until_20(exempel):
    """Den som fyllt 18 vid avslutet har ingen vårdnadshavare och finns bara i varianten barn."""
    exempel.levererar(
        "utredning",
        """
        alder | alder_vid_avslut | vh_installning | barn_installning
        17    | 17               | samtycker      | samtycker_ej
        17    | 18               | samtycker      | samtycker
        20    | 21               | samtycker      | samtycker
        """,
    )
    assert exempel.celler("UTR-09", "variant aldersgrupp utfall") == rader(
        """
        variant | aldersgrupp | utfall | antal
        ''      | 13-17       | true   | 1
        barn    | 13-17       | false  | 1
        barn    | 18-20       | true   | 1
        """
    )


def test_other_areas_and_ongoing_ones_are_left_out(exempel):
    """Andra områden och pågående utredningar ingår inte."""
    exempel.levererar(
        "utredning",
        """
        omrade      | avslutad_datum | vh_installning
        barn_unga   | 2024-03-01     | samtycker
        barn_unga   |                | samtycker
        familjeratt | 2024-03-01     | samtycker
        """,
    )
    assert exempel.celler("UTR-09", "utfall") == rader(
        """
        utfall | antal
        true   | 1
        """
    )
