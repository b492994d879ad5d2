"""Our numbers are those of statsmodels, lifelines and PHStatsMethods.

facit.json has what those packages gave, with their versions; facit_kor.py made it. Where they are exact we agree to
1e-9; the funnels of rates in PHStatsMethods stop a search early, which its first place shows: 5 in 100,000 off.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from isu.aggregate.kaplan_meier import km_limits, km_median, survival_bands
from isu.aggregate.ordning import NIVA
from isu.comparison.intervall import mean_t, poisson_exact, poisson_ohid, wilson
from isu.comparison.rang import quantile_groups
from isu.comparison.skillnad import newcombe, welch
from isu.comparison.standardisering import direct, dobson, fay_feuer, indirect
from isu.comparison.tratt import centre, classes, limits, poisson_limits, proportion_error

FACIT = json.loads(Path(__file__).with_name("facit.json").read_text(encoding="utf-8"))


def same(ours, theirs, rel=1e-9):
    np.testing.assert_allclose(np.column_stack(ours), np.array(theirs, float), rtol=rel, atol=1e-12)


def test_shares():
    x, n = np.array(FACIT["andelar"]["fall"]).T
    same(wilson(x, n), FACIT["andelar"]["statsmodels"])
    same(wilson(x, n), FACIT["andelar"]["phstats_95"])
    same(wilson(x, n, 0.998), FACIT["andelar"]["phstats_998"])


def test_two_shares():
    (x1, n1), (x2, n2) = np.array(FACIT["skillnader"]["fall"]).transpose(1, 2, 0)
    same(newcombe(x1, n1, x2, n2), FACIT["skillnader"]["statsmodels"])


def test_rates():
    x, n = np.array(FACIT["tal"]["fall"]).T
    same(poisson_exact(x), FACIT["tal"]["statsmodels"])
    low, high = poisson_ohid(x[1:])
    same((1000 * low / n[1:], 1000 * high / n[1:]), FACIT["tal"]["phstats_1000"])


def test_standardised_rates():
    """Directly from ten events only, as OHID does."""
    f = FACIT["standard"]
    x, n = np.array(f["x"]), np.array(f["n"])
    theirs = np.array(f["phstats_dsr_1000"])
    enough = x.sum(1) >= 10
    same([1000 * direct(x, n, f["w"])[enough]], theirs[enough, :1])
    same([1000 * limit[enough] for limit in dobson(x, n, f["w"])], theirs[enough, 1:])
    rates = np.array(f["referens"]["x"]) / np.array(f["referens"]["n"])
    same(indirect(x.sum(1), n, rates, poisson_ohid), f["phstats_isr"])


def test_means():
    one, two = (np.array(sample) for sample in FACIT["medel"]["fall"])
    told = (one.mean(), one.std(ddof=1), one.size)
    same(mean_t(*told), [FACIT["medel"]["statsmodels_t"]])
    same(mean_t(*told), [FACIT["medel"]["phstats_t"]])
    same(welch(*told, two.mean(), two.std(ddof=1), two.size), [FACIT["medel"]["statsmodels_welch"]])


@pytest.mark.parametrize("name", FACIT["overlevnad"])
def test_survival(name):
    """Where nobody is left lifelines ends both limits at 0; we say that the upper one is not known."""
    f = FACIT["overlevnad"][name]
    spells = [(int(s.rstrip("+")), s.endswith("+")) for s in f["tider"].split()]
    ends, censored = (np.array([spells.count((t, open_)) for t in f["t"]]) for open_ in (False, True))
    ((low, high),) = survival_bands(ends, censored, NIVA)
    left = ~np.isnan(high)
    same((low[left], high[left]), np.column_stack((f["nedre"], f["ovre"]))[left])
    times = np.array(f["t"])
    assert km_median(ends, censored, times)[0] == f["median"]
    same(next(km_limits(ends, censored, times, NIVA)), [f["granser"]])


def test_funnels_of_shares():
    f = FACIT["trattar"]
    x, n = np.array(f["kommuner"]["x"]), np.array(f["kommuner"]["n"])
    p0 = centre(x, n)
    for niva, theirs in ((0.95, f["andel_95"]), (0.998, f["andel_998"])):
        low, high = limits(p0, proportion_error(p0, f["andel_n"]), niva=niva)
        same((100 * np.clip(low, 0, 1), 100 * np.clip(high, 0, 1)), theirs)
    outside = classes(x / n, limits(p0, proportion_error(p0, n)))
    assert [{"High (0.001)": 1, "Low (0.001)": -1}.get(k, 0) for k in f["andel_klass"]] == outside.tolist()


def test_funnels_of_rates():
    f = FACIT["trattar"]
    x, n = np.array(f["kommuner"]["x"]), np.array(f["kommuner"]["n"])
    lines = [1000 * centre(x, n) * line for line in poisson_limits(f["tal_antal"])]
    same(lines, f["tal_1000_998"], rel=1e-4)


@pytest.mark.parametrize("groups", [4, 5, 10])
def test_groups_of_equal_size(groups):
    assert quantile_groups(FACIT["kvantiler"]["varden"], groups).tolist() == FACIT["kvantiler"][str(groups)]


def test_the_gamma_limits_of_a_standardised_rate_as_printed():
    """Fay & Feuer 1997, section 6: with equal weights and populations they are the exact limits of the sum."""
    low, high = fay_feuer([4, 6], [1000, 1000], [1, 1])
    exact = poisson_exact(10)
    assert (float(low), float(high)) == pytest.approx((float(exact[0]) / 2000, float(exact[1]) / 2000), rel=1e-9)
