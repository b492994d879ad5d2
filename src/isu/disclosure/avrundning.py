"""Protection by rounding: every count is printed to the nearest multiple of a base. Pure; decides on counts only.

The same count is always printed alike, so that nothing is told by printing it again: corrections between releases need
no rule. Each number is rounded by itself and parts do not always add up to their whole. A reader knows of a printed
number that it is at most half a base away; what that tells of small ones is withheld (`inringat`).
"""

from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.disclosure.inringat import withheld
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import COUNTS


def rounded_to(summor: Summor, bas: int) -> Summor:
    """The sums with every count rounded: halves do not come up where the base is odd, and go up where it is even."""
    return replace(summor, delar=tuple(_part(del_, bas) for del_ in summor.delar))


def _part(del_: Del, bas: int) -> Del:
    taljare = _near(del_.taljare, bas) if del_.matt in COUNTS else del_.taljare
    return replace(del_, n=_near(del_.n, bas), n_okand=_near(del_.n_okand, bas), taljare=taljare)


def _near(counts: np.ndarray, bas: int) -> np.ndarray:
    return (2 * counts + bas) // (2 * bas) * bas


def withheld_of_rounded(summor: Summor, bas: int, troskel: int) -> Skydd:
    """The statuses of the sums once they are rounded."""
    half = bas // 2
    return withheld(
        summor, rounded_to(summor, bas), troskel, lambda printed: (np.maximum(0, printed - half), printed + half)
    )
