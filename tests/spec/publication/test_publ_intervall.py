"""Intervals, reliability, coverage and standardised rates, as they stand beside the published values."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from isu.aggregate import Del
from isu.aggregate.ordning import order_places
from isu.cells.indikator import Matt
from isu.declaration.standardbefolkning import Standardbefolkning
from isu.disclosure.granser import limits_shown
from tests.spec.publication.nation import Nation

BESIDE = "varde nedre ovre metod niva tillforlitlighet"
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
    nation = Nation(tmp_path, Matt("medel"))
    units(nation, "1780", {10: 20, 20: 20, 30: 20})
    units(nation, "1880", {10: 2, 20: 6})
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
    del_ = Del("", "km_median", ("",), at, 0 * at, None, kvantil=at * 1.0, nedre=at * 0.5, ovre=at * 2.0, **sides)
    low, high = limits_shown(del_, np.zeros((1, 1)), 5)
    assert bool(low[0, 0]) is low_shown and not high[0, 0]


@pytest.mark.parametrize("matt, q", [("median", 0.5), ("p90", 0.9)])
def test_no_limit_of_a_percentile_is_shown_with_fewer_than_the_threshold_outside(matt, q):
    n = np.arange(1, 400)
    shown_limits = limits_shown(Del("", matt, ("",), n, 0 * n, None), np.zeros((n.size, 1)), 5)
    for may, place in zip(shown_limits, order_places(n, q), strict=True):
        told = place[may[:, 0]]
        assert told.size and (told - 1 >= 5).all() and (n[may[:, 0]] - told >= 5).all()


RATE = "lamnare | kon | aldersgrupp | antal"


def rates(tmp_path, *rows: str, **head) -> Nation:
    """Two kommuner of 100 of each kön and age; the standard has as many of each age."""
    nation = Nation(tmp_path, Matt("per_1000"), befolkning=(0, 20), **head)
    nation.deklaration = replace(
        nation.deklaration,
        kommuner={k: v for k, v in nation.deklaration.kommuner.items() if k in ("1780", "1880")},
        standard=Standardbefolkning("LIKA", "prov", np.ones((2, 111))),
    )
    nation.svarar("lamnare | omraden\n1780 | barn_unga\n1880 | barn_unga")
    nation.befolkas("kommun | ar | per_alder\n1780 | 2024 | 100\n1880 | 2024 | 300")
    nation.celler("\n".join([RATE, *rows]))
    return nation


STD = "varde standardiserat standardiserat_metod standardpopulation standardiserat_status"
EVEN = [f"{{}} | {kon} | {band} | {{}}" for kon in (1, 2) for band in ("0-12", "13-17", "18-20")]


def test_a_rate_is_standardised_directly_where_every_stratum_is_shown(tmp_path):
    """With the standard's own ages the standardised rate is the crude one: 60 of 4,200 and 180 of 12,600."""
    rows = [row.format("1780", 10) for row in EVEN] + [row.format("1880", 30) for row in EVEN]
    found = shown(rates(tmp_path, *rows), "1780", STD)
    assert found == {
        "varde": "14.3", "standardiserat": "14.3", "standardiserat_metod": "dobson", "standardpopulation": "LIKA",
        "standardiserat_status": "visas",
    }  # fmt: skip


def test_it_is_standardised_indirectly_where_a_stratum_is_not(tmp_path):
    """1780 has two hidden strata, so its own 60 against what riket's rates would give: 60/4,200 of 240/16,800."""
    small = ["1780 | 1 | 0-12 | 2", "1780 | 1 | 13-17 | 18", *(r.format("1780", 10) for r in EVEN[2:])]
    rows = small + [row.format("1880", 30) for row in EVEN]
    found = shown(rates(tmp_path, *rows), "1780", STD)
    assert found["standardiserat_status"] in ("visas", "strata_visas_inte")
    if found["standardiserat_status"] == "visas":
        assert found["standardiserat_metod"] == "indirekt" and found["standardpopulation"] == "riket"


def test_few_events_are_not_standardised_and_shares_never_are(tmp_path):
    rows = ["1780 | 1 | 0-12 | 8", "1880 | 1 | 0-12 | 90"]
    assert shown(rates(tmp_path, *rows), "1780", STD)["standardiserat_status"] in ("for_fa", "visas")
    nation = Nation(tmp_path / "andel")
    nation.celler("lamnare | antal\n1780 | 40")
    assert shown(nation, "1780", STD)["standardiserat_status"] == "ej_tillampligt"


MEASURES = ("antal", "andel", "medel", "median", "p90", "per_1000", "km_median", "forandring")


def test_where_no_kommun_counts_there_is_nothing_beside_any_measure(tmp_path):
    nation = Nation(tmp_path, *map(Matt, MEASURES), befolkning=(0, 20))
    nation.befolkas("kommun | ar | per_alder\n1780 | 2024 | 100")
    nation.innehall("1780", {"2024H1": "ej_komplett"})
    rows = nation.visar("matt status nedre metod standardiserat_status", omrade="1780")
    assert {r["matt"] for r in rows} == set(MEASURES)
    assert {r["status"] for r in rows} == {"ej_komplett"}
    assert {r[k] for r in rows for k in ("nedre", "metod", "standardiserat_status")} == {None}
