"""Larger areas when a later release corrects an earlier one: which of their new numbers may be printed. Pure.

The new number of a larger area less its printed one is the sum of what has changed in its kommuner; a divided kommun is
a larger area of its stadsdelar (`delomraden`). Where all that has changed is shown, one by one, that sum tells nothing
new (what is computed from shown numbers needs no proof). Where something of it is withheld, the sum tells of what is
withheld: it may be printed only as one sum over at least two of them that is not small, of sets that do not overlap:
those of each län, and for riket those of the län that may not be printed.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from isu.aggregate.axel import LAN, RIKET, Axel
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.delomraden import Delomraden
from isu.disclosure.dimension import along
from isu.disclosure.krav import Krav
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import COUNTS, SEKRETESS, SHOWN, Andring, Tidigare, change, tells_few


def standing(
    summor: Summor,
    skydd: Skydd,
    fore: Tidigare,
    delar: Delomraden,
    vantar: np.ndarray,
    krav: Krav,
    revision: bool,
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Per part: the rows of larger areas whose earlier numbers stand; and where n, and the value, that were withheld
    stay so.

    `vantar` (area × period) are those in `delar` whose own correction waits. In a revision small differences pass.
    """
    own, larger = delar.platser, delar.larger[:, None]
    for i, del_ in enumerate(summor.delar):
        andring = change(del_, fore.delar[i])
        period = andring.period
        now, then = ([andring.of(part[i]) for part in (told.status_n, told.status)] for told in (skydd, fore))
        waits = _over(delar, andring.of_row[own] & vantar[own][:, period]) > 0
        hidden = _hidden(((summor.status == SHOWN)[own][:, period], fore.raknas[own][:, period]), now, then, own)
        fails, alone = _told(del_, andring, hidden, delar, summor.axlar["omrade"], krav)
        few = tells_few(del_, andring, then[0] == SHOWN, then[1] == SHOWN, krav) & (not revision)
        printed = (then[0] == SHOWN) | (then[1] == SHOWN).any(-1)
        mine = larger & andring.of_row
        yield (
            andring.laid_out(mine & printed & (fails.any(-1) | waits | few)),
            andring.laid_out(mine & (then[0] == SEKRETESS) & (alone[..., 0] | waits)),
            andring.laid_out(mine[..., None] & (then[1] == SEKRETESS) & (alone[..., 1:] | waits[..., None])),
        )


def _told(del_: Del, andring: Andring, hidden, delar: Delomraden, omrade: Axel, krav: Krav):
    """Of n, and of the value per category: where does the difference tell of what is withheld, and where would it
    also tell what was withheld before?"""
    shape = (*andring.n.shape, 1 + len(del_.utfall))
    fails, alone = np.zeros(shape, bool), np.zeros(shape, bool)
    for k, moved, now_hidden, amount, limit in _sums(del_, andring, hidden, delar, krav):
        passes, hides = _passes(omrade, delar, moved, amount, limit)
        made_of_shown = _over(delar, now_hidden) == 0
        fails[..., k] |= ~(passes | made_of_shown)
        alone[..., k] |= ~(hides | made_of_shown)
    return fails, alone


def _hidden(counts, now, then, own: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Of every part where it counts: is n withheld now, and is it in either release? And the same of the value."""
    found = []
    for after, before in zip(now, then, strict=True):
        shape = (slice(None), slice(None), *(None,) * (after.ndim - 2))
        here = counts[0][shape] & (after[own] != SHOWN)
        found.append((here, here | (counts[1][shape] & (before[own] != SHOWN))))
    return found


def _sums(
    del_: Del, andring: Andring, hidden, delar: Delomraden, krav: Krav
) -> Iterable[tuple[int, np.ndarray, np.ndarray, np.ndarray, int]]:
    """What the difference of a larger area sums up, part by part: of n (0) or of which category, which changes are
    not told, which numbers are withheld now, by how much they changed, and the smallest sum that may be told."""
    (now_n, either_n), (now_value, either_value) = hidden
    n, taljare, of_value = (a[delar.platser] for a in (andring.n, andring.taljare, andring.of_value))
    yield 0, either_n & (n != 0), now_n, n, krav.namnare
    for k in range(len(del_.utfall)):
        same = 1 + k, either_value[..., k] & of_value[..., k], now_value[..., k]
        if del_.matt in COUNTS:
            yield *same, taljare[..., k], krav.taljare
            if del_.matt in (ANDEL, FORDELNING):
                yield *same, n - taljare[..., k], krav.rest
        else:
            yield *same, n, krav.namnare


def _passes(omrade: Axel, delar: Delomraden, moved: np.ndarray, amount: np.ndarray, limit: int):
    """Per area and place: may the difference be told, and is it a sum that hides its parts?"""
    number, total = _over(delar, moved), _over(delar, np.where(moved, amount, 0))
    many = (number >= 2) & (np.abs(total) >= limit)
    passes = number == 0
    lan = omrade.of_type(LAN)
    passes[lan] |= many[lan]
    for riket in omrade.of_type(RIKET):
        left = ~passes[lan]
        rest, rest_total = (np.where(left, a[lan], 0).sum(0) for a in (number, total))
        passes[riket] |= (rest == 0) | ((rest >= 2) & (np.abs(rest_total) >= limit))
    return passes, passes & many


def _over(delar: Delomraden, of_parts: np.ndarray) -> np.ndarray:
    """Sums over what each area holds."""
    return along(of_parts, [delar.omfattar])
