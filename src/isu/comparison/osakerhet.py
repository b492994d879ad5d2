"""What stands beside a published value: its interval, how reliable it is, what is known and what the unknown could do.
Pure.

A function of what is shown. Words that a column has are numbers here, their places in a list.
"""

from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.summor import Del
from isu.aggregate.utfall import ANDEL
from isu.cells.falt import FORANDRING, KM_MEDIAN
from isu.comparison.palitlighet import FOR_LAG_TACKNING, LAG_TACKNING, coverage, unreliable, worst_case
from isu.comparison.skattning import Skattning
from isu.comparison.varde import Varden

#: Why there is an interval or not. `sekretess`: it would tell more than is shown. `ej_natt`: too few have ended.
#: `storda_tal`: the counts have been changed on purpose, and limits of them would promise what they do not hold.
INTERVALL = ("", "visas", "en_grans", "sekretess", "for_fa", "ej_natt", "metod_saknas", "storda_tal")
VISAS, EN_GRANS, SEKRETESS, FOR_FA, EJ_NATT, METOD_SAKNAS, STORDA = range(1, 8)
TILLFORLITLIGHET = ("", "saker", "osaker")
TACKNING = ("", "god", "lag", "for_lag")
#: Where coverage is good, at most a fourth of n are of unknown outcome.
FOURTH = 4


@dataclass(frozen=True)
class Osakerhet:
    """Per value, NaN or 0 where there is nothing to tell. `lagst` and `hogst` are of shares, in per cent."""

    nedre: np.ndarray
    ovre: np.ndarray
    metod: np.ndarray
    intervall_status: np.ndarray
    tillforlitlighet: np.ndarray
    tackning: np.ndarray
    tackning_klass: np.ndarray
    lagst: np.ndarray
    hogst: np.ndarray


def uncertainty(del_: Del, varden: Varden, s: Skattning) -> Osakerhet:
    shown = ~np.isnan(varden.varde)
    has_limits = ~(np.isnan(s.nedre) & np.isnan(s.ovre))
    known = np.broadcast_to(coverage(varden.n, varden.n_okand)[..., None], shown.shape)
    doubtful = unreliable(s.n, s.varde, (s.nedre, s.ovre), del_.matt != FORANDRING)
    lowest, highest = _worst(del_.matt, varden)
    return Osakerhet(
        s.nedre,
        s.ovre,
        has_limits * s.metod,
        _why(del_, s, shown),
        shown * (doubtful + np.uint8(1)),
        known,
        np.select([np.isnan(known), known < FOR_LAG_TACKNING, known < LAG_TACKNING], [0, 3, 2], 1).astype(np.uint8),
        lowest,
        highest,
    )


def of_perturbed(varden: Varden, known: Osakerhet) -> Osakerhet:
    """Where counts have been changed on purpose: neither limits nor extremes, and whether a value is reliable goes by
    n alone."""
    none, shown = np.broadcast_to(np.nan, varden.varde.shape), ~np.isnan(varden.varde)
    doubtful = unreliable(varden.n[..., None], varden.varde, (none, none), jamfor_bredd=False)
    return replace(
        known,
        **dict.fromkeys(("nedre", "ovre", "lagst", "hogst"), none),
        metod=np.zeros(shown.shape, np.uint8),
        intervall_status=(shown * STORDA).astype(np.uint8),
        tillforlitlighet=shown * (doubtful + np.uint8(1)),
    )


def without_unknown(known: Osakerhet, n: np.ndarray, shown: np.ndarray, troskel: int) -> Osakerhet:
    """Where it is not `shown` how many are of unknown outcome. That they are less than a given share still is, but not
    of so few that this would say nearly how many they are."""
    shown = np.broadcast_to(shown[..., None], known.tackning.shape)
    in_classes = shown | (n[..., None] >= FOURTH * troskel)
    hidden = {name: np.where(shown, getattr(known, name), np.nan) for name in ("tackning", "lagst", "hogst")}
    return replace(known, **hidden, tackning_klass=np.where(in_classes, known.tackning_klass, 0).astype(np.uint8))


def _why(del_: Del, s: Skattning, shown: np.ndarray) -> np.ndarray:
    """Places in INTERVALL; 0 where there is no value."""
    has = (~np.isnan(s.nedre)).astype(int) + ~np.isnan(s.ovre)
    none = np.full(shown.shape, SEKRETESS)
    if del_.nedre is not None:
        nowhere = np.isnan(del_.nedre) & np.isnan(del_.ovre)
        none = np.where(nowhere[..., None], EJ_NATT if del_.matt == KM_MEDIAN else FOR_FA, SEKRETESS)
    return np.select([~shown, has == 2, has == 1, s.metod == 0], [0, VISAS, EN_GRANS, METOD_SAKNAS], none).astype(
        np.uint8
    )


def _worst(matt: str, varden: Varden) -> tuple[np.ndarray, np.ndarray]:
    if matt != ANDEL:
        return (np.broadcast_to(np.nan, varden.varde.shape),) * 2
    return tuple(100 * v for v in worst_case(varden.taljare, varden.n[..., None], varden.n_okand[..., None]))
