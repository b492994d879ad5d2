"""Rank intervals: against drawing all areas many times, and what must hold of them."""

import numpy as np
import pytest
from scipy import stats

from isu.comparison.intervall import poisson_repeated
from isu.comparison.rang import of_rates, of_shares, printed_dispersion, rank_distribution

X, N = np.array([30, 45, 44, 60, 5, 12]), np.array([100, 100, 110, 120, 20, 60])


@pytest.mark.parametrize("place", range(len(X)))
def test_ranks_are_those_of_a_simulation(place):
    rng, draws = np.random.default_rng(7), 40_000
    shares = rng.beta(X + 0.5, N - X + 0.5, (draws, len(X)))
    ranks = 1 + (shares > shares[:, [place]]).sum(1)
    simulated = np.bincount(ranks, minlength=len(X) + 1)[1:] / draws
    exact = rank_distribution(stats.beta(X + 0.5, N - X + 0.5), len(X), place)
    assert exact.sum() == pytest.approx(1)
    np.testing.assert_allclose(exact, simulated, atol=0.012)
    found = of_shares(X, N, place)
    assert simulated[: found.hogst - 1].sum() < 0.035 and simulated[found.lagst :].sum() < 0.035


def test_the_dispersion_is_read_back_from_the_printed_limits():
    events, fi = np.array([20, 80, 300]), np.array([1.0, 1.5, 2.4])
    upper = np.round(1000 * poisson_repeated(events, fi)[1] / 5000, 1)
    assert printed_dispersion(events, upper * 5000 / 1000) == pytest.approx(fi, rel=0.05)


def test_an_area_far_above_is_first_and_alike_areas_can_stand_anywhere():
    apart = of_rates([900, 100, 110, 90], [1000] * 4, 0)
    assert (apart.hogst, apart.mitt, apart.lagst, apart.av) == (1, 1, 1, 4)
    alike = of_rates([50] * 40, [1000] * 40, 3)
    assert alike.hogst <= 2 and alike.lagst >= 39
