"""What is surely small though no printed number is: where counts are printed other than they are. Pure.

A reader knows of each printed number between which two the true one is, and can narrow that by additions: of a whole
printed as 10 with four parts of 5 each part may be 3. Where an addition would leave only counts from 1 to t - 1, its
whole is withheld; where that is withheld already the number itself, then all of the addition. What is made of more than
counts would tell the counts behind it and is not shown.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.skydd import Lage, Skydd, category_additions, of_status, protect, same_units, situation
from isu.disclosure.tidigare import COUNTS

MOST_ROUNDS = 20
#: A printed count → the least and the greatest that it can be.
Granser = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]


def withheld(summor: Summor, tryckta: Summor, troskel: int, granser: Granser) -> Skydd:
    """The statuses of sums that are printed as `tryckta`."""
    if not summor.status.size:  # where nothing counts there is nothing to tell
        return protect(summor, troskel)
    lage = situation(summor, troskel, okanda_skyddas=False)
    status_n: list[np.ndarray] = [None] * len(summor.delar)
    status: list[np.ndarray] = list(status_n)
    for places in same_units(summor):
        delar = [summor.delar[i] for i in places]
        least, most = granser(_counts([tryckta.delar[i] for i in places]))
        hidden = _narrow_ones(_counts(delar), least, most, category_additions(delar, lage), lage)
        row = 1
        for i, del_ in zip(places, delar, strict=True):
            own = slice(row, row + len(del_.utfall)) if del_.matt in (ANDEL, FORDELNING) else slice(0, 1)
            row = own.stop if own.start else row
            secret = (hidden[own] | hidden[0]).reshape(-1, *summor.shape) | (del_.matt not in COUNTS)
            status_n[i] = of_status(summor.status, hidden[0].reshape(summor.shape))
            reason = summor.status if del_.status is None else del_.status
            status[i] = np.stack([of_status(reason, s) for s in secret], axis=-1)
    return Skydd(tuple(status_n), tuple(status))


def _counts(delar: Sequence[Del]) -> np.ndarray:
    """n in the first row, then the numerators."""
    tables = [d.taljare.reshape(d.n.size, len(d.utfall)).T for d in delar if d.matt in (ANDEL, FORDELNING)]
    return np.concatenate([delar[0].n.reshape(1, -1), *tables])


def _narrow_ones(
    counts: np.ndarray, least: np.ndarray, most: np.ndarray, categories: Sequence[np.ndarray], lage: Lage
) -> np.ndarray:
    """Numbers to withhold. `counts` has n in its first row, then the numerators; here also what each leaves of n.
    `least` and `most` are what is printed of each by itself."""
    parts, size = len(counts) - 1, counts.shape[1]
    every = np.concatenate([counts, counts[0] - counts[1:]]).ravel()
    lines = [rows + i * size for i in range(1 + 2 * parts) for rows in lage.additions] + list(categories)
    cells = np.flatnonzero(lage.printed)[:, None]
    lines += [np.array([0, i, parts + i]) * size + cells for i in range(1, 1 + parts)]
    # an addition binds where it is true
    lines = [rows[every[rows[:, 1:]].sum(1) == every[rows[:, 0]]] for rows in lines]
    rest = np.maximum(0, least[0] - most[1:]), most[0] - least[1:]
    least, most = (np.concatenate([own, left]).ravel() for own, left in zip((least, most), rest, strict=True))
    governs = np.concatenate([np.arange((1 + parts) * size), np.arange(size, (1 + parts) * size)])
    printed, never = (np.tile(a, 1 + 2 * parts) for a in (lage.printed, lage.hidden))
    hidden = np.zeros(counts.size, bool)
    while True:
        own = _own(least, most, printed, never, hidden[governs])
        low, high = _narrowed(*own, lines)
        small = printed & (low >= 1) & (high < lage.troskel)
        together = [_small_together(rows, hidden[governs], low, high, printed, lage.troskel) for rows in lines]
        told = small.copy()
        told[np.concatenate([np.zeros(0, int), *(rows.ravel() for rows in together)])] = True
        causes = together + [c for rows in lines for c in _causes(rows, told, low, high, *own)]
        more = _first_new(_candidates(causes, told), governs, printed[: hidden.size] & ~hidden)
        if not more.any():
            return hidden.reshape(counts.shape)
        hidden |= more


def _small_together(rows: np.ndarray, hidden, low, high, printed, troskel: int) -> np.ndarray:
    """The additions whose withheld parts are each below t, and surely not all 0."""
    whole, parts = rows[:, 0], rows[:, 1:]
    hides = (hidden & printed)[parts]
    rest = low[whole] - np.where(hides, 0, high[parts]).sum(1)
    return rows[hides.any(1) & ((high[parts] < troskel) | ~hides).all(1) & (rest >= 1)]


def _candidates(causes: Sequence[np.ndarray], told: np.ndarray) -> Iterator[np.ndarray]:
    """What may be withheld, the best first: the wholes of the additions, the numbers that are told themselves, all of
    the additions."""
    none = np.zeros(0, int)
    yield np.concatenate([none, *(rows[:, 0] for rows in causes)])
    yield np.flatnonzero(told)
    yield np.concatenate([none, *(rows.ravel() for rows in causes)])


def _first_new(candidates: Iterator[np.ndarray], governs: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Those of the first that are shown still."""
    for numbers in candidates:
        more = np.zeros_like(left)
        more[governs[numbers]] = True
        if (more & left).any():
            break
    return more & left


def _own(least, most, printed, never, hidden) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that each number can be by what is printed of it alone. What is never printed may be
    any number where anything is counted, else it is 0."""
    shown = printed & ~hidden
    return np.where(shown, least, 0).astype(float), np.where(shown, most, np.where(never | hidden, np.inf, 0))


def _narrowed(low: np.ndarray, high: np.ndarray, lines: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    low, high = low.copy(), high.copy()
    for _ in range(MOST_ROUNDS):
        before = low.sum(), np.isfinite(high).sum(), high[np.isfinite(high)].sum()
        for rows in lines:
            for place, (least, most) in enumerate(_by_line(rows, low, high)):
                np.maximum.at(low, rows[:, place], least)
                np.minimum.at(high, rows[:, place], most)
        if before == (low.sum(), np.isfinite(high).sum(), high[np.isfinite(high)].sum()):
            break
    return low, high


def _by_line(rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The bounds that additions give the whole, and then each of its parts."""
    whole, parts = rows[:, 0], rows[:, 1:]
    yield low[parts].sum(1), high[parts].sum(1)
    for place in range(parts.shape[1]):
        others = np.delete(parts, place, 1)
        yield low[whole] - high[others].sum(1), high[whole] - low[others].sum(1)


def _causes(rows: np.ndarray, told, low, high, own_low, own_high) -> Iterator[np.ndarray]:
    """The additions that have narrowed a number that tells too much now (`told`)."""
    for place, (least, most) in enumerate(_by_line(rows, low, high)):
        at = rows[:, place]
        raised = (least >= low[at]) & (low[at] > own_low[at])
        lowered = (most <= high[at]) & (high[at] < own_high[at])
        yield rows[told[at] & (raised | lowered)]
