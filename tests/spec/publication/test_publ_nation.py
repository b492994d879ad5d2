"""From cells to published rows in a nation of four kommuner: every number is recomputed by hand beside it.

No number in this file is small, so nothing is withheld; see test_publ_skydd.py for that.
"""

import pytest

from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation, uppdelning
from tests.spec.tabell import rader


def test_a_share_is_added_up_over_kommuner_and_then_divided(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(
        """
        lamnare | utfall | antal
        1715    | true   | 30
        1715    | false  | 10
        1780    | true   | 50
        1780    | false  | 50
        1780    |        | 7
        1880    | true   | 20
        1880    | false  | 60
        1880    | omappad| 3
        1885    | true   | 10
        1885    | false  | 10
        """
    )
    # riket: 110 of 240 is 45.83 per cent; the kommuner's own shares 75, 50, 25 and 50 have the mean 50.
    assert nation.visar("omrade_typ omrade n n_okand taljare varde varde_ovagt antal_kommuner") == rader(
        """
        omrade_typ  | omrade | n   | n_okand | taljare | varde | varde_ovagt | antal_kommuner
        kommun      | 1715   | 40  | 0       | 30      | 75.0  |             | 1
        kommun      | 1780   | 100 | 7       | 50      | 50.0  |             | 1
        kommun      | 1880   | 80  | 3       | 20      | 25.0  |             | 1
        kommun      | 1885   | 20  | 0       | 10      | 50.0  |             | 1
        kommungrupp | B3     | 180 | 10      | 70      | 38.9  | 37.5        | 2
        kommungrupp | B4     | 60  | 0       | 40      | 66.7  | 62.5        | 2
        lan         | 17     | 140 | 7       | 80      | 57.1  | 62.5        | 2
        lan         | 18     | 100 | 3       | 30      | 30.0  | 37.5        | 2
        riket       | 0000   | 240 | 10      | 110     | 45.8  | 50.0        | 4
        """
    )


def test_kon_and_ages_add_to_totals_that_hold_the_unknown_too(tmp_path):
    nation = Nation(tmp_path)
    nation.celler(
        """
        kon | aldersgrupp | utfall | antal
        1   | 0-12        | true   | 10
        1   | 0-12        | false  | 20
        2   | 0-12        | true   | 30
        2   | 0-12        | false  | 10
        1   | 13-17       | true   | 40
        1   | 13-17       | false  | 10
        2   | 18-20       | true   | 20
        2   | 18-20       | false  | 30
        9   | 0-12        | true   | 5
        9   | 0-12        | false  | 5
        1   | okand       | true   | 9
        1   | okand       | false  | 6
        """,
        lamnare="1780",
    )
    # alla: K 90 = 40 + 50, M 95 = 30 + 50 + 15 of unknown age; T 195 = 90 + 95 + 10 of unknown kön.
    assert nation.visar("kon aldersgrupp n taljare varde", omrade="1780") == rader(
        """
        kon | aldersgrupp | n   | taljare | varde
        K   | 0-12        | 40  | 30      | 75.0
        K   | 0-17        | 40  | 30      | 75.0
        K   | 13-17       | 0   | 0       |
        K   | 18-20       | 50  | 20      | 40.0
        K   | alla        | 90  | 50      | 55.6
        M   | 0-12        | 30  | 10      | 33.3
        M   | 0-17        | 80  | 50      | 62.5
        M   | 13-17       | 50  | 40      | 80.0
        M   | 18-20       | 0   | 0       |
        M   | alla        | 95  | 59      | 62.1
        T   | 0-12        | 80  | 45      | 56.3
        T   | 0-17        | 130 | 85      | 65.4
        T   | 13-17       | 50  | 40      | 80.0
        T   | 18-20       | 50  | 20      | 40.0
        T   | alla        | 195 | 114     | 58.5
        """
    )


@pytest.mark.parametrize(
    ("matt", "taljare", "varde"),
    [
        (Matt("antal"), "60", "60.0"),
        (Matt("medel"), "460", "7.7"),  # 20·2 + 20·5 + 10·8 + 10·24 = 460; 460 / 60 = 7.67
        (Matt("median"), None, "5.0"),  # the 30th and the 31st of 20 twos, 20 fives, 10 eights, 10 twenty-fours
        (Matt("andel", ">= 8"), "20", "33.3"),
        (Matt("andel", "< 5"), "20", "33.3"),
        (Matt("andel", "= 24"), "10", "16.7"),
    ],
)
def test_measures_of_a_whole_number(tmp_path, matt, taljare, varde):
    nation = Nation(tmp_path, matt)
    nation.celler(
        """
        lamnare | utfall | antal
        1780    | 2      | 20
        1780    | 5      | 20
        1780    | 8      | 10
        1780    | 24     | 10
        1780    |        | 4
        """
    )
    assert nation.visar("n n_okand taljare varde", omrade="1780") == [
        {"n": "60", "n_okand": "4", "taljare": taljare, "varde": varde}
    ]


def test_the_median_of_a_group_is_that_of_all_its_units_and_halves_are_kept(tmp_path):
    nation = Nation(tmp_path, Matt("median"))
    nation.celler(
        """
        lamnare | utfall | antal
        1715    | 10     | 11
        1780    | 20     | 5
        1780    | 30     | 5
        1880    | 40     | 12
        """
    )
    # 1780: between the 5th and the 6th of ten. lan 17: the 11th of 21, unweighted (10 + 25) / 2. riket: the 17th of 33.
    assert nation.visar("omrade_typ omrade n varde varde_ovagt") == rader(
        """
        omrade_typ  | omrade | n  | varde | varde_ovagt
        kommun      | 1715   | 11 | 10.0  |
        kommun      | 1780   | 10 | 25.0  |
        kommun      | 1880   | 12 | 40.0  |
        kommun      | 1885   |    |       |
        kommungrupp | B3     | 22 | 40.0  | 32.5
        kommungrupp | B4     | 11 | 10.0  | 10.0
        lan         | 17     | 21 | 10.0  | 17.5
        lan         | 18     | 12 | 40.0  | 40.0
        riket       | 0000   | 33 | 30.0  | 25.0
        """
    )


def test_a_distribution_has_a_row_for_every_code_of_its_list(tmp_path):
    nation = Nation(tmp_path, Matt("fordelning", kodlista="utredning_utfall"))
    koder = sorted(nation.deklaration.kodlistor["utredning_utfall"].values)
    nation.celler(f"utfall | antal\n{koder[0]} | 30\n{koder[1]} | 10\nomappad | 2", lamnare="1780")
    expected = [(koder[0], "30", "75.0"), (koder[1], "10", "25.0"), *((kod, "0", "0.0") for kod in koder[2:])]
    assert nation.visar("utfall n n_okand taljare varde", omrade="1780") == [
        {"utfall": kod, "n": "40", "n_okand": "2", "taljare": taljare, "varde": varde}
        for kod, taljare, varde in expected
    ]


def test_a_share_of_some_codes(tmp_path):
    nation = Nation(tmp_path, Matt("andel", ("helt", "delvis")))
    nation.celler("utfall | antal\nhelt | 10\ndelvis | 20\ninte | 70", lamnare="1780")
    assert nation.visar("n taljare varde", omrade="1780") == [{"n": "100", "taljare": "30", "varde": "30.0"}]


def test_groups_of_a_breakdown_stand_beside_the_whole(tmp_path):
    nation = Nation(tmp_path, uppdelningar={"forlangd": uppdelning("ja", "nej")})
    nation.celler(
        """
        uppdelning | grupp | utfall | antal
                   |       | true   | 40
                   |       | false  | 60
        forlangd   | ja    | true   | 10
        forlangd   | ja    | false  | 10
        forlangd   | nej   | true   | 22
        forlangd   | nej   | false  | 40
        forlangd   | okand | true   | 8
        forlangd   | okand | false  | 10
        """,
        lamnare="1780",
    )
    assert nation.visar("uppdelning grupp n taljare varde", omrade="1780") == [
        {"uppdelning": "", "grupp": "", "n": "100", "taljare": "40", "varde": "40.0"},
        {"uppdelning": "forlangd", "grupp": "ja", "n": "20", "taljare": "10", "varde": "50.0"},
        {"uppdelning": "forlangd", "grupp": "nej", "n": "62", "taljare": "22", "varde": "35.5"},
    ]


def test_where_a_sum_over_groups_means_nothing_there_is_no_whole(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), uppdelningar={"kategori": uppdelning("a", "b", utan_total=True)})
    nation.celler(
        """
        uppdelning | grupp | antal
                   |       | 50
        kategori   | a     | 20
        kategori   | b     | 30
        """,
        lamnare="1780",
    )
    assert nation.visar("grupp uppdelning varde", omrade="1780") == rader(
        """
        grupp | uppdelning | varde
        a     | kategori   | 20.0
        b     | kategori   | 30.0
        """
    )


def test_a_variant_has_its_own_units_and_measures(tmp_path):
    matt = (
        Matt("andel", "<= 14", variant=("",)),
        Matt("andel", "<= 120", variant=("lang",)),
        Matt("medel", variant=("",)),
    )
    nation = Nation(tmp_path, *matt, varianter={"": "alla", "lang": "bara långa"})
    nation.celler(
        """
        variant | utfall | antal
                | 10     | 20
                | 100    | 20
                | 200    | 10
        lang    | 100    | 20
        lang    | 200    | 10
        """,
        lamnare="1780",
    )
    assert nation.visar("variant matt n taljare varde", omrade="1780") == [
        {"variant": "", "matt": "andel", "n": "50", "taljare": "20", "varde": "40.0"},
        {"variant": "", "matt": "medel", "n": "50", "taljare": "4200", "varde": "84.0"},
        {"variant": "lang", "matt": "andel", "n": "30", "taljare": "20", "varde": "66.7"},
    ]


@pytest.mark.parametrize(
    ("taljare", "n", "varde"),
    [
        (5, 80, "6.3"),  # 6.25: half a tenth goes up
        (15, 80, "18.8"),  # 18.75
        (10, 30, "33.3"),
        (20, 30, "66.7"),
        (30, 30, "100.0"),
        (0, 30, "0.0"),
    ],
)
def test_rounding_is_to_the_nearest_tenth_with_halves_upwards(tmp_path, taljare, n, varde):
    nation = Nation(tmp_path)
    nation.celler(f"utfall | antal\ntrue | {taljare}\nfalse | {n - taljare}", lamnare="1780")
    assert nation.visar("varde", omrade="1780") == [{"varde": varde}]
