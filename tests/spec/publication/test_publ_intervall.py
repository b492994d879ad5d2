"""Intervals, reliability, coverage and standardised rates, as they stand beside the published values."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from isu.aggregate import Del
from isu.aggregate.ordning import NIVA, YTTRE_NIVA, order_places
from isu.cells.indikator import Matt
from isu.comparison.intervall import poisson_exact
from isu.declaration.standardbefolkning import Standardbefolkning
from isu.disclosure.granser import limits_shown
from isu.disclosure.skydd import smaller_side
from tests.spec.publication.nation import Nation

BESIDE = "varde nedre ovre metod niva tillforlitlighet"
#: Only sums of squares are judged by what adds up to what.
NO_SUMS = None
NONE = {"nedre": None, "ovre": None, "metod": None, "niva": None}


def units(nation: Nation, lamnare: str, values: dict[int, int]) -> None:
    """So many units of each value, half of each kön."""
    rows = [f"{lamnare} | {kon} | {v} | {n // 2}" for v, n in values.items() for kon in (1, 2)]
    nation.celler("\n".join(["lamnare | kon | utfall | antal", *rows]))


def shown(nation: Nation, kommun: str, columns: str = BESIDE, **asked: str) -> dict:
    (row,) = nation.visar(columns, omrade=kommun, **asked)
    return row


def test_a_share_has_the_interval_of_wilson(tmp_path):
    """20 of 80: 25 %, 16.8–35.5 % (Newcombe's calculator gives the same)."""
    nation = Nation(tmp_path)
    nation.celler("""
        lamnare | kon | utfall | antal
        1780    | 1   | true   | 10
        1780    | 2   | true   | 10
        1780    | 1   | false  | 30
        1780    | 2   | false  | 30
    """)
    expected = {"varde": "25.0", "nedre": "16.8", "ovre": "35.5", "metod": "wilson", "niva": "95.0"}
    assert shown(nation, "1780") == expected | {"tillforlitlighet": "osaker"}  # half of it is 37 % of the value


def test_what_is_not_shown_has_nothing_beside_it(tmp_path):
    nation = Nation(tmp_path)
    nation.celler("lamnare | antal\n1780 | 4\n1880 | 60")
    hidden = shown(nation, "1780", f"{BESIDE} status tackning lagst hogst standardiserat")
    assert hidden.pop("status") == "sekretess"
    assert set(hidden.values()) == {None}


def test_coverage_and_what_the_unknown_could_make_of_it(tmp_path):
    """24 of 40 known are yes and 20 are unknown: 66.7 % known, between 40 % and 73.3 %."""
    nation = Nation(tmp_path)
    nation.celler("""
        lamnare | kon | utfall | antal
        1780    | 1   | true   | 24
        1780    | 1   | false  | 16
        1780    | 1   |        | 20
    """)
    columns = "tackning tackning_klass lagst hogst"
    assert list(shown(nation, "1780", columns, kon="M").values()) == ["66.7", "lag", "40.0", "73.3"]


def test_a_median_has_the_values_of_ordered_units_and_only_limits_with_many_outside(tmp_path):
    """Of twenty, the 6th and the 15th: five lie outside each. Of eighteen the 5th and the 14th: four do."""
    nation = Nation(tmp_path, Matt("median"))
    units(nation, "1780", {d: 2 for d in range(1, 11)})
    units(nation, "1880", {d: 2 for d in range(1, 10)})
    assert shown(nation, "1780") == {
        "varde": "5.5", "nedre": "3.0", "ovre": "8.0", "metod": "ordning", "niva": "95.0", "tillforlitlighet": "osaker"
    }  # fmt: skip
    assert shown(nation, "1880") == {"varde": "5.0", "tillforlitlighet": "osaker"} | NONE


def test_a_mean_has_the_interval_of_student_from_twice_the_threshold(tmp_path):
    """1880 and 1885 have eight units each, so their limits are withheld, and told together they are of sixteen."""
    nation = Nation(tmp_path, Matt("medel"))
    units(nation, "1780", {10: 20, 20: 20, 30: 20})
    units(nation, "1880", {10: 2, 20: 6})
    units(nation, "1885", {10: 2, 20: 6})
    sample = np.repeat([10, 20, 30], 20)
    low, high = stats.t.interval(0.95, 59, sample.mean(), stats.sem(sample))
    assert shown(nation, "1780") == {
        "varde": "20.0", "nedre": f"{low:.1f}", "ovre": f"{high:.1f}", "metod": "t", "niva": "95.0",
        "tillforlitlighet": "saker",
    }  # fmt: skip
    assert shown(nation, "1880") == {"varde": "17.5", "tillforlitlighet": "osaker"} | NONE


@pytest.mark.parametrize("ends, low_shown", [(4, False), (5, True)])
def test_a_limit_of_a_survival_median_needs_ends_on_both_sides(ends, low_shown):
    at = np.array([40])
    sides = {"sida": np.array([20]), "sida_nedre": np.array([ends]), "sida_ovre": np.array([0])}
    sides |= {f"{name}_yttre": sides[name] for name in ("sida_nedre", "sida_ovre")}
    del_ = Del("", "km_median", ("",), at, 0 * at, None, kvantil=at * 1.0, nedre=at * 0.5, ovre=at * 2.0, **sides)
    shown_limits = limits_shown(NO_SUMS, del_, np.zeros(1), np.zeros((1, 1)), 5)
    assert [bool(may[0, 0]) for may in shown_limits[:4]] == [low_shown, False] * 2


@pytest.mark.parametrize("matt, q", [("median", 0.5), ("p90", 0.9)])
def test_no_limit_of_a_percentile_is_shown_with_fewer_than_the_threshold_outside(matt, q):
    n = np.arange(1, 400)
    del_ = Del("", matt, ("",), n, 0 * n, None)
    shown_limits = limits_shown(NO_SUMS, del_, 0 * n, np.zeros((n.size, 1)), 5)
    places = [place for niva in (NIVA, YTTRE_NIVA) for place in order_places(n, q, niva)]
    for may, place in zip(shown_limits[:4], places, strict=True):
        told = place[may[:, 0]]
        assert told.size and (told - 1 >= 5).all() and (n[may[:, 0]] - told >= 5).all()


@pytest.mark.parametrize("matt, q", [("median", 0.5), ("p90", 0.9)])
def test_a_percentile_that_is_shown_has_the_threshold_of_units_on_each_side(matt, q):
    """So a small count of those within a limit, or beyond it, cannot be excluded by a percentile beside it."""
    n = np.arange(1, 400)
    shown_n = n[smaller_side(Del("", matt, ("",), n, 0 * n, None)) >= 5]
    unit = np.floor(q * (shown_n - 1) + 1e-9).astype(int)
    assert shown_n.size and (unit + 1 >= 5).all() and (shown_n - 1 - unit >= 5).all()


def test_beside_a_median_and_a_p90_stands_n_and_no_other_count(tmp_path):
    nation = Nation(tmp_path, Matt("median"), Matt("p90"))
    units(nation, "1780", {d: 10 for d in range(1, 11)})
    for matt in ("median", "p90"):
        row = shown(nation, "1780", "n varde taljare befolkning lagst hogst", matt=matt)
        assert row.pop("varde") is not None
        assert row == {"n": "100"} | dict.fromkeys(("taljare", "befolkning", "lagst", "hogst"))


def rates(tmp_path, **strata: tuple[int, ...]) -> Nation:
    """Four kommuner, two with 100 and two with 300 of each kön and age. `strata` are the events of men 0–12, 13–17 and
    18–20, then of women. The standard has as many of each age."""
    nation = Nation(tmp_path, Matt("per_1000"), befolkning=(0, 20))
    nation.deklaration = replace(nation.deklaration, standard=Standardbefolkning("LIKA", "prov", np.ones((2, 111))))
    size = {"1715": 100, "1780": 100, "1880": 300, "1885": 300}
    nation.befolkas("\n".join(["kommun | ar | per_alder", *(f"{k} | 2024 | {n}" for k, n in size.items())]))
    places = [(kon, band) for kon in (1, 2) for band in ("0-12", "13-17", "18-20")]
    rows = [f"{k[1:]} | {kon} | {band} | {n}" for k, of in strata.items() for (kon, band), n in zip(places, of)]
    nation.celler("\n".join(["lamnare | kon | aldersgrupp | antal", *rows]))
    return nation


STD = "varde standardiserat standardiserat_metod standardpopulation standardiserat_status"
EVEN, LARGE = (10,) * 6, {"_1880": (30,) * 6, "_1885": (30,) * 6}


def test_a_rate_is_standardised_directly_where_every_stratum_is_shown(tmp_path):
    """15 boys and 45 girls of 4,200: with as many of each kön and age as the standard has, it is the crude rate."""
    nation = rates(tmp_path, _1715=(5, 5, 5, 15, 15, 15), _1780=EVEN, **LARGE)
    assert shown(nation, "1715", STD) == {
        "varde": "14.3", "standardiserat": "14.3", "standardiserat_metod": "dobson", "standardpopulation": "LIKA",
        "standardiserat_status": "visas",
    }  # fmt: skip


def test_it_is_standardised_indirectly_where_a_stratum_is_hidden_and_riket_shows_all(tmp_path):
    """Two kommuner hide 4 of a stratum, and nothing of riket. 1780 has 90 where riket's rates would give as many as its
    share of the inhabitants, 60: 1.5 times riket's 510 of 33,600, limits by Poisson's of 90."""
    boys = (4, 46, 10, 10, 10, 10)
    nation = rates(
        tmp_path,
        _1715=(4, 16, 10, 10, 10, 10),
        _1780=boys,
        _1880=(36, 24, 30, 30, 30, 30),
        _1885=(36, 24, 30, 30, 30, 30),
    )
    found = shown(nation, "1780", f"{STD} standardiserat_nedre standardiserat_ovre")
    assert (found["standardiserat_metod"], found["standardpopulation"]) == ("indirekt", "riket")
    x, ages = np.array([80, 110, 80, 80, 80, 80]), np.array([13, 5, 3] * 2)
    expected = (100 * ages * x / (800 * ages)).sum()
    low, high = poisson_exact(90)
    scaled = [1000 * float(v) / expected * 510 / 33_600 for v in (90, low, high)]
    assert [found[k] for k in ("standardiserat", "standardiserat_nedre", "standardiserat_ovre")] == [
        f"{v:.1f}" for v in scaled
    ]


def test_few_events_are_not_standardised_directly_and_shares_never_are(tmp_path):
    """Nine events: too few for a direct rate; riket's strata are shown, so it is indirect."""
    nation = rates(tmp_path, _1715=EVEN, _1780=(0, 0, 0, 9, 0, 0), **LARGE)
    assert shown(nation, "1780", STD)["standardiserat_metod"] == "indirekt"
    only = rates(tmp_path / "en", _1780=(0, 0, 0, 9, 0, 0))
    assert shown(only, "1780", STD)["standardiserat_status"] == "for_fa"
    share = Nation(tmp_path / "andel")
    share.celler("lamnare | antal\n1780 | 40")
    assert shown(share, "1780", STD)["standardiserat_status"] == "ej_tillampligt"


MEASURES = ("antal", "andel", "medel", "median", "p90", "per_1000", "km_median", "forandring")


def test_where_no_kommun_counts_there_is_nothing_beside_any_measure(tmp_path):
    nation = Nation(tmp_path, *map(Matt, MEASURES), befolkning=(0, 20))
    nation.befolkas("kommun | ar | per_alder\n1780 | 2024 | 100")
    nation.innehall("1780", {"2024H1": "ej_komplett"})
    rows = nation.visar("matt status nedre metod standardiserat_status", omrade="1780")
    assert {r["matt"] for r in rows} == set(MEASURES)
    assert {r["status"] for r in rows} == {"ej_komplett"}
    assert {r[k] for r in rows for k in ("nedre", "metod", "standardiserat_status")} == {None}
