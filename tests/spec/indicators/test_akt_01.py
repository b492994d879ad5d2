"""AKT-01: aktualiseringar per 1 000 barn."""

from tests.spec.tabell import rader


def test_every_referral_counts_and_other_areas_do_not(exempel):
    """Varje aktualisering räknas, också flera om samma barn; andra områden räknas inte."""
    exempel.levererar(
        "aktualisering",
        """
        pid | typ     | omrade
        a   | anmalan | barn_unga
        a   | ansokan | barn_unga
        b   |         | barn_unga
        c   | anmalan | missbruk
        """,
    )
    assert exempel.celler("AKT-01", "utfall") == rader(
        """
        utfall | antal
        true   | 3
        """
    )


def test_the_variant_counts_reports_and_a_missing_type_is_unknown(exempel):
    """Varianten anmalan räknar bara anmälningar; utan typ är det okänt om det är en anmälan."""
    exempel.levererar(
        "aktualisering",
        """
        pid | typ
        a   | anmalan
        a   | anmalan
        b   | ansokan
        c   | annat
        d   |
        e   | omappad
        """,
    )
    assert exempel.celler("AKT-01", "utfall", variant="anmalan") == rader(
        """
        utfall | antal
        true   | 2
               | 2
        """
    )


def test_children_are_under_18_on_the_day_it_came_in(exempel):
    """Den som fyllt 18 när aktualiseringen kom in är inte barn; en okänd ålder ger okänt utfall."""
    exempel.levererar(
        "aktualisering",
        """
        pid | alder
        a   | 12
        b   | 13
        c   | 17
        d   | 18
        e   |
        """,
    )
    assert exempel.celler("AKT-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-12        | true   | 1
        13-17       | true   | 2
        okand       |        | 1
        """
    )


def test_a_half_year_and_the_year_are_counted_by_the_day_it_came_in(exempel):
    """30 juni hör till första halvåret och 1 juli till andra; båda hör till året."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum
        2024-06-30
        2024-07-01
        2024-12-31
        """,
        av="2024",
    )
    assert exempel.celler("AKT-01", "periodtyp period") == rader(
        """
        periodtyp | period | antal
        halvar    | 2024H1 | 1
        halvar    | 2024H2 | 2
        helar     | 2024   | 3
        """
    )
