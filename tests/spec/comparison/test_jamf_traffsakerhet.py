"""How often intervals hold the truth: computed exactly over all outcomes, and a simulation that agrees with it."""

import numpy as np
import pytest

from isu.aggregate.ordning import order_places, quantile_limits
from isu.comparison.intervall import poisson_byar, poisson_exact, wilson
from isu.comparison.traffsakerhet import of_events, of_quantile, of_repeated, of_share
from isu.release.jamforelsesida import by_events, by_persons

SHARES = np.linspace(0.02, 0.98, 97)


@pytest.mark.parametrize("niva", [0.95, 0.998])
def test_exact_limits_of_events_never_hold_less_often_than_they_say(niva):
    coverage = of_events(lambda x: poisson_exact(x, niva), np.linspace(0.05, 60, 1200))
    assert coverage.min() >= niva - 1e-12


@pytest.mark.parametrize("q", [0.1, 0.5, 0.9])
def test_limits_of_a_percentile_never_hold_less_often_than_they_say(q):
    found = {n: [int(p) for p in order_places(n, q)] for n in range(6, 300)}
    both = {n: places for n, places in found.items() if all(places)}
    assert len(both) > 200
    assert min(of_quantile(n, q, *places) for n, places in both.items()) >= 0.95


@pytest.mark.parametrize("n, mean, worst", [(10, 0.956, 0.83), (30, 0.953, 0.83), (100, 0.952, 0.88)])
def test_wilson_holds_about_as_often_as_it_says(n, mean, worst):
    """Brown, Cai & DasGupta 2001 (Stat Sci 16:101): near the level on the average, less at shares near 0 and 1."""
    coverage = of_share(wilson, n, SHARES)
    assert coverage.mean() == pytest.approx(mean, abs=0.004)
    assert coverage.min() > worst


@pytest.mark.parametrize("persons", [5, 10, 30, 100])
def test_limits_of_repeated_events_hold_where_those_of_events_do_not(persons):
    """Twice as many persons have one event as have three."""
    assert of_repeated(by_events, 2 * persons, persons, 3) < 0.87
    assert of_repeated(by_persons, 2 * persons, persons, 3) == pytest.approx(0.95, abs=0.02)


def test_byar_is_near_the_level_where_it_is_used():
    coverage = of_events(poisson_byar, np.linspace(15, 60, 500))
    assert coverage.min() > 0.94


def test_a_simulation_agrees_with_the_sums():
    rng, draws = np.random.default_rng(20241128), 20_000
    x = rng.binomial(40, 0.15, draws)
    low, high = wilson(x, 40)
    near(low, high, 0.15, of_share(wilson, 40, 0.15))
    events = rng.poisson(4.2, draws)
    near(*poisson_exact(events), 4.2, of_events(poisson_exact, 4.2))
    values = rng.exponential(1, (2000, 25))
    units = [quantile_limits(np.sort(v), np.ones(25, int), 0.5) for v in values]
    near(*np.array(units).T, np.log(2), of_quantile(25, 0.5, 8, 18))


def near(low, high, truth, exactly):
    """Within four standard errors of the number of draws."""
    held = ((low <= truth) & (truth <= high)).mean()
    assert abs(held - exactly) < 4 * np.sqrt(exactly * (1 - exactly) / len(low))
