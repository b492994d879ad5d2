"""VLD-03: avslutade insatser mot våld där målet nåddes."""

from tests.spec.tabell import rader


def test_a_person_counts_once_where_the_goal_was_reached(exempel):
    """Helt eller delvis räknas, inte nått räknas inte alls, och utan bedömning är det okänt."""
    exempel.levererar(
        "insats",
        """
        insats_id | pid | omrade   | slut       | alder
        i1        | a   | vald     | 2024-03-01 | 40
        i2        | a   | vald     | 2024-04-01 | 40
        i3        | b   | vald     | 2024-03-01 | 40
        i4        | c   | vald     | 2024-03-01 | 40
        i5        | d   | vald     | 2024-03-01 | 40
        i6        | e   | missbruk | 2024-03-01 | 40
        """,
    )
    exempel.levererar(
        "plan",
        """
        plan_id | insats_id | upprattad
        p1      | i1        | 2024-01-10
        p2      | i2        | 2024-01-10
        p3      | i3        | 2024-01-10
        p4      | i4        | 2024-01-10
        p6      | i6        | 2024-01-10
        """,
    )
    exempel.levererar(
        "mal",
        """
        plan_id | overgripande | maluppfyllelse
        p1      | 1            | helt
        p2      | 1            | delvis
        p3      | 1            | delvis
        p4      | 1            | inte
        p6      | 1            | helt
        """,
    )
    assert exempel.celler("VLD-03", "utfall") == rader("utfall | antal\ntrue | 2\n | 1")


def test_adults_by_the_age_reached_in_the_year(exempel):
    """Den som fyller 18 under året ingår."""
    exempel.levererar(
        "insats", "insats_id | pid | omrade | slut | alder\ni1 | a | vald | 2024-03-01 |\ni2 | b | vald | 2024-03-01 |"
    )
    exempel.levererar("plan", "plan_id | insats_id\np1 | i1\np2 | i2")
    exempel.levererar("mal", "plan_id | overgripande | maluppfyllelse\np1 | 1 | helt\np2 | 1 | helt")
    exempel.levererar("person", "pid | fodelsear\na | 2006\nb | 2007")
    assert exempel.celler("VLD-03", "aldersgrupp utfall") == rader("aldersgrupp | utfall | antal\n18-64 | true | 1")


def test_the_rate_is_per_10_000_adults(exempel):
    """Två personer bland 16 600 vuxna är 1,2 per 10 000."""
    exempel.invanare(100, 2024)
    exempel.levererar(
        "insats",
        "insats_id | pid | omrade | slut | alder\ni1 | a | vald | 2024-03-01 | 40\ni2 | b | vald | 2024-03-01 | 40",
    )
    exempel.levererar("plan", "plan_id | insats_id\np1 | i1\np2 | i2")
    exempel.levererar("mal", "plan_id | overgripande | maluppfyllelse\np1 | 1 | helt\np2 | 1 | delvis")
    assert exempel.tal("VLD-03", "n befolkning varde", matt="per_10000", period="2024H1") == rader(
        """
        n | befolkning | varde
        2 | 16600      | 1.2
        """
    )
