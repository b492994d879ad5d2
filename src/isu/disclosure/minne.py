"""What earlier releases leave of choice: which numbers are known already, and which have to be withheld again. Pure.

Both rules of disclosure take it: what is known protects nothing, so it is never withheld for the sake of another; what
was withheld and has not changed stays withheld, and is protected as it was then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.urval import among

#: Where the most that a number can be is not told by others.
NO_CEILING = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Minne:
    """Per part of the sums, in their order. `kanda_n` and `tvungna_n` are of n, over the axes; `kanda` and `tvungna` of
    the numerators, with a dimension more: the category. `lika` says of each period whether all that counts is as it was
    when the last release told of it, by the same limits. `tak_n` is the most that n can be by what other indicators
    tell; empty where they tell nothing."""

    kanda_n: tuple[np.ndarray, ...]
    kanda: tuple[np.ndarray, ...]
    tvungna_n: tuple[np.ndarray, ...]
    tvungna: tuple[np.ndarray, ...]
    lika: np.ndarray
    tak_n: tuple[np.ndarray, ...] = ()

    @property
    def rader(self) -> list[np.ndarray]:
        """What is known and what is withheld again, array by array."""
        return [*self.kanda_n, *self.kanda, *self.tvungna_n, *self.tvungna]

    def of(self, perioder: Sequence[int]) -> "Minne":
        """Of some periods."""
        *parts, lika, tak_n = vars(self).values()
        *parts, tak_n = (tuple(rows[:, perioder] for rows in of_parts) for of_parts in (*parts, tak_n))
        return Minne(*parts, lika[perioder], tak_n)

    def among(self, perioder: Sequence[int], own: "Minne") -> "Minne":
        """With what is remembered of these periods in their places."""
        *parts, (lika, of_own), _ = zip(vars(self).values(), vars(own).values(), strict=True)
        lika = lika.copy()
        lika[perioder] = of_own
        return Minne(*(among(every, perioder, of_periods) for every, of_periods in parts), lika, self.tak_n)

    def known(self, plats: Mapping[tuple[int, int | None], int], empty: np.ndarray) -> np.ndarray:
        """What is known, over the members of the model: `plats` says where each part's numbers stand."""
        return _gathered(self.kanda_n, self.kanda, plats, empty)

    def forced(self, plats: Mapping[tuple[int, int | None], int], empty: np.ndarray) -> np.ndarray:
        """What is withheld again; a number that stands in several parts is known if one of them has told it."""
        found = _gathered(self.tvungna_n, self.tvungna, plats, empty)
        return found & ~self.known(plats, empty)

    def ceilings(self, plats: Mapping[tuple[int, int | None], int], empty: np.ndarray) -> np.ndarray:
        """The most that every number can be; `empty` is NO_CEILING everywhere."""
        found = empty.copy()
        for (i, k), member in plats.items():
            if k is None:
                found[..., member] = np.minimum(found[..., member], self.tak_n[i])
        return found


def _gathered(of_n, of_values, plats, empty: np.ndarray) -> np.ndarray:
    found = empty.copy()
    for (i, k), member in plats.items():
        found[..., member] = found[..., member] | (of_n[i] if k is None else of_values[i][..., k])
    return found


def bound_of(minne: Minne | None, summor: Summor, places: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """What is known, and what is withheld again, of parts with the same n: n in the first row, then a row per
    numerator."""
    counted = [i for i in places if summor.delar[i].matt in (ANDEL, FORDELNING)]
    numerators = sum(len(summor.delar[i].utfall) for i in counted)
    found = np.zeros((2, 1 + numerators, np.prod(summor.shape, dtype=int)), bool)
    if minne is None:
        return found[0], found[1]
    bound = (minne.kanda_n, minne.kanda), (minne.tvungna_n, minne.tvungna)
    for rows, (of_n, of_values) in zip(found, bound, strict=True):
        rows[0] = np.any([of_n[i] for i in places], axis=0).ravel()
        if counted:
            rows[1:] = np.concatenate([np.moveaxis(of_values[i], -1, 0) for i in counted]).reshape(numerators, -1)
    return found[0], found[1] & ~found[0]
