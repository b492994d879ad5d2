"""The parts of moves along one dimension, by member: the same for every design that is tried of some sums. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import numpy as np

from isu.disclosure.dimension import Dimension
from isu.disclosure.drag import Andringar, adds_only
from isu.disclosure.karta import Lista, Val
from isu.disclosure.modell import Modell


class Delar:
    """`foljer` is given of what is counted: which members change or follow one that does. `some` and `every` give those
    of a member, as in `Andringar`: the first so many, or all that only add persons."""

    def __init__(self, dimension: Dimension, weight: np.ndarray, foljer: np.ndarray | None = None):
        self.dimension, self.foljer = dimension, foljer
        drag = Andringar(dimension, weight)
        self.some, self.every = (
            cache(partial(self._options, cache(partial(self._val, moves)))) for moves in (drag.some, drag.every)
        )

    def _options(self, moves: Callable[[int], Val], member: int, most: int | None) -> Val:
        val = moves(member)
        return val.of(val.bara_fler if most is None else slice(most))

    def _val(self, moves: Callable[[int], np.ndarray], member: int) -> Val:
        dimension, drag = self.dimension, moves(member)
        effect = drag @ dimension.medlemmar.T
        touched = effect != 0
        if self.foljer is not None:
            touched = ((touched & dimension.tryckt).astype(np.float32) @ self.foljer > 0) & dimension.tryckt
        lists = (Lista.listed(rows) for rows in (drag, drag @ dimension.alla_lager.T, effect))
        ror = touched.astype(np.float64)
        return Val(effect[:, member].copy(), *lists, ror, Lista.listed(ror), adds_only(dimension, drag))


def parts_of(modell: Modell) -> Sequence[Delar]:
    """Of every dimension but the areas."""
    return _parts_of(_Raknat(modell.y, modell.dimensioner, modell.foljer))


@dataclass(frozen=True, eq=False)
class _Raknat:
    """What a model counts: the very same in the next design of the same members."""

    y: np.ndarray
    dimensioner: tuple[Dimension, ...]
    foljer: np.ndarray

    def __eq__(self, other: object) -> bool:
        own, its = (vars(raknat).values() for raknat in (self, other))
        return all(one is another for one, another in zip(own, its, strict=True))

    def __hash__(self) -> int:
        return id(self.y)

    def weight(self, place: int) -> np.ndarray:
        """How much is counted at each coordinate of one dimension."""
        return np.moveaxis(self.y, place, 0).reshape(self.y.shape[place], -1).sum(1)


@lru_cache(maxsize=1)
def _parts_of(raknat: _Raknat) -> list[Delar]:
    places = range(1, len(raknat.dimensioner))
    foljer = raknat.foljer | np.eye(len(raknat.foljer), dtype=bool)
    return [Delar(raknat.dimensioner[i], raknat.weight(i), foljer if i == places[-1] else None) for i in places]
