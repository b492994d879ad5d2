"""What each move would cost now, and how far it can be taken: one number of the local table, in all areas. Pure.

The search asks here for the cheapest; nothing is decided or withheld here.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.optimize import nnls

from isu.disclosure.barare import Barare
from isu.disclosure.dimension import Dimension
from isu.disclosure.karta import Karta
from isu.disclosure.tak import UnderTak

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning

UP, DOWN = 0, 1
#: Instead of how two areas are related: of numbers of this one it is not asked whom their proofs rest on.
NOT_ASKED = 4
#: So many of the cheapest are looked at closely at first, then so many times more each time: whether there is room is
#: seldom asked of many.
CLOSELY, MORE = 64, 8
#: What a number costs is told in whole parts of its weight, so that sums are the same in whatever order they are made.
PARTS = 4096
#: What a step counts for.
STEP = 2.0 * PARTS
#: So many moves at most make one proof.
MOST_STEPS = 24


class Steg(NamedTuple):
    """Steps of a proof: which move, of which kommuner (step × four), and how many times in each (with sign)."""

    drag: np.ndarray
    kommuner: np.ndarray
    ganger: np.ndarray


class Vald(NamedTuple):
    """A carrier, a move, how many times, and how far that takes the number."""

    barare: int
    drag: int
    ganger: int
    langd: int


class Laget:
    """For one number of the local table: what each move costs in every area, worked out where it is asked for. With
    `ensamma` no move may change another number that is 1."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int, ensamma: bool):
        self.karta, self.sokning, self.lokalt = karta, sokning, sokning.forrad.lokalt
        self.kostar = np.zeros((len(sokning.vikt), len(karta.steg)))
        self.kand = np.zeros(len(sokning.vikt), bool)
        self.tagna: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.ensam = Ensamma(karta, sokning, tal) if ensamma else None
        self.tak = UnderTak(karta, sokning.mer)

    def prove_each(self, areas: np.ndarray, tal: int, ways: Sequence[int]) -> None:
        """One after another what has no proof: one may prove another too."""
        sokning = self.sokning
        for area in areas:
            for way in ways:
                if (need := int(sokning.krav[way, area, tal])) and sokning.spar.bevis[way, area, tal] < 0:
                    sokning.prove(self, area, tal, way, need, (way, area, tal))

    def move_each(self, areas: np.ndarray, tal: int, ways: Sequence[int]) -> None:
        """One after another to any other number."""
        for area in areas:
            for way in ways:
                if not self.sokning.spar.rubbad[area, tal]:
                    self.sokning.prove(self, area, tal, way, 1)

    def proof(self, barare: Barare, way: int, need: int, area: int) -> Steg | None:
        """A sum of moves that takes the number so far, with all that it asks for withheld; nothing when none can be
        found: then the number stays without a proof, and that is told."""
        steps: list[tuple[int, np.ndarray, np.ndarray]] = []
        while need > 0 and len(steps) < MOST_STEPS and len(self.karta.steg):
            chosen = self.cheapest(barare, way, need, area)
            if chosen is None:
                break
            times = barare.tecken[chosen.barare] * (chosen.ganger if way == UP else -chosen.ganger)
            steps.append((chosen.drag, barare.kommuner[chosen.barare], times))
            self._withhold(barare.touched(chosen.barare), chosen.drag)
            need -= chosen.langd
            if need > 0:
                self._take(*steps[-1])
                self.tak.take(*self._by(barare, chosen.barare, chosen.ganger, way), chosen.drag)
        self._give_back()
        self.tak.give_back()
        return None if need > 0 else Steg(*map(np.array, zip(*steps, strict=True)))

    def forget(self, areas: np.ndarray) -> None:
        """What something costs there has changed."""
        self.kand[areas] = False

    def _withhold(self, areas: np.ndarray, move: int) -> None:
        sokning, at = self.sokning, np.ix_(areas, self.karta.ror.of(move)[0])
        sokning.used[at] += 1
        if sokning.vikt[at].any():
            sokning.dolda[at] |= sokning.tryckt[at]
            sokning.vikt[at] = 0
            self.forget(areas)

    def cheapest(self, barare: Barare, way: int, need: int, area: int) -> Vald | None:
        """What takes the number farthest for what it costs, the first of equals; nothing where there is no room."""
        self._know(barare.alla_omraden)
        cost = self.kostar[barare.omraden].sum(1)
        step = barare.steg[:, None] * self.karta.steg
        wanted = -(-need // step)
        at_most = np.minimum(self._own_room(barare, way), wanted)
        best, least = None, (np.inf, -1)
        for chosen, looked_at in _in_order(_price(cost, at_most, wanted).ravel()):
            i, j = np.divmod(chosen, cost.shape[1])
            room = self.lokalt.rum(barare.kommuner[i], barare.ater[i] ^ bool(way), self.karta, j).min(1)
            times = self.tak.times(*self._by(barare, i, 1, way), j, np.minimum(room, wanted[i, j]))
            price = _price(cost[i, j], times, wanted[i, j])
            if self.ensam is not None:
                price[self.ensam.rests_on_one(area, barare.omraden[i], j)] = np.inf
            first = int(price.argmin())
            if (price[first], chosen[first]) < least:
                least = price[first], chosen[first]
                times = int(times[first])
                best = Vald(int(i[first]), int(j[first]), times, times * int(step[i[first], j[first]]))
            if least[0] <= looked_at:
                break
        return best

    def _by(self, barare: Barare, i: np.ndarray | int, times: int, way: int) -> tuple[np.ndarray, np.ndarray]:
        """The areas that carriers touch, and by how much they are another when a move is made so many times."""
        return barare.omraden[i], barare.netto[i] * (times if way == UP else -times)

    def _own_room(self, barare: Barare, way: int) -> np.ndarray:
        """Carriers × moves: how far each can be taken for the kommun that carries it. It is small, and mostly what
        binds."""
        kommuner, back, again = barare.egna
        return self.lokalt.allas_rum(kommuner, back ^ bool(way), self.karta)[again]

    def _know(self, areas: np.ndarray) -> None:
        unknown = areas[~self.kand[areas]]
        if len(unknown):
            self.kostar[unknown] = self.karta.kostnad(self.sokning.vikt, unknown)
            self.kand[unknown] = True

    def _take(self, move: int, kommuner: np.ndarray, times: np.ndarray) -> None:
        """From here on there is so much less room, or more, until it is given back."""
        places, changes = self.karta.lager.of(move)
        at = (kommuner[:, None], places)
        change = np.multiply.outer(times, changes).astype(np.int32)
        self.lokalt.lager[at] += change
        self.tagna.append((*at, change))

    def _give_back(self) -> None:
        for kommuner, places, change in self.tagna:
            self.lokalt.lager[kommuner, places] -= change
        self.tagna = []


def _price(cost: np.ndarray, times: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """A move that goes only part of the way costs as many times more, and the steps count too."""
    part = (cost + STEP) * wanted / np.maximum(times, 1) + STEP
    return np.where(times < 1, np.inf, np.where(times < wanted, part, cost))


def _in_order(price: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    """The places of those that cost nothing, of the cheapest, and so on: each time with what the dearest costs."""
    free, others = np.flatnonzero(price == 0), np.flatnonzero((price > 0) & np.isfinite(price))
    for start in range(0, len(free), CLOSELY):
        yield free[start : start + CLOSELY], 0.0
    many = CLOSELY
    while len(others) > many:
        dearest = np.partition(price[others], many)[many]
        here = price[others] <= dearest
        yield others[here], float(dearest)
        others, many = others[~here], many * MORE
    if len(others):
        yield others, np.inf


class Ensamma:
    """Which moves change another number that is 1: neither a part of the number asked for nor a whole that holds it."""

    def __init__(self, karta: Karta, sokning: "Sokning", tal: int):
        self.karta, self.en, self.slakt = karta, sokning.en, sokning.slakt
        self.kin = sokning.forrad.slaktingar(tal)

    def rests_on_one(self, area: int | np.ndarray, touched: np.ndarray, moves: np.ndarray) -> np.ndarray:
        """Per move; `touched` is move × areas that its carrier changes, `area` whose number it is."""
        places, changes = self.karta.listed(moves, [v.medlemmar for v in self.karta.val])
        kin = self.slakt[np.reshape(area, (-1, 1)), touched]
        ones = self.en[touched[:, :, None], places[:, None, :]] & (changes != 0)[:, None, :]
        return (ones & ~self.kin[kin[:, :, None], places[:, None, :]]).any((1, 2))


def held_by(dimension: Dimension) -> np.ndarray:
    """Member × member: is what the first has more than the second a sum of counts of persons, or nothing?"""
    parts = [np.ascontiguousarray(part, np.int64) for part in (dimension.medlemmar, dimension.lager)]
    return _held_by(*(part.tobytes() for part in parts), parts[0].shape[1])


@lru_cache(maxsize=8)
def _held_by(members: bytes, layers: bytes, size: int) -> np.ndarray:
    rows, of_persons = (np.frombuffer(part, np.int64).reshape(-1, size) for part in (members, layers))
    return np.array([[_is_a_sum(one - other, of_persons) for other in rows] for one in rows], bool)


def _is_a_sum(more: np.ndarray, layers: np.ndarray) -> bool:
    return bool((more >= 0).all()) or bool((np.rint(nnls(layers.T, more)[0]) @ layers == more).all())


def kin_of(rymmer: Sequence[np.ndarray], tal: int) -> np.ndarray:
    """Which numbers of the local table hold this one or are held by it, on every dimension (`held_by`), by how their
    areas are related: 0 not at all, 1 the other area holds this one's, 2 it is held, 3 they are the same, NOT_ASKED."""
    own = np.unravel_index(tal, tuple(len(rows) for rows in rymmer))
    holds = reduce(np.logical_and.outer, [rows[:, here] for rows, here in zip(rymmer, own, strict=True)]).ravel()
    held = reduce(np.logical_and.outer, [rows[here] for rows, here in zip(rymmer, own, strict=True)]).ravel()
    return np.stack([np.zeros_like(holds), holds, held, holds | held, np.ones_like(holds)])
