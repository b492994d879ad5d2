"""RES-04: brukarbedömning, sju frågor."""

import pytest

from tests.spec.tabell import rader


@pytest.mark.parametrize(
    "fraga, mycket, ganska, inte",
    [
        ("kontakt", "mycket_latt", "ganska_latt", "ganska_svart"),
        ("information", "mycket_latt", "ganska_latt", "mycket_svart"),
        ("forstaelse", "mycket_stor", "ganska_stor", "ganska_liten"),
        ("inflytande", "ja", "ja", "nej"),
        ("paverka", "mycket", "ganska_mycket", "ganska_lite"),
        ("nojd", "mycket_nojd", "ganska_nojd", "ganska_missnojd"),
        ("forandring", "forbattrats_mycket", "forbattrats_lite", "ingen_forandring"),
    ],
)
def test_positive_answers_of_each_question(exempel, fraga, mycket, ganska, inte):
    """Vad som är ett positivt svar på varje fråga, och att vet inte inte räknas alls."""
    exempel.levererar(
        "brukarsvar",
        f"""
        fraga   | svar
        {fraga} | {mycket}
        {fraga} | {ganska}
        {fraga} | {inte}
        {fraga} | vet_ej
        """,
    )
    assert exempel.celler("RES-04", "grupp utfall", uppdelning="fraga") == rader(
        f"""
        grupp   | utfall | antal
        {fraga} | false  | 1
        {fraga} | true   | 2
        """
    )


def test_groups_of_respondents(exempel):
    """Fyra grupper av svarande, och alla tillsammans; andra områden ingår inte."""
    exempel.levererar(
        "brukarsvar",
        """
        omrade             | respondent     | fraga | svar
        barn_unga          | brukare_13plus | nojd  | mycket_nojd
        barn_unga          | vardnadshavare | nojd  | ganska_missnojd
        missbruk           | vuxen          | nojd  | ganska_nojd
        ekonomiskt_bistand | vuxen          | nojd  | ganska_nojd
        barn_unga          | vuxen          | nojd  | ganska_nojd
        familjeratt        | vuxen          | nojd  | ganska_nojd
        aldre              | vuxen          | nojd  | ganska_nojd
        """,
    )
    assert exempel.celler("RES-04", "variant utfall") == rader(
        """
        variant            | utfall | antal
        ''                 | false  | 1
        ''                 | true   | 4
        ekonomiskt_bistand | true   | 1
        missbruk           | true   | 1
        unga_13plus        | true   | 1
        vardnadshavare     | false  | 1
        """
    )


def test_age_group_and_kon_are_as_answered(exempel):
    """Åldersgrupp och kön är som de angetts i svaret; saknas de är de okända, och svaret räknas ändå."""
    exempel.levererar(
        "brukarsvar",
        """
        alder_grupp | kon | svar
        13-17       | 2   | ja
        okand       | 9   | ja
                    |     | nej
        """,
    )
    assert exempel.celler("RES-04", "aldersgrupp kon utfall") == rader(
        """
        aldersgrupp | kon | utfall | antal
        13-17       | 2   | true   | 1
        okand       | 9   | false  | 1
        okand       | 9   | true   | 1
        """
    )


def test_each_question_has_its_own_share_and_there_is_no_sum(exempel):
    """Varje fråga har sin egen andel; en summa över frågorna finns inte."""
    exempel.levererar(
        "brukarsvar",
        """
        fraga      | svar
        inflytande | ja
        inflytande | ja
        inflytande | ja
        inflytande | nej
        inflytande | vet_ej
        nojd       | mycket_nojd
        nojd       | mycket_missnojd
        """,
    )
    published = exempel.tal("RES-04", "uppdelning grupp n taljare varde", period="2024H1")
    assert [row for row in published if row["n"] != "0"] == rader(
        """
        uppdelning | grupp      | n | taljare | varde
        fraga      | inflytande | 4 | 3       | 75.0
        fraga      | nojd       | 2 | 1       | 50.0
        """
    )
