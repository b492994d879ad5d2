"""Small areas: values drawn toward the group, several periods together, reliability and coverage."""

import numpy as np
import pytest

from isu.comparison.palitlighet import coverage, unreliable, worst_case
from isu.comparison.utjamning import beta_binomial, gamma_poisson, pooled

near = pytest.approx


def test_a_worked_example_of_shares():
    """Five areas of 10: m = 25/50 = 0.5; Q = 10 · (0.16 + 0.16 + 0 + 0.09 + 0.09)/0.25 = 20;
    ρ = (20 − 4)/(50 − 10 − 4) = 4/9, M = 1.25, own weight 10/11.25."""
    found = beta_binomial([1, 9, 5, 2, 8], [10] * 5)
    assert found.vikt.tolist() == near([10 / 11.25] * 5)
    assert found.varde[0] == near((1 + 1.25 * 0.5) / 11.25)


def test_a_worked_example_of_rates():
    """Five areas of 100: m = 0.25; s² = (4 · 0.15² + 0)/5 = 0.018; A = 0.018 − 0.25/100 = 0.0155; C = A/(A +
    0.0025)."""
    found = gamma_poisson([10, 40, 25, 10, 40], [100] * 5)
    assert found.vikt.tolist() == near([0.0155 / 0.018] * 5)
    assert found.varde[1] == near(0.25 + 0.0155 / 0.018 * 0.15)


def test_few_units_are_drawn_in_most_and_no_area_passes_the_group():
    x, n = np.array([3, 40, 420, 60, 90]), np.array([4, 100, 1000, 200, 160])
    for value, weight in (beta_binomial(x, n), gamma_poisson(x, n)):
        m = x.sum() / n.sum()
        assert weight[0] < weight[1] < weight[2]
        assert ((np.sign(value - m) == np.sign(x / n - m)) & (np.abs(value - m) <= np.abs(x / n - m))).all()


def test_areas_that_differ_no_more_than_by_chance_all_have_the_value_of_the_group():
    assert beta_binomial([5] * 6, [10] * 6).varde.tolist() == near([0.5] * 6)
    assert gamma_poisson([5] * 6, [10] * 6).varde.tolist() == near([0.5] * 6)
    assert beta_binomial([0] * 6, [10] * 6).varde.tolist() == near([0.0] * 6)


def test_what_is_not_shown_is_no_part_of_the_group_and_gets_no_value():
    value, _ = beta_binomial([1, 9, 5, 2, 8, np.nan], [10] * 5 + [np.nan])
    np.testing.assert_allclose(value[:5], beta_binomial([1, 9, 5, 2, 8], [10] * 5).varde)
    assert np.isnan(value[5])
    assert np.isnan(beta_binomial([1, 9, 5, np.nan], [10, 10, 10, np.nan]).varde).all()


def test_drawn_in_values_are_nearer_the_truth():
    rng = np.random.default_rng(3)
    n = rng.integers(5, 60, 200)
    truth = rng.beta(20, 30, 200)
    x = rng.binomial(n, truth)
    assert ((beta_binomial(x, n).varde - truth) ** 2).mean() < 0.5 * ((x / n - truth) ** 2).mean()


def test_three_years_are_together_only_where_all_are_shown():
    assert pooled([[3, 4], [5, np.nan], [6, 7]]).tolist() == near([14, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    "n, value, limits, says",
    [
        (29, 50.0, (40.0, 60.0), True),  # fewer than thirty
        (30, 50.0, (40.0, 60.0), False),
        (400, 2.0, (1.3, 2.7), True),  # half the width is 35 % of the value
        (400, 0.0, (0.0, 1.0), True),
        (400, -2.0, (-2.1, -1.9), False),
    ],
)
def test_unreliable(n, value, limits, says):
    assert bool(unreliable(n, value, limits)) is says


def test_a_change_near_nothing_is_not_unreliable_for_that():
    assert not unreliable(400, 0.01, (-0.3, 0.32), jamfor_bredd=False)


def test_coverage_and_what_the_unknown_could_make_of_a_share():
    """20 of 80 known are yes and 20 are unknown: 80 % known, and between 20 and 40 of 100."""
    assert coverage(80, 20) == near(80.0)
    assert [float(v) for v in worst_case(20, 80, 20)] == near([0.2, 0.4])
    assert np.isnan(coverage(0, 0))
