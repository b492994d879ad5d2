"""Two indicators that count the same units: how that is seen in what both print. Pure.

What is compared is a single quantity of each, in all classes of a breakdown together, or in one class of each: what the
one counts of all ages may be what the other does of some, or of a group.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

import numpy as np

from isu.granskning.angrepp import difference
from isu.granskning.klasser import HELHET, Antal, Klass, Klasspar, Visade, beside
from isu.granskning.kunskap import OFTEN
from isu.granskning.las import Publicerat

#: What of a measure: its n, its n with those whose outcome is not known, the numerator of a share or of a category, or
#: what the numerator of a share leaves of n.
N, MED_OKANDA, TALJARE, REST = "n", "n + n_okand", "taljare", "n - taljare"
ANDEL = "andel"
#: Classes are compared in numbers above this one: smaller ones are equal by chance.
CHANCE = 1


class Inom(NamedTuple):
    """The one counts some of what the other does, in all classes of this breakdown. Is it seen so often (`ofta`) that
    it is no chance?"""

    uppdelning: str
    ofta: bool


#: What is the same in two indicators: all classes of a breakdown, or these two; or is some of the other's.
Vad = str | Klasspar | Inom


def quantities(publicerat: Publicerat, av_n: str = N) -> dict[Antal, Publicerat]:
    """Each quantity that may be the same in another indicator, by itself. `av_n` says what n of this table is."""
    found = {}
    for place, (variant, matt, utfall) in enumerate(publicerat.storheter):
        of = publicerat.indikator, variant, matt
        if utfall is None:
            found[Antal(*of, av_n)] = _column(publicerat, place)
        elif av_n == N:
            found[Antal(*of, TALJARE, utfall)] = _column(publicerat, place)
            if matt == ANDEL:
                found[Antal(*of, REST, utfall)] = _rest(publicerat, place)
    return found


def _rest(publicerat: Publicerat, place: int) -> Publicerat:
    """Instead of the numerator what it leaves of n, where both are shown."""
    n, own = n_of(publicerat, place), _column(publicerat, place)
    tal, lage = difference(publicerat.tal, publicerat.lage, n, place)
    vantar = own.vantar | publicerat.vantar[..., [n]]
    return replace(own, tal=tal[..., None], lage=lage[..., None], vantar=vantar)


def n_of(publicerat: Publicerat, place: int) -> int:
    """Where the n of the share stands that this is the numerator of."""
    variant, matt, _ = publicerat.storheter[place]
    return publicerat.storheter.index((variant, matt, None))


def _column(publicerat: Publicerat, place: int) -> Publicerat:
    tal, lage, vantar = (a[..., [place]] for a in (publicerat.tal, publicerat.lage, publicerat.vantar))
    return replace(publicerat, storheter=(publicerat.storheter[place],), tal=tal, lage=lage, vantar=vantar)


def seen_equal(one: Visade, other: Visade, uppdelning: str) -> bool:
    """Are they the same wherever both are shown of a kommun, and seen so often that it is more than chance?"""
    often = 0
    for klass in of_both(one, other, uppdelning):
        _, tal, its = beside(one.of_smallest(klass), other.of_smallest(klass))
        if (tal != its).any():
            return False
        often += int((tal > 0).sum())
    return often >= OFTEN


def of_both(one: Visade, other: Visade, uppdelning: str | None = None) -> list[Klass]:
    """The classes that both show something of; of one breakdown, if it is given."""
    return [k for k in one.klasser if k in other.nummer and uppdelning in (None, k.uppdelning)]


def equal_wholes(visade: Sequence[Visade]) -> Iterator[tuple[int, int]]:
    """Pairs of quantities that are seen to be equal in all ages of the whole."""
    number: dict[Klass, int] = defaultdict(count().__next__)
    tal = [_of_whole(own, number) for own in visade]
    yield from equal_pairs(tal, 0)


def _of_whole(own: Visade, number: dict[Klass, int]) -> "Tal":
    """The numbers of all its ages, with places that tell of which they are."""
    of = [(number[k], *own.of_smallest(k)) for k in own.klasser if k.uppdelning == HELHET]
    places = [np.zeros(0, np.int64), *(at + nr * own.rutnat.sma for nr, at, _ in of)]
    return Tal(own.antal.indikator, np.concatenate(places), np.concatenate([np.zeros(0), *(tal for *_, tal in of)]))


def equal_classes(visade: Sequence[Visade]) -> Iterator[tuple[int, int, Klasspar]]:
    """Pairs of quantities, with a class of each, that are seen to be equal."""
    of = [(nr, klass) for nr, own in enumerate(visade) for klass in own.klasser]
    tal = [Tal(visade[nr].antal.indikator, *visade[nr].of_smallest(klass)) for nr, klass in of]
    for a, b in equal_pairs(tal, CHANCE):
        yield of[a][0], of[b][0], Klasspar(of[a][1], of[b][1])


class Tal(NamedTuple):
    """Numbers of an indicator in some places, each place once."""

    indikator: str
    platser: np.ndarray
    tal: np.ndarray


def equal_pairs(of: Sequence[Tal], over: int) -> Iterator[tuple[int, int]]:
    """Pairs of different indicators that are the same wherever both have a number, and that are so in OFTEN numbers
    above `over`. None is missed: each is laid beside all that have so many in common with it."""
    often = [nr for nr, own in enumerate(of) if (own.tal > over).sum() >= OFTEN]
    owner = np.unique([of[nr].indikator for nr in often], return_inverse=True)[1]
    sizes = np.array([len(of[nr].tal) for nr in often], np.int64)
    starts = np.append(0, np.cumsum(sizes))
    at = np.concatenate([np.zeros(0, np.int64), *(of[nr].platser for nr in often)])
    tal = np.concatenate([np.zeros(0), *(of[nr].tal for nr in often)])
    having, first, last = _with_same_number(at, tal, np.repeat(np.arange(len(often)), sizes), over)
    laid_out = np.full(at.max(initial=0) + 1, -1.0)
    for own, (start, end) in enumerate(zip(starts[:-1], starts[1:], strict=True)):
        common = np.bincount(having[_ranges(first[start:end], last[start:end])], minlength=len(often))
        near = np.flatnonzero((common >= OFTEN) & (owner != owner[own]))
        laid_out[at[start:end]] = tal[start:end]
        for other in near[_same_everywhere(laid_out, at, tal, starts[near], sizes[near])]:
            yield often[own], often[other]
        laid_out[at[start:end]] = -1


def _with_same_number(
    at: np.ndarray, tal: np.ndarray, of: np.ndarray, over: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whose each number above `over` is, those of the same place and number together; and for each number where in that
    order those begin and end that come after its own."""
    some = np.flatnonzero(tal > over)
    order = some[np.lexsort((of[some], tal[some], at[some]))]
    new = np.flatnonzero((np.diff(at[order]) != 0) | (np.diff(tal[order]) != 0)) + 1
    bounds = np.concatenate([[0], new, [len(order)]])
    first, last = np.zeros((2, len(at)), np.int64)
    first[order] = np.arange(len(order)) + 1
    last[order] = np.repeat(bounds[1:], np.diff(bounds))
    return of[order], first, last


def _same_everywhere(
    laid_out: np.ndarray, at: np.ndarray, tal: np.ndarray, starts: np.ndarray, sizes: np.ndarray
) -> np.ndarray:
    """Which of those whose numbers begin at `starts` differ nowhere from what is laid out, -1 where nothing is."""
    every = _ranges(starts, starts + sizes)
    own = laid_out[at[every]]
    differ = (own >= 0) & (own != tal[every])
    return ~np.logical_or.reduceat(differ, np.cumsum(sizes) - sizes) if len(every) else np.ones(len(starts), bool)


def _ranges(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The numbers from each first to before its last, after each other."""
    sizes = last - first
    return np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
