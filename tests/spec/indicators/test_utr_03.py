"""UTR-03: utredning slutförd inom fyra månader."""

import pytest

from tests.spec.tabell import rader


@pytest.mark.parametrize(
    "inledd, sista_dag",
    [
        ("2024-01-10", "2024-05-10"),
        ("2023-10-31", "2024-02-29"),
        ("2024-10-31", "2025-02-28"),
        ("2024-02-29", "2024-06-29"),
    ],
)
def test_the_last_day_has_the_same_number_four_months_later_or_is_the_last_of_the_month(exempel, inledd, sista_dag):
    """Sista dagen har samma dagnummer fyra månader senare; från den 31 oktober är den sista februari."""
    exempel.levererar(
        "utredning",
        f"""
        inledd_datum | avslutad_datum
        {inledd}     | {sista_dag}
        {inledd}     | {sista_dag[:4]}-06-30
        """,
        av=f"{sista_dag[:4]}H1",
    )
    assert exempel.celler("UTR-03", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        true   | 1
        """
    )


def test_the_day_after_four_months_is_late(exempel):
    """Dagen efter fyra månader är inte inom tiden."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum
        2023-10-31   | 2024-03-01
        2024-01-10   | 2024-05-11
        2024-02-29   | 2024-06-30
        """,
    )
    assert exempel.celler("UTR-03", "utfall") == rader(
        """
        utfall | antal
        false  | 3
        """
    )


def test_the_variant_counts_120_days(exempel):
    """Varianten 120_dagar: dag 120 är inom tiden, dag 121 är det inte."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum
        2024-01-10   | 2024-05-09
        2024-01-10   | 2024-05-10
        """,
    )
    assert exempel.celler("UTR-03", "variant utfall") == rader(
        """
        variant   | utfall | antal
        ''        | true   | 2
        120_dagar | false  | 1
        120_dagar | true   | 1
        """
    )


def test_those_open_at_the_end_of_the_period_are_late_once_their_time_had_run_out(exempel):
    """En pågående räknas som inte inom tiden när tiden gått ut före periodens slut, annars inte alls."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum
        2024-02-29   |
        2024-03-01   |
        """,
    )
    assert exempel.celler("UTR-03", "variant period utfall") == rader(
        """
        variant   | period | utfall | antal
        ''        | 2024H1 | false  | 1
        120_dagar | 2024H1 | false  | 2
        """
    )


def test_a_later_closing_does_not_rewrite_an_earlier_period(exempel):
    """Att utredningen avslutas senare ändrar inget i en tidigare period."""
    expected = rader(
        """
        utfall | antal
        false  | 1
        """
    )
    exempel.levererar(
        "utredning",
        """
        utredning_id | inledd_datum | avslutad_datum
        u1           | 2024-02-01   |
        """,
    )
    assert exempel.celler("UTR-03", "utfall", period="2024H1") == expected
    exempel.levererar(
        "utredning",
        """
        utredning_id | inledd_datum | avslutad_datum
        u1           | 2024-02-01   | 2024-08-01
        """,
        av="2024H2",
    )
    assert exempel.celler("UTR-03", "utfall", period="2024H1") == expected
    assert exempel.celler("UTR-03", "utfall", period="2024H2") == expected
    assert exempel.celler("UTR-03", "utfall", periodtyp="helar") == expected


def test_age_is_that_of_the_closing_and_of_the_opening_while_it_is_open(exempel):
    """Den som fyllt 18 vid avslutet ingår inte; för en pågående avser åldern dagen då den inleddes."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum | alder | alder_vid_avslut
        2024-01-10   | 2024-05-01     | 17    | 18
        2024-01-10   | 2024-05-01     | 12    | 13
        2024-01-10   |                | 17    |
        2024-01-10   |                | 18    |
        2024-01-10   |                |       |
        """,
    )
    assert exempel.celler("UTR-03", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        13-17       | false  | 1
        13-17       | true   | 1
        okand       |        | 1
        """
    )


def test_extended_ones_are_shown_apart(exempel):
    """Förlängda redovisas för sig."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum | forlangd_beslut_datum
        2024-01-10   | 2024-06-10     | 2024-05-02
        2024-01-10   | 2024-05-01     |
        """,
    )
    assert exempel.celler("UTR-03", "grupp utfall", uppdelning="forlangd") == rader(
        """
        grupp | utfall | antal
        ja    | false  | 1
        nej   | true   | 1
        """
    )
