"""AKT-03: aktualiseringar fördelade efter orsak."""

from tests.spec.tabell import rader


def test_a_code_outside_the_list_is_unmapped_and_an_empty_one_is_unknown(exempel):
    """En kod utanför listan är omappad och en tom är okänd; ingen av dem ingår i nämnaren."""
    exempel.levererar(
        "aktualisering",
        """
        typ     | orsak
        anmalan | skola
        ansokan | skola
        anmalan | skola
        anmalan | skola
        ansokan | skola
        ansokan | skola
        anmalan | skola
        anmalan | annat
        anmalan | BO7
        anmalan | BO8
        anmalan |
        """,
    )
    assert exempel.celler("AKT-03", "utfall") == rader(
        """
        utfall  | antal
        annat   | 1
        omappad | 2
        skola   | 7
                | 1
        """
    )
