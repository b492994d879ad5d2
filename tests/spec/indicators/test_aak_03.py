"""AAK-03: ej återaktualiserade vuxna med missbruksproblem 21 år och äldre."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def med_uppfoljning(exempel) -> Exempel:
    """The year after is delivered too, without rows unless an example says otherwise."""
    for tabell in ("utredning", "insats"):
        exempel.levererar(tabell, INGA_RADER, av="2024")
        exempel.levererar(tabell, INGA_RADER, av="2025")
    return exempel


def test_only_cases_of_substance_use_end_and_come_back(med_uppfoljning):
    """Bara utredningar och insatser inom missbruk räknas, både för avslutet och för återkomsten."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | omrade             | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | missbruk           | 2024-01-10   | 2024-03-01     | 40    | 40
        a   | ekonomiskt_bistand | 2024-01-10   |                | 40    |
        b   | missbruk           | 2024-01-10   | 2024-03-01     | 40    | 40
        b   | vald               | 2024-09-01   |                | 40    |
        c   | missbruk           | 2024-01-10   | 2024-03-01     | 40    | 40
        c   | missbruk           | 2024-09-01   |                | 40    |
        d   | vald               | 2024-01-10   | 2024-03-01     | 40    | 40
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-03", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        true   | 2
        """
    )


def test_somebody_with_a_service_left_has_not_ended(med_uppfoljning):
    """Den som har en insats kvar inom missbruk är inte avslutad; en insats i ett annat område hindrar inte."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | omrade   | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | missbruk | 2024-01-10   | 2024-03-01     | 40    | 40
        b   | missbruk | 2024-01-10   | 2024-03-01     | 40    | 40
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "insats",
        """
        pid | omrade   | insatstyp  | start      | slut | alder
        a   | missbruk | hvb        | 2024-02-01 |      | 40
        b   | aldre    | hemtjanst  | 2024-02-01 |      | 40
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-03", "utfall") == rader(
        """
        utfall | antal
        true   | 1
        """
    )


def test_adults_are_21_at_the_end(med_uppfoljning):
    """Den som fyllt 21 vid avslutet ingår; en okänd ålder ger okänt utfall."""
    med_uppfoljning.levererar(
        "utredning",
        """
        pid | omrade   | inledd_datum | avslutad_datum | alder | alder_vid_avslut
        a   | missbruk | 2024-01-10   | 2024-03-01     | 20    | 20
        b   | missbruk | 2024-01-10   | 2024-03-01     | 20    | 21
        c   | missbruk | 2024-01-10   | 2024-03-01     | 65    | 65
        d   | missbruk | 2024-01-10   | 2024-03-01     |       |
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-03", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        21-64       | true   | 1
        65+         | true   | 1
        okand       |        | 1
        """
    )
