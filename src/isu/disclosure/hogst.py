"""The most that n can be by what other indicators show. Pure.

n is no more than n with those of unknown outcome. How many these are together another indicator may show, or it can be
had of what it shows and what this one does, by subtraction (`utraknat`); or another counts some of these, or these and
others (`inom`). What can be had so is as much as all that is counted, and would leave too little choice: it is
reckoned with only as far as it gives a number away.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.inom import Granser, by_variants, limits
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.samma_tal import MED_OKANDA, numbers, value
from isu.disclosure.sammanhang import Rutor, Sagt, add_told, nothing_told, told_by_others
from isu.disclosure.skydd import counted, same_units
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.utraknat import Bounds, bounded

#: Per part of the sums: NO_CEILING where nothing is told, and empty where nothing is anywhere.
Tak = tuple[np.ndarray, ...]


def most_by_others(summor: Summor, andra: Iterable[Sagt]) -> Tak:
    """What others show of this."""
    wholes = _shown_wholes(summor, andra)
    found = [np.full(summor.shape, NO_CEILING, np.int32) for _ in summor.delar if wholes]
    for i, (whole, visas) in wholes.items():
        found[i][visas] = whole[visas]
    return tuple(found)


def most_giving_away(egen: Sagt, andra: Sequence[Sagt], troskel: int, golv: Sequence[np.ndarray]) -> Tak:
    """What can be had by subtraction, as far as some n is worked out by it: one that is withheld, or that has no row
    and is less than `troskel`. All that are counted are no fewer than the n that anybody shows of them (`golv`)."""
    summor, rows = egen.summor, egen.rader
    wholes, granser, told = _shown_wholes(summor, andra), limits(summor, andra), told_by_others(summor, andra)
    found = [np.full(summor.shape, NO_CEILING, np.int32) for _ in summor.delar if wholes or granser]
    if not found:
        return ()
    shown = [rows & (status == SHOWN) for status in egen.skydd.status_n]
    known = shown if told is None else [own | kanda for own, kanda in zip(shown, told.kanda_n, strict=True)]
    alone = {i: bounded(summor, summor.delar[i].n, known[i]) for i, *_ in same_units(summor)}
    for i, all_of_it in _bounds_of_all(egen, wholes, granser, alone, golv).items():
        n = summor.delar[i].n
        secret = counted(summor) & ~alone[i].exact & (rows | (n < troskel))
        tak = np.where(all_of_it.most < alone[i].most, all_of_it.most, NO_CEILING)
        used = _used(partial(bounded, summor, n, alone[i].exact), tak, partial(_is_told, secret, rows, troskel))
        found[i][used] = tak[used]
    return tuple(found)


def _bounds_of_all(
    egen: Sagt,
    wholes: Mapping[int, tuple[np.ndarray, np.ndarray]],
    granser: Mapping[int, Granser],
    alone: Mapping[int, Bounds],
    golv: Sequence[np.ndarray],
) -> dict[int, Bounds]:
    """Of each that `alone` has, how many are counted in all. First by itself; then with what variants tell of each
    other."""
    summor, skydd = egen.summor, egen.skydd

    def of_part(i: int, more: Granser | None) -> Bounds:
        del_ = summor.delar[i]
        known = egen.rader & (skydd.status_okand[i] == SHOWN)
        known |= wholes[i][1] if i in wholes else alone[i].exact & ~del_.n_okand.any()
        least, most = granser.get(i, (0, NO_CEILING))
        least, most = (np.maximum(least, more.golv), np.minimum(most, more.tak)) if more else (least, most)
        return bounded(summor, del_.n + del_.n_okand, known, most, np.maximum(golv[i], least))

    first = {i: of_part(i, None) for i in alone}
    variants = by_variants(summor, first)
    return first | {i: of_part(i, variants[i]) for i in alone if i in variants}


def _is_told(secret: np.ndarray, rows: np.ndarray, troskel: int, bounds: Bounds) -> np.ndarray:
    """Which are known exactly, and are not 0; or are surely less than `troskel`, where there is a row."""
    return secret & (bounds.least > 0) & (bounds.exact | (rows & (bounds.most < troskel)))


def _used(
    bounds: Callable[[np.ndarray], Bounds], tak: np.ndarray, is_told: Callable[[Bounds], np.ndarray]
) -> np.ndarray:
    """Of which numbers the most tells of another that is to be kept: in its area and period, if there are any there. It
    may take others too, but to reckon with all of a chain would leave too little choice."""
    every = bounds(tak)
    told = is_told(every)
    near = every.used & told.any((2, 3, 4), keepdims=True)
    return every.used if told.any() and not near.any() else near


def _shown_wholes(summor: Summor, andra: Iterable[Sagt]) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Per part n with those of unknown outcome, and where others show it; empty where none does anywhere."""
    wholes = [tal for tal in numbers(summor) if tal.slag == MED_OKANDA]
    shown = {tal: Rutor(np.zeros(summor.shape, bool), None) for tal in wholes}
    for sagt in andra if shown else ():
        add_told(shown, summor, sagt)
    if not any(visas.any() for visas, _ in shown.values()):
        return {}
    return {tal.part: (value(summor, tal), shown[tal].visas) for tal in wholes}


def least_of(one: Tak, other: Tak) -> Tak:
    """Of each number the least that is told."""
    return tuple(map(np.minimum, one, other)) if one and other else one or other


def tells(tak: Tak) -> bool:
    return any((of_n < NO_CEILING).any() for of_n in tak)


def with_ceilings(minne: Minne | None, summor: Summor, tak: Tak) -> Minne | None:
    """And the most that n can be by what others tell."""
    return replace(minne or nothing_told(summor), tak_n=tak) if tak else minne
