"""INS-08: väntetid till bostad för vuxna enligt LSS."""

from tests.spec.tabell import rader


def test_days_from_the_decision_to_the_first_offer_of_housing_that_began(exempel):
    """Perioden är den då boendet började, hur gammalt beslutet än är. Beslutet är dag 0."""
    exempel.levererar(
        "insats",
        """
        omrade              | insatstyp            | start      | beslut_datum | forsta_erbjudande_datum
        funktionsnedsattning | lss_boende_vuxna     | 2024-03-01 | 2024-01-31   | 2024-02-29
        funktionsnedsattning | lss_boende_vuxna     | 2024-03-01 | 2022-03-01   | 2023-03-01
        funktionsnedsattning | lss_boende_vuxna     | 2024-07-01 | 2024-03-01   | 2024-03-01
        funktionsnedsattning | lss_boende_vuxna     | 2024-03-01 | 2024-01-31   |
        funktionsnedsattning | lss_boende_vuxna     | 2024-03-01 |              | 2024-02-29
        funktionsnedsattning | lss_daglig_verksamhet | 2024-03-01 | 2024-01-31   | 2024-02-29
        """,
        av="2024",
    )
    assert exempel.celler("INS-08", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 29     | 1
        2024H1 | 365    | 1
        2024H1 |        | 2
        2024H2 | 0      | 1
        """
    )


def test_the_decision_cohort_keeps_those_without_an_offer(exempel):
    """Beslutskohorten: alla beslut under perioden; den som väntar räknas som sedd till uttagsdagen."""
    exempel.levererar(
        "insats",
        """
        omrade               | insatstyp        | start      | slut       | beslut_datum | forsta_erbjudande_datum
        funktionsnedsattning | lss_boende_vuxna | 2024-03-01 |            | 2024-02-01   | 2024-02-11
        funktionsnedsattning | lss_boende_vuxna | 2024-06-10 |            | 2024-06-10   |
        funktionsnedsattning | lss_boende_vuxna | 2024-06-10 | 2024-06-25 | 2024-06-10   |
        funktionsnedsattning | lss_boende_vuxna | 2024-03-01 |            | 2023-12-31   | 2024-02-11
        """,
        uttagsdatum="2024-06-30",
    )
    assert exempel.celler("INS-08", "utfall censurerad", variant="beslutskohort", period="2024H1") == rader(
        """
        utfall | censurerad | antal
        10     | false      | 1
        15     | true       | 1
        20     | true       | 1
        """
    )


def test_where_no_offer_is_told_nobody_is_known_to_wait(exempel):
    """En lämnare som aldrig redovisar erbjudanden har okänt utfall också i beslutskohorten."""
    exempel.levererar(
        "insats",
        """
        omrade               | insatstyp        | start      | beslut_datum
        funktionsnedsattning | lss_boende_vuxna | 2024-03-01 | 2024-02-01
        """,
    )
    assert exempel.celler("INS-08", "variant utfall") == rader(
        """
        variant       | utfall | antal
        ''            |        | 1
        beslutskohort |        | 1
        """
    )
