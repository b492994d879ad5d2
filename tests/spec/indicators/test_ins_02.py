"""INS-02: insatser utan behovsprövning."""

from tests.spec.tabell import rader


def test_a_row_with_a_count_is_that_many_services(exempel):
    """En rad med antal räknas som så många insatser, i helheten och i sin kategori."""
    exempel.levererar(
        "forebyggande_insats",
        """
        startmanad | kategori | antal
        2024-01-01 | 1        | 1
        2024-01-01 | 1        | 12
        2024-02-01 | 3        | 4
        """,
    )
    assert exempel.celler("INS-02", "uppdelning grupp utfall") == rader(
        """
        uppdelning | grupp | utfall | antal
        ''         | ''    | true   | 17
        kategori   | 1     | true   | 13
        kategori   | 3     | true   | 4
        """
    )


def test_each_month_quarter_half_year_and_year(exempel):
    """En insats hör till den månad den började i, och till månadens kvartal, halvår och år."""
    exempel.levererar(
        "forebyggande_insats",
        """
        startmanad | antal
        2024-03-01 | 2
        2024-04-01 | 3
        2024-07-01 | 5
        """,
        av="2024",
    )
    counted = exempel.celler("INS-02", "periodtyp period")
    assert counted == rader(
        """
        periodtyp | period  | antal
        halvar    | 2024H1  | 5
        halvar    | 2024H2  | 5
        helar     | 2024    | 10
        kvartal   | 2024K1  | 2
        kvartal   | 2024K2  | 3
        kvartal   | 2024K3  | 5
        manad     | 2024-03 | 2
        manad     | 2024-04 | 3
        manad     | 2024-07 | 5
        """
    )


def test_unknown_age_and_kon_are_counted_in_the_whole(exempel):
    """Okänd ålder och okänt kön räknas i helheten; 21 år och äldre är en grupp."""
    exempel.levererar(
        "forebyggande_insats",
        """
        alder_grupp | kon | antal
        0-12        | 2   | 1
        18-20       | 1   | 1
        21-64       | 1   | 1
        80+         | 1   | 1
        okand       | 9   | 3
                    |     | 2
        """,
    )
    assert exempel.celler("INS-02", "aldersgrupp kon utfall") == rader(
        """
        aldersgrupp | kon | utfall | antal
        0-12        | 2   | true   | 1
        18-20       | 1   | true   | 1
        21+         | 1   | true   | 2
        okand       | 9   | true   | 5
        """
    )


def test_the_rate_per_1000_children_is_that_of_ages_0_to_17(exempel):
    """Per 1 000 barn läses i åldersgruppen 0–17; okänd ålder finns bara i alla åldrar."""
    exempel.invanare(10, 2024)
    exempel.levererar(
        "forebyggande_insats",
        """
        alder_grupp | antal
        0-12        | 20
        13-17       | 16
        18-20       | 4
        okand       | 61
        """,
    )
    asked = "aldersgrupp n befolkning varde"
    assert exempel.tal("INS-02", asked, matt="per_1000", period="2024H1") == rader(
        """
        aldersgrupp | n  | befolkning | varde
        0-12        | 20 | 260        | 76.9
        0-17        | 36 | 360        | 100.0
        13-17       | 16 | 100        | 160.0
        18-20       | 4  | 60         | 66.7
        21+         | 0  | 1600       | 0.0
        alla        | 101 | 2020      | 50.0
        """
    )
