"""Which limits of an interval may be shown beside a value that is shown. Pure; decides on counts only.

Limits that are functions of the shown n and numerator tell nothing more and go with the value. A limit of a percentile
is some unit's own outcome, and needs t units on each side of it, as the percentile does; one of a survival median t
ends. The limits of a mean tell how much the units vary, and need twice t units, as a median.
"""

import numpy as np

from isu.aggregate.ordning import order_places, units_outside
from isu.aggregate.summor import Del
from isu.aggregate.utfall import MEDELVARDEN, TIONDELAR
from isu.cells.falt import KM_MEDIAN


def limits_shown(del_: Del, status: np.ndarray, troskel: int) -> tuple[np.ndarray, np.ndarray]:
    """Per value, from its status: may the lower limit be shown, and the upper?"""
    shown = status == 0
    lower, upper = (enough[..., None] for enough in _enough(del_, troskel))
    return shown & lower, shown & upper


def _enough(del_: Del, troskel: int) -> tuple[np.ndarray, np.ndarray]:
    if del_.matt in TIONDELAR:
        places = order_places(del_.n, TIONDELAR[del_.matt] / 10)
        return tuple(units_outside(del_.n, place) >= troskel for place in places)
    if del_.matt == KM_MEDIAN:
        return del_.sida_nedre >= troskel, del_.sida_ovre >= troskel
    many = del_.n >= 2 * troskel if del_.matt in MEDELVARDEN else np.ones(del_.n.shape, bool)
    return many, many
