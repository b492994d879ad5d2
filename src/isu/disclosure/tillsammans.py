"""Several indicators that count the same units (`sammanhang`), decided so that none tells what another withholds. Pure;
for any rule of disclosure.

First each is decided by itself: it is never offered by more than that. Then they are decided in order, each by what
those before it tell. Where one has to withhold what an earlier one shows, they are all decided again, and the earlier
one withholds that too; what has once been withheld so is in every later round, as long as it is offered. So they are
where a later one shows what an earlier one has no row for: to that one it is known then; and where one shows how many
an earlier one can count at most, or gives something away by that, and does so too without those of unknown outcome
(`okanda`). What has once been shown so may be known in every later round; and where a number is given away all the
same, all of that area and period is withheld: of that indicator, or of all where that one shows nothing there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.hogst import Tak, least_of, most_by_others, tells, with_ceilings
from isu.disclosure.inom import too_near, with_too_near
from isu.disclosure.kanda import hidden, withheld_again
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.okanda import Helheter, Rader
from isu.disclosure.rojt import of_all, others_than, without_bounds, without_giving_away
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.sammanhang import Sagt, nothing_told, told_by_others
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import NEVER, SEKRETESS, SHOWN
from isu.disclosure.utbud import Utbud

MOST_ROUNDS = 16
#: So many rounds after something was given away an indicator withholds again what it has in the round before, so that
#: it ends.
LASTING = 4
#: In so many rounds they may end by themselves, before those of unknown outcome are withheld.
FREELY = 2
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
    helheter, told = Helheter(summor), [*map(_first, summor, found)]
    later = [[_without(sagt, SEKRETESS) for sagt in own] for own in _later(told)]
    visat, utraknat, since = [_without(sagt, SHOWN) for sagt in told], [() for _ in told], 0
    for round_ in range(MOST_ROUNDS):
        again = round_ - since >= LASTING
        omgang = _round(decide, told, [*zip(later, visat, utraknat, strict=True)], again, troskel)
        told = helheter.with_hidden(omgang.told, (), troskel, omgang.near)
        more, visat = _later(told), [*map(_shown_in_any, visat, told)]
        told, bounds = without_bounds(helheter if round_ >= FREELY else None, told, visat, omgang.tak, troskel)
        if not bounds and not any(map(_tells, told, omgang.known, more)):
            told, more_tak = without_giving_away(helheter, told, troskel)
            if not any(map(tells, more_tak)):
                return [*map(_printed, omgang.found, told)]
            anyway = _given_away_anyway(told, utraknat, more_tak)
            more = [[*own, *_all_there(*of)] for own, *of in zip(more, told, anyway, strict=True)]
            utraknat, since = [*map(least_of, utraknat, more_tak)], round_
        offered = {own.summor.indikator: own.skydd.utbud for own in told}
        later = [[*(_without(sagt, SHOWN) for sagt in earlier), *own] for earlier, own in zip(later, more, strict=True)]
        later = [[_offered(sagt, offered) for sagt in own] for own in later]
        visat = [_offered(sagt, offered) for sagt in visat]
    every = [[np.ones(own.shape, bool) for _ in own.delar] for own in summor]
    told = helheter.with_hidden(told, every, troskel)
    return [_withheld(*three) for three in zip(summor, map(_printed, omgang.found, told), later, strict=True)]


class Omgang(NamedTuple):
    """Of each: what was decided of it, what it tells so, where it is too near another, and what it was decided by."""

    found: list[Bundet]
    told: list[Sagt]
    near: list[Rader]
    known: list[list[Sagt]]
    tak: list[Tak]


def _round(
    decide: Decide, before: Sequence[Sagt], by: Sequence[tuple[list[Sagt], Sagt, Tak]], again: bool, troskel: int
) -> Omgang:
    """Each is decided `by` what later ones have withheld, what it has shown itself and what was worked out of it; and
    by what it withheld in the round before, if that lasts (`again`)."""
    found, told, near, known, tak = omgang = Omgang([], [], [], [], [])
    visat = [shown for _, shown, _ in by]
    for i, (last, (later, _, utraknat)) in enumerate(zip(before, by, strict=True)):
        known.append([*told, *later, *([_without(last, SHOWN)] if again else [])])
        tak.append(least_of(most_by_others(last.summor, [*told, *others_than(visat, i)]), utraknat))
        found.append(decide(i, known[i], tak[i], last.skydd.utbud))
        near.append(too_near(last.summor, known[i], troskel, okanda=True))
        told.append(replace(last, skydd=replace(_of_now(found[i]), okanda=last.skydd.okanda)))
    return omgang


def _first(summor: Summor, bundet: Bundet) -> Sagt:
    return Sagt(summor, _of_now(bundet), hela=bundet.hela)


def _printed(bundet: Bundet, sagt: Sagt) -> Bundet:
    """With those of unknown outcome withheld; where an earlier release's number stands they are as in that one."""
    before = bundet.skydd.okanda or (False,) * len(bundet.vantar)
    okanda = zip(bundet.vantar, before, sagt.skydd.okanda)
    return replace(bundet, skydd=replace(bundet.skydd, okanda=tuple(np.where(*three) for three in okanda)))


def _given_away_anyway(told: Sequence[Sagt], before: Sequence[Tak], now: Sequence[Tak]) -> list[Rader]:
    """Where something is given away though it was reckoned with: of that indicator, where it shows anything in the area
    and period, else of all."""
    own, of_all_there = [], []
    for sagt, was, tak in zip(told, before, now, strict=True):
        used = [(of_n < NO_CEILING) & (of_n >= bound) for of_n, bound in zip(tak, was)]
        shows = np.any([sagt.rader & (status == SHOWN) for status in sagt.skydd.status_n], axis=0)
        shows = shows.any((2, 3, 4), keepdims=True)
        own.append([rows & shows for rows in used])
        of_all_there.append([rows & ~shows for rows in used])
    wide = of_all(of_all_there, [sagt.summor for sagt in told])
    return [[*rows, *more] for rows, more in zip(own, wide, strict=True)]


def _all_there(sagt: Sagt, used: Rader) -> list[Sagt]:
    """As if all of these areas and periods were withheld, and nothing else told; empty where there are none."""
    if not any(rows.any() for rows in used):
        return []
    areas = np.any([rows.any((2, 3, 4), keepdims=True) for rows in used], axis=0)
    rows = np.broadcast_to(np.where(areas, SEKRETESS, NEVER), sagt.summor.shape)
    of_value = tuple(np.broadcast_to(rows[..., None], status.shape) for status in sagt.skydd.status)
    return [replace(sagt, skydd=replace(sagt.skydd, status_n=(rows,) * len(sagt.skydd.status_n), status=of_value))]


def _offered(sagt: Sagt, now: Mapping[str, Utbud | None]) -> Sagt:
    """By no more than it is offered by now: what has no row any more is neither shown nor withheld."""
    return replace(sagt, skydd=replace(sagt.skydd, utbud=now[sagt.summor.indikator]))


def _shown_in_any(before: Sagt, now: Sagt) -> Sagt:
    """What n have been shown in any round; it is never offered by more than in the first."""
    of_n = zip(before.skydd.status_n, now.skydd.status_n, strict=True)
    rows = now.rader
    status_n = tuple(np.where(rows & (later == SHOWN), SHOWN, status) for status, later in of_n)
    return replace(before, skydd=replace(before.skydd, status_n=status_n, okanda=now.skydd.okanda))


def _later(told: Sequence[Sagt]) -> list[list[Sagt]]:
    """Of each those that are decided after it."""
    return [[replace(sagt, fore=own.skydd) for sagt in told[i + 1 :]] for i, own in enumerate(told)]


def _of_now(bundet: Bundet) -> Skydd:
    """Where an earlier release's number stands, that of now is withheld."""
    pairs = [zip(part, bundet.vantar, strict=True) for part in (bundet.skydd.status_n, bundet.skydd.status)]
    of_n = tuple(hidden(own, waits) for own, waits in pairs[0])
    return replace(bundet.skydd, status_n=of_n, status=tuple(hidden(own, w[..., None]) for own, w in pairs[1]))


def _without(sagt: Sagt, what: int) -> Sagt:
    """As if there were no row where it is shown, or withheld."""
    parts = (sagt.skydd.status_n, sagt.skydd.status)
    of_n, of_value = (tuple(np.where(status == what, NEVER, status) for status in part) for part in parts)
    return replace(sagt, skydd=replace(sagt.skydd, status_n=of_n, status=of_value))


def _tells(own: Sagt, known: Sequence[Sagt], later: Sequence[Sagt]) -> bool:
    """Does it show something that one of the later ones withholds, or was it decided without something that they tell
    and it has no row for?"""
    if (minne := told_by_others(own.summor, later)) is None:
        return False
    shown = (status == SHOWN for status in (*own.skydd.status_n, *own.skydd.status))
    if any((rows & forced).any() for rows, forced in zip(shown, (*minne.tvungna_n, *minne.tvungna), strict=True)):
        return True
    before = told_by_others(own.summor, known) or nothing_told(own.summor)
    without_row = ~own.rader
    # turned about, so that categories, where there are any, are first
    return any(((rows & ~was).T & without_row.T).any() for rows, was in zip(minne.rader, before.rader, strict=True))


def _withheld(summor: Summor, bundet: Bundet, later: Sequence[Sagt]) -> Bundet:
    minne = told_by_others(summor, later)
    return bundet if minne is None else replace(bundet, skydd=withheld_again(bundet.skydd, minne))
