"""AAK-01 och AAK-02: ej återaktualiserade ungdomar 13–20 år och barn 0–12 år."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def med_uppfoljning(exempel) -> Exempel:
    """The year after is delivered too, without rows unless an example says otherwise."""
    for tabell in ("utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2024")
        exempel.levererar(tabell, INGA_RADER, av="2025")
    return exempel


def test_a_new_investigation_on_day_365_is_a_return_and_on_day_366_is_not(med_uppfoljning):
    """En ny utredning dag 1–365 efter avslutet är en återkomst, dag 366 är det inte."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | 2024-01-10   | 2024-03-01     | 15    | 15
        b   | 2024-01-10   | 2024-03-01     | 15    | 15
        c   | 2024-01-10   | 2024-03-01     | 15    | 15
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum
        a   | 2025-03-01   |
        b   | 2025-03-02   |
        """,
        av="2025",
    )
    assert med_uppfoljning.celler("AAK-01", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | false  | 1
        2024H1 | true   | 2
        """
    )


def test_everything_must_have_ended(med_uppfoljning):
    """Den som har en utredning eller insats kvar är inte avslutad; den sista som avslutas är avslutet."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | 2024-01-10   | 2024-03-01     | 15    | 15
        b   | 2024-01-10   | 2024-03-01     | 15    | 15
        c   | 2024-01-10   | 2024-03-01     | 15    | 15
        c   | 2024-03-01   | 2024-07-01     | 15    | 15
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "insats",
        """
        pid | start      | slut       | alder
        a   | 2024-02-01 |            | 15
        b   | 2024-02-01 | 2024-08-01 | 15
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "period utfall", periodtyp="helar") == rader(
        """
        period | utfall | antal
        2024   | true   | 2
        """
    )
    assert med_uppfoljning.celler("AAK-01", "period utfall") == rader(
        """
        period | utfall | antal
        2024H2 | true   | 2
        """
    )


def test_a_granted_service_that_has_not_begun_is_not_over(med_uppfoljning):
    """Den vars utredning ledde till en insats som börjar senare är avslutad först när insatsen är det."""
    med_uppfoljning.levererar(
        "utredning",
        """
        utredning_id | pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        u1           | a   | 2024-01-10   | 2024-03-01     | 15    | 15
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "insats",
        """
        utredning_id | pid | start      | slut       | alder
        u1           | a   | 2024-04-15 | 2024-09-30 | 15
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "period utfall") == rader(
        """
        period | utfall | antal
        2024H2 | true   | 1
        """
    )


def test_only_a_formal_investigation_is_a_return(med_uppfoljning):
    """En ny insats utan utredning är ingen återkomst; en utredning om ekonomiskt bistånd är det inte heller."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | omrade             | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | barn_unga          | 2024-01-10   | 2024-03-01     | 19    | 19
        b   | barn_unga          | 2024-01-10   | 2024-03-01     | 19    | 19
        b   | ekonomiskt_bistand | 2024-04-01   | 2024-04-20     | 19    | 19
        c   | barn_unga          | 2024-01-10   | 2024-03-01     | 19    | 19
        c   | missbruk           | 2024-04-01   | 2024-10-01     | 19    | 19
        d   | barn_unga          | 2024-01-10   | 2024-03-01     | 19    | 19
        d   | omappad            | 2024-04-01   | 2024-10-01     | 19    | 19
        e   | ekonomiskt_bistand | 2024-01-10   | 2024-03-01     | 19    | 19
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "insats",
        """
        pid | insatstyp    | behovsprovad | start      | slut       | alder
        a   | rad_och_stod | 0            | 2024-09-01 | 2024-10-01 | 19
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "utfall", period="2024H1") == rader(
        """
        utfall | antal
        false  | 1
        true   | 2
               | 1
        """
    )


def test_somebody_who_ends_twice_counts_once_from_the_first_end(med_uppfoljning):
    """Den som avslutas i februari, utreds igen i april och avslutas i juni har återkommit."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | 2024-01-10   | 2024-02-01     | 15    | 15
        a   | 2024-04-01   | 2024-06-01     | 15    | 15
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "utfall", period="2024H1") == rader(
        """
        utfall | antal
        false  | 1
        """
    )


def test_unaccompanied_minors_are_left_out_and_those_without_pseudonym_are_unknown(med_uppfoljning):
    """Kända ensamkommande ingår inte; uppgift saknas ingår; en utredning utan pseudonym är okänd."""
    med_uppfoljning.levererar("person", "pid | ensamkommande\na | 1\nb | 9\nc | 0")
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | 2024-01-10   | 2024-03-01     | 15    | 15
        b   | 2024-01-10   | 2024-03-01     | 15    | 15
        c   | 2024-01-10   | 2024-03-01     | 15    | 15
        d   | 2024-01-10   | 2024-03-01     | 15    | 15
            | 2024-01-10   | 2024-03-01     | 15    | 15
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "utfall") == rader(
        """
        utfall | antal
        true   | 3
               | 1
        """
    )


def test_age_is_that_of_the_end_and_divides_the_two_indicators(med_uppfoljning):
    """Den som fyllt 13 före avslutet är ungdom, den som fyllt 21 är varken barn eller ungdom."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | 2024-01-10   | 2024-03-01     | 12    | 12
        b   | 2024-01-10   | 2024-03-01     | 12    | 13
        c   | 2024-01-10   | 2024-03-01     | 17    | 18
        d   | 2024-01-10   | 2024-03-01     | 20    | 21
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "insats",
        """
        pid | start      | slut       | alder
        e   | 2020-05-01 | 2024-03-01 | 8
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-01", "aldersgrupp") == rader(
        """
        aldersgrupp | antal
        13-17       | 1
        18-20       | 1
        """
    )
    assert med_uppfoljning.celler("AAK-02", "aldersgrupp") == rader(
        """
        aldersgrupp | antal
        0-12        | 2
        """
    )


def test_a_period_whose_follow_up_is_not_delivered_is_not_counted(exempel):
    """Utan ett helt år efter perioden, för både utredningar och insatser, räknas den inte."""
    for tabell in ("utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2024")
    exempel.levererar("utredning", INGA_RADER, av="2025")
    exempel.levererar("insats", INGA_RADER, av="2025H1")
    told = {period: entry["status"] for period, entry in exempel.perioder("AAK-02").items()}
    assert told == {
        "2024": "ej_komplett",
        "2024H1": "komplett",
        "2024H2": "ej_komplett",
        "2025": "ej_komplett",
        "2025H1": "ej_komplett",
        "2025H2": "ej_komplett",
    }
