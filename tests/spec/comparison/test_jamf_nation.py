"""A made-up nation of 290 kommuner that differ a little, as kommuner do, and ten that truly differ.

The classes at 99.8 % with over-dispersed limits find the ten and flag at most two others; by chance alone as many as
half of the country would be flagged.
"""

import numpy as np
import pytest
from scipy import special, stats

from isu.aggregate import Del, Summor
from isu.aggregate.axel import HELHET, Axel, add_along, omrade_axis, period_axis
from isu.comparison import values
from isu.comparison.jamforelse import comparisons
from isu.comparison.skattning import estimate
from isu.comparison.tratt import (
    BY_CHANCE,
    FEWEST_AREAS,
    WINSORISED,
    centre,
    classes,
    dispersion,
    false_alarms,
    limits,
    proportion_error,
    rate_error,
)
from isu.declaration import load_declarations
from isu.disclosure.granser import Visade

KOMMUNER, PLANTED = 290, 10
EVERY = Visade(*(np.True_,) * 5)


def nation(rng: np.random.Generator, sizes: float, far: float):
    """Denominators and each kommun's true log-odds (or log-rate) as distance from the country; ten are `far` away."""
    n = np.round(np.exp(rng.normal(np.log(sizes), 0.8, KOMMUNER))).astype(int)
    true = rng.normal(0, 0.12, KOMMUNER)
    chosen = rng.choice(np.flatnonzero(n > np.median(n)), PLANTED, replace=False)
    true[chosen] = far * np.where(np.arange(PLANTED) % 2, 1, -1)
    return n, true, chosen


def shares(rng):
    n, true, chosen = nation(rng, 1500, 1.0)
    x = rng.binomial(n, special.expit(special.logit(0.4) + true))
    return x, n, chosen, proportion_error


def rates(rng):
    n, true, chosen = nation(rng, 9000, 1.1)
    return rng.poisson(n * 0.12 * np.exp(true)), n, chosen, rate_error


def flagged(x, n, error, with_dispersion: bool) -> set[int]:
    p0 = centre(x, n)
    s = error(p0, n)
    tau2 = dispersion(x / n, p0, s).tau2 if with_dispersion else 0.0
    return set(np.flatnonzero(classes(x / n, limits(p0, s, tau2))).tolist())


@pytest.mark.parametrize("make", [shares, rates])
@pytest.mark.parametrize("seed", range(5))
def test_the_ten_are_found_and_at_most_two_others(make, seed):
    x, n, chosen, error = make(np.random.default_rng(seed))
    found = flagged(x, n, error, with_dispersion=True)
    assert set(chosen.tolist()) <= found
    assert len(found - set(chosen.tolist())) <= 2


@pytest.mark.parametrize("make", [shares, rates])
def test_limits_of_chance_alone_flag_many(make):
    x, n, chosen, error = make(np.random.default_rng(0))
    assert len(flagged(x, n, error, with_dispersion=False) - set(chosen.tolist())) > 50


def test_where_kommuner_are_all_alike_nothing_is_added():
    rng = np.random.default_rng(1)
    n = rng.integers(100, 4000, (KOMMUNER, 20))
    x = rng.binomial(n, 0.3)
    p0 = centre(x, n)
    found = dispersion(x / n, p0, proportion_error(p0, n))
    assert found.phi.mean() == pytest.approx(1, abs=0.1)
    assert (found.tau2 < 0.3 * (proportion_error(p0, n) ** 2).mean(0)).all()
    outside = np.abs(classes(x / n, limits(p0, proportion_error(p0, n)))).sum(0).mean()
    assert outside == pytest.approx(false_alarms(KOMMUNER), abs=0.6)


def test_a_worked_example_of_dispersion():
    """Ten areas, z = ±1 … ±5, standard error 1: the outermost at each end is drawn in to ±4. Σ z² = 92, of which
    drawing in left 0.6787: φ = 9.2/0.67866 = 13.556, and τ² = (135.56 − 9)/(10 − 1)."""
    y = np.array([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5.0])
    phi, tau2, areas = dispersion(y, 0, np.ones(10))
    assert (float(phi), float(tau2), int(areas)) == pytest.approx((13.556, 14.062, 10), abs=1e-3)


def test_what_drawing_in_leaves_of_chance_alone():
    b = stats.norm.ppf(1 - WINSORISED)
    left = stats.norm.expect(lambda z: np.clip(z, -b, b) ** 2)
    assert left == pytest.approx(BY_CHANCE, abs=1e-5)


def test_few_areas_say_nothing_and_those_not_shown_are_not_counted():
    y = np.append(np.linspace(-3, 3, FEWEST_AREAS), np.nan)
    assert dispersion(y, 0, np.ones(y.size)).antal == FEWEST_AREAS
    assert np.isnan(dispersion(y[1:], 0, np.ones(y.size - 1)).tau2)


def test_the_classes_of_an_edition_find_them_too():
    """The same shares as sums of a nation, protected, shown and compared as an edition is."""
    x, n, chosen, _ = shares(np.random.default_rng(3))
    kommuner = load_declarations().kommuner
    omrade = omrade_axis(kommuner)
    one = Axel((HELHET,), (HELHET,), ((0,),))
    axlar = {"omrade": omrade, "period": period_axis(["2024"])} | dict.fromkeys(("kon", "aldersgrupp"), one)
    axlar |= {"grupp": one}
    every, yes = (add_along(v.reshape(-1, 1, 1, 1, 1), 0, omrade) for v in (n, x))
    del_ = Del("", "andel", ("",), every, 0 * every, yes[..., None])
    counted = add_along(np.ones((KOMMUNER, 1), int), 0, omrade)
    shown_ones = np.zeros((len(omrade.medlemmar), 1), np.uint8)
    summor = Summor("X", axlar, shown_ones, counted, counted < 0, (del_,))
    s = estimate(
        del_,
        values(summor, del_, shown_ones[..., None, None, None], shown_ones[..., None, None, None, None]),
        EVERY,
        omrade,
    )
    *_, riket = comparisons("andel", s, np.full(s.varde.shape, 100.0), counted, axlar)
    is_kommun = riket.plats[0] < KOMMUNER
    flagged_ones = set(riket.plats[0][is_kommun & np.isin(riket.tal["klass"], (1, 3))].tolist())
    assert set(chosen.tolist()) <= flagged_ones and len(flagged_ones) <= PLANTED + 2
    assert set(riket.tal["spridning_kommuner"][is_kommun]) == {KOMMUNER}
