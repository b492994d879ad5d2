"""What others show of how many a number can be at most: what is proved is also looked for below that. Pure.

n is no more than n with those of unknown outcome, and how many these are together another indicator may show. The most
that a number can be stands in the model (`tak`). Where few are unknown it leaves little room: who reckons with it may
exclude some small counts. So less is promised then: what is withheld can be another number, and what is small may be
as many as may be shown, or nobody.
"""

from typing import TYPE_CHECKING

import numpy as np

from isu.disclosure.andrat import any_in, changed, rows_of
from isu.disclosure.bevis import joined
from isu.disclosure.karta import BIG, FEW
from isu.disclosure.laget import DOWN, UP
from isu.disclosure.ordning import in_order
from isu.disclosure.tak import room_for_more

if TYPE_CHECKING:
    from isu.disclosure.sok import Sokning


def prove(sokning: "Sokning") -> None:
    """What has been proved may be so by more than there can be: then also by certificates in which no number is more.
    Who is alone is not asked for here."""
    if sokning.modell.tak is None:
        return
    sokning.mer = room_for_more(sokning.modell)
    far = _farthest(sokning)
    sokning.spar.rubbad = (far > 0).any(0)
    need = _needed(sokning)
    sokning.osakra = (sokning.krav > 0).any(0) & ((far < need) | (need == 0)).all(0)
    for way in (UP, DOWN):
        for areas, tal in in_order(sokning.modell.dimensioner, sokning.osakra & (need[way] > 0)):
            _free(sokning, areas, tal, way, need[way, areas, tal])
            _prove_rest(sokning, areas, tal, way, need[way])
    sokning.move_the_rest()


def _farthest(sokning: "Sokning") -> np.ndarray:
    """How far up and down each number is moved by a certificate in which none is more than it can be."""
    change = changed(sokning.modell, joined(sokning.spar.certifikat))
    over = any_in(change, change.data > sokning.mer[:-1].ravel()[change.indices])
    inside = ~over[rows_of(change)]
    far = np.zeros((2, sokning.mer.size), np.int64)
    for way, sign in ((UP, 1), (DOWN, -1)):
        np.maximum.at(far[way], change.indices[inside], sign * change.data[inside])
    return far.reshape(2, *sokning.mer.shape)


def _needed(sokning: "Sokning") -> np.ndarray:
    """How far a small number must be moved, in one of the two ways; 0 where it cannot. One that is closed has no more
    to be than another."""
    small = (sokning.krav > 0).any(0)
    need = np.where(small, [sokning.krav[UP], sokning.varden], 0)
    return np.minimum(need, np.where(sokning.stangda, 1, BIG))


def _free(sokning: "Sokning", areas: np.ndarray, tal: int, way: int, need: np.ndarray) -> None:
    fria = sokning.fria(sokning.forrad.karta(tal, FEW), sokning, tal, False)
    funna = fria.found(areas, need, way)
    sokning.spar.many(fria, areas, funna, way, tal, False)
    sokning.osakra[areas[funna.var], tal] = False


def _prove_rest(sokning: "Sokning", areas: np.ndarray, tal: int, way: int, need: np.ndarray) -> None:
    def asked(some: np.ndarray, ways: list[int]) -> np.ndarray:
        return some[sokning.osakra[some, tal] & (way in ways)]

    for laget, left, _ in sokning.wider(areas, tal, False, asked):
        for area in left:
            sokning.osakra[area, tal] = not sokning.prove(laget, area, tal, way, int(need[area, tal]))
