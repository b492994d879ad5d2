"""INS-01: barn och unga med öppenvård den 1 november."""

import pytest

from tests.spec.tabell import rader


def test_the_services_of_the_definition_and_no_others(exempel):
    """Fem insatstyper ingår, efter behovsprövning och inom social barn- och ungdomsvård."""
    exempel.levererar(
        "insats",
        """
        pid | insatstyp                           | behovsprovad | omrade
        a   | strukturerad_oppenvard              | 1            | barn_unga
        b   | personligt_stod                     | 1            | barn_unga
        c   | kontaktperson                       | 1            | barn_unga
        d   | kontaktfamilj                       | 1            | barn_unga
        e   | sarskilt_kvalificerad_kontaktperson | 1            | barn_unga
        f   | personligt_stod                     | 0            | barn_unga
        g   | personligt_stod                     | 1            | missbruk
        h   | familjehem                          | 1            | barn_unga
        i   | rad_och_stod                        | 0            | barn_unga
        """,
        av="2024H2",
    )
    assert exempel.celler("INS-01", "period utfall", periodtyp="dag") == rader(
        """
        period     | utfall | antal
        2024-11-01 | true   | 5
        """
    )


@pytest.mark.parametrize(
    "start, slut, antal",
    [
        ("2024-11-01", "", 1),
        ("2024-11-02", "", 0),
        ("2024-01-10", "2024-11-01", 1),
        ("2024-01-10", "2024-10-31", 0),
    ],
)
def test_a_service_that_begins_or_ends_that_day_is_ongoing(exempel, start, slut, antal):
    """En insats som börjar eller slutar den 1 november pågår den dagen."""
    exempel.levererar("insats", f"pid | start | slut\na | {start} | {slut}", av="2024H2")
    expected = rader("utfall | antal\ntrue | 1") if antal else []
    assert exempel.celler("INS-01", "utfall", periodtyp="dag") == expected


def test_a_child_counts_once_together_and_once_per_type(exempel):
    """Ett barn med flera insatser räknas en gång tillsammans och en gång per insatstyp."""
    exempel.levererar(
        "insats",
        """
        pid | insatstyp
        a   | personligt_stod
        a   | personligt_stod
        a   | kontaktfamilj
        b   | kontaktfamilj
        """,
        av="2024H2",
    )
    assert exempel.celler("INS-01", "uppdelning grupp", periodtyp="dag") == rader(
        """
        uppdelning | grupp           | antal
        ''         | ''              | 2
        insatstyp  | kontaktfamilj   | 2
        insatstyp  | personligt_stod | 1
        """
    )


def test_age_is_the_one_reached_in_the_calendar_year(exempel):
    """Den som fyller 18 i december räknas som 18, och den som fyller 21 ingår inte."""
    exempel.levererar(
        "insats",
        """
        pid | start      | alder
        a   | 2024-01-10 |
        b   | 2024-01-10 |
        c   | 2024-01-10 |
        d   | 2023-01-10 | 16
        e   | 2024-01-10 |
        """,
        av="2024",
    )
    exempel.levererar(
        "person",
        """
        pid | fodelsear
        a   | 2007
        b   | 2006
        c   | 2003
        """,
    )
    assert exempel.celler("INS-01", "aldersgrupp utfall", periodtyp="dag") == rader(
        """
        aldersgrupp | utfall | antal
        13-17       | true   | 2
        18-20       | true   | 1
        okand       |        | 1
        """
    )


def test_a_code_without_translation_is_unknown_unless_another_service_counts(exempel):
    """En lokal kod utan översättning ger okänt utfall, om barnet inte har en annan insats som ingår."""
    exempel.egen(
        "schemas/profiles/omappat.yaml", "hogsta_andel_omappade: 1\nminst_antal_visas: 5\nhogst_koder_visas: 50\n"
    )
    exempel.levererar(
        "insats",
        """
        pid | insatstyp       | behovsprovad
        a   | omappad         | 1
        b   | omappad         | 1
        b   | kontaktperson   | 1
        c   | personligt_stod | omappad
        d   | omappad         | 0
        """,
        av="2024H2",
    )
    assert exempel.celler("INS-01", "utfall", periodtyp="dag") == rader(
        """
        utfall | antal
        true   | 1
               | 2
        """
    )


def test_the_rate_is_by_the_population_of_the_same_ages(exempel):
    """Tre barn bland 420 invånare 0–20 år är 7,1 per 1 000, eller 0,71 procent som Kolada skriver det."""
    exempel.invanare(10, 2024)
    exempel.levererar("insats", "pid\na\nb\nc", av="2024")
    assert exempel.tal("INS-01", "n befolkning varde", matt="per_1000", period="2024-11-01") == rader(
        """
        n | befolkning | varde
        3 | 420        | 7.1
        """
    )
