"""How far a shown number can be trusted: reliability, coverage and what the unknown could make of it. Pure.

None of it is secrecy: an unreliable number is shown, and says that it is unreliable.
"""

import numpy as np
from numpy.typing import ArrayLike

from isu.comparison.intervall import Granser

SAKER, OSAKER = "saker", "osaker"
#: Below so many units, or with a half-width above this share of the value, a number is unreliable.
FEWEST_UNITS, WIDEST = 30, 0.3
#: Per cent of the units whose outcome is known: below the first it is said, below the second nothing is compared.
LAG_TACKNING, FOR_LAG_TACKNING = 80.0, 60.0


def unreliable(n: ArrayLike, varde: ArrayLike, granser: Granser, jamfor_bredd: bool = True) -> np.ndarray:
    """True below 30 units or where half the interval is more than 30 % of the value (so always where that is 0).

    `jamfor_bredd` is false for a measure that may be near 0 whatever its scale, as a change.
    """
    few = np.asarray(n, float) < FEWEST_UNITS
    if not jamfor_bredd:
        return few
    low, high = granser
    return few | ((high - low) / 2 > WIDEST * np.abs(np.asarray(varde, float)))


def coverage(n: ArrayLike, n_okand: ArrayLike) -> np.ndarray:
    """Per cent of all units whose outcome is known. NaN where there are no units."""
    known = np.asarray(n, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * known / (known + np.asarray(n_okand, float))


def worst_case(taljare: ArrayLike, n: ArrayLike, n_okand: ArrayLike) -> Granser:
    """The lowest and highest share (0–1) that all units can have, whatever the unknown are: x/N and (x + N − n)/N
    (Manski 1989, J Human Resources 24:343). NaN where there are no units."""
    x, unknown = np.asarray(taljare, float), np.asarray(n_okand, float)
    every = np.asarray(n, float) + unknown
    with np.errstate(divide="ignore", invalid="ignore"):
        return x / every, (x + unknown) / every
