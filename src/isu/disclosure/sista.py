"""The last resort of the search, in small tables: where no moves prove a number, an integer program (HiGHS) looks for
any change of the coordinates that does.

It leaves all that is shown as it is. Where no such change is found, withholding more seldom helps, for the number then
rests on who is alone. Nothing hangs on the clock, so the same is found each time.
"""

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from isu.disclosure.laget import DOWN, UP
from isu.disclosure.slutet import may_be_nobody, of_others

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

#: It is tried in tables of at most so many coordinates, and of at most so many times the numbers that are left: each
#: may take as long as all else.
LARGEST, MOST = 5_000, 20_000
#: No coordinate changes by more than so many times what the number must.
TIMES = 2
#: So many nodes of a search tree are looked at.
NODES = 50


def prove(sokning: "Sokning") -> None:
    """What must be proved and is not, wherever a change is found."""
    size, left = sokning.modell.y.size, np.argwhere((sokning.krav > 0) & (sokning.spar.bevis < 0))
    if not len(left) or size > LARGEST or size * len(left) > MOST:
        return
    program = Program(sokning)
    for way, area, tal in left.tolist():
        if sokning.spar.bevis[way, area, tal] < 0:
            _prove(program, way, area, tal)


def _prove(program: "Program", way: int, area: int, tal: int) -> None:
    """What is closed may be proved in two parts, as in `slutet`: nobody to those who are alone, to a reader many."""
    sokning, need = program.sokning, int(program.sokning.krav[way, area, tal])
    if program.proves(way, area, tal, need) or not sokning.stangda[area, tal]:
        return
    if may_be_nobody(sokning, area, tal) or program.proves(DOWN, area, tal, int(sokning.varden[area, tal])):
        program.proves(UP, area, tal, need, spares=False)


class Program:
    """Of a search as it stands: all that leaves what is shown as it is, and makes no count of persons negative."""

    def __init__(self, sokning: "Sokning"):
        modell = sokning.modell
        self.sokning, self.finns = sokning, modell.finns.ravel()
        self.medlemmar = _product([d.medlemmar for d in modell.dimensioner])
        self.lager = _product(modell.lager)[np.flatnonzero(~np.tile(modell.obundna, len(modell.lager[0])))]
        self.antal = self.lager @ modell.y.ravel()
        self.visas = (sokning.tryckt & ~sokning.dolda)[:-1]

    def proves(self, way: int, area: int, tal: int, need: int, spares: bool = True) -> bool:
        """Is a change found that takes the number so far? It is kept; with `spares` it rests on nobody who is alone."""
        still = self.visas | self._alone(area, tal) if spares else self.visas
        own = self.medlemmar[[area * self.visas.shape[1] + tal]]
        change = self._change(np.flatnonzero(still), own if way == UP else -own, need)
        if change is None:
            return False
        moved = (self.medlemmar @ change).reshape(self.visas.shape)
        self.sokning.spar.whole(change, moved, (way, area, tal))
        return True

    def _alone(self, area: int, tal: int) -> np.ndarray:
        """The numbers of others who are alone."""
        sokning = self.sokning
        en = of_others(sokning, area, tal) if sokning.varden[area, tal] == 1 else sokning.en
        return (en & ~sokning.forrad.slaktingar(tal)[sokning.slakt[area]])[:-1]

    def _change(self, still: np.ndarray, own: sparse.csr_array, need: int) -> np.ndarray | None:
        """Any that will do, then the least of what that one changes."""
        none = np.zeros(len(still))
        low, high = np.concatenate([none, -self.antal, [need]]), np.concatenate([none, np.inf + self.antal, [np.inf]])
        asked = LinearConstraint(sparse.vstack([self.medlemmar[still], self.lager, own], "csc"), low, high)
        most = np.where(self.finns, TIMES * need, 0)
        some = _whole(0 * most, asked, -most, most)
        return some if some is None else _whole(np.sign(some), asked, np.minimum(some, 0), np.maximum(some, 0))


def _product(matrices: list[np.ndarray]) -> sparse.csr_array:
    """The rows of every dimension with those of every other, over all coordinates laid out flat."""
    return reduce(lambda one, other: sparse.kron(one, other, "csr"), map(sparse.csr_array, matrices))


def _whole(cost: np.ndarray, asked: LinearConstraint, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Whole numbers that do what is asked, when they have been found and it holds of them exactly."""
    found = milp(cost, integrality=1, bounds=Bounds(low, high), constraints=asked, options={"node_limit": NODES})
    if found.x is None:
        return None
    whole = np.rint(found.x).astype(np.int64)
    does = asked.A @ whole
    return whole if ((does >= asked.lb) & (does <= asked.ub)).all() else None
