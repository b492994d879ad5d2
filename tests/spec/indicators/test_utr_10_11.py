"""UTR-10 och UTR-11: väntetid till beslut om försörjningsstöd vid nybesök, i dagar och mer än 14 dagar."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def med_aret_fore(exempel) -> Exempel:
    """The year before is delivered too, without rows: first visits and old applications can be told."""
    exempel.levererar("beslut", INGA_RADER, av="2023")
    exempel.levererar("aktualisering", INGA_RADER, av="2023")
    return exempel


ANSOKNINGAR = """
    omrade             | typ     | inkom_datum | utredning_id
    ekonomiskt_bistand | ansokan | 2024-03-01  | u1
    ekonomiskt_bistand | ansokan | 2024-03-01  | u2
    ekonomiskt_bistand | ansokan | 2024-02-15  | u3
    ekonomiskt_bistand | ansokan | 2024-03-01  | u4
    """

BESLUT = """
    pid | utredning_id | datum      | typ
    a   | u1           | 2024-03-15 | bifall
    b   | u2           | 2024-03-16 | delvis_bifall
    c   | u3           | 2024-02-29 | avslag
    d   | u4           | 2024-03-01 | bifall
    """


def test_days_are_counted_from_the_application_to_the_decision(med_aret_fore):
    """Dagen då ansökan kom in är dag 0; bifall, delvis bifall och avslag är beslut."""
    med_aret_fore.levererar("aktualisering", ANSOKNINGAR)
    med_aret_fore.levererar("beslut", BESLUT)
    assert med_aret_fore.celler("UTR-10", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 0      | 1
        2024H1 | 14     | 2
        2024H1 | 15     | 1
        """
    )


def test_day_14_is_within_and_day_15_is_more_than_14(med_aret_fore):
    """Beslut dag 14 är inte mer än 14 dagar, beslut dag 15 är det; från 15 februari är 29 februari dag 14."""
    med_aret_fore.levererar("aktualisering", ANSOKNINGAR)
    med_aret_fore.levererar("beslut", BESLUT)
    assert med_aret_fore.celler("UTR-11", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | false  | 3
        2024H1 | true   | 1
        """
    )


def test_general_questions_and_dismissals_and_re_decisions_are_left_out(med_aret_fore):
    """En allmän förfrågan (annat) är ingen ansökan, så väntetiden är okänd; avskrivning och omprövning är inga svar."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade             | typ     | inkom_datum | utredning_id
        ekonomiskt_bistand | annat   | 2024-02-20  | u1
        ekonomiskt_bistand | annat   | 2024-02-20  | u2
        ekonomiskt_bistand | ansokan | 2024-02-25  | u2
        ekonomiskt_bistand | ansokan | 2024-02-25  | u3
        ekonomiskt_bistand | ansokan | 2024-02-25  | u4
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        pid | utredning_id | datum      | typ
        a   | u1           | 2024-03-01 | bifall
        b   | u2           | 2024-03-01 | bifall
        c   | u3           | 2024-03-01 | avskrivning
        d   | u4           | 2024-03-01 | omprovning
        """,
    )
    assert med_aret_fore.celler("UTR-10", "utfall") == rader(
        """
        utfall | antal
        5      | 1
               | 1
        """
    )


def test_a_first_visit_is_one_without_a_decision_in_the_three_months_before(med_aret_fore):
    """Med ett beslut de tre månaderna före är det inget nybesök; är beslutet en dag äldre än så är det ett nybesök."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade             | typ     | inkom_datum | utredning_id
        ekonomiskt_bistand | ansokan | 2024-01-10  | u1
        ekonomiskt_bistand | ansokan | 2024-01-10  | u2
        ekonomiskt_bistand | ansokan | 2024-04-20  | u3
        ekonomiskt_bistand | ansokan | 2024-04-19  | u4
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        pid | utredning_id | datum      | typ
        a   | u1           | 2024-01-31 | bifall
        b   | u2           | 2024-01-31 | avslag
        a   | u3           | 2024-04-30 | bifall
        b   | u4           | 2024-05-01 | bifall
        """,
    )
    assert med_aret_fore.celler("UTR-10", "utfall") == rader(
        """
        utfall | antal
        12     | 1
        21     | 2
        """
    )


def test_several_decisions_in_one_investigation_count_once_and_the_first_is_the_answer(med_aret_fore):
    """Det första beslutet i utredningen är svaret, också om ett nytt kommer mer än tre månader senare."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade             | typ     | inkom_datum | utredning_id
        ekonomiskt_bistand | ansokan | 2024-01-02  | u1
        ekonomiskt_bistand | ansokan | 2024-01-05  | u1
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        pid | utredning_id | datum      | typ
        a   | u1           | 2024-01-10 | avslag
        a   | u1           | 2024-01-10 | bifall
        a   | u1           | 2024-06-20 | bifall
        """,
    )
    assert med_aret_fore.celler("UTR-10", "utfall") == rader(
        """
        utfall | antal
        8      | 1
        """
    )


def test_without_application_or_pseudonym_or_kind_of_decision_the_wait_is_unknown(med_aret_fore):
    """Kan ansökan inte hittas, saknas pseudonym eller är beslutets typ okänd är väntetiden okänd och inte 0."""
    med_aret_fore.levererar("aktualisering", ANSOKNINGAR)
    med_aret_fore.levererar(
        "beslut",
        """
        pid | utredning_id | datum      | omrade             | typ
        a   |              | 2024-03-15 | ekonomiskt_bistand | bifall
        b   |              | 2024-03-15 | ekonomiskt_bistand | bifall
        c   | u9           | 2024-03-15 | ekonomiskt_bistand | bifall
            | u1           | 2024-03-15 | ekonomiskt_bistand | bifall
        d   | u2           | 2024-02-15 | ekonomiskt_bistand | bifall
        e   | u4           | 2024-03-15 | ekonomiskt_bistand |
        f   | u3           | 2024-03-15 | barn_unga          | bifall
        """,
    )
    assert med_aret_fore.celler("UTR-10", "utfall") == rader(
        """
        utfall | antal
               | 6
        """
    )
    assert med_aret_fore.celler("UTR-11", "utfall") == rader(
        """
        utfall | antal
               | 6
        """
    )


def test_a_first_half_year_without_history_is_not_complete(exempel):
    """Utan leverans för tiden före kan nybesök inte skiljas ut: det första halvåret räknas inte."""
    for av in ("2024H1", "2024H2"):
        exempel.levererar("beslut", INGA_RADER, av=av)
        exempel.levererar("aktualisering", INGA_RADER, av=av)
    told = {period: entry["status"] for period, entry in exempel.perioder("UTR-10").items()}
    assert told == {"2024": "ej_komplett", "2024H1": "ej_komplett", "2024H2": "komplett"}
