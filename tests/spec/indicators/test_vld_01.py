"""VLD-01: aktualiserade på grund av våld i nära relation, per 10 000 vuxna."""

from tests.spec.tabell import rader


def test_a_person_counts_once_and_an_unknown_reason_is_unknown(exempel):
    """En person räknas en gång; den som bara har aktualiseringar där det inte är känt är okänd, och nej räknas inte."""
    exempel.levererar(
        "aktualisering",
        """
        pid | omrade             | avser_vald | alder
        a   | missbruk           | 1          | 40
        a   | ekonomiskt_bistand | 1          | 40
        b   | missbruk           | 9          | 40
        b   | ekonomiskt_bistand | 1          | 40
        c   | missbruk           | 9          | 40
        c   | missbruk           | 0          | 40
        d   | missbruk           |            | 40
        e   | missbruk           | 0          | 40
        """,
    )
    assert exempel.celler("VLD-01", "utfall") == rader(
        """
        utfall | antal
        true   | 2
               | 2
        """
    )


def test_the_area_of_violence_speaks_for_itself_unless_the_row_says_no(exempel):
    """En aktualisering inom området våld avser våld, om raden inte säger nej."""
    exempel.levererar(
        "aktualisering",
        """
        pid | omrade | avser_vald | alder
        a   | vald   |            | 40
        b   | vald   | 9          | 40
        c   | vald   | 0          | 40
        """,
    )
    assert exempel.celler("VLD-01", "utfall") == rader(
        """
        utfall | antal
        true   | 2
        """
    )


def test_adults_are_18_on_the_day_it_came_in(exempel):
    """17 år är inte vuxen, 18 år är det; en okänd ålder ger okänt utfall."""
    exempel.levererar(
        "aktualisering",
        """
        pid | omrade    | avser_vald | alder
        a   | barn_unga | 1          | 17
        b   | barn_unga | 1          | 18
        c   | vald      | 1          | 65
        d   | vald      | 1          |
        """,
    )
    assert exempel.celler("VLD-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-20       | true   | 1
        65+         | true   | 1
        okand       |        | 1
        """
    )


def test_without_pseudonym_nobody_knows_how_many_persons_there_are(exempel):
    """Aktualiseringar utan pseudonym kan gälla samma person: okänt utfall."""
    exempel.levererar(
        "aktualisering",
        """
        pid | avser_vald | alder
            | 1          | 40
            | 1          | 40
        a   | 1          | 40
        """,
    )
    assert exempel.celler("VLD-01", "utfall") == rader(
        """
        utfall | antal
        true   | 1
               | 2
        """
    )


def test_a_person_of_both_half_years_counts_once_in_each_and_once_in_the_year(exempel):
    """Den som aktualiseras i båda halvåren räknas en gång i vart och ett och en gång i året."""
    exempel.levererar(
        "aktualisering",
        """
        pid | inkom_datum | avser_vald | alder
        a   | 2024-06-30  | 1          | 40
        a   | 2024-07-01  | 1          | 40
        """,
        av="2024",
    )
    assert exempel.celler("VLD-01", "periodtyp period") == rader(
        """
        periodtyp | period | antal
        halvar    | 2024H1 | 1
        halvar    | 2024H2 | 1
        helar     | 2024   | 1
        """
    )
