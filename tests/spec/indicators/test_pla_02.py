"""PLA-02: andel placerade enligt LVU."""

from tests.spec.tabell import rader


def test_any_placement_under_lvu_decides(exempel):
    """Någon gång under perioden enligt LVU, också omedelbart omhändertagande; annars SoL; annars okänt."""
    exempel.levererar("insats", "insats_id | pid\ni1 | a\ni2 | b\ni3 | c\ni4 | d\ni5 | e\ni6 | f")
    exempel.levererar(
        "placering",
        """
        insats_id | lagrum_placering
        i1        | LVU6
        i1        | SoL
        i2        | LVU23
        i3        | SoL
        i3        | SoL
        i4        | SoL
        i4        |
        i5        |
        i6        | LVU2
        i6        |
        """,
    )
    assert exempel.celler("PLA-02", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        true   | 3
               | 2
        """
    )


def test_only_placements_of_the_period(exempel):
    """En placering enligt LVU som slutade före perioden räknas inte i den."""
    exempel.levererar("insats", "insats_id | pid\ni1 | a", av="2024")
    exempel.levererar(
        "placering",
        """
        insats_id | lagrum_placering | start      | slut
        i1        | LVU3             | 2024-01-10 | 2024-06-30
        i1        | SoL              | 2024-07-01 |
        """,
        av="2024",
    )
    assert exempel.celler("PLA-02", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | true   | 1
        2024H2 | false  | 1
        """
    )


def test_those_who_turn_21_in_the_year_are_left_out(exempel):
    """Ålder är den som uppnås under kalenderåret; okänd ålder ger okänt utfall."""
    exempel.levererar("insats", "insats_id | pid | alder\ni1 | a |\ni2 | b |\ni3 | c |")
    exempel.levererar("placering", "insats_id | alder\ni1 |\ni2 |\ni3 |")
    exempel.levererar("person", "pid | fodelsear\na | 2004\nb | 2003")
    assert exempel.celler("PLA-02", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-20       | false  | 1
        okand       |        | 1
        """
    )
