"""What cannot be shown because some lämnare sent coarser cells than the number needs. Pure.

Such a number is neither a secret nor zero: the hub does not know it. It is decided last, and only takes numbers away,
so whatever was proved of the others holds. Ages: every number that splits what was sent as one. Days in bands: sums of
days and survival; a percentile only where it falls in a band without end.
"""

from dataclasses import replace

import numpy as np

from isu.aggregate import status
from isu.aggregate.summor import Del, Summor
from isu.aggregate.underlag import Underlag
from isu.aggregate.utfall import MEDELVARDEN, TIONDELAR
from isu.cells.falt import KM_MEDIAN
from isu.disclosure.skydd import Skydd

GROVRE = status.kod(status.GROVRE)
KNOWN = [status.kod(status.VISAS), status.kod(status.SEKRETESS)]


def without_finer(summor: Summor, skydd: Skydd) -> Skydd:
    """The statuses, with those of numbers that nobody knows."""
    if (underlag := summor.underlag) is None:
        return skydd
    ages = np.broadcast_to(underlag.for_fina[:, :, None, :, None], summor.shape)
    values = (_values(del_, underlag, ages, s) for del_, s in zip(summor.delar, skydd.status, strict=True))
    return replace(skydd, status_n=tuple(_marked(s, ages, KNOWN) for s in skydd.status_n), status=tuple(values))


def _values(del_: Del, underlag: Underlag, ages: np.ndarray, statuses: np.ndarray) -> np.ndarray:
    bands = underlag.dagband[:, :, None, None, None]
    if del_.matt in (*MEDELVARDEN, KM_MEDIAN):
        ages = ages | bands
    found = _marked(statuses, ages[..., None], KNOWN)
    if del_.matt not in TIONDELAR:
        return found
    # That it falls in the last band says something of the units: only where it would have been shown is that told.
    return _marked(found, (bands & (del_.n > 0) & np.isnan(del_.kvantil))[..., None], KNOWN[:1])


def _marked(statuses: np.ndarray, unknown: np.ndarray, of: list[int]) -> np.ndarray:
    return np.where(unknown & np.isin(statuses, of), GROVRE, statuses).astype(np.uint8)
