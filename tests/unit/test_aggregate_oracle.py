"""The sums against plain SQL over the same cells: one query per number, nothing shared with the arrays."""

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from isu.aggregate import add_up, read_summor
from isu.aggregate.kvantil import percentile
from isu.cells.indikator import Matt
from tests.spec.publication.nation import KOMMUNER, Nation

MATT = (Matt("andel", ">= 6"), Matt("medel"), Matt("median"), Matt("p90"))
KON = {"T": "1 2 9", "K": "2", "M": "1", "U": "9"}
ALDRAR = {"0-12": "0-12", "13-17": "13-17", "18-20": "18-20", "0-17": "0-12 13-17", "okand": "okand"}
ALDRAR |= {"alla": "0-12 13-17 18-20 okand"}

NUMBERS = """
    SELECT
        sum(antal) FILTER (utfall IS NOT NULL) AS n,
        sum(antal) FILTER (utfall IS NULL) AS n_okand,
        sum(antal) FILTER (utfall::INT >= 6) AS minst_sex,
        sum(antal * utfall::INT) AS summa,
        sum(antal * utfall::INT * utfall::INT) AS kvadrat
    FROM celler WHERE {urval}
"""
PERCENTILES = """
    SELECT quantile_cont(utfall::INT, [0.5, 0.9]), list(utfall::INT ORDER BY utfall::INT)
    FROM celler, range(antal) WHERE utfall IS NOT NULL AND {urval}
"""


@pytest.fixture
def nation(tmp_path) -> Nation:
    rng = np.random.default_rng(7)
    rows = ["lamnare | kon | aldersgrupp | utfall | antal"]
    for kommun, _, _ in KOMMUNER:
        drawn = zip(
            rng.choice(["1", "2", "9"], 80), rng.choice(list(ALDRAR)[:5], 80), rng.integers(0, 12, 80), strict=True
        )
        distinct = {(kon, "okand" if alder == "0-17" else alder, utfall or "") for kon, alder, utfall in drawn}
        rows += [
            f"{kommun} | {kon} | {alder} | {utfall} | {rng.integers(1, 5)}"
            for kon, alder, utfall in sorted(distinct, key=str)
        ]
    nation = Nation(tmp_path, *MATT)
    nation.celler("\n".join(rows))
    add_up(nation.home, nation.deklaration, nation.indikator)
    return nation


def members_of(omrade: tuple[str, str]) -> list[str]:
    typ, name = omrade
    place = {"kommun": 0, "lan": 1, "kommungrupp": 2}
    return [k[0] for k in KOMMUNER if typ == "riket" or k[place[typ]] == name]


def quoted(values) -> str:
    return ", ".join(f"'{v}'" for v in values)


def limits_by_counting(units: list[int], q: float, tail_of: float) -> list[float]:
    """The unit at the largest place r with P(Bin ≤ r − 1) ≤ 0.025 (or 0.001), and at the smallest s with P(Bin ≤ s − 1)
    ≥ 0.975 (0.999)."""
    n = len(units)
    tail = np.cumsum(stats.binom.pmf(np.arange(n), n, q))  # tail[i] is P(≤ i), so of place i + 1
    low, high = np.flatnonzero(tail <= tail_of), np.flatnonzero(tail >= 1 - tail_of)
    return [units[low[-1]] if low.size else np.nan, units[high[0]] if high.size else np.nan]


def test_every_number_is_what_a_query_over_the_cells_says(nation):
    summor = read_summor(nation.home, nation.deklaration, nation.indikator)
    omrade, kon, alder = (summor.axlar[name].medlemmar for name in ("omrade", "kon", "aldersgrupp"))
    share, mean, median, p90 = summor.delar
    con = duckdb.connect()
    files = [str(nation.home.cells(k[0]) / f"{nation.indikator.id}.parquet") for k in KOMMUNER]
    con.execute(f"CREATE TABLE celler AS FROM read_parquet([{quoted(files)}], hive_partitioning = false)")
    checked = 0
    for a, k, b in np.ndindex(len(omrade), len(kon), len(alder)):
        urval = f"lamnare IN ({quoted(members_of(omrade[a]))}) AND kon IN ({quoted(KON[kon[k]].split())})"
        urval += f" AND aldersgrupp IN ({quoted(ALDRAR[alder[b]].split())})"
        n, unknown, six, total, squares = (x or 0 for x in con.execute(NUMBERS.format(urval=urval)).fetchone())
        at = (a, 0, k, b, 0)
        assert (share.n[at], share.n_okand[at], share.taljare[at][0], mean.taljare[at][0]) == (n, unknown, six, total)
        assert mean.kvadrat[at][0] == squares
        expected, units = con.execute(PERCENTILES.format(urval=urval)).fetchone()
        assert [median.kvantil[at], p90.kvantil[at]] == pytest.approx(expected or [np.nan, np.nan], nan_ok=True)
        for part, q in ((median, 0.5), (p90, 0.9)):
            for tail, found in ((0.025, (part.nedre, part.ovre)), (0.001, (part.nedre_yttre, part.ovre_yttre))):
                by_counting = limits_by_counting(units or [], q, tail)
                assert [limit[at] for limit in found] == pytest.approx(by_counting, nan_ok=True)
        checked += n > 0
    assert checked > 100


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(-50, 50), st.integers(0, 5), min_size=1, max_size=8), st.sampled_from([5, 9]))
def test_the_percentile_is_numpys(antal_per_varde, tiondelar):
    values = np.array(sorted(antal_per_varde))
    counts = np.array([antal_per_varde[v] for v in values])
    found = percentile(counts[None], values, tiondelar)[0]
    units = np.repeat(values, counts)
    assert found == pytest.approx(np.quantile(units, tiondelar / 10)) if units.size else np.isnan(found)
