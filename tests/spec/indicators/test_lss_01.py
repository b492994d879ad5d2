"""LSS-01: personer med insats enligt LSS den 1 oktober."""

from tests.spec.tabell import rader


def test_a_person_counts_once_together_and_once_per_item(exempel):
    """En person räknas en gång tillsammans och en gång för varje punkt."""
    exempel.levererar(
        "lss_insats",
        """
        matdatum   | pid | punkt
        2024-10-01 | a   | 91
        2024-10-01 | a   | 10
        2024-10-01 | b   | 10
        """,
        av="2024",
    )
    assert exempel.celler("LSS-01", "uppdelning grupp", periodtyp="dag") == rader(
        """
        uppdelning | grupp | antal
        ''         | ''    | 2
        punkt      | 10    | 2
        punkt      | 91    | 1
        """
    )


def test_only_the_first_of_october(exempel):
    """Bara den 1 oktober räknas, varje år för sig."""
    exempel.levererar("lss_insats", "matdatum | pid\n2023-10-01 | a", av="2023")
    exempel.levererar(
        "lss_insats",
        """
        matdatum   | pid
        2024-09-30 | a
        2024-10-01 | b
        2024-10-02 | c
        """,
        av="2024",
    )
    assert exempel.celler("LSS-01", "periodtyp period", periodtyp="dag") == rader(
        """
        periodtyp | period     | antal
        dag       | 2023-10-01 | 1
        dag       | 2024-10-01 | 1
        """
    )


def test_age_and_kon_are_taken_from_the_person_where_the_row_has_none(exempel):
    """Ålder avser mätdagen; saknas den räknas den ur födelseåret, och saknas också det är den okänd."""
    exempel.levererar(
        "lss_insats",
        """
        matdatum   | pid | alder | kon
        2024-10-01 | a   | 22    | 1
        2024-10-01 | b   | 23    | 2
        2024-10-01 | c   |       |
        2024-10-01 | d   |       |
        """,
        av="2024",
    )
    exempel.levererar(
        "person",
        """
        pid | fodelsear | kon
        c   | 1959      | 2
        """,
    )
    assert exempel.celler("LSS-01", "aldersgrupp kon", periodtyp="dag") == rader(
        """
        aldersgrupp | kon | antal
        0-22        | 1   | 1
        23-64       | 2   | 1
        65+         | 2   | 1
        okand       | 9   | 1
        """
    )


def test_a_delivery_that_ends_before_the_day_tells_nothing_of_it(exempel):
    """Det första halvåret säger inget om den 1 oktober."""
    exempel.levererar("lss_insats", "matdatum | pid\n2024-05-01 | a", av="2024H1")
    exempel.levererar("lss_insats", "matdatum | pid\n2025-10-01 | b", av="2025")
    assert list(exempel.perioder("LSS-01")) == ["2025-10-01"]


def test_the_rate_is_per_10000_inhabitants(exempel):
    """Talet per 10 000 delar med folkmängden den 31 december samma år, tillsammans och för varje punkt."""
    exempel.invanare(10, 2024)
    exempel.levererar(
        "lss_insats",
        """
        pid | punkt
        a   | 10
        a   | 91
        b   | 10
        """,
        av="2024",
    )
    published = exempel.tal("LSS-01", "uppdelning grupp n befolkning varde", matt="per_10000", period="2024-10-01")
    assert [row for row in published if row["n"] != "0"] == rader(
        """
        uppdelning | grupp | n | befolkning | varde
        ''         | ''    | 2 | 2020       | 9.9
        punkt      | 10    | 2 | 2020       | 9.9
        punkt      | 91    | 1 | 2020       | 5.0
        """
    )
