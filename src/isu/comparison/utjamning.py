"""Small areas: values of several periods together, and values drawn toward their group. Pure.

A drawn-in (empirical Bayes) value is modelled: it says what is likely for an area of such a kind with such numbers,
and is never a substitute for the value that was counted. Areas of one group lie on the first dimension; NaN is not
shown.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

BETA_BINOMIAL, GAMMA_POISSON = "beta_binomial", "gamma_poisson"
#: Fewer areas in a group say too little of how areas of its kind differ.
FEWEST_AREAS = 5


class Utjamnat(NamedTuple):
    """`varde` in the unit of the share (0–1) or of events per inhabitant, `vikt` how much of it (0–1) is the area's
    own; the rest is the group's. NaN where the area is not shown or its group has too few areas."""

    varde: np.ndarray
    vikt: np.ndarray


def pooled(tal: ArrayLike) -> np.ndarray:
    """The sum over periods, which lie on the first dimension: NaN unless all of them are shown."""
    return np.asarray(tal, float).sum(0)


def beta_binomial(taljare: ArrayLike, n: ArrayLike) -> Utjamnat:
    """Shares: x ~ Bin(n, p), p ~ Beta with mean m and M = 1/ρ − 1; the value is (x + M m)/(n + M).

    By moments (Kleinman 1973, JASA 68:46, weights n): m = Σ x/Σ n, Q = Σ n (p − m)² ÷ (m(1 − m)) and
    ρ = (Q − (k − 1)) ÷ (Σ n − Σ n²/Σ n − (k − 1)), not below 0. With ρ = 0 areas do not differ, and all have the
    group's.
    """
    x, n, k = _shown(taljare, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        m, total = x.sum(0) / n.sum(0), n.sum(0)
        own = np.where(n > 0, x / n, m)
        q = (n * (own - m) ** 2).sum(0) / (m * (1 - m))
        rho = np.clip((q - (k - 1)) / (total - (n**2).sum(0) / total - (k - 1)), 0, 1)
        # n/(n + M) with M = (1 − ρ)/ρ, written so that ρ = 0 gives 0; where nothing varies at all there is no ρ.
        weight = np.nan_to_num(rho) * n / (1 - np.nan_to_num(rho) + np.nan_to_num(rho) * n)
    return _drawn_in(own, m, weight, n, k)


def gamma_poisson(antal: ArrayLike, befolkning: ArrayLike) -> Utjamnat:
    """Rates: x ~ Poisson(N λ), λ ~ Gamma; the value is m + C (x/N − m) with C = A/(A + m/N).

    By moments (Marshall 1991, Appl Stat 40:283): m = Σ x/Σ N, A = Σ N (x/N − m)²/Σ N − m/N̄, not below 0.
    """
    x, n, k = _shown(antal, befolkning)
    with np.errstate(divide="ignore", invalid="ignore"):
        m = x.sum(0) / n.sum(0)
        own = np.where(n > 0, x / n, m)
        between = np.maximum((n * (own - m) ** 2).sum(0) / n.sum(0) - m * k / n.sum(0), 0)
        weight = np.where(n > 0, between * n / (between * n + m), 0)
    return _drawn_in(own, m, np.nan_to_num(weight), n, k)


def _shown(x: ArrayLike, n: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numerators and denominators, 0 where not shown, and how many areas have units."""
    x, n = np.asarray(x, float), np.asarray(n, float)
    known = ~(np.isnan(x) | np.isnan(n)) & (n > 0)
    return np.where(known, x, 0), np.where(known, n, 0), known.sum(0)


def _drawn_in(own: np.ndarray, group: np.ndarray, weight: np.ndarray, n: np.ndarray, areas: np.ndarray) -> Utjamnat:
    told = (n > 0) & (areas >= FEWEST_AREAS)
    return Utjamnat(np.where(told, group + weight * (own - group), np.nan), np.where(told, weight, np.nan))
