"""Which limits of an interval may be shown beside a value that is shown. Pure; decides on counts and sums of squares.

Limits that are functions of the shown n and numerator tell nothing more and go with the value. A limit of a percentile
is some unit's own outcome, and needs t units on each side of it, as the percentile does; one of a survival median t
ends. Those at the level of classes are judged alike: only a class is made of them.

The limits of a mean tell Σ y² besides, and those of a count of events that a person may have several of tell Σ over
persons of (events)². Such a sum is a number like any other: whoever has it of all, of women and not of men has it of
men by subtraction. So it is withheld of few, and then, by the plain rule of counts (`skydd.withheld_together`) at 2 t
units, one more of each addition that would tell one that is withheld, or what those withheld are together.

* Of a mean it may be shown of 2 t units, as a median, that are not all alike: else everybody's value would be known.
* Of events, where n²/Σ(events)² ≥ 2 t. That is how many persons there would be if all had as many (never more than
  there are), so at least 2 t persons are behind, and no few of them have most of the events. Without that, n = 12 with
  wide limits would say that one person has most of the twelve.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from isu.aggregate.ordning import NIVA, YTTRE_NIVA, order_places, units_outside
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import MEDELVARDEN, TIONDELAR
from isu.cells.falt import KM_MEDIAN
from isu.disclosure.skydd import SEKRETESS, withheld_together

Enough = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
#: Two whole numbers whose quotient is nearer 1 than this are equal: products of them are larger than a float is exact.
EQUAL = 1e-12


class Visade(NamedTuple):
    """Per value, which limits may be shown, and whether its sum of squares may be used."""

    nedre: np.ndarray
    ovre: np.ndarray
    nedre_yttre: np.ndarray
    ovre_yttre: np.ndarray
    spridning: np.ndarray


def limits_shown(summor: Summor, del_: Del, status_n: np.ndarray, status: np.ndarray, troskel: int) -> Visade:
    """From the statuses of n and of the values."""
    shown = status == 0
    spread = _squares_shown(summor, del_, status_n, status, troskel)[..., None]
    if del_.matt in MEDELVARDEN:
        return Visade(*(spread & shown,) * 5)
    # Of events the sum of squares goes with n: riket's stands for others also where it has no rate of its own.
    return Visade(
        *(shown & enough[..., None] for enough in _enough(del_, troskel)), spread & (status_n == 0)[..., None]
    )


def _enough(del_: Del, troskel: int) -> list[np.ndarray]:
    """Of the lower and the upper limit, then of those at the level of classes."""
    if del_.matt in TIONDELAR:
        places = [p for niva in (NIVA, YTTRE_NIVA) for p in order_places(del_.n, TIONDELAR[del_.matt] / 10, niva)]
        return [units_outside(del_.n, place) >= troskel for place in places]
    if del_.matt == KM_MEDIAN:
        sides = (del_.sida_nedre, del_.sida_ovre, del_.sida_nedre_yttre, del_.sida_ovre_yttre)
        return [side >= troskel for side in sides]
    return [np.ones(del_.n.shape, bool)] * 4


def _squares_shown(summor: Summor, del_: Del, status_n: np.ndarray, status: np.ndarray, troskel: int) -> np.ndarray:
    """Of which cells the sum of squares may be told."""
    if del_.kvadrat is None:
        return np.zeros(del_.n.shape, bool)
    is_mean = del_.matt in MEDELVARDEN
    sums = (del_.taljare[..., 0], del_.kvadrat[..., 0]) if is_mean else (del_.n, del_.kvadrat)
    enough = _varied(2 * troskel) if is_mean else _of_many(2 * troskel)
    secret = (status_n == SEKRETESS) | (status[..., 0] == SEKRETESS) | ((del_.n > 0) & ~enough(del_.n, *sums))
    return ~_withheld(summor, secret, (del_.n, *sums), enough, 2 * troskel)


def _varied(fewest: int) -> Enough:
    """So many units that are not all alike: n, Σ y and Σ y²."""
    return lambda n, x, q: (n >= fewest) & (n * q.astype(float) > np.square(x, dtype=float) * (1 + EQUAL))


def _of_many(fewest: int) -> Enough:
    """Events as of so many persons with as many each: n twice, and Σ over persons of (events)²."""
    return lambda n, _, q: np.square(n, dtype=float) >= fewest * q.astype(float)


def _withheld(
    summor: Summor, secret: np.ndarray, sums: tuple[np.ndarray, ...], enough: Enough, fewest: int
) -> np.ndarray:
    """Those in `secret` and what must go with them."""
    while True:
        secret = withheld_together(summor, sums[0], secret, fewest)
        more = _tells_of_few(summor, secret, sums, enough) & ~secret
        if not more.any():
            return secret
        secret |= more


def _tells_of_few(summor: Summor, secret: np.ndarray, sums: tuple[np.ndarray, ...], enough: Enough) -> np.ndarray:
    """The totals from which a reader has what their withheld parts are together, where those are not enough."""
    found = np.zeros(secret.shape, bool)
    for place, axel in enumerate(summor.axlar.values()):
        for whole, parts in axel.summor:
            units, out = sums[0].take(parts, place), secret.take(parts, place)
            unprinted = np.isin(parts, list(axel.dolda)).reshape([-1 if d == place else 1 for d in range(out.ndim)])
            rest = [(of.take(parts, place) * (out | unprinted)).sum(place) for of in sums]
            adds_up = units.sum(place) == sums[0].take(whole, place)
            tells = adds_up & out.any(place) & (rest[0] > 0) & ~enough(*rest)
            np.moveaxis(found, place, 0)[whole] |= tells
    return found
