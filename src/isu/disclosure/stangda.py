"""Columns that are closed for one area: where a number there cannot be proved. Pure; decides on counts only.

A *column* is the class of a number (`utbud`) in one area and period. Its rows stand, withheld, and so do the finer ones
of that area: the rest of the indicator is told as before. Where a number of a closed column can still be worked out,
the coarser columns of the area are closed too, and at last those of the larger areas that hold it.
"""

from collections.abc import Iterator

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.utbud import Klass, Utbud, coarser, members_of


def closed_more(summor: Summor, utbud: Utbud, stangda: np.ndarray, obevisade: np.ndarray) -> np.ndarray:
    """What is closed, when these numbers cannot be proved though `stangda` is: all over the axes of the sums."""
    found = stangda.copy()
    areas = np.array([typ for typ, _ in summor.axlar["omrade"].medlemmar])
    for level, own in utbud.items():
        here = np.flatnonzero(areas == level)
        for klass, not_offered in own.items():
            at = (slice(None), slice(None), *np.ix_(*members_of(klass, summor.axlar)))
            fails = obevisade[at][here].any((2, 3, 4))
            told = ~stangda[at][here].all((2, 3, 4)) & (not not_offered)
            for area, period in zip(*np.nonzero(fails)):
                _close(found, summor, own, klass, int(here[area]), int(period), bool(told[area, period]))
    return found


def _close(found: np.ndarray, summor: Summor, own: Utbud, klass: Klass, area: int, period: int, told: bool) -> None:
    """Changes `found`: the column itself if it was told, else those beside which it can be worked out."""
    wider = coarser(klass, own)
    for column in [klass] if told or not wider else wider:
        for place in [area] if told or wider else _holding(summor, area):
            for finer in _within(column, own):
                found[place, period][np.ix_(*members_of(finer, summor.axlar))] = True


def _within(klass: Klass, own: Utbud) -> Iterator[Klass]:
    """The class and all that are split by more."""
    for other in own:
        if other.kon >= klass.kon and other.alder >= klass.alder and klass.uppdelning in ("", other.uppdelning):
            yield other


def _holding(summor: Summor, area: int) -> list[int]:
    """The areas that hold this one, itself among them."""
    parts = summor.axlar["omrade"].matris
    return np.flatnonzero((parts >= parts[area]).all(1)).tolist()
