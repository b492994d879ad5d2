"""Which areas' corrections wait: those that would tell of a few persons. Pure."""

import numpy as np

from isu.aggregate.axel import Axel
from isu.aggregate.summor import Summor
from isu.disclosure import perioder
from isu.disclosure.delomraden import Delomraden
from isu.disclosure.krav import Krav
from isu.disclosure.tidigare import SHOWN, Tidigare, change, tells_few


def waiting(summor: Summor, fore: Tidigare, krav: Krav, delar: Delomraden) -> np.ndarray:
    """Area × period: a printed number of it differs by a few, here or in a period that hangs together with it. Never
    so of the larger areas, which are judged by what they hold."""
    found = np.zeros(summor.status.shape, bool)
    for i, del_ in enumerate(summor.delar):
        andring = change(del_, fore.delar[i])
        shown_n, shown = (andring.of(status[i]) == SHOWN for status in (fore.status_n, fore.status))
        found |= andring.by_period(tells_few(del_, andring, shown_n, shown, krav))
    counted = (summor.status == SHOWN) & fore.raknas
    return together(summor.axlar["period"], found & counted, delar)


def together(period: Axel, found: np.ndarray, delar: Delomraden) -> np.ndarray:
    """Area × period, True in every period that hangs together with one where it was: a year and its half-years."""
    return delar.spread(delar.of(found) @ perioder.together(period))
