"""Which deliveries of one table are in force, and for which days. Pure: a fold over what was received.

The rules are the *Time* section of docs/architecture.md. A delivery that is not in force stays in the ledger
and on disk, and returns when what replaced it is withdrawn. A withdrawn one is as if it had never come.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from isu.period import Interval, covers


@dataclass(frozen=True)
class Mottagen:
    """An accepted delivery of one table, as far as time is concerned. `ordning` is the order of receipt."""

    ordning: int
    interval: Interval
    uttagsdatum: date | None
    uttagsdatum_angivet: bool = False
    atertagen: bool = False


@dataclass(frozen=True)
class IKraft:
    """A delivery in force. Its rows that start inside a hole are left to a shorter delivery that governs there."""

    leverans: Mottagen
    hal: tuple[Interval, ...] = ()


def governs(new: Mottagen, old: Mottagen) -> bool:
    """Does `new` govern the days it shares with `old`? The later stated uttagsdatum, else the later received."""
    if new.uttagsdatum_angivet and old.uttagsdatum_angivet and new.uttagsdatum != old.uttagsdatum:
        return new.uttagsdatum > old.uttagsdatum
    return new.ordning > old.ordning


def _removes(winner: Mottagen, loser: Mottagen) -> bool:
    return winner.interval.holds(loser.interval) and governs(winner, loser)


def in_force(received: Iterable[Mottagen]) -> list[IKraft]:
    """Those in force, in the order of receipt, each with its holes."""
    kept: list[Mottagen] = []
    for new in sorted((d for d in received if not d.atertagen), key=lambda d: d.ordning):
        if any(_removes(old, new) for old in kept):
            continue
        kept = [old for old in kept if not _removes(new, old)] + [new]
    return [IKraft(d, _holes(d, kept)) for d in kept]


def _holes(longer: Mottagen, kept: list[Mottagen]) -> tuple[Interval, ...]:
    return tuple(
        sorted(d.interval for d in kept if d != longer and longer.interval.holds(d.interval) and governs(d, longer))
    )


def crossing(new: Interval, received: list[Mottagen]) -> Mottagen | None:
    """The first delivery in force whose interval crosses `new`: then neither can be said to replace the other."""
    return next((i.leverans for i in in_force(received) if i.leverans.interval.crosses(new)), None)


def crossing_pair(received: Iterable[Mottagen]) -> tuple[Mottagen, Mottagen] | None:
    """Two in force that cross: what a withdrawal can lead to, when one that held them both is taken back."""
    kept = [i.leverans for i in in_force(received)]
    return next(((a, b) for a, b in combinations(kept, 2) if a.interval.crosses(b.interval)), None)


def covered(received: list[Mottagen], wanted: Interval) -> bool:
    """Is every day of `wanted` covered by a delivery in force?"""
    return covers([i.leverans.interval for i in in_force(received)], wanted)
