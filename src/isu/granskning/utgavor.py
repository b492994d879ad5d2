"""Two releases side by side: what either tells of the other, and what was revised tells how many it was. Pure.

A reader takes a number that one release withholds to be the one that the other shows, wherever nothing of that area and
period has changed to be seen. Whoever knows that the later one is bound by the earlier knows better: then what has not
changed is withheld in both or in neither, so that such a number is another wherever anything of the period is.
"""

from dataclasses import replace

import numpy as np

from isu.granskning.las import NEVER, SHOWN, WITHHELD, Publicerat


def together(one: Publicerat, other: Publicerat, bound: bool = False) -> tuple[Publicerat, np.ndarray]:
    """The first release with what the other adds; and by how much each number differs where both print it, else 0.

    A place that is in the other alone tells nothing of these numbers that its own release did not tell.
    """
    tal, lage, vantar = laid_like(other, one)
    both = (one.lage == SHOWN) & (lage == SHOWN)
    difference = np.where(both, np.nan_to_num(one.tal) - np.nan_to_num(tal), 0)
    corrected = (difference != 0).any((2, 3, 4, 5), keepdims=True)
    if bound:
        seen = (difference != 0) | one.vantar | vantar
        corrected = seen.any((0, 2, 3, 4, 5), keepdims=True)
    told = (one.lage == WITHHELD) & (lage == SHOWN) & ~corrected & ~one.vantar & ~vantar
    merged = replace(one, tal=np.where(told, tal, one.tal), lage=np.where(told, SHOWN, one.lage).astype(np.int8))
    return merged, difference


def laid_like(old: Publicerat, new: Publicerat) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The old numbers in the places of the new ones."""
    tal, lage = np.full(new.tal.shape, np.nan), np.full(new.lage.shape, NEVER, np.int8)
    vantar = np.zeros(new.lage.shape, bool)
    axes = [*zip(new.axlar, old.axlar), (new.storheter, old.storheter)]
    common = [[(i, its.index(m)) for i, m in enumerate(own) if m in its] for own, its in axes]
    if all(common):
        here, there = (np.ix_(*([pair[side] for pair in pairs] for pairs in common)) for side in (0, 1))
        tal[here], lage[here], vantar[here] = old.tal[there], old.lage[there], old.vantar[there]
    return tal, lage, vantar
