"""Where n would tell of a few: another indicator counts the same units and some more, or all of these but some. Pure.

A reader of both knows how many they differ by, as he does of two variants of one indicator. Where that is too few to be
told, the one that is decided later withholds those of unknown outcome; or its n, where none are. So they cannot be
known to be so many; how many they are is not kept from the reader as what is counted by itself is.

And all of the one are no more than all of the other, of each class: where both are as many, each class is. What that
gives away is found in `hogst`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.samma import in_classes, in_common, nested_breakdowns, once
from isu.disclosure.sammanhang import Sagt, nothing_told
from isu.disclosure.skydd import counted, with_unknown
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.utraknat import Bounds


def with_too_near(minne: Minne | None, summor: Summor, andra: Iterable[Sagt], rest: int) -> Minne | None:
    """And to be withheld: n that is fewer than `rest` from what another shows, with those of unknown outcome, where
    this one has none such."""
    found = too_near(summor, andra, rest, okanda=False)
    if not any(rows.any() for rows in found):
        return minne
    minne = minne or nothing_told(summor)
    return replace(minne, tvungna_n=tuple(map(np.logical_or, minne.tvungna_n, found)))


def too_near(summor: Summor, andra: Iterable[Sagt], rest: int, okanda: bool) -> list[np.ndarray]:
    """Per part where it is so near: of those that have any of unknown outcome somewhere, or of those that have not."""
    found = [np.zeros(summor.shape, bool) for _ in summor.delar]
    wanted = [nr for nr, del_ in enumerate(summor.delar) if del_.n_okand.any() == okanda]
    for sagt in andra if wanted else ():
        if sagt.fore is None:
            _add({nr: found[nr] for nr in wanted}, summor, sagt, rest)
    return found


def _add(found: dict[int, np.ndarray], summor: Summor, sagt: Sagt, rest: int) -> None:
    for par in nested(summor, sagt.summor):
        shown = in_classes(sagt.rader & (sagt.skydd.status_okand[par.its_part] == SHOWN))[par.dar]
        more = np.abs(par.more(summor, sagt.summor))
        near = (more > 0) & (more < rest) & shown & par.raknas
        for i in par.parts:
            if i in found:
                in_classes(found[i])[par.har] |= near


class Par(NamedTuple):
    """Parts of the one and a part of the other of which, with those of unknown outcome, the one counts some of the
    other's (`fewer`), or the other some of its. Where they stand in both, for `in_classes`, and where both are
    counted."""

    parts: list[int]
    its_part: int
    fewer: bool
    har: tuple[np.ndarray, ...]
    dar: tuple[np.ndarray, ...]
    raknas: np.ndarray

    def more(self, one: Summor, other: Summor) -> np.ndarray:
        """How many more the other counts, with those of unknown outcome."""
        own, its = one.delar[self.parts[0]], other.delar[self.its_part]
        return in_classes(its.n + its.n_okand)[self.dar] - in_classes(own.n + own.n_okand)[self.har]


@once
def nested(one: Summor, other: Summor) -> list[Par]:
    """Of two indicators, in breakdowns that both have."""
    return [*_nested(one, other)]


def _nested(one: Summor, other: Summor) -> Iterator[Par]:
    if (gemensamt := in_common(one, other)) is None:
        return
    raknas = gemensamt.raknas[:, :, None, None]
    for (its_part, *_), its in with_unknown(other):
        of_other = gemensamt.rows(its, gemensamt.dar)
        for parts, own in with_unknown(one):
            rows = gemensamt.rows(own, gemensamt.har)
            for pairs, fewer in nested_breakdowns(rows, of_other, gemensamt.uppdelningar):
                har, dar = np.ix_(*gemensamt.har, pairs[:, 0]), np.ix_(*gemensamt.dar, pairs[:, 1])
                yield Par(parts, its_part, fewer, har, dar, raknas)


class Granser(NamedTuple):
    """The least and the most that all that are counted can be, of one part."""

    golv: np.ndarray
    tak: np.ndarray


def limits(summor: Summor, andra: Iterable[Sagt]) -> dict[int, Granser]:
    """Per part, by what others show of whom this one counts some, or of some of whom it counts. Of a part that is not
    there they tell nothing. Of an other at least n is told where those of unknown outcome are not."""
    found: dict[int, Granser] = {}
    for sagt in andra:
        for par in nested(summor, sagt.summor):
            its, skydd = sagt.summor.delar[par.its_part], sagt.skydd
            n = sagt.rader & counted(sagt.summor) & (skydd.status_n[par.its_part] == SHOWN)
            every = n & (skydd.status_okand[par.its_part] == SHOWN)
            least = np.where(n, its.n, 0) + np.where(every, its.n_okand, 0)
            _limit(found, par, summor, sagt.summor, least, np.where(every, least, NO_CEILING))
    return found


def by_variants(summor: Summor, alla: Mapping[int, Bounds]) -> dict[int, Granser]:
    """The same of what its own variants tell of each other, by what is known of all that are counted in each."""
    found: dict[int, Granser] = {}
    for par in nested(summor, summor):
        _limit(found, par, summor, summor, alla[par.its_part].least, alla[par.its_part].most)
    return found


def _limit(
    found: dict[int, Granser], par: Par, one: Summor, other: Summor, least: np.ndarray, most: np.ndarray
) -> None:
    """Fills in what is told where the other is at least and at most so many."""
    more = par.more(one, other)
    here = par.raknas & ((more >= 0) if par.fewer else (more <= 0))
    for part in par.parts:
        if part not in found:
            found[part] = Granser(np.zeros(one.shape, np.int64), np.full(one.shape, NO_CEILING, np.int64))
        golv, tak = map(in_classes, found[part])
        if par.fewer:
            tak[par.har] = np.minimum(tak[par.har], np.where(here, in_classes(most)[par.dar], NO_CEILING))
        else:
            golv[par.har] = np.maximum(golv[par.har], np.where(here, in_classes(least)[par.dar], 0))
