"""EKB-02: långvarigt ekonomiskt bistånd."""

from tests.spec.ekonomi import varje_manad
from tests.spec.tabell import rader


def test_the_outcome_is_the_number_of_months_and_ten_need_not_follow_each_other(exempel):
    """Tio månader är långvarigt, också med uppehåll; nio är det inte."""
    exempel.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till
            a   | 2024-01 | 2024-12
            b   | 2024-03 | 2024-12
            c   | 2024-01 | 2024-05
            c   | 2024-08 | 2024-12
            d   | 2024-01 | 2024-09
            e   | 2024-05 | 2024-05
            """
        ),
        av="2024",
    )
    assert exempel.celler("EKB-02", "utfall", periodtyp="helar") == rader(
        """
        utfall | antal
        1      | 1
        10     | 2
        12     | 1
        9      | 1
        """
    )


def test_a_month_in_two_households_is_one_month(exempel):
    """En månad i två hushåll är en månad."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | roll
        2024-01-01 | h1  | a   | sokande
        2024-01-01 | h2  | a   | medsokande
        2024-02-01 | h2  | a   | medsokande
        """,
        av="2024",
    )
    assert exempel.celler("EKB-02", "utfall", periodtyp="helar") == rader(
        """
        utfall | antal
        2      | 1
        """
    )


def test_who_turns_18_in_the_year_is_an_adult_and_months_as_a_child_count(exempel):
    """Den som fyller 18 under året är vuxen och månaderna före födelsedagen räknas; den som fyller 17 ingår inte."""
    exempel.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till    | alder | roll
            a   | 2024-01 | 2024-11 | 17    | barn
            a   | 2024-12 | 2024-12 | 18    | sokande
            b   | 2024-01 | 2024-12 | 17    | barn
            """
        ),
        av="2024",
    )
    assert exempel.celler("EKB-02", "aldersgrupp utfall", periodtyp="helar") == rader(
        """
        aldersgrupp | utfall | antal
        18-24       | 12     | 1
        """
    )


def test_unknown_age_is_an_unknown_outcome(exempel):
    """Okänd ålder ger okänt utfall."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | alder
        2024-01-01 | a   |
        """,
        av="2024",
    )
    assert exempel.celler("EKB-02", "aldersgrupp utfall", periodtyp="helar") == rader(
        """
        aldersgrupp | utfall | antal
        okand       |        | 1
        """
    )


def test_months_of_another_year_do_not_count(exempel):
    """Bara årets månader räknas."""
    exempel.levererar("ekb_manad", varje_manad("pid | fran | till\na | 2023-01 | 2023-12"), av="2023")
    exempel.levererar("ekb_manad", varje_manad("pid | fran | till\na | 2024-01 | 2024-03"), av="2024")
    assert exempel.celler("EKB-02", "period utfall", periodtyp="helar") == rader(
        """
        period | utfall | antal
        2023   | 12     | 1
        2024   | 3      | 1
        """
    )


def test_the_share_is_of_adults_with_at_least_one_month(exempel):
    """En av tre vuxna mottagare hade bistånd i minst tio månader."""
    exempel.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till
            a   | 2024-01 | 2024-10
            b   | 2024-01 | 2024-09
            c   | 2024-06 | 2024-06
            """
        ),
        av="2024",
    )
    assert exempel.tal("EKB-02", "matt n taljare varde", period="2024") == rader(
        """
        matt  | n | taljare | varde
        andel | 3 | 1       | 33.3
        medel | 3 | 20      | 6.7
        """
    )
