"""Do two indicators count the same, in truth? What the attacker of a release is told of it, who has the sums at hand.

How it is guessed, and what comes of it, is the business of isu.granskning.
"""

from collections.abc import Callable, Sequence

import numpy as np

from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import KEYS, Summor
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.granskning.lika import MED_OKANDA, TALJARE, Antal


def same_units(
    profil: Skyddsprofil, behind: Callable[[str], Summor | None], one: Antal, other: Antal, uppdelning: str
) -> bool:
    """Does the attacker believe it? As other guesses: where the sums are, only if it is so."""
    if profil.metod == ENKEL or (sums := behind(one.indikator)) is None or (its := behind(other.indikator)) is None:
        return True
    return is_same((sums, its), (one, other), uppdelning)


def is_same(summor: Sequence[Summor], antal: Sequence[Antal], uppdelning: str) -> bool:
    """Are they the same in every kommun where both are counted, in all groups of the breakdown that both have?"""
    members = [[s.axlar[name].medlemmar for name in KEYS] for s in summor]
    common = [[member for member in own if member in set(its)] for own, its in zip(*members, strict=True)]
    common[0] = [(typ, name) for typ, name in common[0] if typ == KOMMUN]
    common[-1] = [(name, grupp) for name, grupp in common[-1] if name == uppdelning]
    places = [[[axis.index(m) for m in of] for axis, of in zip(own, common, strict=True)] for own in members]
    one, other = (_number(s, a)[np.ix_(*at)] for s, a, at in zip(summor, antal, places, strict=True))
    counted = np.all([s.status[np.ix_(*at[:2])] == 0 for s, at in zip(summor, places, strict=True)], axis=0)
    return bool((one == other)[counted].all())


def _number(summor: Summor, antal: Antal) -> np.ndarray:
    del_ = next(d for d in summor.delar if (d.variant, d.matt) == (antal.variant, antal.matt))
    if antal.av == TALJARE:
        return del_.taljare[..., 0]
    return del_.n + del_.n_okand if antal.av == MED_OKANDA else del_.n
