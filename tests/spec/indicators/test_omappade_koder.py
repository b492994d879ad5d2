"""A local code without translation is unknown in every indicator: never a no, never another category.

The threshold is set to 1 here, so that nothing is held back and the rows can be few.
"""

import pytest

from tests.spec.tabell import INGA_RADER, Exempel, rader

PROFIL = "hogsta_andel_omappade: 1\nminst_antal_visas: 5\nhogst_koder_visas: 50\n"


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    exempel = Exempel(tmp_path)
    exempel.egen("schemas/profiles/omappat.yaml", PROFIL)
    return exempel


@pytest.mark.parametrize(
    "tabell, indikator, rows, expected",
    [
        (
            "aktualisering",
            "AKT-02",
            "typ\nanmalan\nansokan\nomappad",
            "utfall | antal\nfalse | 1\ntrue | 1\n | 1",
        ),
        (
            "aktualisering",
            "AKT-03",
            "orsak\nskola\nomappad",
            "utfall | antal\nomappad | 1\nskola | 1",
        ),
        (
            "aktualisering",
            "AKT-04",
            "atgard\ninleds\nomappad",
            "utfall | antal\ninleds | 1\nomappad | 1",
        ),
        (
            "utredning",
            "UTR-05",
            "utfall\ninsats\nhanvisning\nomappad",
            "utfall | antal\nfalse | 1\ntrue | 1\n | 1",
        ),
    ],
)
def test_the_outcome_is_unknown(exempel, tabell, indikator, rows, expected):
    """En lokal kod utan översättning är okänd, aldrig ett nej."""
    exempel.levererar(tabell, rows)
    assert exempel.celler(indikator, "utfall") == rader(expected)


def test_a_decision_without_translation_is_unknown_with_and_without_its_day(exempel):
    """En åtgärd utan översättning ger okänt utfall: ärendet kan ha förts till en pågående utredning."""
    exempel.levererar(
        "aktualisering",
        """
        inkom_datum | atgard  | atgard_datum
        2024-03-01  | inleds  | 2024-03-05
        2024-03-01  | omappad | 2024-03-05
        2024-03-01  | omappad | 2024-05-05
        2024-03-01  | omappad |
        2024-06-25  | omappad |
        2024-03-01  |         |
        """,
    )
    assert exempel.celler("AKT-05", "utfall") == rader("utfall | antal\nfalse | 1\ntrue | 1\n | 4")


def test_a_later_referral_of_unknown_type_makes_the_return_unknown_unless_another_one_is_a_report(exempel):
    """En senare aktualisering av okänd typ kan vara en anmälan: utfallet är okänt om ingen annan är det."""
    exempel.levererar(
        "aktualisering",
        """
        pid | inkom_datum | atgard      | atgard_datum
        a   | 2024-03-01  | inleds_inte | 2024-03-05
        b   | 2024-03-01  | inleds_inte | 2024-03-05
        c   | 2024-03-01  | inleds_inte | 2024-03-05
        d   | 2024-03-01  | omappad     | 2024-03-05
        """,
        av="2024",
    )
    exempel.levererar(
        "aktualisering",
        """
        pid | typ     | inkom_datum
        a   | omappad | 2025-02-01
        b   | omappad | 2025-02-01
        b   | anmalan | 2025-02-02
        """,
        av="2025",
    )
    assert exempel.celler("AKT-07", "utfall", period="2024H1") == rader("utfall | antal\nfalse | 1\ntrue | 1\n | 1")


def test_a_later_referral_of_unknown_type_may_be_an_application_for_aid(exempel):
    """En senare aktualisering vars typ saknar översättning kan vara en ansökan: okänt, om inte en annan är det."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | avslutad
        2024-02-01 | h1  | a   | 1
        2024-02-01 | h2  | b   | 1
        2024-02-01 | h3  | c   | 1
        """,
        av="2024",
    )
    exempel.levererar(
        "aktualisering",
        """
        pid | omrade             | typ     | inkom_datum
        a   | ekonomiskt_bistand | omappad | 2024-05-01
        b   | ekonomiskt_bistand | omappad | 2024-05-01
        b   | ekonomiskt_bistand | ansokan | 2024-06-01
        c   | ekonomiskt_bistand | annat   | 2024-06-01
        """,
        av="2024",
    )
    for tabell in ("ekb_manad", "aktualisering"):
        exempel.levererar(tabell, INGA_RADER, av="2025")
    assert exempel.celler("AAK-04", "utfall") == rader("utfall | antal\nfalse | 1\ntrue | 1\n | 1")


@pytest.mark.parametrize("tabell, indikator", [("aktualisering", "AKT-02"), ("utredning", "UTR-01")])
def test_a_sex_without_translation_is_taken_from_the_person_table_else_it_is_unknown(exempel, tabell, indikator):
    """Ett kön utan översättning tas ur persontabellen, och är annars okänt."""
    exempel.levererar("person", "pid | kon\na | 2\nb | omappad")
    exempel.levererar(tabell, "pid | kon\na | omappad\nb | omappad\nb | 1\nc | omappad")
    assert exempel.celler(indikator, "kon") == rader("kon | antal\n1 | 1\n2 | 1\n9 | 2")


def test_an_area_without_translation_is_an_unknown_group(exempel):
    """Ett område utan översättning är en okänd grupp."""
    exempel.levererar("utredning", "omrade\nbarn_unga\nomappad")
    assert exempel.celler("UTR-05", "uppdelning grupp") == rader(
        """
        uppdelning | grupp     | antal
        ''         | ''        | 2
        omrade     | barn_unga | 1
        omrade     | okand     | 1
        """
    )
