"""Percentiles of units of which some are known by a band of days only (grouped data). Pure arithmetic.

Every unit is spread evenly over the days that it may have, each day being half a day on both sides of its number; the
percentile is the point that has its share of the units below it. So a band 31–60 with all units has the median 45.5,
which is the formula of textbooks: L + (n/2 − F) / f · w.
"""

import numpy as np

from isu.aggregate.utfall import UTAN_SLUT


def interval_percentile(counts: np.ndarray, first: np.ndarray, last: np.ndarray, tiondelar: int) -> np.ndarray:
    """`counts` are units per band along the last dimension; `first` and `last` the days of each, `last` UTAN_SLUT where
    it has no end. NaN where there are no units, or where the point lies beyond the start of a band without end."""
    low, high, has_end = first - 0.5, last + 0.5, last < UTAN_SLUT
    edges = np.unique(np.concatenate([low, high[has_end]]))
    start, width = edges[:-1], np.diff(edges)
    if not width.size:
        return np.full(counts.shape[:-1], np.nan)
    inside = has_end[:, None] & (start >= low[:, None]) & (start < high[:, None])
    share = np.where(inside, width / np.where(has_end, high - low, 1)[:, None], 0)
    mass = counts @ share
    wanted = counts.sum(-1) * tiondelar / 10
    at = np.minimum((mass.cumsum(-1) < wanted[..., None] - 1e-9).sum(-1), width.size - 1)
    here = np.take_along_axis(mass, at[..., None], -1)[..., 0]
    below = np.take_along_axis(mass.cumsum(-1), at[..., None], -1)[..., 0] - here
    with np.errstate(divide="ignore", invalid="ignore"):
        point = start[at] + (wanted - below) / here * width[at]
    known_to = np.where(has_end | (counts == 0), np.inf, low).min(-1)
    return np.where((wanted > 0) & (point <= known_to) & (wanted <= below + here + 1e-9), point, np.nan)
