"""AKT-05: förhandsbedömning inom 14 dagar."""

from tests.spec.tabell import rader


def test_day_14_is_within_and_day_15_is_not(exempel):
    """Dag 14 är inom tiden, dag 15 är det inte; från den 15 februari är den 29 februari dag 14."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | atgard      | atgard_datum
        2024-03-01  | inleds      | 2024-03-15
        2024-03-01  | inleds_inte | 2024-03-16
        2024-02-15  | inleds      | 2024-02-29
        2024-02-15  | inleds      | 2024-03-01
        """,
    )
    assert exempel.celler("AKT-05", "utfall") == rader(
        """
        utfall | antal
        false  | 2
        true   | 2
        """
    )


def test_undecided_counts_as_late_once_14_days_had_passed_at_the_extraction(exempel):
    """En obeslutad räknas som inte inom tiden om mer än 14 dagar gått då uppgifterna togs ut, annars inte alls."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | atgard | atgard_datum
        2024-06-15  |        |
        2024-06-16  |        |
        """,
        uttagsdatum="2024-06-30",
    )
    assert exempel.celler("AKT-05", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | false  | 1
        """
    )


def test_ongoing_investigations_applications_and_other_areas_are_left_out(exempel):
    """Anmälningar till en pågående utredning, ansökningar och andra områden ingår inte."""
    exempel.levererar(
        "aktualisering",
        """
        typ     | omrade     | atgard             | atgard_datum
        anmalan | barn_unga  | pagaende_utredning | 2024-03-02
        anmalan | barn_unga  | pagaende_utredning |
        ansokan | barn_unga  | inleds             | 2024-03-02
        anmalan | missbruk   | inleds             | 2024-03-02
        anmalan | barn_unga  | inleds             | 2024-03-02
        """,
    )
    assert exempel.celler("AKT-05", "utfall") == rader(
        """
        utfall | antal
        true   | 1
        """
    )


def test_extended_ones_are_shown_apart_and_are_part_of_the_whole(exempel):
    """Förlängda av synnerliga skäl redovisas för sig och ingår i helheten."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | atgard | atgard_datum | forlangd_synnerliga_skal
        2024-03-01  | inleds | 2024-03-05   | 0
        2024-03-01  | inleds | 2024-03-25   | 1
        2024-03-01  | inleds | 2024-03-05   |
        """,
    )
    assert exempel.celler("AKT-05", "uppdelning grupp utfall") == rader(
        """
        uppdelning | grupp | utfall | antal
        ''         | ''    | false  | 1
        ''         | ''    | true   | 2
        forlangd   | ja    | false  | 1
        forlangd   | nej   | true   | 1
        forlangd   | okand | true   | 1
        """
    )


def test_known_ages_over_20_are_left_out_and_unknown_ages_have_an_unknown_outcome(exempel):
    """Den som fyllt 21 ingår inte; en okänd ålder ger okänt utfall."""
    exempel.levererar(
        "aktualisering",
        """
        alder | atgard | atgard_datum
        20    | inleds | 2024-03-05
        21    | inleds | 2024-03-05
              | inleds | 2024-03-05
        """,
    )
    assert exempel.celler("AKT-05", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-20       | true   | 1
        okand       |        | 1
        """
    )


def test_a_missing_age_is_derived_from_the_year_of_birth_and_told(exempel):
    """En ålder som saknas räknas ur födelseåret, och det sägs att den är ungefärlig."""
    exempel.levererar(
        "aktualisering",
        """
        pid | inkom_datum | alder | atgard | atgard_datum
        a   | 2024-03-01  |       | inleds | 2024-03-05
        a   | 2024-08-01  | 12    | inleds | 2024-08-05
        b   | 2024-08-01  |       | inleds | 2024-08-05
        """,
        av="2024",
    )
    exempel.levererar(
        "person",
        """
        pid | fodelsear
        a   | 2011
        b   |
        """,
    )
    assert exempel.celler("AKT-05", "period aldersgrupp") == rader(
        """
        period | aldersgrupp | antal
        2024H1 | 13-17       | 1
        2024H2 | 0-12        | 1
        2024H2 | okand       | 1
        """
    )
    told = {period: entry["ungefarlig_alder"] for period, entry in exempel.perioder("AKT-05").items()}
    assert told == {"2024": True, "2024H1": True, "2024H2": False}
