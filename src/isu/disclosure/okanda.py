"""Where those of unknown outcome are withheld though n is shown. Pure.

n with those of unknown outcome is how many are counted in all. Another indicator that counts the same units may have to
keep it: its own n is no more. Where that would give something away, n alone is shown. How many are counted in all may
not be had by subtraction either: in each addition so many of unknown outcome are withheld that it stays unknown.

It is of no use where another shows the same number as its n, or where the last release has told it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure.samma import in_classes
from isu.disclosure.samma_tal import ANTAL, MED_OKANDA, Platser, SammaTal, Tal, same_numbers
from isu.disclosure.sammanhang import Sagt
from isu.disclosure.skydd import with_unknown
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.utraknat import additions, bounded

MOST_TIMES = 40
NOBODY_KNOWN = np.iinfo(np.int64).max
#: Per part of the sums where those of unknown outcome are, or are to be, withheld.
Rader = Sequence[np.ndarray]


class Annans(NamedTuple):
    """Where a number of another is the same: the place of that one in a list, and where the numbers stand."""

    annan: int
    platser: Platser


class AnnansTal(NamedTuple):
    """The same, of an n or a numerator of another indicator."""

    annan: int
    tal: Tal
    platser: Platser


@dataclass(frozen=True)
class Helhet:
    """n with those of unknown outcome (`okand`), the same in these parts of one indicator. In `lika` others have the
    same, and in `som_tal` others have it as a number by itself."""

    sagt: int
    parts: list[int]
    alla: np.ndarray
    okand: np.ndarray
    lika: list[Annans]
    som_tal: list[AnnansTal]


class Helheter:
    """Those of several indicators that count the same units."""

    def __init__(self, summor: Sequence[Summor]) -> None:
        self.summor = summor
        self.alla = [
            Helhet(nr, parts, every, own.delar[parts[0]].n_okand, [], [])
            for nr, own in enumerate(summor)
            for parts, every in with_unknown(own)
            if own.delar[parts[0]].n_okand.any()
        ]
        at = {(helhet.sagt, helhet.parts[0]): place for place, helhet in enumerate(self.alla)}
        for helhet in self.alla:
            for nr, other in enumerate(summor):
                if nr != helhet.sagt:
                    _add(helhet, nr, same_numbers(summor[helhet.sagt], other), at)

    def with_hidden(
        self, told: Sequence[Sagt], mer: Sequence[Rader], troskel: int, alltid: Sequence[Rader] = ()
    ) -> list[Sagt]:
        """With `mer` of each hidden, where it is of use, and `alltid`; and what has to be hidden with it."""
        more = [_rows(h, mer) for h in self.alla]
        hides = [_rows(h, [sagt.skydd.okanda for sagt in told]) | _rows(h, alltid) for h in self.alla]
        if not any(rows.any() for rows in (*more, *hides)):
            return [*told]
        shows = [_shows(told[h.sagt], h) for h in self.alla]
        fixed = self._of_no_use(told)
        for place, rows in enumerate(more):
            hides[place] |= rows & ~fixed[place]
        for _ in range(MOST_TIMES):
            before = sum(int(rows.sum()) for rows in hides)
            for place, helhet in enumerate(self.alla):
                hides[place] |= _of_others(helhet, hides) & ~fixed[place]
                if (of_use := hides[place] & ~fixed[place]).any():
                    known = [s & ~h for s, h in zip(shows, hides, strict=True)]
                    known = known[place] | _of_others(helhet, known)
                    hides[place] |= self._partners(helhet, known, of_use, fixed[place], troskel)
            if sum(int(rows.sum()) for rows in hides) == before:
                break
        return [self._with(sagt, nr, hides) for nr, sagt in enumerate(told)]

    def golv(self, told: Sequence[Sagt]) -> list[list[np.ndarray]]:
        """Per part of each the most that is known of its units by what any shows: all that are counted are no fewer."""
        found = [[np.zeros(own.shape, np.int64) for _ in own.delar] for own in self.summor]
        own = [bounded(self.summor[h.sagt], h.alla - h.okand, _shows(told[h.sagt], h)).least for h in self.alla]
        for helhet, of_own in zip(self.alla, own, strict=True):
            most = of_own.copy()
            for annan, (har, dar, same) in helhet.lika:
                cells = in_classes(most)
                cells[har] = np.maximum(cells[har], np.where(same, in_classes(own[annan])[dar], 0))
            for part in helhet.parts:
                found[helhet.sagt][part] = most
        return found

    def _of_no_use(self, told: Sequence[Sagt]) -> list[np.ndarray]:
        """Where it is known however many of unknown outcome are told of."""
        fixed = [
            told[h.sagt].hela[h.parts[0]].copy() if told[h.sagt].hela else np.zeros(h.okand.shape, bool)
            for h in self.alla
        ]
        for rows, helhet in zip(fixed, self.alla, strict=True):
            for annan, tal, (har, dar, same) in helhet.som_tal:
                in_classes(rows)[har] |= same & in_classes(told[annan].tal[tal].visas)[dar]
        return [rows | _of_others(helhet, fixed) for rows, helhet in zip(fixed, self.alla, strict=True)]

    def _partners(
        self, helhet: Helhet, known: np.ndarray, hides: np.ndarray, fixed: np.ndarray, troskel: int
    ) -> np.ndarray:
        """With what else to hide, once along each axis. Nobody is counted where nothing was reported."""
        summor = self.summor[helhet.sagt]
        fixed = fixed | (summor.status != SHOWN)[:, :, None, None, None]
        known, hides = known | fixed, hides.copy()
        for place, own in additions(summor):
            every = (np.moveaxis(of, place, 0) for of in (helhet.okand, known, hides, fixed))
            more = _in_addition(*(of[own] for of in every), troskel)
            if more.any():
                np.moveaxis(hides, place, 0)[own] |= more
                np.moveaxis(known, place, 0)[own] &= ~more
        return hides

    def _with(self, sagt: Sagt, nr: int, hides: Sequence[np.ndarray]) -> Sagt:
        okanda = [np.zeros(sagt.summor.shape, bool) for _ in sagt.summor.delar]
        for helhet, rows in zip(self.alla, hides, strict=True):
            if helhet.sagt == nr:
                for part in helhet.parts:
                    okanda[part] = rows
        return replace(sagt, skydd=replace(sagt.skydd, okanda=tuple(okanda)))


def number_hidden(told: Sequence[Sagt]) -> int:
    return sum(int(rows.sum()) for sagt in told for rows in sagt.skydd.okanda)


def _add(helhet: Helhet, nr: int, same: Iterable[SammaTal], at: Mapping[tuple[int, int], int]) -> None:
    """Of another indicator; `at` says where its numbers with those of unknown outcome stand."""
    for _, annat, platser in (s for s in same if s.ett == Tal(MED_OKANDA, helhet.parts[0])):
        if annat.slag == MED_OKANDA:
            helhet.lika.extend(Annans(at[nr, annat.part], of) for of in platser)
        else:
            helhet.som_tal.extend(AnnansTal(nr, annat, of) for of in platser)


def _rows(helhet: Helhet, every: Sequence[Rader]) -> np.ndarray:
    """Of any of its parts."""
    found = np.zeros(helhet.okand.shape, bool)
    for part in helhet.parts if every and len(every[helhet.sagt]) else ():
        found |= every[helhet.sagt][part]
    return found


def _shows(sagt: Sagt, helhet: Helhet) -> np.ndarray:
    return sagt.tal[Tal(ANTAL, helhet.parts[0])].visas


def _of_others(helhet: Helhet, every: Sequence[np.ndarray]) -> np.ndarray:
    """Where it is so of the same number of another."""
    found = np.zeros(helhet.okand.shape, bool)
    for annan, (har, dar, same) in helhet.lika:
        in_classes(found)[har] |= same & in_classes(every[annan])[dar]
    return found


def _in_addition(
    number: np.ndarray, known: np.ndarray, hides: np.ndarray, fixed: np.ndarray, troskel: int
) -> np.ndarray:
    """Of a sum (first) and its parts: the smallest part that makes those of unknown outcome in what is not known at
    least `troskel`, where they are fewer or it is one number alone; the sum itself where no part does."""
    unknown = ~known
    blur = np.where(unknown[1:], number[1:], 0).sum(0)
    tells = (unknown.sum(0) == 1) | (known[0] & unknown[1:].any(0) & (blur < troskel))
    tells &= hides.any(0) & (number[0] == number[1:].sum(0))
    free = known & ~fixed & tells
    enough = free[1:] & ((number[1:] + blur >= troskel) | unknown[0])
    cost = np.where(enough, number[1:], NOBODY_KNOWN)
    part = enough & (np.arange(len(cost)).reshape(-1, *(1,) * (cost.ndim - 1)) == cost.argmin(0))
    return np.concatenate([(free[0] & ~part.any(0))[None], part])
