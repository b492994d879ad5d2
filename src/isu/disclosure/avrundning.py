"""Protection by rounding: every count is printed to the nearest multiple of a base. Pure; decides on counts only.

The same count is always printed alike, so that nothing is told by printing it again: corrections between releases need
no rule. Each number is rounded by itself and parts do not always add up to their whole. A reader knows of a printed
number that it is at most half a base away, and can narrow that by additions: of a whole of 10 with four parts of 5 each
part is 3. Where an addition would leave only counts from 1 to t - 1, its whole is withheld. What is made of more than
counts, such as means and percentiles, would tell the counts behind it and is not shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.skydd import Lage, Skydd, category_additions, of_status, same_units, situation
from isu.disclosure.tidigare import COUNTS

MOST_ROUNDS = 20


def rounded_to(summor: Summor, bas: int) -> Summor:
    """The sums with every count rounded: halves do not come up where the base is odd, and go up where it is even."""
    return replace(summor, delar=tuple(_part(del_, bas) for del_ in summor.delar))


def _part(del_: Del, bas: int) -> Del:
    taljare = _near(del_.taljare, bas) if del_.matt in COUNTS else del_.taljare
    return replace(del_, n=_near(del_.n, bas), n_okand=_near(del_.n_okand, bas), taljare=taljare)


def _near(counts: np.ndarray, bas: int) -> np.ndarray:
    return (2 * counts + bas) // (2 * bas) * bas


def withheld_of_rounded(summor: Summor, bas: int, troskel: int) -> Skydd:
    """The statuses of the sums once they are rounded."""
    lage = situation(summor, troskel, okanda_skyddas=False)
    status_n: list[np.ndarray] = [None] * len(summor.delar)
    status: list[np.ndarray] = list(status_n)
    for places in same_units(summor):
        delar = [summor.delar[i] for i in places]
        tables = [d.taljare.reshape(d.n.size, -1).T for d in delar if d.matt in (ANDEL, FORDELNING)]
        counts = np.concatenate([delar[0].n.reshape(1, -1), *tables])
        hidden = _narrow_ones(counts, category_additions(delar, lage), lage, bas)
        row = 1
        for i, del_ in zip(places, delar, strict=True):
            own = slice(row, row + len(del_.utfall)) if del_.matt in (ANDEL, FORDELNING) else slice(0, 1)
            row = own.stop if own.start else row
            secret = (hidden[own] | hidden[0]).reshape(-1, *summor.shape) | (del_.matt not in COUNTS)
            status_n[i] = of_status(summor.status, hidden[0].reshape(summor.shape))
            reason = summor.status if del_.status is None else del_.status
            status[i] = np.stack([of_status(reason, s) for s in secret], axis=-1)
    return Skydd(tuple(status_n), tuple(status))


def _narrow_ones(counts: np.ndarray, categories: Sequence[np.ndarray], lage: Lage, bas: int) -> np.ndarray:
    """Numbers to withhold. `counts` has n in its first row, then the numerators; here also what each leaves of n."""
    parts, size = len(counts) - 1, counts.shape[1]
    every = np.concatenate([counts, counts[0] - counts[1:]]).ravel()
    lines = [rows + i * size for i in range(1 + 2 * parts) for rows in lage.additions] + list(categories)
    cells = np.flatnonzero(lage.printed)[:, None]
    lines += [np.array([0, i, parts + i]) * size + cells for i in range(1, 1 + parts)]
    lines = [
        rows[every[rows[:, 1:]].sum(1) == every[rows[:, 0]]] for rows in lines
    ]  # an addition binds where it is true
    governs = np.concatenate([np.arange((1 + parts) * size), np.arange(size, (1 + parts) * size)])
    printed, never = (np.tile(a, 1 + 2 * parts) for a in (lage.printed, lage.hidden))
    hidden = np.zeros(counts.size, bool)
    while True:
        own = _own(counts, bas, printed, never, hidden[governs])
        low, high = _narrowed(*own, lines)
        small = printed & (low >= 1) & (high < lage.troskel)
        causes = [c for rows in lines for c in _causes(rows, small, low, high, *own)]
        more = np.zeros_like(hidden)
        more[governs[np.concatenate([np.zeros(0, int), *causes])]] = True
        if not (more & ~hidden & printed[: hidden.size]).any():
            return hidden.reshape(counts.shape)
        hidden |= more & printed[: hidden.size]


def _own(counts: np.ndarray, bas: int, printed, never, hidden) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that each number can be by what is printed of it alone. What is never printed may be
    any number where anything is counted, else it is 0."""
    near = _near(counts, bas)
    half = bas // 2
    value = np.concatenate([near, near[0] - near[1:]]).ravel()
    off = np.repeat([half] * len(counts) + [2 * half] * (len(counts) - 1), counts.shape[1])
    shown = printed & ~hidden
    low = np.where(shown, np.maximum(0, value - off), 0).astype(float)
    return low, np.where(shown, value + off, np.where(never | hidden, np.inf, 0))


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


def _causes(rows: np.ndarray, small, low, high, own_low, own_high) -> Iterator[np.ndarray]:
    """The wholes of additions that have narrowed a number that is surely small now."""
    for place, (least, most) in enumerate(_by_line(rows, low, high)):
        at = rows[:, place]
        raised = (least >= low[at]) & (low[at] > own_low[at])
        lowered = (most <= high[at]) & (high[at] < own_high[at])
        yield rows[small[at] & (raised | lowered), 0]
