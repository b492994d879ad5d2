"""INS-04: väntetid från beslut till verkställighet."""

from tests.spec.tabell import INGA_RADER, rader


def test_the_outcome_is_days_and_the_period_is_that_of_the_carrying_out(exempel):
    """Dagen för beslutet är dag 0; 2024 har en 29 februari."""
    exempel.levererar(
        "insats",
        """
        beslut_datum | verkstalld_datum
        2024-03-01   | 2024-03-01
        2024-02-28   | 2024-03-01
        2023-12-20   | 2024-01-10
        2024-06-30   | 2024-07-01
                     | 2024-03-01
        2024-03-01   |
        """,
        av="2024",
    )
    assert exempel.celler("INS-04", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 0      | 1
        2024H1 | 2      | 1
        2024H1 | 21     | 1
        2024H1 |        | 1
        2024H2 | 1      | 1
        """
    )


def test_only_services_with_a_needs_test_in_all_areas(exempel):
    """Bara behovsprövade insatser; alla områden, tillsammans och vart och ett för sig."""
    exempel.levererar(
        "insats",
        """
        omrade    | behovsprovad | beslut_datum | verkstalld_datum
        barn_unga | 1            | 2024-03-01   | 2024-03-11
        aldre     | 1            | 2024-03-01   | 2024-03-11
        barn_unga | 0            | 2024-03-01   | 2024-03-11
        """,
    )
    assert exempel.celler("INS-04", "uppdelning grupp utfall") == rader(
        """
        uppdelning | grupp           | utfall | antal
        ''         | ''              | 10     | 2
        insatstyp  | personligt_stod | 10     | 2
        omrade     | aldre           | 10     | 1
        omrade     | barn_unga       | 10     | 1
        """
    )


def test_the_decision_cohort_keeps_those_who_still_wait(exempel):
    """Beslutskohorten: den som väntar räknas som sedd till uttagsdagen, eller till den dag då insatsen avslutades."""
    exempel.levererar(
        "insats",
        """
        beslut_datum | verkstalld_datum | slut
        2024-06-01   | 2024-06-11       |
        2024-06-10   |                  |
        2024-06-10   |                  | 2024-06-15
        2023-12-31   | 2024-01-10       |
                     | 2024-01-10       |
        """,
        uttagsdatum="2024-06-30",
    )
    assert exempel.celler("INS-04", "utfall censurerad", variant="beslutskohort", period="2024H1") == rader(
        """
        utfall | censurerad | antal
        10     | false      | 1
        20     | true       | 1
        5      | true       | 1
        """
    )


def test_a_later_delivery_tells_how_the_wait_ended(exempel):
    """När insatsen verkställs senare är väntan inte längre censurerad i beslutets period."""
    exempel.levererar(
        "insats", "insats_id | beslut_datum | verkstalld_datum\ni1 | 2024-06-10 |\ni2 | 2024-06-10 | 2024-06-12"
    )
    exempel.levererar(
        "insats", "insats_id | beslut_datum | verkstalld_datum\ni1 | 2024-06-10 | 2024-07-10", av="2024H2"
    )
    assert exempel.celler("INS-04", "utfall censurerad", variant="beslutskohort", period="2024H1") == rader(
        """
        utfall | censurerad | antal
        2      | false      | 1
        30     | false      | 1
        """
    )


def test_an_area_that_tells_no_day_of_carrying_out_is_unknown(exempel):
    """Där lämnaren aldrig redovisar verkställighet säger en tom dag inte att någon väntar."""
    exempel.levererar(
        "insats",
        """
        omrade    | beslut_datum | verkstalld_datum
        barn_unga | 2024-06-10   |
        aldre     | 2024-06-10   |
        aldre     | 2024-06-10   | 2024-06-20
        """,
    )
    assert exempel.celler("INS-04", "grupp utfall censurerad", variant="beslutskohort", uppdelning="omrade") == rader(
        """
        grupp     | utfall | censurerad | antal
        aldre     | 10     | false      | 1
        aldre     | 20     | true       | 1
        barn_unga |        | true       | 1
        """
    )


def test_a_period_that_is_not_delivered_is_not_counted(exempel):
    """Ett halvår där bara en del har lämnats räknas inte."""
    exempel.levererar("insats", INGA_RADER, av="2024K1")
    assert exempel.perioder("INS-04")["2024H1"]["status"] == "ej_komplett"


def test_the_median_of_those_carried_out_is_shorter_than_that_of_all_decided(exempel):
    """De som verkställdes väntade 10, 30, 40 och 60 dagar, median 35; med de två som slutade i väntan blir den 40."""
    exempel.levererar(
        "insats",
        """
        beslut_datum | verkstalld_datum | slut
        2024-02-01   | 2024-02-11       |
        2024-02-01   |                  | 2024-02-21
        2024-02-01   | 2024-03-02       |
        2024-02-01   | 2024-03-12       |
        2024-02-01   |                  | 2024-03-22
        2024-02-01   | 2024-04-01       |
        """,
    )
    assert exempel.tal("INS-04", "n varde", period="2024H1", matt="median") == rader(
        """
        n | varde
        4 | 35.0
        """
    )
    assert exempel.tal("INS-04", "n varde", period="2024H1", matt="km_median", variant="beslutskohort") == rader(
        """
        n | varde
        6 | 40.0
        """
    )
