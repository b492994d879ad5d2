"""Which numbers of two indicators are the same, and where they stand in both. Pure; knows nothing of what is shown.

A number is the n of those units, n with those of unknown outcome, a numerator, how many are in a category of a
distribution, or what a numerator leaves of n: that is known where both are.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.samma import Gemensamt, in_classes, in_common, once, same_classes
from isu.disclosure.skydd import same_units

ANTAL, MED_OKANDA, TALJARE, REST = "n", "n + n_okand", "taljare", "n - taljare"


class Tal(NamedTuple):
    """What is counted, in which part of the sums (of those whose n is the same, the first), and in which category."""

    slag: str
    part: int
    utfall: int = 0


class Platser(NamedTuple):
    """Where numbers stand in the one (`har`) and in the other, for `in_classes`; and where they are the same, of all
    kön."""

    har: tuple[np.ndarray, ...]
    dar: tuple[np.ndarray, ...]
    samma: np.ndarray


class SammaTal(NamedTuple):
    """A number of the one, a number of the other, and where they are the same. No place of the one is twice in one of
    `platser`."""

    ett: Tal
    annat: Tal
    platser: list[Platser]


def numbers(summor: Summor) -> list[Tal]:
    """Those of unknown outcome only where there are any."""
    found = []
    for first, *_ in same_units(summor):
        found.append(Tal(ANTAL, first))
        if summor.delar[first].n_okand.any():
            found.append(Tal(MED_OKANDA, first))
    for i, del_ in enumerate(summor.delar):
        if del_.matt in (ANDEL, FORDELNING):
            found.extend(Tal(TALJARE, i, k) for k in range(len(del_.utfall)))
        if del_.matt == ANDEL:
            found.append(Tal(REST, i))
    return found


def value(summor: Summor, tal: Tal) -> np.ndarray:
    """Over the axes."""
    del_ = summor.delar[tal.part]
    if tal.slag == ANTAL:
        return del_.n
    if tal.slag == MED_OKANDA:
        return del_.n + del_.n_okand
    taljare = del_.taljare[..., tal.utfall]
    return del_.n - taljare if tal.slag == REST else taljare


@once
def same_numbers(one: Summor, other: Summor) -> list[SammaTal]:
    """Of two indicators; empty where they have nothing in common."""
    return [*_same_numbers(one, other)]


def _same_numbers(one: Summor, other: Summor) -> Iterator[SammaTal]:
    if (gemensamt := in_common(one, other)) is None:
        return
    its = {annat: value(other, annat) for annat in numbers(other)}
    of_other = {annat: gemensamt.rows(values, gemensamt.dar) for annat, values in its.items()}
    for ett in numbers(one):
        values = value(one, ett)
        rows = gemensamt.rows(values, gemensamt.har)
        for annat, its_rows in of_other.items():
            pairs = _each_once(same_classes(rows, its_rows, gemensamt.uppdelningar))
            platser = [_places(gemensamt, *pair, values, its[annat]) for pair in pairs]
            if platser:
                yield SammaTal(ett, annat, platser)


def _places(
    gemensamt: Gemensamt, of_one: np.ndarray, of_other: np.ndarray, own: np.ndarray, its: np.ndarray
) -> Platser:
    """In these classes."""
    har, dar = np.ix_(*gemensamt.har, of_one), np.ix_(*gemensamt.dar, of_other)
    same = (in_classes(own)[har] == in_classes(its)[dar]).all(2, keepdims=True)
    return Platser(har, dar, same & gemensamt.raknas[:, :, None, None])


def _each_once(pairs: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Some at a time: no class of the one twice, since it would be filled in once only."""
    while len(pairs):
        _, first = np.unique(pairs[:, 0], return_index=True)
        yield pairs[first, 0], pairs[first, 1]
        pairs = np.delete(pairs, first, 0)
