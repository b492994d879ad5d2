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
            fria = sokning.fria(sokning.drag.karta(tal, FEW), sokning, tal, spared)
            sokning.spar.many(fria, left, fria.found(left, _need(sokning, way, left, tal), way), way, tal)
            left = left[_may_be_nobody(sokning, left, tal)]


def prove(sokning: "Sokning", areas: np.ndarray, tal: int) -> None:
    """Both parts, one number at a time."""
    for way, spared in ((DOWN, True), (UP, False)):
        for laget_of, ways in sokning.wider(tal, spared):
            for area in _unproved(sokning, areas, tal) if way in ways else ():
                if _wanted(sokning, way, area, tal):
                    need = int(_need(sokning, way, area, tal))
                    sokning.prove(laget_of(area), area, tal, way, need, (way, area, tal))


def _unproved(sokning: "Sokning", areas: np.ndarray, tal: int) -> np.ndarray:
    return areas[sokning.stangda[areas, tal] & (sokning.spar.bevis[UP, areas, tal] < 0)]


def _need(sokning: "Sokning", way: int, areas: np.ndarray | int, tal: int) -> np.ndarray:
    return sokning.varden[areas, tal] if way == DOWN else sokning.krav[UP, areas, tal]


def _wanted(sokning: "Sokning", way: int, area: int, tal: int) -> bool:
    """The second part only where there is a first."""
    return bool(_may_be_nobody(sokning, area, tal)) == (way == UP)


def _may_be_nobody(sokning: "Sokning", areas: np.ndarray | int, tal: int) -> np.ndarray:
    """It is not asked of a number that nobody can be alone in."""
    return (sokning.spar.bevis[DOWN, areas, tal] >= 0) | ~sokning.rutor[tal]
