"""Two releases side by side: what is printed in either is known, and what was revised tells how many it was. Pure."""

from dataclasses import replace

import numpy as np

from isu.granskning.las import NEVER, SHOWN, WITHHELD, Publicerat


def together(new: Publicerat, old: Publicerat) -> tuple[Publicerat, np.ndarray]:
    """The new release with what the old one adds; and by how much each number differs where both print it, else 0.

    A place that is in the old release alone tells nothing of the new numbers that its own release did not tell.
    """
    tal, lage = _laid_like(old, new)
    both = (new.lage == SHOWN) & (lage == SHOWN)
    difference = np.where(both, np.nan_to_num(new.tal) - np.nan_to_num(tal), 0)
    told = (new.lage == WITHHELD) & (lage == SHOWN)
    merged = replace(new, tal=np.where(told, tal, new.tal), lage=np.where(told, SHOWN, new.lage).astype(np.int8))
    return merged, difference


def _laid_like(old: Publicerat, new: Publicerat) -> tuple[np.ndarray, np.ndarray]:
    """The old numbers in the places of the new ones."""
    tal, lage = np.full(new.tal.shape, np.nan), np.full(new.lage.shape, NEVER, np.int8)
    axes = [*zip(new.axlar, old.axlar), (new.storheter, old.storheter)]
    common = [[(i, its.index(m)) for i, m in enumerate(own) if m in its] for own, its in axes]
    if all(common):
        here, there = (np.ix_(*([pair[side] for pair in pairs] for pairs in common)) for side in (0, 1))
        tal[here], lage[here] = old.tal[there], old.lage[there]
    return tal, lage
