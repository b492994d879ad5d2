"""Several indicators that count the same units (`sammanhang`), decided so that none tells what another withholds. Pure;
for any rule of disclosure.

First each is decided by itself: it is never offered by more than that. Then they are decided in order, each by what
those before it tell. Where one has to withhold what an earlier one shows, they are all decided again, and the earlier
one withholds that too; what has once been withheld so is in every later round. So they are where a later one shows what
an earlier one has no row for: to that one it is known then; and where one shows how many an earlier one can count at
most, or gives something away by that. What has once been shown so may be known in every later round.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.hogst import Tak, least_of, most_by_others, most_giving_away, tells, with_ceilings
from isu.disclosure.inom import with_too_near
from isu.disclosure.kanda import hidden, withheld_again
from isu.disclosure.minne import Minne
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.sammanhang import Sagt, has_row, nothing_told, told_by_others
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import NEVER, SEKRETESS, SHOWN
from isu.disclosure.utbud import Utbud

MOST_ROUNDS = 12
#: From this round on an indicator withholds again what it has in the round before, so that it ends.
LASTING = 4
#: What is to be printed of the indicator at this place, by what others tell and the most that n can be by it, and what
#: it may be offered by at most.
Decide = Callable[[int, Sequence[Sagt], Tak, Utbud | None], Bundet]


def reckoned_with(summor: Summor, andra: Sequence[Sagt], tak: Tak, rest: int) -> Minne | None:
    """What is known, withheld and bounded of one by what others tell; it must not differ by less than `rest`."""
    minne = with_ceilings(told_by_others(summor, andra), summor, tak)
    return with_too_near(minne, summor, andra, rest)


def settled(summor: Sequence[Summor], decide: Decide, troskel: int) -> list[Bundet]:
    """What is to be printed of each, of which less than `troskel` may not be told. If it does not end, what a later one
    withholds is withheld in those before it."""
    found = [decide(i, [], (), None) for i in range(len(summor))]
    if len(found) == 1:
        return found
    told = [Sagt(own, _of_now(bundet)) for own, bundet in zip(summor, found, strict=True)]
    later = [[_without(sagt, SEKRETESS) for sagt in own] for own in _later(told)]
    visat, utraknat = [_without(sagt, SHOWN) for sagt in told], [() for _ in told]
    for round_ in range(MOST_ROUNDS):
        before, found, told, known, tak = told, [], [], [], []
        for i, last in enumerate(before):
            again = [_without(last, SHOWN)] if round_ >= LASTING else []
            known.append([*told, *later[i], *again])
            tak.append(least_of(most_by_others(last.summor, [*told, *_without_own(visat, i)]), utraknat[i]))
            found.append(decide(i, known[i], tak[i], last.skydd.utbud))
            told.append(Sagt(last.summor, _of_now(found[i])))
        more, visat = _later(told), [*map(_shown_in_any, visat, told)]
        if not any(map(_tells, told, known, more)) and not any(map(_bounds, told, tak, _ceilings(visat))):
            more_tak = [most_giving_away(own, _without_own(told, i), troskel) for i, own in enumerate(told)]
            if not any(map(tells, more_tak)):
                return found
            utraknat = [*map(least_of, utraknat, more_tak)]
        later = [[*(_without(sagt, SHOWN) for sagt in earlier), *own] for earlier, own in zip(later, more, strict=True)]
    return [_withheld(*three) for three in zip(summor, found, later, strict=True)]


def _without_own(every: Sequence[Sagt], place: int) -> list[Sagt]:
    return [*every[:place], *every[place + 1 :]]


def _ceilings(visat: Sequence[Sagt]) -> list[Tak]:
    """Of each what the others have shown."""
    return [most_by_others(own.summor, _without_own(visat, i)) for i, own in enumerate(visat)]


def _shown_in_any(before: Sagt, now: Sagt) -> Sagt:
    """What n have been shown in any round; it is never offered by more than in the first."""
    of_n = zip(before.skydd.status_n, now.skydd.status_n, strict=True)
    rows = has_row(now.summor, now.skydd)
    status_n = tuple(np.where(rows & (later == SHOWN), SHOWN, status) for status, later in of_n)
    return before._replace(skydd=replace(before.skydd, status_n=status_n))


def _bounds(own: Sagt, reckoned: Tak, tak: Tak) -> bool:
    """Do others tell more of what it does not show, of how many it can count, than it was decided by?"""
    if not tak or not reckoned:
        return bool(tak)
    hidden = (~has_row(own.summor, own.skydd) | (status != SHOWN) for status in own.skydd.status_n)
    return any(((now < was) & of_n).any() for now, was, of_n in zip(tak, reckoned, hidden, strict=True))


def _later(told: Sequence[Sagt]) -> list[list[Sagt]]:
    """Of each those that are decided after it."""
    return [[sagt._replace(fore=own.skydd) for sagt in told[i + 1 :]] for i, own in enumerate(told)]


def _of_now(bundet: Bundet) -> Skydd:
    """Where an earlier release's number stands, that of now is withheld."""
    pairs = [zip(part, bundet.vantar, strict=True) for part in (bundet.skydd.status_n, bundet.skydd.status)]
    of_n = tuple(hidden(own, waits) for own, waits in pairs[0])
    return replace(bundet.skydd, status_n=of_n, status=tuple(hidden(own, w[..., None]) for own, w in pairs[1]))


def _without(sagt: Sagt, what: int) -> Sagt:
    """As if there were no row where it is shown, or withheld."""
    parts = (sagt.skydd.status_n, sagt.skydd.status)
    of_n, of_value = (tuple(np.where(status == what, NEVER, status) for status in part) for part in parts)
    return sagt._replace(skydd=replace(sagt.skydd, status_n=of_n, status=of_value))


def _tells(own: Sagt, known: Sequence[Sagt], later: Sequence[Sagt]) -> bool:
    """Does it show something that one of the later ones withholds, or was it decided without something that they tell
    and it has no row for?"""
    if (minne := told_by_others(own.summor, later)) is None:
        return False
    shown = (status == SHOWN for status in (*own.skydd.status_n, *own.skydd.status))
    if any((rows & forced).any() for rows, forced in zip(shown, (*minne.tvungna_n, *minne.tvungna), strict=True)):
        return True
    before = told_by_others(own.summor, known) or nothing_told(own.summor)
    without_row = ~has_row(own.summor, own.skydd)
    # turned about, so that categories, where there are any, are first
    return any(((rows & ~was).T & without_row.T).any() for rows, was in zip(minne.rader, before.rader, strict=True))


def _withheld(summor: Summor, bundet: Bundet, later: Sequence[Sagt]) -> Bundet:
    minne = told_by_others(summor, later)
    return bundet if minne is None else replace(bundet, skydd=withheld_again(bundet.skydd, minne))
