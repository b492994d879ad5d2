"""What is given away though each withholds its own: then those of unknown outcome are withheld, as far as it helps.
Pure; of several indicators as they are decided at the moment (`tillsammans`).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.hogst import Tak, most_by_others, most_giving_away, tells
from isu.disclosure.minne import NO_CEILING
from isu.disclosure.okanda import Helheter, Rader, number_hidden
from isu.disclosure.sammanhang import Sagt
from isu.disclosure.tidigare import SHOWN


def without_bounds(
    helheter: Helheter | None, told: Sequence[Sagt], visat: Sequence[Sagt], reckoned: Sequence[Tak], troskel: int
) -> tuple[Sequence[Sagt], bool]:
    """With those of unknown outcome withheld, if there is time for it, where others tell more than they were decided
    by; and do they nevertheless?"""
    while True:
        more = [*map(_more_bounds, told, reckoned, _ceilings(visat, told))]
        bounds = any(rows.any() for own in more for rows in own)
        if helheter is None or not bounds:
            return told, bounds
        before, told = number_hidden(told), helheter.with_hidden(told, more, troskel)
        if number_hidden(told) == before:
            return told, True


def without_giving_away(helheter: Helheter, told: Sequence[Sagt], troskel: int) -> tuple[Sequence[Sagt], list[Tak]]:
    """With those of unknown outcome withheld where others give something away, as far as it helps. And what is given
    away nevertheless."""
    at_first = _given_away(helheter, told, troskel)
    in_vain = [np.zeros((*own.shape[:2], 1, 1, 1), bool) for own in helheter.summor]
    while True:
        without, found = _without_worked_out(helheter, told, at_first, troskel, in_vain)
        before, in_vain = in_vain, [*map(_with_areas, in_vain, found)]
        if all(map(np.array_equal, before, in_vain)):
            return without, found


def _without_worked_out(
    helheter: Helheter, told: Sequence[Sagt], found: list[Tak], troskel: int, in_vain: Rader
) -> tuple[Sequence[Sagt], list[Tak]]:
    """First what it is worked out from (`found`), then all of that area and period, then of the others there too; not
    where it is `in_vain`."""
    for wider in (_as_it_is, _whole_areas, of_all):
        while any(map(tells, found)):
            used = [[(of_n < NO_CEILING) & ~vain for of_n in tak] for tak, vain in zip(found, in_vain, strict=True)]
            used = wider(used, helheter.summor)
            before, told = number_hidden(told), helheter.with_hidden(told, used, troskel)
            if number_hidden(told) == before:
                break
            found = _given_away(helheter, told, troskel)
    return told, found


def _as_it_is(used: Sequence[Rader], summor: Sequence[Summor]) -> Sequence[Rader]:
    return used


def _whole_areas(used: Sequence[Rader], summor: Sequence[Summor]) -> Sequence[Rader]:
    """All of an area and a period where there is anything."""
    return [[rows | rows.any((2, 3, 4), keepdims=True) for rows in own] for own in used]


def of_all(used: Sequence[Rader], summor: Sequence[Summor]) -> Sequence[Rader]:
    """And of the other indicators."""
    members = [[own.axlar[name].medlemmar for name in ("omrade", "period")] for own in summor]
    here = {
        (omraden[area], perioder[when])
        for (omraden, perioder), own in zip(members, used, strict=True)
        for rows in own
        for area, when in np.argwhere(rows.any((2, 3, 4)))
    }
    found = []
    for (omraden, perioder), own in zip(members, summor, strict=True):
        there = np.array([[(area, when) in here for when in perioder] for area in omraden])
        found.append([np.broadcast_to(there[:, :, None, None, None], own.shape)] * len(own.delar))
    return found


def _with_areas(areas: np.ndarray, tak: Tak) -> np.ndarray:
    """And those areas and periods where something is told."""
    found = areas.copy()
    for of_n in tak:
        found |= (of_n < NO_CEILING).any((2, 3, 4), keepdims=True)
    return found


def _given_away(helheter: Helheter, told: Sequence[Sagt], troskel: int) -> list[Tak]:
    every = enumerate(zip(told, helheter.golv(told), strict=True))
    return [most_giving_away(own, others_than(told, i), troskel, golv) for i, (own, golv) in every]


def _ceilings(visat: Sequence[Sagt], told: Sequence[Sagt]) -> list[Tak]:
    """Of each what the others have shown, but for those of unknown outcome that are withheld now."""
    now = [
        replace(was, skydd=replace(was.skydd, okanda=own.skydd.okanda)) for was, own in zip(visat, told, strict=True)
    ]
    return [most_by_others(own.summor, others_than(now, i)) for i, own in enumerate(now)]


def _more_bounds(own: Sagt, reckoned: Tak, tak: Tak) -> Rader:
    """Where others tell more of what it does not show, of how many it can count, than it was decided by."""
    if not tak:
        return []
    without_row = ~own.rader
    hidden = [without_row | (status != SHOWN) for status in own.skydd.status_n]
    return [
        (now < was) & of_n for now, was, of_n in zip(tak, reckoned or (NO_CEILING,) * len(tak), hidden, strict=True)
    ]


def others_than(every: Sequence[Sagt], place: int) -> list[Sagt]:
    return [*every[:place], *every[place + 1 :]]
