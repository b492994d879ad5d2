"""How far moves can be taken before some number would be more than it can be by what others show. Pure.

The most that a number can be stands in the model (`tak`); here is how much more each can be. What is asked of proofs
below that is the business of `takbevis`.
"""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.karta import BIG, Karta
from isu.disclosure.minne import NO_CEILING

if TYPE_CHECKING:
    from isu.disclosure.modell import Modell


def room_for_more(modell: "Modell") -> np.ndarray:
    """Område × local table, with a last row for no area: how much more each number can be."""
    more = np.where(modell.tak == NO_CEILING, BIG, modell.tak - modell.varden).reshape(len(modell.varden), -1)
    return np.vstack([more, np.full((1, more.shape[1]), BIG)]).astype(np.int32)


class UnderTak:
    """Of moves; `rum` is what there is room for at the moment."""

    def __init__(self, karta: Karta, rum: np.ndarray):
        self.karta, self.rum = karta, rum
        self.tagna: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def times(self, touched: np.ndarray, netto: np.ndarray, moves: np.ndarray, most: np.ndarray) -> np.ndarray:
        """Per move how many times, no more than `most`, it can be made by a carrier that changes these areas (move ×
        areas) by so much."""
        if not len(self.rum):
            return most
        places, changes = self._numbers(moves)
        by = netto[:, :, None] * changes[:, None, :]
        there = self.rum[touched[:, :, None], places[:, None, :]]
        return np.minimum(most, np.where(by > 0, there // np.maximum(by, 1), BIG).min((1, 2)))

    def take(self, touched: np.ndarray, netto: np.ndarray, move: int) -> None:
        """From here on there is so much less room, or more, until it is given back."""
        if len(self.rum):
            (places,), (changes,) = self._numbers(np.array([move]))
            at, change = np.ix_(touched, places[changes != 0]), np.multiply.outer(netto, changes[changes != 0])
            self.rum[at] -= change
            self.tagna.append((*at, change))

    def give_back(self) -> None:
        for areas, places, change in self.tagna:
            self.rum[areas, places] += change
        self.tagna = []

    def _numbers(self, moves: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return self.karta.listed(moves, [v.medlemmar for v in self.karta.val])
