"""EKB-01: mottagare av ekonomiskt bistånd."""

from tests.spec.tabell import rader


def test_a_person_counts_once_whatever_the_number_of_months_and_households(exempel):
    """En person räknas en gång, hur många månader och hushåll det än är, och barnen i hushållet räknas."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | hid | pid | roll    | alder
        2024-01-01 | h1  | a   | sokande | 40
        2024-02-01 | h1  | a   | sokande | 40
        2024-02-01 | h2  | a   | sokande | 40
        2024-02-01 | h1  | b   | barn    | 9
        """,
    )
    assert exempel.celler("EKB-01", "aldersgrupp utfall") == rader(
        """
        aldersgrupp | utfall | antal
        0-17        | true   | 1
        35-44       | true   | 1
        """
    )


def test_half_years_and_the_year_are_counted_by_themselves(exempel):
    """Den som fått bistånd i båda halvåren räknas en gång i vart och ett och en gång i året."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid
        2024-06-01 | a
        2024-07-01 | a
        2024-12-01 | b
        """,
        av="2024",
    )
    assert exempel.celler("EKB-01", "periodtyp period") == rader(
        """
        periodtyp | period | antal
        halvar    | 2024H1 | 1
        halvar    | 2024H2 | 2
        helar     | 2024   | 2
        """
    )


def test_age_is_that_reached_in_the_calendar_year(exempel):
    """Ålder är den som uppnås under året: den som fyller 18 i november är vuxen också i det första halvåret."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | alder
        2024-03-01 | a   | 17
        2024-12-01 | a   | 18
        2024-03-01 | b   | 17
        2024-03-01 | c   | 17
        2024-03-01 | d   |
        """,
        av="2024",
    )
    exempel.levererar(
        "person",
        """
        pid | fodelsear
        b   | 2006
        """,
    )
    assert exempel.celler("EKB-01", "aldersgrupp", period="2024H1") == rader(
        """
        aldersgrupp | antal
        0-17        | 1
        18-24       | 2
        okand       | 1
        """
    )
    assert exempel.perioder("EKB-01")["2024H1"]["ungefarlig_alder"]


def test_a_year_that_lacks_a_month_is_not_counted(exempel):
    """Ett år som inte är lämnat helt visas inte, i stället för att visas för lågt."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid
        2024-01-01 | a
        """,
        av="2024H1",
    )
    told = {period: entry["status"] for period, entry in exempel.perioder("EKB-01").items()}
    assert told == {"2024": "ej_komplett", "2024H1": "komplett"}


def test_kon_is_taken_from_the_row_then_from_the_person_and_is_else_unknown(exempel):
    """Kön tas ur raden, annars ur persontabellen, och är annars okänt."""
    exempel.levererar(
        "ekb_manad",
        """
        pid | kon
        a   | 2
        b   |
        c   | 9
        d   |
        """,
    )
    exempel.levererar(
        "person",
        """
        pid | kon
        a   | 1
        b   | 1
        c   | 2
        """,
    )
    assert exempel.celler("EKB-01", "kon") == rader(
        """
        kon | antal
        1   | 1
        2   | 2
        9   | 1
        """
    )


def test_the_rate_is_per_1000_inhabitants_of_the_same_ages(exempel):
    """Talet per 1 000 delar med invånare i samma åldrar och av samma kön, den 31 december."""
    exempel.invanare(10, 2024)
    exempel.levererar(
        "ekb_manad",
        """
        pid | alder | kon
        a   | 40    | 1
        b   | 40    | 1
        c   | 41    | 2
        d   | 9     | 2
        """,
    )
    asked = "kon n befolkning varde"
    assert exempel.tal("EKB-01", asked, matt="per_1000", period="2024H1", aldersgrupp="35-44") == rader(
        """
        kon | n | befolkning | varde
        K   | 1 | 100        | 10.0
        M   | 2 | 100        | 20.0
        T   | 3 | 200        | 15.0
        """
    )
    assert exempel.tal("EKB-01", "n befolkning varde", matt="per_1000", period="2024H1") == rader(
        """
        n | befolkning | varde
        4 | 2020       | 2.0
        """
    )
