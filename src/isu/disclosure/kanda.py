"""What would be withheld though an earlier release has told it, and designs that ask for less of that. Pure."""

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import Minne
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.disclosure.tidigare import COUNTS
from isu.disclosure.utbud import Utbud, offered


def known_withheld(summor: Summor, skydd: Skydd, minne: Minne) -> np.ndarray:
    """Per area and period: does the rule withhold something that is known, to protect something else? A value that goes
    with its n protects nothing, and what is not offered has no rows."""
    found = np.zeros(summor.status.shape, bool)
    rows = np.ones(summor.shape, bool) if skydd.utbud is None else offered(summor, skydd.utbud)
    for i, del_ in enumerate(summor.delar):
        found |= (minne.kanda_n[i] & rows & (skydd.status_n[i] == SEKRETESS)).any((2, 3, 4))
        if del_.matt in COUNTS:
            alone = (skydd.status[i] == SEKRETESS) & (skydd.status_n[i] != SEKRETESS)[..., None]
            found |= (minne.kanda[i] & rows[..., None] & alone).any((2, 3, 4, 5))
    return found


def no_more_than(utbud: Utbud, tidigare: Utbud) -> Utbud:
    """The design without the classes that the last release left out, for the reason that it gave."""
    return {
        level: {klass: reason or tidigare.get(level, {}).get(klass, "") for klass, reason in own.items()}
        for level, own in utbud.items()
    }
