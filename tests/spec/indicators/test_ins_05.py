"""INS-05: gynnande beslut som inte verkställts inom tre månader."""

import pytest

from tests.spec.tabell import rader

KVARTAL = {"periodtyp": "kvartal", "period": "2024K2"}

#: Another service of the same area, decided and carried out long ago: the sender tells days of carrying out.
IGANG = "2023-01-10 | 2023-01-20 | 2023-01-20 | | |"


def rad(beslut="", verkstalld="", avbrott_fran="", avbrott_till="", slut="") -> str:
    """Two services: one that is carried out, and one with these days."""
    return (
        "start | beslut_datum | verkstalld_datum | avbrott_fran | avbrott_till | slut\n"
        f"{IGANG}\n2024-01-10 | {beslut} | {verkstalld} | {avbrott_fran} | {avbrott_till} | {slut}"
    )


@pytest.mark.parametrize(
    "beslut, utfall",
    [
        ("2024-03-29", "1"),
        ("2024-03-30", "0"),
        ("2024-03-31", "0"),
        ("2024-06-30", "0"),
        ("2023-11-30", "1"),
    ],
)
def test_three_months_to_the_day_is_within_and_the_day_after_is_not(exempel, beslut, utfall):
    """Den 30 juni är tre månader från den 30 och den 31 mars: båda är inom tiden, den 29 mars är det inte."""
    exempel.levererar("insats", rad(beslut=beslut), av="2024K2")
    expected = {"0": "utfall | antal\n0 | 2", "1": "utfall | antal\n0 | 1\n1 | 1"}
    assert exempel.celler("INS-05", "utfall", **KVARTAL) == rader(expected[utfall])


def test_the_last_day_of_february_is_three_months_from_30_november(exempel):
    """Tre månader från den 30 november är den 29 februari 2024: vid kvartalets slut har tiden gått ut."""
    exempel.levererar("insats", rad(beslut="2023-11-30"), av="2024K1")
    assert exempel.celler("INS-05", "period utfall", periodtyp="kvartal") == rader(
        """
        period | utfall | antal
        2024K1 | 0      | 1
        2024K1 | 1      | 1
        """
    )


def test_what_happens_after_the_quarter_changes_nothing_in_it(exempel):
    """Ett beslut som verkställs i juli var inte verkställt den 30 juni; ett som avslutats den 30 juni är inte öppet."""
    exempel.levererar(
        "insats",
        """
        start      | beslut_datum | verkstalld_datum | slut
        2024-01-10 | 2024-01-10   | 2024-07-01       |
        2024-01-10 | 2024-01-10   | 2024-06-30       |
        2024-01-10 | 2024-01-10   |                  | 2024-06-30
        2024-01-10 | 2024-01-10   |                  | 2024-07-01
        2024-07-10 | 2024-07-10   |                  |
        """,
        av="2024",
    )
    assert exempel.celler("INS-05", "utfall", **KVARTAL) == rader(
        """
        utfall | antal
        0      | 1
        1      | 2
        """
    )


@pytest.mark.parametrize(
    "fran, till, utfall",
    [
        ("2024-03-29", "", "1"),
        ("2024-03-30", "", "0"),
        ("2024-03-29", "2024-06-30", "0"),
        ("2024-03-29", "2024-07-01", "1"),
        ("2024-07-01", "", "0"),
    ],
)
def test_an_interruption_counts_from_the_day_it_began(exempel, fran, till, utfall):
    """Tre månader räknas också från avbrottet, om insatsen inte har återupptagits vid kvartalets slut."""
    exempel.levererar(
        "insats", rad(beslut="2023-02-01", verkstalld="2023-03-01", avbrott_fran=fran, avbrott_till=till), av="2024"
    )
    expected = {"0": "utfall | antal\n0 | 2", "1": "utfall | antal\n0 | 1\n1 | 1"}
    assert exempel.celler("INS-05", "utfall", **KVARTAL) == rader(expected[utfall])


def test_care_under_lvu_and_services_without_a_needs_test_are_left_out(exempel):
    """Vård enligt LVU och LVM är inga gynnande beslut, och en insats utan behovsprövning har inget beslut."""
    exempel.levererar(
        "insats",
        """
        lagrum | behovsprovad | beslut_datum | verkstalld_datum
        SoL    | 1            | 2024-01-10   |
               | 1            | 2024-01-10   |
        LSS    | 1            | 2024-01-10   | 2024-01-20
        LVU    | 1            | 2024-01-10   |
        LVM    | 1            | 2024-01-10   |
        SoL    | 0            | 2024-01-10   |
        """,
        av="2024K2",
    )
    assert exempel.celler("INS-05", "utfall", **KVARTAL) == rader(
        """
        utfall | antal
        0      | 1
        1      | 2
        """
    )


def test_missing_days_are_unknown(exempel):
    """Utan beslutsdag är utfallet okänt, och likaså där lämnaren aldrig redovisar verkställighet."""
    exempel.levererar(
        "insats",
        """
        omrade    | start      | beslut_datum | verkstalld_datum
        barn_unga | 2024-01-10 |              |
        barn_unga | 2024-01-10 |              | 2024-01-20
        aldre     | 2024-01-10 | 2024-01-10   |
        """,
        av="2024K2",
    )
    assert exempel.celler("INS-05", "grupp utfall", uppdelning="omrade", **KVARTAL) == rader(
        """
        grupp     | utfall | antal
        aldre     |        | 1
        barn_unga | 0      | 1
        barn_unga |        | 1
        """
    )


def test_those_not_carried_out_by_themselves_with_their_days_of_waiting(exempel):
    """Varianten vantande: dagar från beslutet eller avbrottet till kvartalets slut."""
    exempel.levererar(
        "insats",
        """
        beslut_datum | verkstalld_datum | avbrott_fran
        2024-03-01   |                  |
        2023-03-01   | 2023-03-10       | 2024-03-01
        2024-05-01   |                  |
        2024-03-01   | 2024-03-10       |
        """,
        av="2024K2",
    )
    assert exempel.celler("INS-05", "utfall", variant="vantande", **KVARTAL) == rader(
        """
        utfall | antal
        121    | 2
        """
    )


def test_age_is_the_one_reached_in_the_calendar_year(exempel):
    """Den som fyller 18 under året räknas som 18."""
    exempel.levererar(
        "insats",
        "pid | alder | beslut_datum | verkstalld_datum\na | | 2024-01-10 | 2024-01-10\nb | | 2024-01-10 | 2024-01-10",
        av="2024K2",
    )
    exempel.levererar("person", "pid | fodelsear\na | 2006\nb | 2007")
    assert exempel.celler("INS-05", "aldersgrupp", **KVARTAL) == rader(
        """
        aldersgrupp | antal
        0-17        | 1
        18-64       | 1
        """
    )


def test_the_published_share_number_and_days(exempel):
    """Två av fem öppna beslut är inte verkställda i tid: 40 procent, och de har väntat 121 och 151 dagar."""
    exempel.levererar(
        "insats",
        """
        beslut_datum | verkstalld_datum
        2024-03-01   |
        2024-01-31   |
        2024-06-01   |
        2024-03-01   | 2024-03-10
        2024-03-01   | 2024-06-29
        """,
        av="2024K2",
    )
    assert exempel.tal("INS-05", "variant matt n taljare varde", period="2024K2") == rader(
        """
        variant  | matt   | n | taljare | varde
        ''       | andel  | 5 | 2       | 40.0
        vantande | antal  | 2 | 2       | 2.0
        vantande | median | 2 |         | 136.0
        """
    )
