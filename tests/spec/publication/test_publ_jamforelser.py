"""Every shown value against its references: jamforelser.parquet."""

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy import stats

from isu.cells.indikator import Matt
from isu.comparison.skillnad import newcombe
from isu.release.jamforelsekolumner import KOLUMNER
from tests.spec.publication.nation import HELHET, Nation

COUNTS = {"1715": (40, 100), "1780": (30, 100), "1880": (50, 100), "1885": (20, 100)}


def shares(nation: Nation, **periods: dict[str, tuple[int, int]]) -> None:
    """x of n per kommun and period, split evenly on the two kön."""
    rows = [
        f"{k} | {p.removeprefix('p')} | {kon} | {u} | {antal // 2}"
        for p, of in periods.items()
        for k, (x, n) in of.items()
        for u, antal in (("true", x), ("false", n - x))
        for kon in (1, 2)
    ]
    nation.celler("\n".join(["lamnare | period | kon | utfall | antal", *rows]))


def compared(nation: Nation, **asked: str) -> list[dict]:
    nation.publicerar()
    rows = pq.read_table(nation.home.edition / "jamforelser.parquet").to_pylist()
    return [r for r in rows if all(r[k] == v for k, v in (HELHET | asked).items())]


@pytest.fixture
def nation(tmp_path) -> Nation:
    nation = Nation(tmp_path)
    shares(nation, p2024H1=COUNTS)
    return nation


def test_a_kommun_is_compared_with_riket_its_lan_and_its_kommungrupp(nation):
    rows = compared(nation, omrade="1780")
    assert [(r["referens"], r["referens_omrade"], r["referens_varde"]) for r in rows] == [
        ("kommungrupp", "B3", 40.0),
        ("lan", "17", 35.0),
        ("riket", "0000", 35.0),
    ]
    low, high = newcombe(30, 100, 80, 200)
    assert (rows[0]["skillnad"], rows[0]["skillnad_nedre"], rows[0]["skillnad_ovre"]) == pytest.approx(
        (-10.0, 100 * low, 100 * high), abs=0.05
    )
    assert (rows[0]["metod"], rows[0]["klass"], rows[0]["klass_metod"]) == ("newcombe", "ingen_skillnad", "skillnad")
    told = ("kommuner_undre_kvartil", "kommuner_median", "kommuner_ovre_kvartil", "kommuner_antal")
    assert [rows[0][name] for name in told] == [35.0, 40.0, 45.0, 2]  # of 30 and 50, type 7
    assert [rows[2][name] for name in told] == [27.5, 35.0, 42.5, 4]  # of 20, 30, 40 and 50


def test_what_is_hidden_is_compared_with_nothing_and_nothing_with_it(tmp_path):
    """2 of 100 in the period before is hidden, and kommuner with it; so no value of theirs has a row, and the values
    after have nothing to be compared with."""
    nation = Nation(tmp_path)
    shares(nation, p2023H2={**COUNTS, "1885": (2, 100)}, p2024H1=COUNTS)
    assert compared(nation, omrade="1885", period="2023H2") == []
    (row,) = compared(nation, omrade="1885", referens="foregaende")
    assert (row["jamforelse"], row["varde"]) == ("referens_visas_inte", 20.0)
    assert [row[k] for k in ("referens_varde", "skillnad", "skillnad_nedre", "metod", "klass")] == [None] * 5


def test_no_row_has_a_value_that_the_indicators_do_not_show(nation):
    published = pq.read_table(nation.publicerar() and nation.home.edition / "indikatorer.parquet").to_pylist()
    key = ("variant", "matt", "omrade", "period", "kon", "aldersgrupp", "grupp", "utfall")
    values = {tuple(r[k] for k in key): r["varde"] for r in published}
    against = {"omrade": "referens_omrade", "period": "referens_period"}
    for row in pq.read_table(nation.home.edition / "jamforelser.parquet").to_pylist():
        assert row["varde"] is not None and values[tuple(row[k] for k in key)] == row["varde"]
        assert values[tuple(row[against.get(k, k)] for k in key)] == row["referens_varde"]


def test_rows_are_sorted_by_their_key_and_no_key_comes_twice(nation):
    nation.publicerar()
    rows = pq.read_table(nation.home.edition / "jamforelser.parquet").to_pylist()
    keys = [tuple(r[name] for name, *_ in KOLUMNER[:15]) for r in rows]
    assert keys == sorted(set(keys)) and keys


def test_a_change_has_its_own_interval_and_three_years_are_put_together(tmp_path):
    nation = Nation(tmp_path, periodtyper=("helar",))
    years = {"p2022": (30, 100), "p2023": (40, 100), "p2024": (50, 200)}
    shares(nation, **{p: {"1780": of} for p, of in years.items()})
    (row,) = compared(nation, omrade="1780", referens="foregaende", period="2024")
    assert (row["referens_period"], row["skillnad"]) == ("2023", -15.0)
    assert [row["skillnad_nedre"], row["skillnad_ovre"]] == pytest.approx(
        100 * np.array(newcombe(50, 200, 40, 100)), abs=0.05
    )
    assert (row["tre_ar"], row["tre_ar_n"]) == (30.0, 400)
    (earlier,) = compared(nation, omrade="1780", referens="foregaende", period="2023")
    assert earlier["tre_ar"] is None


def test_too_few_known_are_not_compared(tmp_path):
    nation = Nation(tmp_path)
    nation.celler("""
        lamnare | kon | utfall | antal
        1780    | 1   | true   | 20
        1780    | 2   | false  | 20
        1780    | 2   |        | 30
        1880    | 1   | true   | 40
        1880    | 2   | false  | 40
    """)
    found = {r["referens"]: r["jamforelse"] for r in compared(nation, omrade="1780")}
    assert found["kommungrupp"] == "for_lag_tackning"


def test_a_kommun_that_is_alone_in_its_lan_is_not_compared_with_itself(tmp_path):
    nation = Nation(tmp_path)
    shares(nation, p2024H1={"1780": (30, 100)})
    assert {r["jamforelse"] for r in compared(nation, omrade="1780")} == {"samma_kommuner"}


def test_means_and_medians_are_compared_too(tmp_path):
    nation = Nation(tmp_path, Matt("medel"), Matt("median"))
    rows = [
        f"{k} | {kon} | {v + more} | 20"
        for k, more in (("1780", 0), ("1880", 30))
        for kon in (1, 2)
        for v in (10, 20, 30)
    ]
    nation.celler("\n".join(["lamnare | kon | utfall | antal", *rows]))
    found = {r["matt"]: r for r in compared(nation, omrade="1780", referens="kommungrupp")}
    assert (found["medel"]["skillnad"], found["medel"]["metod"], found["medel"]["klass"]) == (-15.0, "welch", "lagre")
    told = [found["median"][name] for name in ("metod", "klass", "klass_metod")]
    assert told == ["mover", "lagre", "skillnad"]
    assert found["median"]["skillnad_ovre"] < 0


def test_three_years_of_means_and_rates(tmp_path):
    """Means 10 of 40, 20 of 40 and 30 of 80 are 22.5 of 160; 160 units of three times 4,200 inhabitants are 12.7 per
    1,000."""
    nation = Nation(tmp_path, Matt("medel"), Matt("per_1000"), periodtyper=("helar",), befolkning=(0, 20))
    nation.befolkas("kommun | ar | per_alder\n1780 | 2022 | 100")
    rows = [
        f"1780 | {ar} | {kon} | {value + more} | {n // 4}"
        for ar, value, n in ((2022, 10, 40), (2023, 20, 40), (2024, 30, 80))
        for kon in (1, 2)
        for more in (-5, 5)
    ]
    nation.celler("\n".join(["lamnare | period | kon | utfall | antal", *rows]))
    found = {r["matt"]: r for r in compared(nation, omrade="1780", referens="foregaende", period="2024")}
    assert (found["medel"]["tre_ar"], found["medel"]["tre_ar_n"]) == (22.5, 160)
    sample = np.repeat([5, 15, 15, 25, 25, 35], [20, 20, 20, 20, 40, 40])
    low, high = stats.t.interval(0.95, 159, sample.mean(), stats.sem(sample))
    assert (found["medel"]["tre_ar_nedre"], found["medel"]["tre_ar_ovre"]) == pytest.approx((low, high), abs=0.051)
    assert (found["per_1000"]["tre_ar"], found["per_1000"]["tre_ar_n"]) == (12.7, 160)
