"""UTR-12: väntetid från ansökan till beslut om insats enligt LSS."""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader


@pytest.fixture
def med_aret_fore(exempel) -> Exempel:
    """The year before is delivered too, without rows."""
    exempel.levererar("beslut", INGA_RADER, av="2023")
    exempel.levererar("aktualisering", INGA_RADER, av="2023")
    return exempel


def test_refusals_and_re_decisions_count_and_dismissals_do_not(med_aret_fore):
    """Avslag och omprövningar räknas, avskrivna ansökningar inte; beslut enligt SoL hör inte hit."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade               | typ     | inkom_datum | utredning_id
        funktionsnedsattning | ansokan | 2024-02-01  | u1
        funktionsnedsattning | ansokan | 2024-02-01  | u2
        funktionsnedsattning | ansokan | 2024-02-01  | u3
        funktionsnedsattning | ansokan | 2024-02-01  | u4
        funktionsnedsattning | ansokan | 2024-02-01  | u5
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        utredning_id | lagrum | datum      | typ         | omrade
        u1           | LSS    | 2024-03-01 | bifall      | funktionsnedsattning
        u2           | LSS    | 2024-03-02 | avslag      | funktionsnedsattning
        u3           | LSS    | 2024-03-03 | omprovning  | funktionsnedsattning
        u4           | LSS    | 2024-03-04 | avskrivning | funktionsnedsattning
        u5           | SoL    | 2024-03-05 | bifall      | funktionsnedsattning
        """,
    )
    assert med_aret_fore.celler("UTR-12", "utfall") == rader(
        """
        utfall | antal
        29     | 1
        30     | 1
        31     | 1
        """
    )


def test_a_service_under_lss_tells_the_act_where_it_is_not_stated(med_aret_fore):
    """Saknas lagrum avgör insatstypen; varje insatstyp redovisas för sig."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade               | typ     | inkom_datum | utredning_id
        funktionsnedsattning | ansokan | 2024-02-01  | u1
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        utredning_id | lagrum | datum      | insatstyp
        u1           |        | 2024-02-11 | lss_kontaktperson
        u1           | LSS    | 2024-02-11 |
        u1           | SoL    | 2024-02-11 | lss_kontaktperson
        u1           |        | 2024-02-11 | boendestod
        """,
    )
    assert med_aret_fore.celler("UTR-12", "uppdelning grupp utfall") == rader(
        """
        uppdelning | grupp             | utfall | antal
        ''         | ''                | 10     | 2
        insatstyp  | lss_kontaktperson | 10     | 1
        insatstyp  | okand             | 10     | 1
        """
    )


def test_without_an_application_or_a_known_decision_the_wait_is_unknown(med_aret_fore):
    """Utan ansökan är väntetiden okänd, som vid omprövning på eget initiativ, och likaså om typen är okänd."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade               | typ     | inkom_datum | utredning_id
        funktionsnedsattning | ansokan | 2024-02-01  | u1
        """,
    )
    med_aret_fore.levererar(
        "beslut",
        """
        utredning_id | lagrum | datum      | typ
                     | LSS    | 2024-03-01 | omprovning
        u9           | LSS    | 2024-03-01 | bifall
        u1           | LSS    | 2024-03-01 |
        """,
    )
    assert med_aret_fore.celler("UTR-12", "utfall") == rader(
        """
        utfall | antal
               | 3
        """
    )


def test_an_application_of_the_year_before_is_found(med_aret_fore):
    """En ansökan från året före hittas om den levererats: 29 februari räknas som en dag."""
    med_aret_fore.levererar(
        "aktualisering",
        """
        omrade               | typ     | inkom_datum | utredning_id
        funktionsnedsattning | ansokan | 2023-10-31  | u1
        """,
        av="2023",
    )
    med_aret_fore.levererar("aktualisering", INGA_RADER)
    med_aret_fore.levererar(
        "beslut",
        """
        utredning_id | lagrum | datum      | alder
        u1           | LSS    | 2024-03-01 | 22
        """,
    )
    assert med_aret_fore.celler("UTR-12", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-22        | 122    | 1
        """
    )
