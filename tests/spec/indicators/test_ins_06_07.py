"""INS-06 and INS-07: väntetid till särskilt boende för äldre; the same days, as mean and median and as more than 90."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader

BOTH = pytest.mark.parametrize("indikator", ["INS-06", "INS-07"])


@pytest.fixture
def exempel(exempel) -> Exempel:
    """The half-years before and after 2024H1 are delivered too: look-back and follow-up."""
    for tabell in ("aktualisering", "utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2023H2")
    for tabell in ("aktualisering", "utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2024H2")
    return exempel


def ansokningar(exempel, aktualisering: str, utredning: str, insats: str) -> None:
    exempel.levererar("aktualisering", aktualisering, av="2024H1")
    exempel.levererar("utredning", utredning, av="2024H1")
    exempel.levererar("insats", insats, av="2024H1")


@BOTH
def test_days_from_the_application_to_the_first_offer(exempel, indikator):
    """Dag 90 är inom tiden och dag 91 är det inte. Ansökan är dag 0."""
    exempel.levererar(
        "aktualisering",
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | ansokan | 2024-01-10  | 80
        u2           | aldre  | ansokan | 2024-01-10  | 80
        u3           | aldre  | ansokan | 2024-01-10  | 80
        """,
    )
    exempel.levererar(
        "utredning",
        """
        utredning_id | omrade | avslutad_datum
        u1           | aldre  | 2024-02-01
        u2           | aldre  | 2024-02-01
        u3           | aldre  | 2024-02-01
        """,
    )
    exempel.levererar(
        "insats",
        """
        utredning_id | omrade | insatstyp | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-01-10              | 80
        u2           | aldre  | sabo      | 2024-04-09              | 80
        u3           | aldre  | sabo      | 2024-04-10              | 80
        """,
    )
    assert exempel.celler(indikator, "utfall") == rader(
        """
        utfall | antal
        0      | 1
        90     | 1
        91     | 1
        """
    )


@BOTH
def test_the_first_application_and_the_first_offer_count(exempel, indikator):
    """Av flera ansökningar och flera erbjudanden i samma utredning räknas de första; en anmälan är ingen ansökan."""
    ansokningar(
        exempel,
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | anmalan | 2024-01-01  | 80
        u1           | aldre  | ansokan | 2024-01-10  | 80
        u1           | aldre  | ansokan | 2024-01-20  | 80
        """,
        "utredning_id | omrade | avslutad_datum\nu1 | aldre | 2024-02-01",
        """
        utredning_id | omrade | insatstyp | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-03-01              | 80
        u1           | aldre  | sabo      | 2024-02-01              | 80
        u1           | aldre  | hemtjanst | 2024-01-15              | 80
        """,
    )
    assert exempel.celler(indikator, "utfall") == rader("utfall | antal\n22 | 1")


@BOTH
def test_only_those_65_or_older_when_they_applied(exempel, indikator):
    """Den som fyllde 65 efter ansökan ingår inte."""
    ansokningar(
        exempel,
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | ansokan | 2024-01-10  | 64
        u2           | aldre  | ansokan | 2024-01-10  | 65
        u3           | aldre  | ansokan | 2024-01-10  |
        """,
        """
        utredning_id | omrade | avslutad_datum
        u1           | aldre  | 2024-02-01
        u2           | aldre  | 2024-02-01
        u3           | aldre  | 2024-02-01
        """,
        """
        utredning_id | omrade | insatstyp | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-02-09              | 65
        u2           | aldre  | sabo      | 2024-02-09              | 65
        u3           | aldre  | sabo      | 2024-02-09              |
        """,
    )
    assert exempel.celler(indikator, "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        65-79       | 30     | 1
        okand       |        | 1
        """
    )


@BOTH
def test_without_an_offer_or_an_application_the_time_is_unknown(exempel, indikator):
    """Utan erbjudande, utan känd ansökan eller utan känd utredning är väntetiden okänd. Avslag ger ingen insats."""
    ansokningar(
        exempel,
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | ansokan | 2024-01-10  | 80
        u4           | aldre  | ansokan | 2024-01-10  | 80
        """,
        """
        utredning_id | omrade | avslutad_datum
        u1           | aldre  | 2024-02-01
        u2           | aldre  | 2024-02-01
        u4           | aldre  | 2024-02-01
        u5           | aldre  |
        """,
        """
        utredning_id | omrade | insatstyp | start      | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-02-01 |                         | 80
        u2           | aldre  | sabo      | 2024-02-01 | 2024-02-20              | 80
                     | aldre  | sabo      | 2024-02-01 | 2024-02-20              | 80
        u5           | aldre  | sabo      | 2024-02-01 | 2024-02-20              | 80
        """,
    )
    assert exempel.celler(indikator, "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 |        | 3
        """
    )


def test_the_decision_cohort_keeps_those_without_an_offer(exempel):
    """Beslutskohorten: den som inte fått något erbjudande räknas som sedd till uttagsdagen eller insatsens slut."""
    ansokningar(
        exempel,
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | ansokan | 2024-01-10  | 80
        u2           | aldre  | ansokan | 2024-01-10  | 80
        u3           | aldre  | ansokan | 2024-01-10  | 80
        """,
        """
        utredning_id | omrade | avslutad_datum
        u1           | aldre  | 2024-02-01
        u2           | aldre  | 2024-02-01
        u3           | aldre  | 2024-02-01
        """,
        """
        utredning_id | omrade | insatstyp | start      | slut       | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-02-01 |            | 2024-01-30              | 80
        u2           | aldre  | sabo      | 2024-02-01 |            |                         | 80
        u3           | aldre  | sabo      | 2024-02-01 | 2024-03-10 |                         | 80
        """,
    )
    assert exempel.celler("INS-06", "utfall censurerad", variant="beslutskohort") == rader(
        """
        utfall | censurerad | antal
        172    | true       | 1
        20     | false      | 1
        60     | true       | 1
        """
    )


@BOTH
def test_a_period_is_counted_when_the_half_years_around_it_are_delivered(exempel, indikator):
    """Utan halvåret före saknas ansökningar, och utan halvåret efter saknas erbjudanden."""
    for tabell in ("aktualisering", "utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2024H1")
    told = {period: entry["status"] for period, entry in exempel.perioder(indikator).items()}
    assert told == {
        "2023": "ej_komplett",
        "2023H2": "ej_komplett",
        "2024": "ej_komplett",
        "2024H1": "komplett",
        "2024H2": "ej_komplett",
    }


def test_the_published_numbers(exempel):
    """Väntetiderna 20, 50 och 110 dagar: medel 60, median 50, och en av tre över 90 dagar; ett erbjudande saknas."""
    ansokningar(
        exempel,
        """
        utredning_id | omrade | typ     | inkom_datum | alder
        u1           | aldre  | ansokan | 2024-01-10  | 80
        u2           | aldre  | ansokan | 2024-01-10  | 80
        u3           | aldre  | ansokan | 2024-01-10  | 80
        u4           | aldre  | ansokan | 2024-01-10  | 80
        """,
        """
        utredning_id | omrade | avslutad_datum
        u1           | aldre  | 2024-02-01
        u2           | aldre  | 2024-02-01
        u3           | aldre  | 2024-02-01
        u4           | aldre  | 2024-02-01
        """,
        """
        utredning_id | omrade | insatstyp | forsta_erbjudande_datum | alder
        u1           | aldre  | sabo      | 2024-01-30              | 80
        u2           | aldre  | sabo      | 2024-02-29              | 80
        u3           | aldre  | sabo      | 2024-04-29              | 80
        u4           | aldre  | sabo      |                         | 80
        """,
    )
    assert exempel.tal("INS-06", "matt n n_okand varde", period="2024H1") == rader(
        """
        matt   | n | n_okand | varde
        medel  | 3 | 1       | 60.0
        median | 3 | 1       | 50.0
        """
    )
    assert exempel.tal("INS-07", "matt n n_okand varde", period="2024H1") == rader(
        """
        matt  | n | n_okand | varde
        andel | 3 | 1       | 33.3
        """
    )
