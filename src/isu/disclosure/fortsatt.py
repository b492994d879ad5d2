"""What a search leaves to the next, by another design of the same counts, or after a correction (`bevisat`). Pure.

The proofs of what must be proved still hold, and those that ask for nothing more to be withheld. The others are left
out, and so is what was withheld for them.
"""

from dataclasses import replace

import numpy as np

from isu.disclosure.andrat import any_in, changed, moved_by, rows_of, with_followers
from isu.disclosure.bevis import Monster
from isu.disclosure.modell import Modell
from isu.disclosure.sok import primary


def carried_over(
    modell: Modell,
    krav: np.ndarray,
    fore: Monster,
    tvungna: np.ndarray | None = None,
    orord: np.ndarray | None = None,
) -> Monster:
    """`krav` is how far each number must be movable now (above, below); `tvungna` is withheld whatever is found, and no
    proof stays that changes one of `orord`, or what is known from beside. What is closed now as before may have been
    taken down to nobody, though that is not asked of it alone (`slutet`); what was closed and is offered now needs
    proofs that spare who is alone.
    """
    change = changed(modell, fore.certifikat)
    fast = (np.zeros(modell.varden.shape, bool) if orord is None else orord) | modell.bredvid
    if fast.any():
        spared = ~any_in(change, fast.ravel()[change.indices])
        fore, change = kept_of(fore, spared), change[spared]
    to_nobody = (krav == 0) & (krav[::-1] > 0)
    offered_again = (fore.krav[1] == 0) & (krav[1] > 0)
    same = ((krav > 0) | to_nobody) & (krav == fore.krav) & (fore.bevis >= 0) & ~offered_again
    named = np.isin(np.arange(len(fore.certifikat)), fore.bevis[same])
    hides = modell.tryckt & ~modell.bredvid
    dolda = primary(modell, krav.any(0)) | (hides & with_followers(modell, moved_by(modell, change, named)))
    dolda = dolda if tvungna is None else dolda | tvungna
    costs = (modell.tryckt & ~dolda).ravel()[change.indices]
    kept = named | (np.bincount(rows_of(change), costs, len(named)) == 0)
    moved = moved_by(modell, change, kept)
    found = Monster(dolda, fore.certifikat, krav, np.where(same, fore.bevis, -1), moved, np.zeros_like(moved))
    return kept_of(found, kept)


def kept_of(monster: Monster, kept: np.ndarray) -> Monster:
    """The pattern without the certificates that are not kept; what only those proved has no proof."""
    if kept.all():
        return monster
    number = np.where(kept, np.cumsum(kept) - 1, -1).astype(monster.bevis.dtype)
    bevis, proved = monster.bevis.copy(), monster.bevis >= 0
    bevis[proved] = number[bevis[proved]]
    return replace(monster, certifikat=monster.certifikat.some(kept), bevis=bevis)
