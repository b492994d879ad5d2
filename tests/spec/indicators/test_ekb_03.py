"""EKB-03: mycket långvarigt ekonomiskt bistånd."""

import pytest

from tests.spec.ekonomi import varje_manad
from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def tre_ar(exempel) -> Exempel:
    """The two years before are delivered too: the rows of an example stand in the last."""
    exempel.levererar("ekb_manad", INGA_RADER, av="2022")
    exempel.levererar("ekb_manad", INGA_RADER, av="2023")
    return exempel


def test_27_of_36_months_is_very_long_and_26_is_not(tre_ar):
    """27 månader av 36 är mycket långvarigt, 26 är det inte; månader före de tre åren räknas inte."""
    tre_ar.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till
            a   | 2022-01 | 2024-03
            b   | 2022-01 | 2024-02
            c   | 2022-10 | 2024-12
            d   | 2021-10 | 2024-02
            """
        ),
        av="2024",
    )
    assert tre_ar.celler("EKB-03", "utfall", periodtyp="helar", period="2024") == rader(
        """
        utfall | antal
        false  | 2
        true   | 2
        """
    )


def test_a_gap_of_two_months_is_allowed_and_one_of_three_is_not(tre_ar):
    """Ett uppehåll om två månader godtas, hur ofta det än kommer; ett om tre månader gör det inte."""
    tre_ar.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till
            a   | 2022-01 | 2022-10
            a   | 2023-01 | 2023-10
            a   | 2024-01 | 2024-10
            b   | 2022-01 | 2022-10
            b   | 2023-02 | 2024-12
            """
        ),
        av="2024",
    )
    assert tre_ar.celler("EKB-03", "utfall", periodtyp="helar", period="2024") == rader(
        """
        utfall | antal
        false  | 1
        true   | 1
        """
    )


def test_time_before_the_first_and_after_the_last_month_is_no_gap(tre_ar):
    """Tiden före den första och efter den sista månaden är inget uppehåll."""
    tre_ar.levererar("ekb_manad", varje_manad("pid | fran | till\na | 2022-05 | 2024-07"), av="2024")
    assert tre_ar.celler("EKB-03", "utfall", periodtyp="helar", period="2024") == rader("utfall | antal\ntrue | 1")


def test_only_adults_who_got_aid_in_the_year_itself(tre_ar):
    """Bara vuxna som fått bistånd under själva året ingår; den som fyller 18 under året är vuxen."""
    tre_ar.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | fran    | till    | alder
            a   | 2022-01 | 2023-12 | 40
            b   | 2024-01 | 2024-01 | 40
            c   | 2022-01 | 2023-12 | 16
            c   | 2024-01 | 2024-12 | 18
            d   | 2022-01 | 2024-12 | 17
            """
        ),
        av="2024",
    )
    assert tre_ar.celler("EKB-03", "aldersgrupp utfall", periodtyp="helar", period="2024") == rader(
        """
        aldersgrupp | utfall | antal
        18-24       | true   | 1
        35-44       | false  | 1
        """
    )


def test_two_households_in_one_month_are_one_month(tre_ar):
    """Två hushåll i samma månad är en månad: 26 månader i två hushåll räcker inte."""
    tre_ar.levererar(
        "ekb_manad",
        varje_manad(
            """
            pid | hid | fran    | till
            a   | h1  | 2022-01 | 2024-02
            a   | h2  | 2022-01 | 2024-02
            """
        ),
        av="2024",
    )
    assert tre_ar.celler("EKB-03", "utfall", periodtyp="helar", period="2024") == rader("utfall | antal\nfalse | 1")


def test_a_year_is_shown_only_when_the_two_before_it_are_delivered(exempel):
    """Ett år visas först när också de två åren före är lämnade."""
    exempel.levererar("ekb_manad", varje_manad("pid | fran | till\na | 2023-01 | 2023-12"), av="2023")
    exempel.levererar("ekb_manad", varje_manad("pid | fran | till\na | 2024-01 | 2024-12"), av="2024")
    assert exempel.perioder("EKB-03")["2024"]["status"] == "ej_komplett"
