"""The attacker who is alone in a number that is withheld: it knows that one, and what it can work out of others. Pure.

Of the published file alone nobody can see who is alone where, so this attacker needs the sums. It is many at once, who
tell each other: a random part of all who are alone. What is promised is that none of the small numbers of others is
known to be small by it; of a number that holds one of theirs, is held by it or is of the same person, nothing is
promised, and of numbers that are not small neither.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from isu.granskning.angrepp import Tabell, narrowed
from isu.granskning.las import WITHHELD, behind
from isu.granskning.utlatande import NARROW

#: So large a part of those who are alone.
PART = 0.25


def known_by_some(tabell: Tabell, summor: pa.Table, nivaer: frozenset[str], troskel: int, seed: int = 0) -> int:
    """How many small numbers in areas of these levels are known to be small by those who are alone in others, and not
    by everybody. `summor` has the counts behind the file, `tabell` is as narrow as anybody can make it."""
    true = behind(summor, tabell.publicerat)
    withheld = tabell.publicerat.lage == WITHHELD
    ones = withheld & (true == 1)
    some = ones & (np.random.default_rng(seed).random(ones.shape) < PART)
    if not some.any():
        return 0
    told = narrowed(replace(tabell, lag=np.where(some, 1, tabell.lag), hog=np.where(some, 1, tabell.hog)))
    of_level = np.array([typ in nivaer for typ, _ in tabell.publicerat.axlar[0]])[:, None, None, None, None, None]
    small = withheld & (true >= 1) & (true < troskel) & of_level & ~some
    found = np.argwhere(small & _surely_small(told, troskel) & ~_surely_small(tabell, troskel))
    return int((~_akin(tabell, true, found, np.argwhere(some))).sum())


def _surely_small(tabell: Tabell, troskel: int) -> np.ndarray:
    return (np.ceil(tabell.lag - NARROW) >= 1) & (np.floor(tabell.hog + NARROW) < troskel)


def _akin(tabell: Tabell, true: np.ndarray, numbers: np.ndarray, ones: np.ndarray) -> np.ndarray:
    """Per number: does it hold one of these, is it held by one, or is one of them alone in it too?"""
    holds, held, nested = np.ones((3, len(numbers), len(ones)), bool)
    common = []
    for place, (ways, size) in enumerate(zip(tabell.summor, tabell.lag.shape, strict=True)):
        within = _within(ways, size)
        a, b = numbers[:, place][:, None], ones[:, place][None]
        holds, held = holds & within[a, b], held & within[b, a]
        nested &= within[a, b] | within[b, a]
        common.append(np.where(within[b, a], a, b))
    same = (true[tuple(numbers.T)] == 1)[:, None] & (true[tuple(common)] == 1)
    return (holds | held | (nested & same)).any(1)


def _within(ways: list, size: int) -> np.ndarray:
    """Member × member of one dimension: is the second a part of the first, or the same? What has one part is the same,
    as a län of one kommun is."""
    found = np.eye(size, dtype=bool)
    for _ in range(size):
        before = found.sum()
        for whole, parts in ways:
            found[whole] |= found[list(parts)].any(0)
            if len(parts) == 1:
                found[parts[0]] |= found[whole]
        if found.sum() == before:
            break
    return found
