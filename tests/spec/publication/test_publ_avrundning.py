"""The profile of rounding: what is printed, what is not, and what an attacker makes of it."""

from dataclasses import replace

import numpy as np
import pytest

from isu.cells.indikator import Matt
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.avrundning import rounded_to
from tests.spec.publication.angripare import found_in
from tests.spec.publication.nation import KOMMUNER, Nation

RUND5 = Skyddsprofil("rund5", 5, metod="avrundning", bas=5)
KODER = [k for k, _, _ in KOMMUNER]


def nation_of(tmp_path, *matt: Matt, **head) -> Nation:
    nation = Nation(tmp_path, *matt, **head)
    nation.deklaration = replace(nation.deklaration, skydd=RUND5)
    return nation


def test_every_count_is_printed_to_the_nearest_five_and_the_value_is_of_what_is_printed(tmp_path):
    """1715 has 13 of 42, 1780 has 2 of 4: 15 of 40 and 0 of 5."""
    nation = nation_of(tmp_path)
    nation.celler("""
        lamnare | utfall | antal
        1715    | true   | 13
        1715    | false  | 29
        1780    | true   | 2
        1780    | false  | 2
        1880    | true   | 0
        1880    | false  | 31
    """)
    rows = nation.visar("omrade n taljare varde", omrade_typ="kommun", kon="M")
    assert [tuple(r.values()) for r in rows[:3]] == [
        ("1715", "40", "15", "37.5"),
        ("1780", "5", "0", "0.0"),
        ("1880", "30", "0", "0.0"),
    ]
    assert not found_in(nation.home.edition / "indikatorer.parquet")


def test_what_is_made_of_more_than_counts_is_not_shown(tmp_path):
    nation = nation_of(tmp_path, Matt("antal"), Matt("medel"), Matt("median"))
    nation.celler("lamnare | utfall | antal\n1780 | 10 | 40\n1780 | 20 | 40")
    rows = nation.visar("matt n status varde taljare", omrade="1780")
    assert [tuple(r.values()) for r in rows] == [
        ("antal", "80", "visas", "80.0", "80"),
        ("medel", "80", "sekretess", None, None),
        ("median", "80", "sekretess", None, None),
    ]


def test_a_whole_that_would_tell_its_parts_is_withheld(tmp_path):
    """3 and 4 are printed as 5 and 5, each at least 3: a whole of 5, at most 7, would leave 3 or 4 for either."""
    nation = nation_of(tmp_path, Matt("antal"))
    nation.celler("lamnare | kon | antal\n1715 | 1 | 3\n1715 | 2 | 4" + "".join(f"\n{k} | 1 | 40" for k in KODER[1:]))
    rows = nation.visar("kon n", omrade="1715", aldersgrupp="0-12")
    assert [tuple(r.values()) for r in rows] == [("K", "5"), ("M", "5"), ("T", None)]
    assert not found_in(nation.home.edition / "indikatorer.parquet")


@pytest.mark.parametrize("bas, printed", [(5, [0, 0, 0, 5, 5, 5, 5, 5, 10]), (10, [0, 0, 0, 0, 0, 10, 10, 10, 10])])
def test_the_same_count_is_always_printed_alike(tmp_path, bas, printed):
    nation = nation_of(tmp_path, Matt("antal"))
    nation.celler("lamnare | antal\n1780 | 10")
    from isu.aggregate import add_up, read_summor

    add_up(nation.home, nation.deklaration, nation.indikator)
    summor = read_summor(nation.home, nation.deklaration, nation.indikator)
    (del_,) = summor.delar
    counts = np.arange(9).reshape(9, 1, 1, 1, 1)
    one = replace(del_, n=counts, n_okand=counts, taljare=counts[..., None])
    (found,) = rounded_to(replace(summor, delar=(one,)), bas).delar
    assert found.n.ravel().tolist() == found.taljare.ravel().tolist() == printed


@pytest.mark.parametrize("seed", range(3))
def test_random_small_nations_leave_no_count_surely_small(tmp_path, seed):
    rng = np.random.default_rng(seed)
    nation = nation_of(tmp_path, Matt("andel"))
    cells = [(k, kon, a, u, rng.choice([0, 1, 3, 4, 8, 30])) for k in KODER for kon in (1, 2, 9)
             for a in ("0-12", "13-17") for u in ("true", "false")]  # fmt: skip
    nation.celler(
        "\n".join(["lamnare | kon | aldersgrupp | utfall | antal", *(" | ".join(map(str, c)) for c in cells)])
    )
    nation.publicerar()
    assert not found_in(nation.home.edition / "indikatorer.parquet")
