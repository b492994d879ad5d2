"""Do two indicators count the same, in truth? What the attacker of a release is told of it, who has the sums at hand.

How it is guessed, and what comes of it, is the business of isu.granskning.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import KEYS, Summor
from isu.declaration.profil import ENKEL, Skyddsprofil
from isu.granskning.inom import LARGE, NEAR
from isu.granskning.klasser import Antal, Klasspar
from isu.granskning.kunskap import OFTEN
from isu.granskning.lika import CHANCE, MED_OKANDA, REST, TALJARE, Inom, Vad
from isu.granskning.mellan import always

#: Indicator → those that it is decided together with.
Ihop = Mapping[str, Collection[str]]


def same_units(
    profil: Skyddsprofil, behind: Callable[[str], Summor | None], ihop: Ihop, one: Antal, other: Antal, vad: Vad
) -> bool:
    """Does the attacker believe it? As other guesses: where the sums are, only if it is so. Of the plain rule he
    believes that two are the same where they seem to be. That one counts some of the other's he believes only of two
    that are decided together: for others nothing is withheld for it."""
    summor = [behind(antal.indikator) for antal in (one, other)]
    counted = all(s is not None and _has(s, antal) for s, antal in zip(summor, (one, other), strict=True))
    if not counted or (profil.metod == ENKEL and not isinstance(vad, Inom)):
        return always(one, other, vad)
    if isinstance(vad, Inom):
        return other.indikator in ihop.get(one.indikator, ()) and is_within(summor, (one, other), vad)
    return is_same(summor, (one, other), vad)


def is_same(summor: Sequence[Summor], antal: Sequence[Antal], vad: str | Klasspar) -> bool:
    """Are they the same in every kommun where both are counted? A breakdown is so in all groups that both have; of two
    classes it must also be so often that it is more than chance."""
    one, other = _laid_beside(summor, antal, vad)
    often = ((one == other) & (one > CHANCE)).sum() >= OFTEN
    return bool((one == other).all() and (often or isinstance(vad, str)))


def is_within(summor: Sequence[Summor], antal: Sequence[Antal], inom: Inom) -> bool:
    """Does the one nowhere count more than the other, in all groups that both have, and often nearly as many?"""
    one, other = _laid_beside(summor, antal, inom.uppdelning)
    near = (one >= LARGE) & (other - one < NEAR)
    return bool((one <= other).all() and near.sum() >= OFTEN)


def _laid_beside(summor: Sequence[Summor], antal: Sequence[Antal], vad: str | Klasspar) -> list[np.ndarray]:
    """Of each the numbers of the kommuner and periods where both are counted."""
    members = [[s.axlar[name].medlemmar for name in KEYS] for s in summor]
    places = [
        [[axis.index(member) for member in of if member in axis] for axis, of in zip(own, compared, strict=True)]
        for own, compared in zip(members, _compared(members, vad), strict=True)
    ]
    counted = np.all([s.status[np.ix_(*at[:2])] == 0 for s, at in zip(summor, places, strict=True)], axis=0)
    return [_number(s, a, np.ix_(*at))[counted] for s, a, at in zip(summor, antal, places, strict=True)]


def _compared(members: Sequence[Sequence[Sequence]], vad: str | Klasspar) -> list[list[list]]:
    """Of each of the two, per axis, the members that are laid beside those of the other."""
    common = [[member for member in own if member in set(its)] for own, its in zip(*members, strict=True)]
    common[0] = [(typ, name) for typ, name in common[0] if typ == KOMMUN]
    if isinstance(vad, str):
        return [[*common[:-1], [(name, grupp) for name, grupp in common[-1] if name == vad]]] * 2
    return [[*common[:3], [klass.alder], [(klass.uppdelning, klass.grupp)]] for klass in vad]


def _has(summor: Summor, antal: Antal) -> bool:
    """A quantity of an earlier release may be counted no more."""
    return any(
        (d.variant, d.matt) == (antal.variant, antal.matt) and antal.utfall in ("", *d.utfall) for d in summor.delar
    )


def _number(summor: Summor, antal: Antal, at: tuple[np.ndarray, ...]) -> np.ndarray:
    del_ = next(d for d in summor.delar if (d.variant, d.matt) == (antal.variant, antal.matt))
    if antal.av in (TALJARE, REST):
        taljare = del_.taljare[..., del_.utfall.index(antal.utfall)][at]
        return taljare if antal.av == TALJARE else del_.n[at] - taljare
    return del_.n[at] + del_.n_okand[at] if antal.av == MED_OKANDA else del_.n[at]
