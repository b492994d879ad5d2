"""The shown numbers of one measure, unrounded, as what intervals and comparisons are made of. Pure.

Nothing that is not shown comes further than here: it is NaN. Numbers are in the unit that is printed: per cent, per so
many inhabitants, or the outcome's own.
"""

from dataclasses import dataclass, fields

import numpy as np

from isu.aggregate.axel import RIKET, Axel
from isu.aggregate.ordning import NIVA
from isu.aggregate.summor import Del
from isu.aggregate.utfall import ANDEL, ANTAL, FORDELNING, MEDEL, MEDELVARDEN, TIONDELAR
from isu.cells.falt import FORANDRING, KM_MEDIAN, MANADSMEDIAN, PER_INVANARE, VARJE
from isu.comparison import intervall
from isu.comparison.intervall import Granser, mean_t, poisson_exact, poisson_repeated, wilson
from isu.comparison.varde import Varden
from isu.disclosure.granser import Visade

ANDELAR = (ANDEL, FORDELNING)
#: Numbers of persons or events, themselves or per inhabitant.
TAL = (ANTAL, *PER_INVANARE)
#: Measure → the method of its interval; those that count have one by what is known of their persons.
METOD = {ANDEL: intervall.WILSON, FORDELNING: intervall.WILSON, MEDEL: intervall.T, FORANDRING: intervall.T_PARAD}
METOD |= {KM_MEDIAN: intervall.KM_LOGLOG} | dict.fromkeys(TIONDELAR, intervall.ORDNING)
#: The words of a method; the first is none.
METODER = (
    *("", *dict.fromkeys(METOD.values()), intervall.POISSON_EXAKT, intervall.POISSON_HANDELSER),
    *(intervall.POISSON_UPPREPAD, intervall.POISSON_RIKET, intervall.POISSON_MANADER, intervall.ORDNING_INTERVALL),
)


@dataclass(frozen=True)
class Skattning:
    """Arrays of one shape. `taljare` of `per` units or inhabitants is the value of a share or rate; `spridning` is the
    standard deviation of a mean's units; `fi` how many times the variance of a count is that of as many persons with
    one event each; `n` the units behind any of them. `nedre` and `ovre` are limits at NIVA, `…_yttre` at the level of
    classes where they are no function of the others; `metod` are places in METODER."""

    varde: np.ndarray
    taljare: np.ndarray
    per: np.ndarray
    spridning: np.ndarray
    fi: np.ndarray
    n: np.ndarray
    metod: np.ndarray
    nedre: np.ndarray
    ovre: np.ndarray
    nedre_yttre: np.ndarray
    ovre_yttre: np.ndarray

    def at(self, places) -> "Skattning":
        """Of some places only: an index of the arrays."""
        return Skattning(*(getattr(self, f.name)[places] for f in fields(self)))


def scale(matt: str) -> float:
    """What a share or rate is multiplied by when it is printed."""
    return 100.0 if matt in ANDELAR else float(PER_INVANARE.get(matt, 1))


def estimate(del_: Del, varden: Varden, visade: Visade, omrade: Axel, dagband: np.ndarray | None = None) -> Skattning:
    """Of one measure: `varden` are what is shown, `visade` which limits may be.

    `dagband` says of which areas and periods some days are known as bands only.
    """
    shape = varden.varde.shape
    none = np.broadcast_to(np.nan, shape)
    n = np.broadcast_to(varden.n[..., None], shape)
    per = np.broadcast_to(varden.befolkning[..., None], shape) if del_.matt in PER_INVANARE else n
    per = np.where((per > 0) & ~np.isnan(varden.varde), per, np.nan)
    value, spread = _value(del_, varden, per), _spread(del_, per, visade)
    fi, metod = _dispersion(del_, n, visade, omrade)
    if del_.matt in TIONDELAR and dagband is not None:
        by_bands = METODER.index(intervall.ORDNING_INTERVALL)
        metod = np.where(dagband[:, :, None, None, None, None], by_bands, metod).astype(np.uint8)
    plain = Skattning(value, varden.taljare, per, spread, fi, n, metod, *(none,) * 4)
    if del_.nedre is not None:
        found = [limit[..., None] for limit in (del_.nedre, del_.ovre, del_.nedre_yttre, del_.ovre_yttre)]
    else:
        found = [*limits_of(del_.matt, plain, NIVA), none, none]
    limits = (np.where(shown, limit, np.nan) for limit, shown in zip(found, visade[:4], strict=True))
    return Skattning(value, plain.taljare, per, spread, fi, n, metod, *limits)


def limits_of(matt: str, s: Skattning, niva: float) -> Granser:
    """The limits of a measure that is made of its numerator, at any level; of the others at NIVA or that of classes."""
    if matt in ANDELAR:
        return tuple(scale(matt) * limit for limit in wilson(s.taljare, s.per, niva))
    if matt in TAL:
        per = s.per / scale(matt) if matt in PER_INVANARE else np.where(s.n > 0, 1.0, np.nan)
        return tuple(limit / per for limit in poisson_repeated(s.taljare, s.fi, niva))
    if matt in MEDELVARDEN:
        return mean_t(s.varde, s.spridning, s.n, niva)
    if matt == MANADSMEDIAN:
        return tuple(np.where(s.metod > 0, limit, np.nan) for limit in poisson_exact(s.varde, niva))
    return (s.nedre, s.ovre) if niva == NIVA else (s.nedre_yttre, s.ovre_yttre)


def _value(del_: Del, varden: Varden, per: np.ndarray) -> np.ndarray:
    if del_.kvantil is not None:
        return np.where(np.isnan(varden.varde), np.nan, del_.kvantil[..., None])
    if del_.matt in (*ANDELAR, *MEDELVARDEN, *PER_INVANARE):
        return scale(del_.matt) * varden.taljare / per
    return varden.varde


def _spread(del_: Del, n: np.ndarray, visade: Visade) -> np.ndarray:
    """The sample's standard deviation: √((Σ y² − (Σ y)²/n)/(n − 1)), from whole numbers; only where limits are
    shown."""
    if del_.matt not in MEDELVARDEN:
        return np.broadcast_to(np.nan, n.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.maximum((del_.kvadrat - del_.taljare.astype(float) ** 2 / n) / (n - 1), 0))
    return np.where(visade.spridning, spread, np.nan)


def _dispersion(del_: Del, n: np.ndarray, visade: Visade, omrade: Axel) -> tuple[np.ndarray, np.ndarray]:
    """φ and the method, per value.

    Where an area's own persons may not be told of, or it has no events, those of riket stand for them: a function of
    the area's n and of what riket shows.
    """
    if del_.kvadrat is None or del_.matt not in TAL:
        metod = METODER.index(_method(del_))
        return np.broadcast_to(1.0, n.shape), np.broadcast_to(np.uint8(metod), n.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.where(visade.spridning & (n > 0), del_.kvadrat[..., None] / n, np.nan)
    riket = own[omrade.of_type(RIKET)[:1]]
    country = riket if riket.size else np.full((1, *n.shape[1:]), np.nan)
    by_own, by_riket = (np.uint8(METODER.index(m)) for m in (intervall.POISSON_UPPREPAD, intervall.POISSON_RIKET))
    return np.where(np.isnan(own), country, own), np.where(np.isnan(own), by_riket, by_own)


def _method(del_: Del) -> str:
    """A month's count of persons has a chance, and its months count much the same persons: then their median varies no
    more than one of them, which is the count whose exact limits are taken. Of events nothing such is known."""
    once = del_.per_person not in (None, VARJE)
    if del_.matt in TAL:
        return intervall.POISSON_EXAKT if once else intervall.POISSON_HANDELSER
    return METOD.get(del_.matt, intervall.POISSON_MANADER if once else "")
