"""ALD-01: hemtjänst i ordinärt boende, 65 år och äldre."""

from tests.spec.tabell import rader


def test_each_month_is_counted_and_a_person_once_in_the_half_year(exempel):
    """Varje månad räknas för sig; i halvåret räknas en person en gång."""
    exempel.levererar(
        "aldre_fn",
        """
        period     | pid
        2024-01-01 | a
        2024-02-01 | a
        2024-02-01 | b
        """,
    )
    assert exempel.celler("ALD-01", "periodtyp period") == rader(
        """
        periodtyp | period  | antal
        halvar    | 2024H1  | 2
        manad     | 2024-01 | 1
        manad     | 2024-02 | 2
        """
    )


def test_only_home_help_counts(exempel):
    """Bara larm, mat, avlösning, ledsagning eller boende är inte hemtjänst; hemtjänst med larm är det."""
    exempel.levererar(
        "aldre_fn",
        """
        period     | pid | insats          | bara_larm
        2024-01-01 | a   | hemtjanst       |
        2024-01-01 | b   | hemtjanst       | 2
        2024-01-01 | c   | hemtjanst       | 1
        2024-01-01 | d   | trygghetslarm   | 1
        2024-01-01 | e   | matdistribution |
        2024-01-01 | f   | avlosning       |
        2024-01-01 | g   | ledsagning      |
        2024-01-01 | h   | sabo            |
        2024-01-01 | a   | matdistribution |
        """,
    )
    assert exempel.celler("ALD-01", "period", periodtyp="manad") == rader(
        """
        period  | antal
        2024-01 | 2
        """
    )


def test_a_service_that_ended_before_the_last_day_of_the_month_is_left_out(exempel):
    """Den 29 februari är månadens sista dag 2024: den som slutade den 28 ingår inte."""
    exempel.levererar(
        "aldre_fn",
        """
        period     | pid | avslut
        2024-02-01 | a   | 2024-02-28
        2024-02-01 | b   | 2024-02-29
        2024-02-01 | c   | 2024-03-05
        """,
    )
    assert exempel.celler("ALD-01", "period", periodtyp="manad") == rader(
        """
        period  | antal
        2024-02 | 2
        """
    )


def test_who_turns_65_counts_from_that_month(exempel):
    """Den som fyller 65 räknas från den månaden; okänd ålder ger okänt utfall."""
    exempel.levererar(
        "aldre_fn",
        """
        period     | pid | alder
        2024-01-01 | a   | 64
        2024-02-01 | a   | 65
        2024-01-01 | b   | 79
        2024-02-01 | b   | 80
        2024-02-01 | c   |
        """,
    )
    assert exempel.celler("ALD-01", "period aldersgrupp utfall", periodtyp="manad") == rader(
        """
        period  | aldersgrupp | utfall | antal
        2024-01 | 65-79       | true   | 1
        2024-02 | 65-79       | true   | 1
        2024-02 | 80+         | true   | 1
        2024-02 | okand       |        | 1
        """
    )


def test_the_half_year_is_the_median_of_its_months(exempel):
    """Halvårets tal är medianen av de sex månadernas antal: 1, 1, 1, 2, 3 och 4 ger 1,5."""
    exempel.levererar(
        "aldre_fn",
        """
        period     | pid
        2024-01-01 | a
        2024-02-01 | a
        2024-02-01 | b
        2024-03-01 | a
        2024-04-01 | a
        2024-05-01 | a
        2024-05-01 | b
        2024-05-01 | c
        2024-06-01 | a
        2024-06-01 | b
        2024-06-01 | c
        2024-06-01 | d
        """,
    )
    assert exempel.tal("ALD-01", "n varde", matt="manadsmedian", period="2024H1") == rader(
        """
        n | varde
        4 | 1.5
        """
    )


def test_the_rate_is_per_1000_inhabitants_aged_65_and_older(exempel):
    """Talet per 1 000 delar med invånare som är 65 år och äldre."""
    exempel.invanare(10, 2024)
    exempel.levererar("aldre_fn", "period | pid | alder\n2024-01-01 | a | 70\n2024-01-01 | b | 90", av="2024H1")
    asked = "aldersgrupp n befolkning varde"
    assert exempel.tal("ALD-01", asked, matt="per_1000", period="2024-01") == rader(
        """
        aldersgrupp | n | befolkning | varde
        65-79       | 1 | 300        | 3.3
        80+         | 1 | 420        | 2.4
        alla        | 2 | 720        | 2.8
        """
    )
