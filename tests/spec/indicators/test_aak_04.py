"""AAK-04: ej återaktualiserade vuxna med försörjningsstöd."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def med_uppfoljning(exempel) -> Exempel:
    """The year after is delivered too, without rows unless an example says otherwise."""
    for tabell in ("ekb_manad", "aktualisering"):
        exempel.levererar(tabell, INGA_RADER, av="2024")
        exempel.levererar(tabell, INGA_RADER, av="2025")
    return exempel


def test_an_application_on_day_365_is_a_return_and_on_day_366_is_not(med_uppfoljning):
    """Biståndet upphör månadens sista dag; en ansökan dag 1–365 därefter är en återkomst."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-02-01 | h1  | a   | 1
        2024-02-01 | h2  | b   | 1
        2024-02-01 | h3  | c   | 1
        2024-02-01 | h4  | d   | 1
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "aktualisering",
        """
        pid | omrade             | typ     | inkom_datum
        a   | ekonomiskt_bistand | ansokan | 2025-02-28
        b   | ekonomiskt_bistand | ansokan | 2025-03-01
        """,
        av="2025",
    )
    med_uppfoljning.levererar(
        "aktualisering",
        """
        pid | omrade             | typ     | inkom_datum
        c   | ekonomiskt_bistand | ansokan | 2024-02-29
        d   | ekonomiskt_bistand | ansokan | 2024-03-01
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-04", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | false  | 2
        2024H1 | true   | 2
        """
    )


def test_only_a_formal_application_is_a_return(med_uppfoljning):
    """En allmän förfrågan (annat) är ingen ansökan, och en ansökan i ett annat område är ingen återkomst."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-02-01 | h1  | a   | 1
        2024-02-01 | h2  | b   | 1
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "aktualisering",
        """
        pid | omrade             | typ     | inkom_datum
        a   | ekonomiskt_bistand | annat   | 2024-05-01
        b   | barn_unga          | ansokan | 2024-05-01
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-04", "utfall") == rader(
        """
        utfall | antal
        true   | 2
        """
    )


def test_aid_for_a_later_month_is_a_return(med_uppfoljning):
    """Bistånd för någon av de tolv månaderna efteråt kräver en ansökan och är en återkomst; för den trettonde inte."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-02-01 | h1  | a   | 1
        2024-02-01 | h2  | b   | 1
        """,
        av="2024",
    )
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2025-02-01 | h1  | a   | 0
        2025-03-01 | h2  | b   | 0
        """,
        av="2025",
    )
    assert med_uppfoljning.celler("AAK-04", "utfall", period="2024H1") == rader(
        """
        utfall | antal
        false  | 1
        true   | 1
        """
    )


def test_both_adults_count_and_children_do_not(med_uppfoljning):
    """Sökande och medsökande räknas var för sig; barn, och vuxna barn i hushållet, räknas inte."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | roll       | alder | avslutad
        2024-02-01 | h1  | a   | sokande    | 40    | 1
        2024-02-01 | h1  | b   | medsokande | 17    | 1
        2024-02-01 | h1  | c   | barn       | 18    | 1
        2024-02-01 | h2  | d   | medsokande | 18    | 1
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-04", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        18-24       | true   | 1
        25-64       | true   | 1
        """
    )


def test_it_ends_when_every_household_has_ended_and_not_where_nothing_is_said(med_uppfoljning):
    """Den som har bistånd kvar i ett annat hushåll samma månad är inte avslutad; en tom markering är inget avslut."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-02-01 | h1  | a   | 1
        2024-02-01 | h2  | a   | 0
        2024-02-01 | h3  | b   | 1
        2024-02-01 | h4  | b   | 1
        2024-02-01 | h5  | c   |
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-04", "utfall") == rader(
        """
        utfall | antal
        true   | 1
        """
    )


def test_somebody_who_ends_twice_counts_once_from_the_first_end(med_uppfoljning):
    """Den vars bistånd upphör i januari och igen i maj räknas en gång, och har återkommit."""
    med_uppfoljning.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-01-01 | h1  | a   | 1
        2024-04-01 | h1  | a   | 0
        2024-05-01 | h1  | a   | 1
        """,
        av="2024",
    )
    assert med_uppfoljning.celler("AAK-04", "utfall") == rader(
        """
        utfall | antal
        false  | 1
        """
    )


def test_a_period_whose_follow_up_is_not_delivered_is_not_counted(exempel):
    """Utan ett helt år efter perioden, för både bistånd och ansökningar, räknas den inte."""
    for tabell in ("ekb_manad", "aktualisering"):
        exempel.levererar(tabell, INGA_RADER, av="2024")
    exempel.levererar("ekb_manad", INGA_RADER, av="2025")
    exempel.levererar("aktualisering", INGA_RADER, av="2025H1")
    told = {period: entry["status"] for period, entry in exempel.perioder("AAK-04").items()}
    assert (told["2024H1"], told["2024H2"], told["2024"]) == ("komplett", "ej_komplett", "ej_komplett")
