"""The Kaplan–Meier curve and its median: against printed examples, and against a slow one in fractions."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate.kaplan_meier import km_median, survival

#: Gehan 1965 (Biometrika 52:203), weeks in remission of 21 children on 6-MP and 21 on placebo; the curves as printed
#: in Kleinbaum & Klein, Survival Analysis, 3rd ed. 2012, table 2.1 and section II. + is censored.
MP6 = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
MP6_KURVA = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
PLACEBO_KURVA = {1: 0.9048, 2: 0.8095, 3: 0.7619, 4: 0.6667, 5: 0.5714, 8: 0.3810, 11: 0.2857, 12: 0.1905, 23: 0.0}

#: Miller, Survival Analysis 1981, p. 49: acute myelogenous leukaemia, weeks to relapse with and without maintenance.
AML_MED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
AML_UTAN = "5 5 8 8 12 16+ 23 27 30 33 43 45"


def table(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ends and censored spells per time, and the times."""
    spells = [(int(s.rstrip("+")), s.endswith("+")) for s in text.split()]
    times = sorted({time for time, _ in spells})
    ends, censored = (np.array([spells.count((t, open_)) for t in times], dtype=int) for open_ in (False, True))
    return ends, censored, np.array(times)


@pytest.mark.parametrize("spells, printed", [(MP6, MP6_KURVA), (PLACEBO, PLACEBO_KURVA)])
def test_the_curve_is_as_printed(spells, printed):
    ends, censored, times = table(spells)
    curve = dict(zip(times.tolist(), survival(ends, censored), strict=True))
    assert {t: curve[t] for t in printed} == pytest.approx(printed, abs=0.00006)


@pytest.mark.parametrize(
    "spells, median, ends_before, ends_after",
    [
        (MP6, 23, 9, 0),
        (PLACEBO, 8, 13, 8),
        (AML_MED, 31, 5, 2),
        (AML_UTAN, 23, 6, 5),
        ("1 2 3 4", 2, 2, 2),  # the curve touches one half at 2
        ("4 4 4+ 4+", 4, 2, 0),  # those that are censored at 4 had lasted until then
    ],
)
def test_the_median_is_as_printed_with_the_ends_on_its_smaller_side(spells, median, ends_before, ends_after):
    assert [float(x) for x in km_median(*table(spells))] == [median, min(ends_before, ends_after)]


@pytest.mark.parametrize("spells, half", [("1 5+ 5+ 6+", 2), ("3+", 0)])
def test_a_curve_that_stays_above_one_half_has_no_median(spells, half):
    median, side = km_median(*table(spells))
    assert np.isnan(median)
    assert side == half


def slow_median(ends: list[int], censored: list[int]) -> int | None:
    """The place of the median, spell by spell and in fractions."""
    share, left = Fraction(1), sum(ends) + sum(censored)
    for place, (ended, open_) in enumerate(zip(ends, censored, strict=True)):
        if ended:
            share *= 1 - Fraction(ended, left)
        if share <= Fraction(1, 2):
            return place
        left -= ended + open_
    return None


counts = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(counts)
def test_the_median_is_that_of_a_slow_loop(spells):
    ends, censored = (np.array(part) for part in zip(*spells, strict=True))
    median, _ = km_median(ends, censored, np.arange(len(spells)))
    expected = slow_median(ends.tolist(), censored.tolist())
    assert np.isnan(median) if expected is None else median == expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=9))
def test_without_censoring_the_curve_is_the_share_that_is_left(ends):
    ended = np.array(ends)
    left = (ended.sum() - ended.cumsum()) / max(ended.sum(), 1)
    assert survival(ended, 0 * ended) == pytest.approx(left if ended.any() else 1 + 0 * ended)
