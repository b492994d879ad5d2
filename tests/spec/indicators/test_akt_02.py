"""AKT-02: andel aktualiseringar som är anmälan."""

from tests.spec.tabell import rader


def test_a_missing_type_is_unknown_and_other_areas_are_left_out(exempel):
    """Saknas typen är utfallet okänt; andra områden ingår inte."""
    exempel.levererar(
        "aktualisering",
        """
        typ     | omrade
        anmalan | barn_unga
        ansokan | barn_unga
        annat   | barn_unga
                | barn_unga
        anmalan | missbruk
        """,
    )
    assert exempel.celler("AKT-02", "utfall") == rader(
        """
        utfall | antal
        false  | 2
        true   | 1
               | 1
        """
    )


def test_each_day_belongs_to_one_half_year_and_one_year(exempel):
    """Varje dag hör till ett halvår och ett år: 30 juni till det första halvåret, 1 juli till det andra."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum
        2024-01-01
        2024-06-30
        2024-07-01
        2024-12-31
        """,
        av="2024",
    )
    assert exempel.celler("AKT-02", "periodtyp period") == rader(
        """
        periodtyp | period | antal
        halvar    | 2024H1 | 2
        halvar    | 2024H2 | 2
        helar     | 2024   | 4
        """
    )


def test_kon_is_taken_from_the_row_then_from_the_person_and_is_else_unknown(exempel):
    """Kön tas ur raden, annars ur persontabellen, och är annars okänt."""
    exempel.levererar(
        "aktualisering",
        """
        pid | kon
        a   | 2
        a   |
        a   | 9
        b   |
            |
        """,
    )
    exempel.levererar(
        "person",
        """
        pid | kon
        a   | 1
        b   |
        """,
    )
    assert exempel.celler("AKT-02", "kon") == rader(
        """
        kon | antal
        1   | 2
        2   | 1
        9   | 2
        """
    )


def test_unknown_age_is_a_band_of_its_own_and_counts_where_no_age_limit_is_set(exempel):
    """Okänd ålder är en grupp för sig och räknas, eftersom indikatorn inte är begränsad till vissa åldrar."""
    exempel.levererar(
        "aktualisering",
        """
        alder | typ
        0     | anmalan
        12    | anmalan
        13    | anmalan
        18    | anmalan
        21    | anmalan
              | anmalan
        """,
    )
    assert exempel.celler("AKT-02", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-12        | true   | 2
        13-17       | true   | 1
        18-20       | true   | 1
        21+         | true   | 1
        okand       | true   | 1
        """
    )
