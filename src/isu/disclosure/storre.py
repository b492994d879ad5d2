"""Larger areas when a later release corrects an earlier one: which of their new numbers may be printed. Pure.

The new number of a larger area less its printed one is the sum of what has changed in its kommuner. Where all that
has changed is shown, kommun by kommun, that sum tells nothing new (what is computed from shown numbers needs no proof).
Where something of it is withheld, the sum tells of what is withheld: it may be printed only as one sum over at least
two kommuner that is not small, of sets of kommuner that do not overlap: those of each län, and for riket those of the
län that may not be printed.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from isu.aggregate.axel import LAN, RIKET, Axel
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.krav import Krav
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import COUNTS, SEKRETESS, SHOWN, Andring, Tidigare, change, tells_few


def kommuner_of(omrade: Axel) -> np.ndarray:
    """Areas × kommuner: which kommuner each area holds. A kommun holds itself, and these stand first."""
    found = np.zeros((len(omrade.medlemmar), len(omrade.atomer)), np.int64)
    for area, parts in enumerate(omrade.bestar_av):
        found[area, list(parts)] = 1
    return found


def standing(
    summor: Summor, skydd: Skydd, fore: Tidigare, vantar: np.ndarray, krav: Krav, revision: bool
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Per part: the rows of larger areas whose earlier numbers stand, and those that were withheld and stay so.

    `vantar` (kommun × period) are the kommuner whose own correction waits. In a revision small differences pass.
    """
    holds = kommuner_of(summor.axlar["omrade"])
    larger = np.arange(len(holds)) >= holds.shape[1]
    counts = (summor.status == SHOWN)[: holds.shape[1]], fore.raknas[: holds.shape[1]]
    for i, del_ in enumerate(summor.delar):
        andring = change(del_, fore.delar[i])
        now, then = (skydd.status_n[i], skydd.status[i]), (fore.status_n[i], fore.status[i])
        sums = list(_sums(del_, andring, _hidden(counts, now, then, holds.shape[1]), krav))
        fails = np.zeros(del_.n.shape, bool)
        alone = np.zeros(del_.n.shape, bool)
        for moved, amount, limit in sums:
            passes, hides = _passes(summor.axlar["omrade"], holds, moved, amount, limit)
            fails |= ~passes
            alone |= ~hides
        waits = _over(holds, andring.of_row[: holds.shape[1]] & vantar[:, :, None, None, None]) > 0
        few = tells_few(del_, andring, then[0] == SHOWN, then[1] == SHOWN, krav) & (not revision)
        withheld = (then[0] == SEKRETESS) | (then[1] == SEKRETESS).any(-1)
        mine = larger[:, None, None, None, None] & andring.of_row
        yield mine & (fails | waits | few), mine & withheld & alone


def _hidden(counts, now, then, kommuner: int) -> tuple[np.ndarray, np.ndarray]:
    """Of every kommun: is n withheld in either release, where it counts; and is the value?"""
    found = []
    for after, before in zip(now, then, strict=True):
        shape = (slice(None), slice(None), *(None,) * (after.ndim - 2))
        found.append(
            (counts[0][shape] & (after[:kommuner] != SHOWN)) | (counts[1][shape] & (before[:kommuner] != SHOWN))
        )
    return found[0], found[1]


def _sums(del_: Del, andring: Andring, hidden, krav: Krav) -> Iterable[tuple[np.ndarray, np.ndarray, int]]:
    """What the difference of a larger area sums up: what is withheld of each kommun's change, how much, and the
    smallest sum that may be told."""
    hidden_n, hidden_value = hidden
    kommuner = slice(None, len(hidden_n))
    n, taljare = andring.n[kommuner], andring.taljare[kommuner]
    yield hidden_n & (n != 0), n, krav.namnare
    for k in range(len(del_.utfall)):
        moved = hidden_value[..., k] & andring.of_value[kommuner][..., k]
        if del_.matt in COUNTS:
            yield moved, taljare[..., k], krav.taljare
            if del_.matt in (ANDEL, FORDELNING):
                yield moved, n - taljare[..., k], krav.rest
        else:
            yield moved, n, krav.namnare


def _passes(omrade: Axel, holds: np.ndarray, moved: np.ndarray, amount: np.ndarray, limit: int):
    """Per area and place: may the difference be told, and is it a sum that hides its parts?"""
    number, total = _over(holds, moved), _over(holds, np.where(moved, amount, 0))
    many = (number >= 2) & (np.abs(total) >= limit)
    passes = number == 0
    lan = omrade.of_type(LAN)
    passes[lan] |= many[lan]
    for riket in omrade.of_type(RIKET):
        left = ~passes[lan]
        rest, rest_total = (np.where(left, a[lan], 0).sum(0) for a in (number, total))
        passes[riket] |= (rest == 0) | ((rest >= 2) & (np.abs(rest_total) >= limit))
    return passes, passes & many


def _over(holds: np.ndarray, of_kommuner: np.ndarray) -> np.ndarray:
    """Sums over the kommuner of each area."""
    return np.tensordot(holds, of_kommuner.astype(np.int64), (1, 0))
