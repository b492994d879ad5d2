"""AKT-06: skyddsbedömning samma dag eller dagen efter."""

from tests.spec.tabell import rader


def test_the_next_day_is_within_and_the_day_after_that_is_not(exempel):
    """Samma dag och dagen efter är inom tiden, två dagar efter är det inte; 29 februari är en dag som andra."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | skyddsbedomning_datum
        2024-03-01  | 2024-03-01
        2024-03-01  | 2024-03-02
        2024-03-01  | 2024-03-03
        2024-02-28  | 2024-02-29
        2024-02-28  | 2024-03-01
        """,
    )
    assert exempel.celler("AKT-06", "utfall") == rader(
        """
        utfall | antal
        false  | 2
        true   | 3
        """
    )


def test_a_missing_day_is_unknown_and_not_a_no(exempel):
    """Utan dag för skyddsbedömningen är utfallet okänt, hur gammal anmälan än är."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | skyddsbedomning_datum
        2024-01-01  |
        2024-06-30  |
        2024-06-30  | 2024-06-30
        """,
    )
    assert exempel.celler("AKT-06", "utfall") == rader(
        """
        utfall | antal
        true   | 1
               | 2
        """
    )


def test_reports_joined_to_an_ongoing_investigation_count_and_applications_do_not(exempel):
    """Anmälningar som förs till en pågående utredning ingår; ansökningar och andra områden ingår inte."""
    exempel.levererar(
        "aktualisering",
        """
        typ     | omrade    | atgard             | skyddsbedomning_datum
        anmalan | barn_unga | pagaende_utredning | 2024-03-01
        ansokan | barn_unga | inleds             | 2024-03-01
        anmalan | vald      | inleds             | 2024-03-01
        """,
    )
    assert exempel.celler("AKT-06", "utfall") == rader(
        """
        utfall | antal
        true   | 1
        """
    )


def test_known_ages_over_20_are_left_out_and_unknown_ages_have_an_unknown_outcome(exempel):
    """20 år ingår, 21 år gör det inte; en okänd ålder ger okänt utfall."""
    exempel.levererar(
        "aktualisering",
        """
        alder | skyddsbedomning_datum
        20    | 2024-03-01
        21    | 2024-03-01
              | 2024-03-01
        """,
    )
    assert exempel.celler("AKT-06", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-20       | true   | 1
        okand       |        | 1
        """
    )
