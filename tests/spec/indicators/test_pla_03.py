"""PLA-03: placeringar per barn och insats."""

from tests.spec.tabell import rader


def test_placements_are_counted_per_service_and_per_child(exempel):
    """Barn a har tre placeringar i en insats och en i en annan: 3 och 1 per insats, 4 per barn."""
    exempel.levererar("insats", "insats_id | pid\ni1 | a\ni2 | a\ni3 | b")
    exempel.levererar(
        "placering",
        """
        insats_id | start      | slut
        i1        | 2024-01-10 | 2024-01-20
        i1        | 2024-01-20 | 2024-02-10
        i1        | 2024-02-10 | 2024-03-10
        i2        | 2024-03-10 |
        i3        | 2024-03-10 |
        """,
    )
    assert exempel.celler("PLA-03", "variant utfall") == rader(
        """
        variant  | utfall | antal
        ''       | 1      | 2
        ''       | 3      | 1
        per_barn | 1      | 1
        per_barn | 4      | 1
        """
    )


def test_only_placements_of_the_period_count(exempel):
    """En placering som pågick på ömse sidor om halvårsskiftet räknas i båda halvåren."""
    exempel.levererar("insats", "insats_id | pid\ni1 | a", av="2024")
    exempel.levererar(
        "placering",
        """
        insats_id | start      | slut
        i1        | 2024-01-10 | 2024-05-01
        i1        | 2024-05-01 | 2024-07-01
        i1        | 2024-07-01 |
        """,
        av="2024",
    )
    assert exempel.celler("PLA-03", "period utfall") == rader(
        """
        period | utfall | antal
        2024H1 | 2      | 1
        2024H2 | 2      | 1
        """
    )


def test_a_placement_without_known_child_is_unknown(exempel):
    """Utan känd insats, eller utan barnets pseudonym, går placeringarna inte att räkna ihop."""
    exempel.levererar("insats", "insats_id | pid\ni1 |")
    exempel.levererar("placering", "insats_id\ni1\ni9")
    assert exempel.celler("PLA-03", "variant utfall") == rader(
        """
        variant  | utfall | antal
        ''       |        | 2
        per_barn |        | 2
        """
    )


def test_the_published_mean_and_share_with_a_move(exempel):
    """Tre insatser med 1, 1 och 4 placeringar: i medel 2, och en av tre med minst en omplacering."""
    exempel.levererar("insats", "insats_id | pid\ni1 | a\ni2 | b\ni3 | c")
    exempel.levererar("placering", "insats_id\ni1\ni2\ni3\ni3\ni3\ni3")
    assert exempel.tal("PLA-03", "matt n taljare varde", period="2024H1") == rader(
        """
        matt  | n | taljare | varde
        andel | 3 | 1       | 33.3
        medel | 3 | 6       | 2.0
        """
    )
