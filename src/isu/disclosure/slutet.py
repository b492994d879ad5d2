"""The search where a column is closed and somebody is alone: what is withheld there may be proved in two parts. Pure.

All is withheld in a closed column, whatever it is, so the secret is only that a number is small. To a reader it may be
many; to those who are alone in others, together, it may be nobody, when it may not be many without one of them.
"""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.karta import FEW
from isu.disclosure.laget import DOWN, UP

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning


def free(sokning: "Sokning", areas: np.ndarray, tal: int) -> None:
    """Both parts where they ask for nothing new."""
    left = _unproved(sokning, areas, tal)
    for way, spared in ((DOWN, True), (UP, False)):
        if len(left):
            fria = sokning.fria(sokning.forrad.karta(tal, FEW), sokning, tal, spared)
            sokning.spar.many(fria, left, fria.found(left, _need(sokning, way, left, tal), way), way, tal)
            left = left[may_be_nobody(sokning, left, tal)]


def prove(sokning: "Sokning", areas: np.ndarray, tal: int) -> None:
    """Both parts, one number at a time."""
    _prove(sokning, _unproved(sokning, areas, tal), tal, DOWN, spared=True)
    left, en = _unproved(sokning, areas, tal), sokning.en
    for area in left[(sokning.varden[left, tal] == 1) & ~may_be_nobody(sokning, left, tal)]:
        sokning.en = of_others(sokning, int(area), tal)
        _prove(sokning, np.array([area]), tal, DOWN, spared=True)
        sokning.en = en
    _prove(sokning, _unproved(sokning, areas, tal), tal, UP, spared=False)


def _prove(sokning: "Sokning", areas: np.ndarray, tal: int, way: int, spared: bool) -> None:
    def asked(some: np.ndarray, ways: list[int]) -> np.ndarray:
        return some[(sokning.spar.bevis[way, some, tal] < 0) & _wanted(sokning, way, some, tal) & (way in ways)]

    for laget, left, _ in sokning.wider(areas, tal, spared, asked) if len(areas) else ():
        for area in left:
            if len(asked(np.array([area]), [way])):
                need = int(_need(sokning, way, area, tal))
                sokning.prove(laget, area, tal, way, need, (way, area, tal))


def _unproved(sokning: "Sokning", areas: np.ndarray, tal: int) -> np.ndarray:
    return areas[sokning.stangda[areas, tal] & (sokning.spar.bevis[UP, areas, tal] < 0)]


def _need(sokning: "Sokning", way: int, areas: np.ndarray | int, tal: int) -> np.ndarray:
    return sokning.varden[areas, tal] if way == DOWN else sokning.krav[UP, areas, tal]


def _wanted(sokning: "Sokning", way: int, areas: np.ndarray, tal: int) -> np.ndarray:
    """The second part only where there is a first."""
    return may_be_nobody(sokning, areas, tal) == (way == UP)


def of_others(sokning: "Sokning", area: int, tal: int) -> np.ndarray:
    """Numbers that are 1, but for those of the very person who is alone in this one: what the two have in common is 1
    too."""
    own = np.unravel_index(tal, sokning.modell.varden.shape[1:])
    nested, common = np.ones(1, bool), np.zeros(1, np.int64)
    for rows, here in zip(sokning.forrad.rymmer, own, strict=True):
        inside, around = rows[here], rows[:, here]
        nested = np.logical_and.outer(nested, inside | around).ravel()
        common = np.add.outer(common * len(rows), np.where(inside, np.arange(len(rows)), here)).ravel()
    en = sokning.en.copy()
    for other in np.flatnonzero(sokning.forrad.omraden.slakt[area, :-1]):
        smaller = area if sokning.omrade[other].sum() >= sokning.omrade[area].sum() else other
        en[other] &= ~(nested & (sokning.varden[smaller, common] == 1))
    return en


def may_be_nobody(sokning: "Sokning", areas: np.ndarray | int, tal: int) -> np.ndarray:
    """It is not asked of a number that nobody can be alone in."""
    return (sokning.spar.bevis[DOWN, areas, tal] >= 0) | ~sokning.rutor[tal]
