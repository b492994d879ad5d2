"""UTR-02, varianten beslutskohort: utredningstid för alla som inletts, pågående inräknade."""

from tests.spec.tabell import INGA_RADER, rader


def test_all_opened_in_the_period_count_and_ongoing_ones_are_censored_at_the_extraction(exempel):
    """Alla som inletts under perioden räknas; en pågående har varat minst till uttagsdatum (30 juni)."""
    exempel.levererar(
        "utredning",
        """
        inledd_datum | avslutad_datum
        2024-02-28   | 2024-03-01
        2024-06-20   |
        2023-12-31   | 2024-01-10
        """,
    )
    assert exempel.celler("UTR-02", "period utfall censurerad", variant="beslutskohort") == rader(
        """
        period | utfall | censurerad | antal
        2024H1 | 10     | true       | 1
        2024H1 | 2      | false      | 1
        """
    )


def test_a_later_delivery_tells_how_long_it_took(exempel):
    """När en senare leverans visar avslutet är utredningen inte längre censurerad, och hör kvar till sin period."""
    exempel.levererar(
        "utredning",
        """
        utredning_id | inledd_datum | avslutad_datum
        u1           | 2024-06-20   |
        """,
    )
    exempel.levererar(
        "utredning",
        """
        utredning_id | inledd_datum | avslutad_datum
        u1           | 2024-06-20   | 2024-09-18
        """,
        av="2024H2",
    )
    assert exempel.celler("UTR-02", "period utfall censurerad", variant="beslutskohort") == rader(
        """
        period | utfall | censurerad | antal
        2024H1 | 90     | false      | 1
        """
    )
    assert exempel.celler("UTR-02", "period utfall") == rader(
        """
        period | utfall | antal
        2024H2 | 90     | 1
        """
    )


def test_one_that_a_later_extraction_still_finds_ongoing_has_lasted_longer(exempel):
    """En utredning som levereras pågående igen har varat till det senare uttagsdatumet."""
    rad = """
        utredning_id | inledd_datum | avslutad_datum
        u1           | 2024-06-20   |
        """
    exempel.levererar("utredning", rad)
    exempel.levererar("utredning", rad, av="2024H2")
    assert exempel.celler("UTR-02", "period utfall censurerad", variant="beslutskohort") == rader(
        """
        period | utfall | censurerad | antal
        2024H1 | 194    | true       | 1
        """
    )


def test_age_is_that_of_the_opening(exempel):
    """Den som var 20 då utredningen inleddes ingår, också om den avslutades efter 21-årsdagen."""
    exempel.levererar("utredning", INGA_RADER, av="2024H2")
    exempel.levererar(
        "utredning",
        """
        alder | alder_vid_avslut | omrade
        20    | 21               | barn_unga
        21    | 21               | barn_unga
        10    | 10               | familjeratt
        """,
    )
    assert exempel.celler("UTR-02", "aldersgrupp", variant="beslutskohort") == rader(
        """
        aldersgrupp | antal
        18-20       | 1
        """
    )
