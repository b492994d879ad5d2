"""What other indicators tell of the same units: what is known of this one by that, and what is to be withheld. Pure.

Two indicators count the same units where a number of one is a number of the other in every kommun: its n, its n with
those of unknown outcome (a reader has both beside each other), or a numerator; in the same class or in another
(`samma`). What the other shows is known then and protects nothing here; what it withholds is withheld here too, and
proved not to be had from what is told here. So neither tells more of them than the other. Where only those with the
unknown are as many in both, n is no more than these are (`hogst`).

That those of one are some of those of the other is the business of `inom`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL
from isu.disclosure.minne import Minne
from isu.disclosure.samma import Gemensamt, in_classes, in_common, same_classes
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.utbud import offered_by_level


class Sagt(NamedTuple):
    """Another indicator, with what has been decided of it. Of one that is decided after this, whose own design is
    `fore`, what it withholds counts, and what it shows only where this has no row: else it is for that one to follow
    this. `hela` says per part of which n, with those of unknown outcome, the last release has told: empty where it has
    of none."""

    summor: Summor
    skydd: Skydd
    fore: Skydd | None = None
    hela: tuple[np.ndarray, ...] = ()


class Tal(NamedTuple):
    """One quantity over the axes. Of the other indicator `visas` and `doljs` say where it is shown and withheld; of
    this one they are what is to be filled in. None where it is not told, or does not follow."""

    varden: np.ndarray
    visas: np.ndarray | None
    doljs: np.ndarray | None


class Samma(NamedTuple):
    """Where numbers stand in this one (`har`) and in the other, for `in_classes`; and where they are the same, of all
    kön."""

    har: tuple[np.ndarray, ...]
    dar: tuple[np.ndarray, ...]
    samma: np.ndarray


def told_by_others(summor: Summor, andra: Iterable[Sagt]) -> Minne | None:
    """None where no other counts the same units."""
    found = nothing_told(summor)
    wanted = [*_wanted(found, summor)]
    for sagt in andra:
        add_told(wanted, summor, sagt)
    return found if any(rows.any() for rows in found.rader) else None


def with_others(minne: Minne, andra: Minne | None) -> Minne:
    """What earlier releases have told, and other indicators. What has changed is as in the first."""
    if andra is None:
        return minne
    *parts, _, _ = zip(vars(minne).values(), vars(andra).values(), strict=True)
    return Minne(*(tuple(map(np.logical_or, *pair)) for pair in parts), minne.lika, andra.tak_n)


def nothing_told(summor: Summor) -> Minne:
    def none(with_categories: bool) -> tuple[np.ndarray, ...]:
        return tuple(
            np.zeros((*d.n.shape, len(d.utfall)) if with_categories else d.n.shape, bool) for d in summor.delar
        )

    return Minne(none(False), none(True), none(False), none(True), np.zeros(summor.shape[1], bool))


def add_told(wanted: Sequence[Tal], summor: Summor, sagt: Sagt) -> None:
    """What one of them tells of these, where both have the members. Fills it in."""
    gemensamt = in_common(summor, sagt.summor)
    if gemensamt is None:
        return
    sources = [(source, gemensamt.rows(source.varden, gemensamt.dar)) for source in _told(sagt)]
    without_row = None if sagt.fore is None else ~has_row(summor, sagt.fore)
    for target in wanted:
        of_own = gemensamt.rows(target.varden, gemensamt.har)
        for source, of_other in sources:
            told = [pair for pair in zip(target[1:], source[1:], strict=True) if all(rows is not None for rows in pair)]
            pairs = same_classes(of_own, of_other, gemensamt.uppdelningar) if told else ()
            if len(pairs):
                _fill(target, source, _in_pairs(gemensamt, pairs, target.varden, source.varden), without_row)


def same_numbers(gemensamt: Gemensamt, own: np.ndarray, its: np.ndarray) -> Iterator[Samma]:
    """Where a number of this one is one of the other."""
    rows = gemensamt.rows(own, gemensamt.har), gemensamt.rows(its, gemensamt.dar)
    return _in_pairs(gemensamt, same_classes(*rows, gemensamt.uppdelningar), own, its)


def _in_pairs(gemensamt: Gemensamt, pairs: np.ndarray, own: np.ndarray, its: np.ndarray) -> Iterator[Samma]:
    """In these classes."""
    for of_own, of_other in _each_once(pairs):
        har, dar = np.ix_(*gemensamt.har, of_own), np.ix_(*gemensamt.dar, of_other)
        same = (in_classes(own)[har] == in_classes(its)[dar]).all(2, keepdims=True)
        yield Samma(har, dar, same & gemensamt.raknas[:, :, None, None])


def _fill(target: Tal, source: Tal, places: Iterable[Samma], without_row: np.ndarray | None) -> None:
    for har, dar, same in places:
        if target.visas is not None and source.visas is not None:
            known = same & in_classes(source.visas)[dar]
            known = known if without_row is None else known & in_classes(without_row)[har]
            in_classes(target.visas)[har] |= known
        if target.doljs is not None and source.doljs is not None:
            in_classes(target.doljs)[har] |= same & in_classes(source.doljs)[dar]


def _each_once(pairs: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Some at a time: no class of this one twice, since it would be filled in once only."""
    while len(pairs):
        _, first = np.unique(pairs[:, 0], return_index=True)
        yield pairs[first, 0], pairs[first, 1]
        pairs = np.delete(pairs, first, 0)


def _wanted(found: Minne, summor: Summor) -> Iterator[Tal]:
    """n, n with the unknown, which withholds n if it must not be told, and the numerators of this indicator."""
    for i, del_ in enumerate(summor.delar):
        yield Tal(del_.n, found.kanda_n[i], found.tvungna_n[i])
        if del_.n_okand.any():
            yield Tal(del_.n + del_.n_okand, None, found.tvungna_n[i])
        if del_.matt == ANDEL:
            yield Tal(del_.taljare[..., 0], found.kanda[i][..., 0], found.tvungna[i][..., 0])


def _told(sagt: Sagt) -> Iterator[Tal]:
    """The same of the other: its n with the unknown can be had where n is shown."""
    summor, skydd = sagt.summor, sagt.skydd
    rows = has_row(summor, skydd)
    seen: set[tuple[str, bool]] = set()
    statuses = (skydd.status_n, skydd.status_okand, skydd.status)
    for del_, of_n, of_unknown, of_value in zip(summor.delar, *statuses, strict=True):
        shown, withheld = rows & (of_n == SHOWN), rows & (of_n == SEKRETESS)
        if (del_.variant, del_.parat) not in seen:
            seen.add((del_.variant, del_.parat))
            yield Tal(del_.n, shown, withheld)
            if del_.n_okand.any():
                yield Tal(del_.n + del_.n_okand, rows & (of_unknown == SHOWN), None)
        if del_.matt == ANDEL:
            value = of_value[..., 0]
            yield Tal(del_.taljare[..., 0], rows & (value == SHOWN), rows & (value == SEKRETESS))


def has_row(summor: Summor, skydd: Skydd) -> np.ndarray:
    """Where there is a row, shown or withheld."""
    return np.ones(summor.shape, bool) if skydd.utbud is None else offered_by_level(summor, skydd.utbud)
