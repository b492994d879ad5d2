"""Two indicators of which the one counts some of the units of the other: where they tell how few the others are. Pure.

A reader has n and those of unknown outcome beside each other, in both. Where they differ by too few to be told, these
are told all the same. And what the one withholds is no more than the other shows, what the other withholds no less than
the one does. That the one counts some of the other's is guessed, in all classes of a breakdown together.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

from isu.granskning.klasser import Klass, Visade, beside
from isu.granskning.kunskap import OFTEN
from isu.granskning.las import Publicerat
from isu.granskning.lika import Inom, of_both
from isu.granskning.utfyllt import HOGST, MINST, Fyllning, Samma, areas_without, laid_beside, reported

#: So many numbers (OFTEN) that are at least LARGE are less than NEAR from the other number: then it is no chance.
LARGE, NEAR = 10, 5


class Del(NamedTuple):
    """A quantity that counts some of the units of one of another indicator, and in which breakdown."""

    egen: Visade
    annan: Visade
    vad: Inom


class Fa(NamedTuple):
    """Numbers of an indicator that differ by few from what others show, and which others."""

    antal: int
    andra: tuple[str, ...]


def some_of_others(visade: Sequence[Visade]) -> Iterator[Del]:
    """What seems to count some of what another indicator does, and nearly as many somewhere."""
    for one, other in permutations(_each_once(visade), 2):
        if one.antal.indikator != other.antal.indikator:
            for name in {klass.uppdelning: None for klass in of_both(one, other)}:
                if near := nearly_as_many(one, other, name):
                    yield Del(one, other, Inom(name, near >= OFTEN))


def _each_once(visade: Sequence[Visade]) -> list[Visade]:
    """Measures of one variant have the same numbers."""
    return [*{(v.antal.indikator, v.platser.tobytes(), v.tal.tobytes()): v for v in visade}.values()]


def nearly_as_many(one: Visade, other: Visade, uppdelning: str) -> int:
    """In how many numbers of kommuner, where the one is nowhere more and somewhere fewer; else 0."""
    near, fewer = 0, False
    for klass in of_both(one, other, uppdelning):
        _, tal, its = beside(one.of_smallest(klass), other.of_smallest(klass))
        if (tal > its).any():
            return 0
        near += int(((tal >= LARGE) & (its - tal < NEAR)).sum())
        fewer |= bool((tal < its).any())
    return near if fewer else 0


def told_of_few(delar: Sequence[Del], troskel: int, kommungrupp: Mapping[str, str]) -> Fa:
    """Of one indicator."""
    found: dict[str, set[tuple[Klass, int]]] = {}
    for egen, annan, (uppdelning, _) in delar:
        held = _held(egen, annan, kommungrupp)
        for klass in of_both(egen, annan, uppdelning):
            at, tal, its = beside(egen.of_class(klass), annan.of_class(klass))
            area, when, _ = np.unravel_index(at, egen.rutnat.shape)
            few = at[(its > tal) & (its - tal < troskel) & held[area, when]].tolist()
            found.setdefault(annan.antal.indikator, set()).update((klass, place) for place in few)
    return Fa(len(set().union(*found.values())), tuple(sorted(name for name, places in found.items() if places)))


def limits(publicerat: Publicerat, del_: Del, kommungrupp: Mapping[str, str]) -> Iterator[Fyllning]:
    """What the one tells of the other's table, or the other of its: how many there are at most, or at least."""
    egen, annan, (uppdelning, _) = del_
    for own, its, grans in ((egen, annan, HOGST), (annan, egen, MINST)):
        if own.antal.indikator == publicerat.indikator and own.storhet in publicerat.storheter:
            for klass in (k for k in its.klasser if k.uppdelning == uppdelning):
                held = _held(egen, annan, kommungrupp)
                at, tal, *_ = laid_beside(publicerat, Samma(own, its, [uppdelning]), klass, klass, held)
                if (told := reported(publicerat, at) & ~publicerat.vantar.flat[at]).any():
                    yield Fyllning(at[told], tal[told], True, grans)


def _held(egen: Visade, annan: Visade, kommungrupp: Mapping[str, str]) -> np.ndarray:
    """Area × period: where no kommun in it has reported the one alone. Else a larger area holds others."""
    return areas_without(egen.rutnat, egen.rapporterat & ~annan.rapporterat, kommungrupp)
