"""Percentiles and survival medians of every member of the axes: units per value, added up, and then read off.

A percentile cannot be added, so it is made from the counts per value of each kommun, kön and age. One period and
group at a time, to bound the memory: these axes' members are their own atoms. Most members have no units (a kommun
that does not count, an unknown kön): nothing is computed of them.
"""

from collections.abc import Iterator

import numpy as np

from isu.aggregate.axel import add_along
from isu.aggregate.celler import Atomer
from isu.aggregate.intervallmedian import interval_percentile
from isu.aggregate.kaplan_meier import ends_outside, km_limits, km_median
from isu.aggregate.kub import Axlar, shape
from isu.aggregate.ordning import NIVA, YTTRE_NIVA, quantile_limits
from isu.aggregate.utfall import UTAN_SLUT, numbers, spans

Place = tuple[slice | int, ...]
#: The limits of what is read off, and the units on the smaller side of each.
LIMITS, SIDES = ("nedre", "ovre"), ("sida_nedre", "sida_ovre")
#: The same at the level of classes, for comparisons alone.
YTTRE_LIMITS, YTTRE_SIDES = ("nedre_yttre", "ovre_yttre"), ("sida_nedre_yttre", "sida_ovre_yttre")
LEVELS = ((NIVA, LIMITS, SIDES), (YTTRE_NIVA, YTTRE_LIMITS, YTTRE_SIDES))
#: Survival is computed of so many members at a time, to bound the memory.
BLOCK = 1_000


def percentiles(atomer: Atomer, axlar: Axlar, tiondelar: int) -> dict[str, np.ndarray]:
    """The percentile of every member and its limits (`ordning`); NaN where there are no units, or too few."""
    found = {name: np.full(shape(axlar), np.nan) for name in ("kvantil", *LIMITS, *YTTRE_LIMITS)}
    for place, chosen, number in _slices(atomer, axlar):
        last = spans(atomer.utfall)[1][chosen.utfall_nr]
        of_slice = _exact if (last == number).all() else _banded
        for name, values in of_slice(chosen, number, last, axlar, tiondelar).items():
            found[name][place] = values
    return found


def _exact(chosen: Atomer, number: np.ndarray, _: np.ndarray, axlar: Axlar, tiondelar: int) -> dict[str, np.ndarray]:
    """Of the members that have units."""
    values = np.unique(number)
    counts = _counts(chosen, number, values, axlar)
    some = counts.any(-1)
    found = {name: np.full(some.shape, np.nan) for name in ("kvantil", *LIMITS, *YTTRE_LIMITS)}
    found["kvantil"][some] = percentile(counts[some], values, tiondelar)
    for niva, limits, _ in LEVELS:
        for name, limit in zip(limits, quantile_limits(values, counts[some], tiondelar / 10, niva), strict=True):
            found[name][some] = limit
    return found


def _banded(chosen: Atomer, first: np.ndarray, last: np.ndarray, axlar: Axlar, tiondelar: int) -> dict[str, np.ndarray]:
    """Where some units are known by a band of days only: an interval median of the members that have any of these. The
    lower limits are as if all had the first day of their band, the upper ones as if they had the last: so they hold
    whatever the days were."""
    bands, nr = np.unique(np.stack([first, last]), axis=1, return_inverse=True)
    counts = _counts(chosen, nr, np.arange(bands.shape[1]), axlar)
    low, high = ((v := np.unique(ends), _counts(chosen, ends, v, axlar)) for ends in (first, last))
    any_band = counts[..., bands[0] != bands[1]].any(-1)
    exact = percentile(low[1], low[0], tiondelar)
    found = {"kvantil": np.where(any_band, interval_percentile(counts, *bands, tiondelar), exact)}
    for niva, (lower, upper), _ in LEVELS:
        found[lower] = quantile_limits(*low, tiondelar / 10, niva)[0]
        limit = quantile_limits(*high, tiondelar / 10, niva)[1]
        found[upper] = np.where(limit < UTAN_SLUT, limit, np.nan)
    return found


def km_medians(atomer: Atomer, axlar: Axlar) -> dict[str, np.ndarray]:
    """The Kaplan–Meier median of every member and its limits, NaN where there is none, and the units on the smaller
    side of each."""
    found = {name: np.full(shape(axlar), np.nan) for name in ("kvantil", *LIMITS, *YTTRE_LIMITS)}
    found |= {name: np.zeros(shape(axlar), dtype=np.int64) for name in ("sida", *SIDES, *YTTRE_SIDES)}
    for place, chosen, number in _slices(atomer, axlar):
        times = np.unique(number)
        ongoing = np.array([u.censurerad for u in chosen.utfall], dtype=bool)[chosen.utfall_nr]
        ends, open_ = (_counts(chosen.where(w), number[w], times, axlar) for w in (~ongoing, ongoing))
        some = np.nonzero((ends + open_).any(-1))
        for i in range(0, len(some[0]), BLOCK):
            block = tuple(axis[i : i + BLOCK] for axis in some)
            for name, value in _km(ends[block], open_[block], times).items():
                found[name][place][block] = value
    return found


def _km(ends: np.ndarray, open_: np.ndarray, times: np.ndarray) -> dict[str, np.ndarray]:
    """What is read off the curves of some members."""
    found = dict(zip(("kvantil", "sida"), km_median(ends, open_, times), strict=True))
    at_each = km_limits(ends, open_, times, *(niva for niva, _, _ in LEVELS))
    for (_, limits, sides), values in zip(LEVELS, at_each, strict=True):
        for limit, side, value in zip(limits, sides, values, strict=True):
            found |= {limit: value, side: ends_outside(ends, times, value)}
    return found


def _slices(atomer: Atomer, axlar: Axlar) -> Iterator[tuple[Place, Atomer, np.ndarray]]:
    """Per period and group that have units: where they stand, their atoms, and each atom's number."""
    _, period, _, _, group = atomer.plats
    number = numbers(atomer.utfall)[atomer.utfall_nr]
    pair = period * len(axlar["grupp"].medlemmar) + group
    order = np.argsort(pair, kind="stable")
    for chosen in np.split(order, np.flatnonzero(np.diff(pair[order])) + 1):
        if chosen.size:
            p, g = int(period[chosen[0]]), int(group[chosen[0]])
            yield (slice(None), p, slice(None), slice(None), g), atomer.where(chosen), number[chosen]


def _counts(atomer: Atomer, number: np.ndarray, values: np.ndarray, axlar: Axlar) -> np.ndarray:
    """How many units have each of `values`, for every member of area, kön and age."""
    kommun, _, kon, alder, _ = atomer.plats
    names = ("omrade", "kon", "aldersgrupp")
    sums = np.zeros(tuple(len(axlar[n].atomer) for n in names) + values.shape, dtype=np.int32)
    np.add.at(sums, (kommun, kon, alder, np.searchsorted(values, number)), atomer.antal)
    for place, name in enumerate(names):
        sums = add_along(sums, place, axlar[name])
    return sums


def percentile(counts: np.ndarray, values: np.ndarray, tiondelar: int) -> np.ndarray:
    """Hyndman–Fan type 7, as DuckDB's quantile_cont: the units in order, and the point `tiondelar` tenths of the way
    from the first to the last. Exact to a tenth. `counts` are units per value, `values` ascending."""
    below = counts.cumsum(-1, dtype=np.int64)
    n = below[..., -1:]
    unit, rest = np.divmod(tiondelar * np.maximum(n - 1, 0), 10)
    last = len(values) - 1
    lower = values[np.minimum((below <= unit).sum(-1), last)]
    upper = values[np.minimum((below <= np.minimum(unit + 1, n - 1)).sum(-1), last)]
    return np.where(n[..., 0] > 0, (10 * lower + rest[..., 0] * (upper - lower)) / 10, np.nan)
