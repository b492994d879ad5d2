"""Protection by cell keys: every count is changed a little, always alike for the same persons. Pure.

A cell's key is the sum of the keys of those that it counts, modulo KEYS (`isu.cells.cellnyckel`). The table says by how
much a count of a key is changed:

* 0 stays 0;
* 1 to t - 1 become 0, t or, for some keys, t + 1;
* t + d becomes at most D more or less, as often up as down, and where d < D at most d: never less than t.

Of each count the mean over all keys is exactly the count. Numbers are changed one by one, and parts do not add up to
their whole. A numerator is never printed as more than its n: then n is printed. What the additions that hold in truth
would narrow to a small number is withheld (`inringat`).

After Fraser & Wooton (2005), Thompson, Broadfoot & Elazar (2013) and Giessing & Tent (2019); the table is our own.
"""

from dataclasses import replace

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.cells.cellnyckel import KEYS
from isu.disclosure.inringat import withheld
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import COUNTS


def table(troskel: int, storning: int) -> np.ndarray:
    """Count × key: what is added. The last row is that of all larger counts. `storning` (D) is at least `troskel` (t)
    and at most 15."""
    small = [_small(n, troskel) for n in range(troskel)]
    return np.stack([*small, *(_even(d) for d in range(storning + 1))])


def _small(n: int, t: int) -> np.ndarray:
    """So many keys go up to t + 1, and so many to t, that the mean is n."""
    one_more = n * KEYS % t
    up = (n * KEYS - one_more) // t
    return np.repeat([t + 1 - n, t - n, -n], [one_more, up - one_more, KEYS - up])


def _even(d: int) -> np.ndarray:
    """From -d to d, less often the larger, as often below as above; the rest is 0."""
    steps = np.arange(-d, d + 1)
    often = KEYS * (d + 1 - np.abs(steps)) // (d + 1) ** 2
    often[d] += KEYS - often.sum()
    return np.repeat(steps, often)


def printed(counts: np.ndarray, keys: np.ndarray, table: np.ndarray) -> np.ndarray:
    """What is printed of counts with these keys."""
    return counts + table[np.minimum(counts, len(table) - 1), keys]


def perturbed(summor: Summor, table: np.ndarray) -> Summor:
    """The sums with every count changed by its own key."""
    return replace(summor, delar=tuple(_part(del_, table) for del_ in summor.delar))


def _part(del_: Del, table: np.ndarray) -> Del:
    n = printed(del_.n, del_.nyckel_n, table)
    more = {"n": n, "n_okand": printed(del_.n_okand, del_.nyckel_okand, table)}
    if del_.matt in (ANDEL, FORDELNING):
        more["taljare"] = np.minimum(printed(del_.taljare, del_.nyckel, table), n[..., None])
    elif del_.matt in COUNTS:
        more["taljare"] = n[..., None]
    return replace(del_, **more)


def withheld_of_perturbed(summor: Summor, table: np.ndarray, troskel: int) -> Skydd:
    """The statuses of the sums once they are changed."""
    return withheld(summor, perturbed(summor, table), troskel, lambda counts: could_be(counts, table))


def could_be(counts: np.ndarray, table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that may be behind each printed count."""
    most = int(table.max())
    last = len(table) + most  # from here on all are alike
    true = np.arange(last + most + 1)
    every = printed(true[:, None], np.arange(KEYS)[None], table)
    behind = [true[(every == shown).any(1)] for shown in range(last + 1)]
    ends = np.array([(of.min(), of.max()) if of.size else (0, 0) for of in behind])
    at = np.minimum(counts, last)
    return tuple(end[at] + counts - at for end in ends.T)
