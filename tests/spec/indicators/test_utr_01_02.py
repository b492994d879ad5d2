"""UTR-01 and UTR-02: utredningstid barn och unga, medelvärde och median of the same numbers of days."""

import pytest

from tests.spec.tabell import rader

BOTH = pytest.mark.parametrize("indikator", ["UTR-01", "UTR-02"])


@BOTH
def test_the_outcome_is_days_and_the_period_is_that_of_the_closing(exempel, indikator):
    """Utfallet är antalet dagar, perioden den då utredningen avslutades; pågående räknas inte."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum
        2024-01-10   | 2024-01-10
        2024-02-28   | 2024-03-01
        2023-02-28   | 2024-02-29
        2024-06-30   | 2024-07-01
        2024-06-30   |
        """,
        av="2024",
    )
    assert exempel.celler(indikator, "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 0      | 1
        2024H1 | 2      | 1
        2024H1 | 366    | 1
        2024H2 | 1      | 1
        """
    )


@BOTH
def test_only_child_welfare_up_to_20_years_at_closing(exempel, indikator):
    """Bara social barn- och ungdomsvård, 0–20 år den dag då utredningen avslutades."""
    exempel.levererar(
        "utredning",
        """
        omrade      | alder | alder_vid_avslut
        barn_unga   | 20    | 20
        barn_unga   | 20    | 21
        barn_unga   | 12    | 13
        familjeratt | 10    | 10
        """,
    )
    assert exempel.celler(indikator, "aldersgrupp") == rader(
        """
        aldersgrupp | antal
        13-17       | 1
        18-20       | 1
        """
    )


def test_the_age_at_closing_is_derived_where_it_is_not_given(exempel):
    """Saknas åldern vid avslutet räknas den ur födelseåret eller ur åldern då utredningen inleddes."""
    exempel.levererar(
        "utredning",
        """
        pid | alder | alder_vid_avslut | inledd_datum | avslutad_datum
        a   |       |                  | 2023-10-01   | 2024-03-01
        b   | 12    |                  | 2023-10-01   | 2024-03-01
        c   |       |                  | 2023-10-01   | 2024-03-01
        """,
    )
    exempel.levererar(
        "person",
        """
        pid | fodelsear
        a   | 2004
        """,
    )
    assert exempel.celler("UTR-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        13-17       | 152    | 1
        18-20       | 152    | 1
        okand       |        | 1
        """
    )
    assert exempel.perioder("UTR-01")["2024H1"] == {"status": "komplett", "ungefarlig_alder": True}
