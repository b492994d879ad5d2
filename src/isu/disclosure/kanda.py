"""What would be withheld though an earlier release has told it, designs that ask for less of that, and what is withheld
whatever the rule says. Pure."""

from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import Minne
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.disclosure.tidigare import COUNTS, SHOWN
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


def withheld_again(skydd: Skydd, minne: Minne) -> Skydd:
    """With what is forced withheld."""
    of_n = tuple(hidden(own, forced) for own, forced in zip(skydd.status_n, minne.tvungna_n, strict=True))
    parts = zip(skydd.status, minne.tvungna, of_n, strict=True)
    of_value = tuple(hidden(own, forced | (n == SEKRETESS)[..., None]) for own, forced, n in parts)
    return replace(skydd, status_n=of_n, status=of_value)


def hidden(status: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Withheld in these rows, where it was shown."""
    return np.where(rows & (status == SHOWN), SEKRETESS, status)


def no_more_than(utbud: Utbud, tidigare: Utbud) -> Utbud:
    """The design without the classes that the last release left out, for the reason that it gave."""
    return {
        level: {klass: reason or tidigare.get(level, {}).get(klass, "") for klass, reason in own.items()}
        for level, own in utbud.items()
    }
