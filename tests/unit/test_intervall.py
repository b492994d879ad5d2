"""Intervals against published cases and against scipy's own, where it has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from isu.aggregate.ordning import order_places, quantile_limits
from isu.comparison.intervall import mean_t, poisson_byar, poisson_exact, poisson_ohid, wilson
from isu.comparison.skillnad import newcombe, newcombe_paired, paired_mean

near = pytest.approx


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(case):
    x, n = case
    ours, theirs = wilson(x, n), stats.binomtest(x, n).proportion_ci(method="wilson")
    assert (float(ours[0]), float(ours[1])) == near((theirs.low, theirs.high), abs=1e-12)


def test_wilson_of_nothing_is_unknown():
    assert np.isnan(wilson([0], [0])).all()


@given(st.integers(0, 500))
def test_exact_limits_are_where_the_tails_are_a_fortieth(events):
    """By the definition: seeing so many or more (fewer) is then as unlikely as 2.5 %."""
    low, high = map(float, poisson_exact(events))
    assert stats.poisson.cdf(events, high) == near(0.025, abs=1e-9)
    assert (low == 0) if events == 0 else stats.poisson.sf(events - 1, low) == near(0.025, abs=1e-9)


def test_the_mode_of_ohid_changes_at_ten_events():
    events = np.array([0, 9, 10, 200])
    low, high = poisson_ohid(events)
    assert low[:2] == near(poisson_exact(events)[0][:2]) and high[:2] == near(poisson_exact(events)[1][:2])
    assert low[2:] == near(poisson_byar(events)[0][2:]) and high[2:] == near(poisson_byar(events)[1][2:])


@pytest.mark.parametrize("events, low, high", [(10, 4.79, 18.39), (100, 81.36, 121.63)])
def test_byar_is_near_the_exact_limits(events, low, high):
    """Exact values: Breslow & Day 1987, table 2.10."""
    assert tuple(map(float, poisson_byar(events))) == near((low, high), abs=0.02)


def test_student_of_a_small_sample():
    sample = np.array([2.0, 4.0, 4.0, 5.0, 7.0])
    expected = stats.t.interval(0.95, 4, sample.mean(), stats.sem(sample))
    assert tuple(map(float, mean_t(sample.mean(), sample.std(ddof=1), 5))) == near(expected)
    assert np.isnan(mean_t(3.0, 0.0, 1)).all()


@pytest.mark.parametrize(
    "n, first, last",
    [
        (5, 0, 0),  # six values are the fewest that can enclose a median with 95 %
        (6, 1, 6),
        (10, 2, 9),
        (25, 8, 18),
    ],
)
def test_places_of_the_values_that_enclose_the_median(n, first, last):
    assert tuple(map(int, order_places(n, 0.5))) == (first, last)


@given(st.integers(6, 300), st.sampled_from([0.1, 0.5, 0.9]))
def test_the_places_enclose_the_quantile_as_often_as_they_promise(n, q):
    r, s = map(int, order_places(n, q))
    assert stats.binom.cdf(r - 1, n, q) <= 0.025 < stats.binom.cdf(r, n, q)
    if s:
        assert stats.binom.cdf(s - 1, n, q) >= 0.975 > stats.binom.cdf(s - 2, n, q)


def test_limits_of_a_median_from_a_histogram():
    assert quantile_limits([1, 2, 3, 9], [3, 4, 2, 1], 0.5) == (1.0, 3.0)  # the second and the ninth of ten
    lower, upper = quantile_limits([5], [4], 0.5)
    assert np.isnan(lower) and np.isnan(upper)


@pytest.mark.parametrize(
    "first, second, low, high",
    [
        # Newcombe 1998, Stat Med 17:873, table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_two_groups(first, second, low, high):
    assert tuple(map(float, newcombe(*first, *second))) == near((low, high), abs=5e-5)


@pytest.mark.parametrize(
    "pairs, low, high",
    [
        # Complete response before and after consolidation therapy (Cavo et al. 2012): Fagerland, Lydersen & Laake 2017,
        # Statistical Analysis of Contingency Tables, chapter 8, as their package contingencytables prints it
        ((59, 6, 16, 80), -0.1186, -0.0046),
    ],
)
def test_pairs_as_published(pairs, low, high):
    assert newcombe_paired(*pairs) == near((low, high), abs=5e-5)


counts = st.integers(0, 60)


@given(counts, counts, counts, counts)
def test_pairs_turned_around_give_the_opposite_difference(a, b, c, d):
    if a + b + c + d == 0:
        return
    low, high = newcombe_paired(a, b, c, d)
    assert newcombe_paired(a, c, b, d) == near((-high, -low))
    assert low - 1e-12 <= (b - c) / (a + b + c + d) <= high + 1e-12


def test_pairs_that_follow_each_other_say_more_than_two_groups():
    together = newcombe_paired(40, 12, 3, 45)
    apart = tuple(map(float, newcombe(52, 100, 43, 100)))
    assert together[0] > apart[0] and together[1] < apart[1]


def test_mean_change_of_the_same_persons():
    changes = np.array([-2, -2, -1, 0, 1])
    mean, low, high = paired_mean([-2, -1, 0, 1], [2, 1, 1, 1])
    assert mean == near(changes.mean())
    assert (low, high) == near(stats.t.interval(0.95, 4, changes.mean(), stats.sem(changes)))
    assert np.isnan(paired_mean([3], [1])[1])
