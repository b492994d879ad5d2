"""Standardised rates: what must hold of them, and a worked example."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isu.comparison.intervall import poisson_exact
from isu.comparison.standardisering import direct, dobson, fay_feuer, indirect, repeated, variance

near = pytest.approx

#: Two strata, young and old: events, population, the standard.
X, N, W = [20, 30], [1000, 500], [600, 400]


def test_a_worked_example():
    """0.6 · 20/1000 + 0.4 · 30/500 = 0.036; 0.6² · 20/1000² + 0.4² · 30/500² = 0.0000264."""
    assert float(direct(X, N, W)) == near(0.036)
    assert float(variance(X, N, W)) == near(0.0000264)


strata = st.integers(1, 6).flatmap(
    lambda k: st.tuples(
        st.lists(st.integers(0, 60), min_size=k, max_size=k),
        st.lists(st.integers(500, 9000), min_size=k, max_size=k),
        st.lists(st.integers(1, 900), min_size=k, max_size=k),
    )
)


@given(strata)
def test_the_limits_enclose_the_rate_and_the_conservative_ones_are_no_narrower_above(case):
    x, n, w = case
    rate, gamma = float(direct(x, n, w)), tuple(map(float, fay_feuer(x, n, w)))
    assert gamma[0] <= rate + 1e-12 and rate <= gamma[1]
    limits = tuple(map(float, dobson(x, n, w)))
    assert np.isnan(limits).all() if sum(x) < 10 else limits[0] < rate < limits[1]


@given(st.integers(10, 400), st.integers(1000, 90_000))
def test_with_one_stratum_the_rate_is_the_crude_one_and_the_limits_those_of_its_events(x, n):
    exact = [float(limit) / n for limit in poisson_exact(x)]
    assert float(direct([x], [n], [1])) == near(x / n)
    assert [float(limit) for limit in fay_feuer([x], [n], [1])] == near(exact, rel=1e-9)
    assert [float(limit) for limit in dobson([x], [n], [1])] == near(exact, rel=0.02)


def test_several_events_of_the_same_person_widen_the_interval():
    """Ten persons with five events each are not fifty persons with one."""
    once = dobson([50], [1000], [1], spridning=repeated([[50, 0]], [1, 5]))
    often = dobson([50], [1000], [1], spridning=repeated([[0, 10]], [1, 5]))
    assert tuple(map(float, once)) == near(tuple(map(float, dobson([50], [1000], [1]))))
    width = np.subtract(*map(float, often[::-1])) / np.subtract(*map(float, once[::-1]))
    assert width == near(np.sqrt(5))


def test_as_many_as_expected_is_one():
    """The reference has 2 % and 6 %: 1000 · 0.02 + 500 · 0.06 = 50 expected."""
    ratio, lower, upper = map(float, indirect(50, N, [0.02, 0.06]))
    assert ratio == near(1)
    assert (lower, upper) == near(tuple(float(limit) / 50 for limit in poisson_exact(50)))
