"""What is withheld under the plain rule with threshold 5, and which partner goes with it.

`·` marks a withheld number in the tables: status `sekretess`, and nothing where the number would be.
"""

import pytest

from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.tabell import rader


def visar(nation: Nation, kolumner: str, **urval: str) -> list[dict]:
    """Rows as shown, with a dot for what is withheld; the statuses are folded into the numbers."""
    rows = nation.visar(f"{kolumner} status status_n", **urval)
    for row in rows:
        for name, status in (("n", "status_n"), ("n_okand", "status_n"), ("taljare", "status"), ("varde", "status")):
            if name in row and row[status] == "sekretess":
                assert row[name] is None
                row[name] = "·"
        del row["status"], row["status_n"]
    return rows


def test_a_small_n_is_withheld_with_everything_made_from_it_and_takes_a_kon_with_it(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(
        """
        kon | utfall | antal
        1   | true   | 3
        2   | true   | 20
        2   | false  | 20
        2   |        | 1
        """,
        lamnare="1780",
    )
    # Three boys; with T shown, T - K would tell them, so K goes too.
    assert visar(nation, "kon n n_okand taljare varde", omrade="1780", aldersgrupp="alla") == rader(
        """
        kon | n  | n_okand | taljare | varde
        K   | ·  | ·       | ·       | ·
        M   | ·  | ·       | ·       | ·
        T   | 43 | 1       | 23      | 53.5
        """
    )


def test_a_small_numerator_or_complement_withholds_the_value_but_not_n(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(
        """
        kon | utfall | antal
        1   | true   | 4
        1   | false  | 40
        2   | true   | 30
        2   | false  | 40
        """,
        lamnare="1780",
    )
    assert visar(nation, "kon n taljare varde", omrade="1780", aldersgrupp="alla") == rader(
        """
        kon | n   | taljare | varde
        K   | 70  | ·       | ·
        M   | 44  | ·       | ·
        T   | 114 | 34      | 29.8
        """
    )


def test_zero_and_all_are_shown(tmp_path):
    nation = Nation(tmp_path)
    nation.celler("kon | utfall | antal\n1 | true | 40\n2 | false | 50", lamnare="1780")
    assert visar(nation, "kon n taljare varde", omrade="1780", aldersgrupp="alla") == rader(
        """
        kon | n  | taljare | varde
        K   | 50 | 0       | 0.0
        M   | 40 | 40      | 100.0
        T   | 90 | 40      | 44.4
        """
    )


@pytest.mark.parametrize(("okanda", "kvinnor"), [(0, "·"), (4, "·"), (5, "40")])
def test_unknown_kon_hides_a_small_number_only_when_there_is_enough_of_it(tmp_path, okanda, kvinnor):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(f"kon | antal\n1 | 3\n2 | 40\n9 | {okanda}", lamnare="1780")
    # T - K is 3 and the unknown. A reader who cannot tell them apart needs at least five of them to be in doubt.
    assert visar(nation, "kon n", omrade="1780", aldersgrupp="alla") == [
        {"kon": "K", "n": kvinnor},
        {"kon": "M", "n": "·"},
        {"kon": "T", "n": str(43 + okanda)},
    ]


def test_areas_a_small_kommun_takes_the_next_smallest_of_its_lan_and_of_its_kommungrupp(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(
        """
        lamnare | antal
        1715    | 3
        1780    | 40
        1880    | 50
        1885    | 60
        """
    )
    # län 17 - 1780 would tell 1715, as would B4 - 1885; then B3 - 1880 would tell 1780.
    assert visar(nation, "omrade_typ omrade n") == rader(
        """
        omrade_typ  | omrade | n
        kommun      | 1715   | ·
        kommun      | 1780   | ·
        kommun      | 1880   | ·
        kommun      | 1885   | ·
        kommungrupp | B3     | 90
        kommungrupp | B4     | 63
        lan         | 17     | 43
        lan         | 18     | 110
        riket       | 0000   | 153
        """
    )


def test_a_lan_with_one_complete_kommun_is_that_kommun(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1780 | 3\n1880 | 50\n1885 | 60")
    # 1780 is all of län 17; riket - 18 would tell 17, so 18 goes; then 1885 and 1880, or 18 could be added up.
    assert visar(nation, "omrade n") == rader(
        """
        omrade | n
        1715   |
        1780   | ·
        1880   | ·
        1885   | 60
        B3     | 53
        B4     | 60
        17     | ·
        18     | ·
        0000   | 113
        """
    )


def test_ages_a_small_band_takes_another_in_the_union_and_in_all(tmp_path):
    nation = Nation(tmp_path, Matt("antal"))
    nation.celler(
        """
        aldersgrupp | antal
        0-12        | 30
        13-17       | 40
        18-20       | 3
        """,
        lamnare="1780",
    )
    # alla - 0-12 - 13-17 tells 18-20, and so does alla - 0-17: the smallest band goes, and the union.
    assert visar(nation, "aldersgrupp n", omrade="1780") == rader(
        """
        aldersgrupp | n
        0-12        | ·
        0-17        | ·
        13-17       | 40
        18-20       | ·
        alla        | 73
        """
    )


def test_periods_a_half_year_that_is_withheld_takes_the_other_when_they_add_to_the_year(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), periodtyper=("halvar", "helar"))
    nation.celler(
        """
        lamnare | period | antal
        1715    | 2024H1 | 4
        1715    | 2024H2 | 30
        1715    | 2024   | 34
        1885    | 2024H1 | 50
        1885    | 2024H2 | 30
        1885    | 2024   | 70
        """
    )
    assert visar(nation, "period n", omrade="1715") == rader(
        """
        period | n
        2024H1 | ·
        2024H2 | ·
        2024   | 34
        """
    )
    # Persons who stood in both halves are one in the year, 50 + 30 is not 70, and so nothing can be subtracted; but
    # 1885 is the only other kommun of its kommungrupp, and protects 1715 in both halves.
    assert visar(nation, "period n", omrade="1885") == rader(
        """
        period | n
        2024H1 | ·
        2024H2 | ·
        2024   | 70
        """
    )


def test_categories_a_small_one_takes_another(tmp_path):
    nation = Nation(tmp_path, Matt("fordelning", kodlista="atgard"))
    koder = sorted(nation.deklaration.kodlistor["atgard"].values)
    assert len(koder) == 3
    nation.celler(f"utfall | antal\n{koder[0]} | 2\n{koder[1]} | 40\n{koder[2]} | 30", lamnare="1780")
    rows = visar(nation, "utfall n taljare varde", omrade="1780")
    assert [(r["utfall"], r["n"], r["taljare"]) for r in rows] == [
        (koder[0], "72", "·"),
        (koder[1], "72", "40"),
        (koder[2], "72", "·"),
    ]


def test_groups_a_small_group_takes_another(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), uppdelningar={"typ": uppdelning("a", "b", "c")})
    nation.celler(
        """
        uppdelning | grupp | antal
                   |       | 60
        typ        | a     | 2
        typ        | b     | 20
        typ        | c     | 38
        """,
        lamnare="1780",
    )
    assert visar(nation, "grupp uppdelning n", omrade="1780") == rader(
        """
        grupp | uppdelning | n
        ''    | ''         | 60
        a     | typ        | ·
        b     | typ        | ·
        c     | typ        | 38
        """
    )


def test_two_small_ones_that_are_small_together_take_a_third(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), uppdelningar={"typ": uppdelning("a", "b", "c", "d")})
    nation.celler(
        """
        uppdelning | grupp | antal
                   |       | 64
        typ        | a     | 1
        typ        | b     | 3
        typ        | c     | 40
        typ        | d     | 20
        """,
        lamnare="1780",
    )
    assert [r["n"] for r in visar(nation, "grupp n", omrade="1780", uppdelning="typ")] == ["·", "·", "40", "·"]


def test_a_median_needs_five_on_each_side_and_a_mean_needs_five(tmp_path):
    nation = Nation(tmp_path, Matt("medel"), Matt("median"))
    nation.celler("lamnare | utfall | antal\n1715 | 8 | 9\n1885 | 8 | 10")
    assert visar(nation, "matt omrade n varde", omrade_typ="kommun", kon="M", status_n="visas") == rader(
        """
        matt   | omrade | n  | varde
        medel  | 1715   | 9  | 8.0
        medel  | 1885   | 10 | 8.0
        median | 1715   | 9  | ·
        median | 1885   | 10 | 8.0
        """
    )


def test_the_unweighted_mean_is_of_the_kommuner_that_are_shown(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(
        """
        lamnare | utfall | antal
        1715    | true   | 2
        1715    | false  | 50
        1780    | true   | 10
        1780    | false  | 10
        1880    | true   | 30
        1880    | false  | 10
        1885    | true   | 20
        1885    | false  | 20
        """
    )
    # 1715 has two, which takes 1780 (län 17) and 1885 (B4), and they take 1880. No kommun is left to take a mean of.
    assert visar(nation, "omrade taljare varde varde_ovagt", omrade_typ="riket") == rader(
        """
        omrade | taljare | varde | varde_ovagt
        0000   | 62      | 40.8  |
        """
    )
    nation.celler("lamnare | utfall | antal\n1715 | true | 5\n1715 | false | 45")
    # 10, 50, 75 and 50
    assert visar(nation, "omrade taljare varde varde_ovagt", omrade_typ="riket") == rader(
        """
        omrade | taljare | varde | varde_ovagt
        0000   | 65      | 43.3  | 46.3
        """
    )


def test_the_threshold_is_that_of_the_profile(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), troskel=3)
    nation.celler("lamnare | antal\n1715 | 3\n1885 | 40")
    assert [r["n"] for r in visar(nation, "omrade n", omrade_typ="kommungrupp")] == [None, "43"]
