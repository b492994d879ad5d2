"""p90, change, Kaplan–Meier medians and medians of months: from cells to published rows, and when they are withheld.

The threshold is 5. `status` is that of the value; n is shown throughout unless the example says otherwise.
"""

from dataclasses import replace

import pytest

from isu.cells.indikator import Matt
from tests.spec.publication.nation import Nation
from tests.spec.tabell import rader

MANADER = [f"2024-{m:02d}" for m in range(1, 7)]


@pytest.mark.parametrize(
    ("antal", "n", "varde", "status"),
    [
        (30, "60", "10.0", "visas"),
        (6, "51", "10.0", "visas"),  # 0.9 of the way from the 1st to the 51st is the 46th; the 45 first are 1–9
        (5, "50", "9.1", "visas"),  # 44.1 steps: a tenth of the way from the 45th (9) to the 46th (10)
        (4, "49", None, "sekretess"),  # a tenth of 49 is fewer than five
    ],
)
def test_p90_needs_five_above_it(tmp_path, antal, n, varde, status):
    nation = Nation(tmp_path, Matt("p90"))
    if antal == 30:
        cells = ["utfall | antal", "1 | 30", f"10 | {antal}"]
    else:
        cells = ["utfall | antal", *(f"{dagar} | 5" for dagar in range(1, 10)), f"10 | {antal}"]
    nation.celler("\n".join(cells), lamnare="1780")
    assert nation.visar("n taljare varde status", omrade="1780") == [
        {"n": n, "taljare": None, "varde": varde, "status": status}
    ]


def test_p90_of_a_group_is_that_of_all_its_units(tmp_path):
    nation = Nation(tmp_path, Matt("p90"))
    nation.celler("lamnare | utfall | antal\n1715 | 10 | 55\n1780 | 20 | 55")
    assert nation.visar("omrade varde varde_ovagt", omrade_typ="lan")[0] == {
        "omrade": "17",
        "varde": "20.0",
        "varde_ovagt": "15.0",
    }


#: Forty are known before and after; eight were never graded before; six have not been followed up.
PAR = """
    fore | utfall  | antal
    4    | 1       | 20
    3    | 3       | 10
    2    | 3       | 10
         | 2       | 7
    omappad | 2    | 1
    4    |         | 5
    4    | omappad | 1
"""


@pytest.mark.parametrize(
    ("matt", "taljare", "varde"),
    [
        (Matt("forandring"), "-50", "-1.2"),  # (−3·20 + 0·10 + 1·10) / 40 = −1.25, and half a tenth goes up
        (Matt("andel", "< fore"), "20", "50.0"),
        (Matt("andel", "<= fore"), "30", "75.0"),
        (Matt("andel", "> fore"), "10", "25.0"),
        (Matt("andel", "= fore"), "10", "25.0"),
    ],
)
def test_change_is_of_the_units_that_are_known_both_before_and_after(tmp_path, matt, taljare, varde):
    nation = Nation(tmp_path, matt)
    nation.celler(PAR, lamnare="1780")
    assert nation.visar("n n_okand taljare varde", omrade="1780") == [
        {"n": "40", "n_okand": "6", "taljare": taljare, "varde": varde}
    ]


def test_other_measures_beside_a_change_are_of_all_with_a_known_outcome(tmp_path):
    nation = Nation(tmp_path, Matt("andel", "< fore"), Matt("forandring"), Matt("medel"))
    nation.celler(PAR, lamnare="1780")
    # medel: 20 + 30 + 30 + 14 + 2 of 48.
    assert nation.visar("matt n n_okand taljare", omrade="1780") == rader(
        """
        matt       | n  | n_okand | taljare
        andel      | 40 | 6       | 20
        forandring | 40 | 6       | -50
        medel      | 48 | 6       | 96
        """
    )


@pytest.mark.parametrize(("antal", "status"), [(4, "sekretess"), (5, "visas")])
def test_a_mean_change_needs_five(tmp_path, antal, status):
    nation = Nation(tmp_path, Matt("forandring"))
    nation.celler(f"fore | utfall | antal\n4 | 1 | {antal}\n4 | | 20", lamnare="1780")
    assert nation.visar("status status_n", omrade="1780") == [{"status": status, "status_n": status}]


@pytest.mark.parametrize(
    ("spells", "n", "varde", "status"),
    [
        # Twenty closed, of which half within 30 days: the naive median, and the 40 open ones that it forgets.
        ("30 | nej | 10\n60 | nej | 10", "20", "30.0", "visas"),
        ("30 | nej | 10\n60 | nej | 10\n60 | ja | 40", "60", None, "visas"),  # never reaches one half
        ("30 | nej | 10\n60 | nej | 10\n70 | nej | 10\n60 | ja | 6", "36", "60.0", "visas"),
        ("30 | nej | 10\n60 | nej | 10\n70 | nej | 4\n60 | ja | 6", "30", None, "sekretess"),  # four ends after it
        ("30 | nej | 4\n60 | nej | 4\n20 | ja | 40", "48", None, "sekretess"),  # four ends up to it
        ("30 | nej | 2\n60 | ja | 7", "9", None, "sekretess"),  # too few to say even that it is not reached
        ("30 | nej | 10\n60 |  | 10", "20", "30.0", "visas"),  # censored only where that is said
    ],
)
def test_a_survival_median_needs_five_ends_on_each_side(tmp_path, spells, n, varde, status):
    nation = Nation(tmp_path, Matt("km_median"))
    nation.celler(f"utfall | censurerad | antal\n{spells}", lamnare="1780")
    assert nation.visar("n taljare varde status", omrade="1780") == [
        {"n": n, "taljare": None, "varde": varde, "status": status}
    ]


def test_a_survival_median_of_a_group_is_that_of_all_its_spells(tmp_path):
    nation = Nation(tmp_path, Matt("km_median"), Matt("median"))
    nation.celler(
        """
        lamnare | utfall | censurerad | antal
        1715    | 10     | nej        | 10
        1715    | 30     | nej        | 10
        1780    | 20     | ja         | 20
        1780    | 50     | nej        | 10
        """
    )
    # län 17: S(10) = 40/50; at 30, 20 are left: S = 0.8 · 10/20 = 0.4. 1780 alone: all ends at 50 days.
    assert nation.visar("matt omrade varde status", omrade_typ="lan")[0] == {
        "matt": "km_median",
        "omrade": "17",
        "varde": "30.0",
        "status": "visas",
    }
    assert nation.visar("omrade varde status", matt="km_median", omrade="1780") == [
        {"omrade": "1780", "varde": None, "status": "sekretess"}
    ]


def manadsnation(path, *counts: int, more: str = "") -> Nation:
    """Persons per month of 2024H1 in 1780, and in the whole half-year."""
    nation = Nation(path, Matt("antal"), Matt("manadsmedian"), periodtyper=("manad", "halvar"))
    rows = [f"1780 | {namn} | {antal}" for namn, antal in zip([*MANADER, "2024H1"], counts, strict=True) if antal]
    nation.celler("\n".join(["lamnare | period | antal", *rows]) + more)
    nation.innehall("1780", dict.fromkeys([*MANADER, "2024H1"], "komplett"))
    return nation


@pytest.mark.parametrize(
    ("counts", "n", "varde", "status"),
    [
        ((10, 20, 30, 41, 50, 60, 90), "90", "35.5", "visas"),
        ((10, 10, 10, 10, 10, 10, 10), "10", "10.0", "visas"),
        ((0, 0, 0, 0, 20, 20, 40), "40", "0.0", "visas"),
        ((10, 20, 30, 4, 50, 60, 90), "90", None, "sekretess"),  # one month is withheld
    ],
)
def test_the_median_of_months_is_made_of_months_that_are_shown(tmp_path, counts, n, varde, status):
    nation = manadsnation(tmp_path, *counts)
    assert nation.visar("n taljare varde status", matt="manadsmedian", omrade="1780") == [
        {"n": n, "taljare": None, "varde": varde, "status": status}
    ]


@pytest.mark.parametrize(
    ("per_person", "limits"),
    [
        # Exact limits of 35.5 persons: half of χ² with 71 and 73 degrees.
        ("forsta", {"nedre": "24.8", "ovre": "49.3", "metod": "poisson_manader", "intervall_status": "visas"}),
        (None, {"nedre": None, "ovre": None, "metod": None, "intervall_status": "metod_saknas"}),
    ],
)
def test_the_median_of_months_has_the_limits_of_one_of_them_where_they_count_persons(tmp_path, per_person, limits):
    nation = manadsnation(tmp_path, 10, 20, 30, 41, 50, 60, 90)
    nation.indikator = replace(nation.indikator, per_person=per_person)
    assert nation.visar(" ".join(limits), matt="manadsmedian", omrade="1780") == [limits]


def test_each_month_is_published_and_only_half_years_have_a_median_of_them(tmp_path):
    nation = manadsnation(tmp_path, 10, 20, 30, 41, 50, 60, 90)
    assert nation.visar("matt period n varde", omrade="1780") == rader(
        """
        matt         | period  | n  | varde
        antal        | 2024H1  | 90 | 90.0
        antal        | 2024-01 | 10 | 10.0
        antal        | 2024-02 | 20 | 20.0
        antal        | 2024-03 | 30 | 30.0
        antal        | 2024-04 | 41 | 41.0
        antal        | 2024-05 | 50 | 50.0
        antal        | 2024-06 | 60 | 60.0
        manadsmedian | 2024H1  | 90 | 35.5
        """
    )


def test_a_group_has_a_median_of_months_only_of_the_same_kommuner_every_month(tmp_path):
    more = "".join(f"\n1715 | {namn} | 7" for namn in [*MANADER, "2024H1"]) + "\n1880 | 2024-01 | 9"
    nation = manadsnation(tmp_path, 10, 20, 30, 41, 50, 60, 90, more=more)
    # 1880 has delivered January alone, so riket and B3 are of other kommuner then.
    assert nation.visar("omrade n varde varde_ovagt status", matt="manadsmedian") == rader(
        """
        omrade | n  | varde | varde_ovagt | status
        1715   | 7  | 7.0   |             | visas
        1780   | 90 | 35.5  |             | visas
        1880   |    |       |             | ej_rapporterat
        1885   |    |       |             | ej_rapporterat
        B3     | 90 |       |             | ej_komplett
        B4     | 7  | 7.0   | 7.0         | visas
        17     | 97 | 42.5  | 21.3        | visas
        18     |    |       |             | ej_rapporterat
        0000   | 97 |       |             | ej_komplett
        """
    )


def test_a_half_year_without_all_its_months_has_no_median_of_them(tmp_path):
    nation = manadsnation(tmp_path, 10, 20, 30, 41, 50, 60, 90)
    nation.innehall("1780", dict.fromkeys(["2024H1", *MANADER[:5]], "komplett"))
    assert nation.visar("n varde status", matt="manadsmedian", omrade="1780") == [
        {"n": "90", "varde": None, "status": "ej_komplett"}
    ]


def test_months_a_small_one_takes_another_when_they_add_to_the_quarter(tmp_path):
    nation = Nation(tmp_path, Matt("antal"), periodtyper=("manad", "kvartal", "halvar"))
    counts = {"2024-01": 3, "2024-02": 20, "2024-03": 30, "2024K1": 53, "2024H1": 200}
    rows = [f"{namn} | {antal}" for namn, antal in counts.items()]
    nation.celler("\n".join(["period | antal", *rows]), lamnare="1780")
    assert nation.visar("period n status", omrade="1780") == rader(
        """
        period  | n   | status
        2024H1  | 200 | visas
        2024K1  | 53  | visas
        2024-01 |     | sekretess
        2024-02 |     | sekretess
        2024-03 | 30  | visas
        """
    )
