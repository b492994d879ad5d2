"""What stands beside a published value: its interval, how reliable it is, what is known and what the unknown could do.
Pure.

A function of what is shown. Words that a column has are numbers here, their places in a list.
"""

from dataclasses import dataclass

import numpy as np

from isu.aggregate.utfall import ANDEL
from isu.cells.falt import FORANDRING
from isu.comparison.palitlighet import FOR_LAG_TACKNING, LAG_TACKNING, coverage, unreliable, worst_case
from isu.comparison.skattning import METOD, Skattning
from isu.comparison.varde import Varden

#: The words of `metod`; the first is none.
METODER = ("", *dict.fromkeys(METOD.values()))
TILLFORLITLIGHET = ("", "saker", "osaker")
TACKNING = ("", "god", "lag", "for_lag")


@dataclass(frozen=True)
class Osakerhet:
    """Per value, NaN or 0 where there is nothing to tell. `lagst` and `hogst` are of shares, in per cent."""

    nedre: np.ndarray
    ovre: np.ndarray
    metod: np.ndarray
    tillforlitlighet: np.ndarray
    tackning: np.ndarray
    tackning_klass: np.ndarray
    lagst: np.ndarray
    hogst: np.ndarray


def uncertainty(matt: str, varden: Varden, s: Skattning) -> Osakerhet:
    shown = ~np.isnan(varden.varde)
    has_limits = ~(np.isnan(s.nedre) & np.isnan(s.ovre))
    known = np.broadcast_to(coverage(varden.n, varden.n_okand)[..., None], shown.shape)
    doubtful = unreliable(s.n, s.varde, (s.nedre, s.ovre), matt != FORANDRING)
    lowest, highest = _worst(matt, varden)
    return Osakerhet(
        s.nedre,
        s.ovre,
        has_limits * np.uint8(METODER.index(METOD.get(matt, ""))),
        shown * (doubtful + np.uint8(1)),
        known,
        np.select([np.isnan(known), known < FOR_LAG_TACKNING, known < LAG_TACKNING], [0, 3, 2], 1).astype(np.uint8),
        lowest,
        highest,
    )


def _worst(matt: str, varden: Varden) -> tuple[np.ndarray, np.ndarray]:
    if matt != ANDEL:
        return (np.broadcast_to(np.nan, varden.varde.shape),) * 2
    return tuple(100 * v for v in worst_case(varden.taljare, varden.n[..., None], varden.n_okand[..., None]))
