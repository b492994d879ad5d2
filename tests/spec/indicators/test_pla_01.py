"""PLA-01: placerade barn och unga."""

import pytest

from tests.spec.tabell import rader

BARN = "insats_id | pid\ni1 | a\ni2 | b\ni3 | c\ni4 | d"


def test_any_day_of_the_period_counts_and_placements_may_have_begun_before(exempel):
    """En placering räknas i varje period som den pågick i, också en enda dag."""
    exempel.levererar("insats", BARN, av="2024")
    exempel.levererar(
        "placering",
        """
        insats_id | start      | slut
        i1        | 2023-05-01 | 2024-01-01
        i2        | 2024-06-30 | 2024-07-01
        i3        | 2023-05-01 |
        """,
        av="2024",
    )
    assert exempel.celler("PLA-01", "period") == rader(
        """
        period | antal
        2024H1 | 3
        2024H2 | 2
        """
    )
    assert exempel.celler("PLA-01", "period", periodtyp="helar") == rader("period | antal\n2024 | 3")


def test_a_child_counts_once_in_each_variant(exempel):
    """Barn a har flyttat från jourhem till HVB: en gång tillsammans, en gång per form."""
    exempel.levererar("insats", BARN)
    exempel.levererar(
        "placering",
        """
        insats_id | form               | start      | slut
        i1        | jourhem            | 2024-01-10 | 2024-02-01
        i1        | hvb                | 2024-02-01 |
        i1        | hvb                | 2024-03-01 |
        i2        | natverkshem        | 2024-01-10 |
        i3        | sarskilt_ungdomshem | 2024-01-10 |
        i4        | stodboende         | 2024-01-10 |
        """,
    )
    exempel.levererar("person", "pid | id_typ\na | pnr\nb | samnr")
    assert exempel.celler("PLA-01", "variant utfall") == rader(
        """
        variant           | utfall | antal
        ''                | true   | 2
        alla_former       | true   | 4
        bara_personnummer | true   | 1
        familjehem        | true   | 2
        hvb               | true   | 1
        """
    )


def test_an_unknown_form_or_kind_of_id_is_unknown(exempel):
    """Utan form är det okänt om placeringen är ett familjehem, utan id-typ om barnet har personnummer."""
    exempel.levererar("insats", BARN)
    exempel.levererar("placering", "insats_id | form\ni1 |\ni2 | familjehem\ni2 |")
    exempel.levererar("person", "pid | id_typ\nb | okand")
    assert exempel.celler("PLA-01", "variant utfall") == rader(
        """
        variant           | utfall | antal
        ''                | true   | 1
        ''                |        | 1
        alla_former       | true   | 2
        bara_personnummer |        | 2
        familjehem        | true   | 1
        familjehem        |        | 1
        hvb               |        | 2
        """
    )


@pytest.mark.parametrize(
    "period, aldersgrupp", [("2024", "13-17"), ("2025", "18-20"), ("2027", "18-20"), ("2028", None)]
)
def test_age_is_the_one_reached_in_the_calendar_year(exempel, period, aldersgrupp):
    """Född 2007: 17 år under 2024, 18 under 2025, 20 under 2027, och ingår inte 2028, då hon fyller 21."""
    exempel.levererar("insats", "insats_id | pid | alder\ni1 | a |", av=period)
    exempel.levererar("placering", "insats_id | start | alder\ni1 | 2024-01-10 |", av=period)
    exempel.levererar("person", "pid | fodelsear | kon\na | 2007 | 2")
    expected = rader(f"aldersgrupp | antal\n{aldersgrupp} | 1") if aldersgrupp else []
    assert exempel.celler("PLA-01", "aldersgrupp", periodtyp="helar") == expected


def test_without_its_service_a_placement_has_no_child(exempel):
    """En placering vars insats inte är känd kan inte knytas till ett barn och har okänt utfall."""
    exempel.levererar("insats", BARN)
    exempel.levererar("placering", "insats_id\ni1\ni9")
    assert exempel.celler("PLA-01", "utfall") == rader("utfall | antal\ntrue | 1\n | 1")


def test_the_rate_is_by_the_population_of_the_same_ages(exempel):
    """Två barn bland 420 invånare 0–20 år är 4,8 per 1 000; ett halvårs tal är per halvår."""
    exempel.invanare(10, 2024)
    exempel.levererar("insats", BARN, av="2024")
    exempel.levererar(
        "placering", "insats_id | start | slut\ni1 | 2024-01-10 | 2024-02-01\ni2 | 2024-08-01 |", av="2024"
    )
    assert exempel.tal("PLA-01", "period n befolkning varde", matt="per_1000") == rader(
        """
        period | n | befolkning | varde
        2024   | 2 | 420        | 4.8
        2024H1 | 1 | 420        | 2.4
        2024H2 | 1 | 420        | 2.4
        """
    )
