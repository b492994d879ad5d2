"""The shown numbers of one measure, unrounded, as what intervals and comparisons are made of. Pure.

Nothing that is not shown comes further than here: it is NaN. Numbers are in the unit that is printed: per cent, per so
many inhabitants, or the outcome's own.
"""

from dataclasses import dataclass, fields

import numpy as np

from isu.aggregate.ordning import NIVA
from isu.aggregate.summor import Del
from isu.aggregate.utfall import ANDEL, ANTAL, FORDELNING, MEDEL, MEDELVARDEN, TIONDELAR
from isu.cells.falt import FORANDRING, KM_MEDIAN, PER_INVANARE
from isu.comparison.intervall import (
    KM_LOGLOG,
    ORDNING,
    POISSON_EXAKT,
    T_PARAD,
    WILSON,
    Granser,
    T,
    mean_t,
    poisson_exact,
    wilson,
)  # fmt: skip
from isu.comparison.varde import Varden

ANDELAR = (ANDEL, FORDELNING)
#: Measure → the method of its interval. A median of months has none: its months are few and follow each other.
METOD = {ANDEL: WILSON, FORDELNING: WILSON, ANTAL: POISSON_EXAKT, MEDEL: T, FORANDRING: T_PARAD, KM_MEDIAN: KM_LOGLOG}
METOD |= dict.fromkeys(PER_INVANARE, POISSON_EXAKT) | dict.fromkeys(TIONDELAR, ORDNING)


@dataclass(frozen=True)
class Skattning:
    """Arrays of one shape. `taljare` of `per` units or inhabitants is the value of a share or rate; `spridning` is the
    standard deviation of a mean's units; `n` the units behind any of them. `nedre` and `ovre` are limits at NIVA."""

    varde: np.ndarray
    taljare: np.ndarray
    per: np.ndarray
    spridning: np.ndarray
    n: np.ndarray
    nedre: np.ndarray
    ovre: np.ndarray

    def at(self, places) -> "Skattning":
        """Of some places only: an index of the arrays."""
        return Skattning(*(getattr(self, f.name)[places] for f in fields(self)))


def scale(matt: str) -> float:
    """What a share or rate is multiplied by when it is printed."""
    return 100.0 if matt in ANDELAR else float(PER_INVANARE.get(matt, 1))


def estimate(del_: Del, varden: Varden, visade: tuple[np.ndarray, np.ndarray]) -> Skattning:
    """Of one measure: `varden` are what is shown, `visade` which limits may be."""
    shape = varden.varde.shape
    n = np.broadcast_to(varden.n[..., None], shape)
    per = np.broadcast_to(varden.befolkning[..., None], shape) if del_.matt in PER_INVANARE else n
    per = np.where((per > 0) & ~np.isnan(varden.varde), per, np.nan)
    value, spread = _value(del_, varden, per), _spread(del_, per, visade)
    plain = Skattning(value, varden.taljare, per, spread, n, *(np.broadcast_to(np.nan, shape),) * 2)
    found = _own_limits(del_) if del_.nedre is not None else limits_of(del_.matt, plain, NIVA)
    lower, upper = (np.where(shown, limit, np.nan) for limit, shown in zip(found, visade, strict=True))
    return Skattning(value, plain.taljare, per, spread, n, lower, upper)


def limits_of(matt: str, s: Skattning, niva: float) -> Granser:
    """The limits of a measure that is made of its numerator, at any level; NaN for the others."""
    if matt in ANDELAR:
        return tuple(scale(matt) * limit for limit in wilson(s.taljare, s.per, niva))
    if matt == ANTAL or matt in PER_INVANARE:
        per = s.per / scale(matt) if matt in PER_INVANARE else np.where(s.n > 0, 1.0, np.nan)
        return tuple(limit / per for limit in poisson_exact(s.taljare, niva))
    if matt in MEDELVARDEN:
        return mean_t(s.varde, np.where(s.spridning > 0, s.spridning, np.nan), s.n, niva)
    return s.nedre, s.ovre


def _value(del_: Del, varden: Varden, per: np.ndarray) -> np.ndarray:
    if del_.kvantil is not None:
        return np.where(np.isnan(varden.varde), np.nan, del_.kvantil[..., None])
    if del_.matt in (*ANDELAR, *MEDELVARDEN, *PER_INVANARE):
        return scale(del_.matt) * varden.taljare / per
    return varden.varde


def _spread(del_: Del, n: np.ndarray, visade: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The sample's standard deviation: √((Σ y² − (Σ y)²/n)/(n − 1)), from whole numbers; only where limits are
    shown."""
    if del_.kvadrat is None:
        return np.broadcast_to(np.nan, n.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.maximum((del_.kvadrat - del_.taljare.astype(float) ** 2 / n) / (n - 1), 0))
    return np.where(visade[0] & visade[1], spread, np.nan)


def _own_limits(del_: Del) -> Granser:
    return del_.nedre[..., None], del_.ovre[..., None]
