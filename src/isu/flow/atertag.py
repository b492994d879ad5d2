"""Takes an accepted delivery back, or lets it count again: the ledger, then the sender's cells and page.

Nothing is deleted. What the delivery replaced returns to force; a release already made stands as it was made. The
working edition is renewed by the next run, as after any change of cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.flow.indikatorer import indicators
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger, Leverans
from isu.omdome import AVVISAD
from isu.period import Interval

LONGEST_REASON = 400
SHOWN = 10
_HASH = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True)
class Atertag:
    """What became of it: the delivery, and the deliveries that now are in force for its table and days."""

    leverans: Leverans
    galler: tuple[Leverans, ...]
    omraknade: tuple[str, ...]


def withdraw(home: Home, lamnare: str, fil: str, skal: str | None = None, undo: bool = False) -> Atertag:
    """Withdraw the accepted delivery that `fil` means, or undo its withdrawal, and count the sender's cells again."""
    deklaration = load_declarations(home)
    with lock(home, lamnare):
        ledger = Ledger(home)
        chosen = choose(ledger.all_deliveries(lamnare), lamnare, fil, undo)
        if undo:
            ledger.undo_withdrawal(chosen.ordning)
        else:
            ledger.withdraw(chosen.ordning, datetime.now(UTC), skal[:LONGEST_REASON] if skal else None)
        in_force = [d for d in ledger.accepted(lamnare) if d.i_kraft and _concern_the_same(d, chosen)]
    known = lamnare in deklaration.lamnare
    counted = renew_cells(home, deklaration, indicators(deklaration), lamnare) if known else []
    return Atertag(chosen, tuple(in_force), tuple(counted))


def _concern_the_same(d: Leverans, other: Leverans) -> bool:
    return d.tabell == other.tabell and Interval(d.fran, d.till).shares_days(Interval(other.fran, other.till))


def choose(deliveries: Sequence[Leverans], lamnare: str, fil: str, undo: bool = False) -> Leverans:
    """The one delivery that a file name or the beginning of a hash means. Pure."""
    there = [d for d in deliveries if d.utfall != AVVISAD and d.raderad is None and d.gallrad is None]
    possible = [d for d in there if (d.atertagen is not None) == undo]
    meant = [d for d in possible if _is_called(d, fil)]
    if len(meant) == 1:
        return meant[0]
    kind = "återtagen" if undo else "mottagen"
    if meant:
        raise IsuError(f"Flera leveranser från {lamnare} stämmer in. Ange början av en hash:\n{_listed(meant)}")
    raise IsuError(
        f"Ingen {kind} leverans från {lamnare} har det filnamnet, eller en hash som börjar så. Ange filens namn eller "
        f"minst sex tecken av hashen." + (f" Att välja på, de senaste sist:\n{_listed(possible)}" if possible else "")
    )


def _is_called(d: Leverans, fil: str) -> bool:
    start = fil.lower()
    return d.filnamn == fil or bool(
        _HASH.fullmatch(start) and (d.sha256.startswith(start) or d.nyckel.startswith(start))
    )


def _listed(deliveries: Sequence[Leverans]) -> str:
    return "\n".join(f"  {called(d)}  {d.nyckel[:12]}" for d in deliveries[-SHOWN:])


def called(d: Leverans) -> str:
    """A delivery as a person knows it: its file, its time, when it came."""
    return f"{d.filnamn} ({Interval(d.fran, d.till)}), mottagen {d.mottagen:%Y-%m-%d %H:%M:%S}"
