"""INS-03: resultat av insats utan behovsprövning."""

from tests.spec.tabell import rader


def test_an_empty_result_and_not_known_are_unknown(exempel):
    """Tomt resultat och uppgift saknas är okänt; inget av detta är ett känt resultat."""
    exempel.levererar(
        "forebyggande_insats",
        """
        resultat | antal
        anmalan  | 1
        inget    | 20
        okant    | 3
                 | 2
        """,
    )
    assert exempel.celler("INS-03", "utfall") == rader(
        """
        utfall  | antal
        anmalan | 1
        inget   | 20
                | 5
        """
    )


def test_results_are_shown_for_each_category(exempel):
    """Resultaten redovisas också för varje kategori."""
    exempel.levererar(
        "forebyggande_insats",
        """
        kategori | resultat   | antal
        1        | ansokan    | 2
        2        | hanvisning | 6
        2        | ansokan    | 1
        """,
    )
    assert exempel.celler("INS-03", "grupp utfall", uppdelning="kategori") == rader(
        """
        grupp | utfall     | antal
        1     | ansokan    | 2
        2     | ansokan    | 1
        2     | hanvisning | 6
        """
    )


def test_the_period_is_that_of_the_month_when_the_service_began(exempel):
    """Perioden är den då insatsen började, inte den då resultatet blev känt."""
    exempel.levererar(
        "forebyggande_insats",
        """
        startmanad | resultat
        2024-06-01 | nybesok
        2024-07-01 | nybesok
        """,
        av="2024",
    )
    assert exempel.celler("INS-03", "period utfall") == rader(
        """
        period | utfall  | antal
        2024H1 | nybesok | 1
        2024H2 | nybesok | 1
        """
    )
