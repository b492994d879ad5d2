"""Which deliveries are to be erased by the retention of the delivery calendar, and which must wait. Pure.

A delivery goes as a whole: its bytes are one file. So one that also concerns days whose retention has not passed waits
for the last of them. Where two collections ask for the same days of a table, the longer retention governs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from isu.declaration.leveransplan import Insamling, Leveransplan
from isu.ledger import Leverans
from isu.omdome import AVVISAD
from isu.period import ALL_TIME, Interval, covers


@dataclass(frozen=True)
class Gallring:
    """What of one lämnare is to be erased now, and what has days that are to be but others that are not."""

    lamnare: str
    leveranser: tuple[Leverans, ...]
    vantar: tuple[Leverans, ...]


def due(plan: Leveransplan, lamnare: str, deliveries: Sequence[Leverans], idag: date) -> Gallring:
    """Of one lämnare's deliveries. What is erased already is left out."""
    left = [d for d in deliveries if d.raderad is None and d.gallrad is None]
    passed = [d for d in left if _has_passed(plan, lamnare, d, idag)]
    waits = [d for d in left if d not in passed and _touched(plan, lamnare, d, idag)]
    return Gallring(lamnare, tuple(passed), tuple(waits))


def _has_passed(plan: Leveransplan, lamnare: str, d: Leverans, idag: date) -> bool:
    days, tables = _concerns(d), _tables(plan, lamnare, d)
    return bool(tables) and all(_is_over(plan, lamnare, tabell, days, idag) for tabell in tables)


def _touched(plan: Leveransplan, lamnare: str, d: Leverans, idag: date) -> bool:
    """Has the retention of any of its days passed?"""
    days = _concerns(d)
    return any(
        p.shares_days(days) for t in _tables(plan, lamnare, d) for p in _periods(plan, lamnare, t, idag, over=True)
    )


def _is_over(plan: Leveransplan, lamnare: str, tabell: str, days: Interval, idag: date) -> bool:
    """Every day lies in a period whose retention has passed, and none in one whose has not."""
    kept = _periods(plan, lamnare, tabell, idag, over=False)
    passed = _periods(plan, lamnare, tabell, idag, over=True)
    return covers(list(passed), days) and not any(p.shares_days(days) for p in kept)


def _periods(plan: Leveransplan, lamnare: str, tabell: str, idag: date, over: bool) -> Iterator[Interval]:
    for insamling in plan.insamlingar:
        if tabell in insamling.tabeller and insamling.concerns(lamnare):
            yield from (p.interval for p in insamling.perioder if _over(insamling, p.till, idag) == over)


def _over(insamling: Insamling, till: date, idag: date) -> bool:
    """A collection without retention is kept."""
    return insamling.gallras_dagar is not None and till + timedelta(days=insamling.gallras_dagar) < idag


def _tables(plan: Leveransplan, lamnare: str, d: Leverans) -> Iterable[str]:
    """Its own table; a file whose table was never known may be of any that the calendar asks of the lämnare."""
    asked = (t for i in plan.insamlingar if i.concerns(lamnare) for t in i.tabeller)
    return (d.tabell,) if d.tabell else sorted(set(asked))


def _concerns(d: Leverans) -> Interval:
    """Its days. What has none of its own, and is not in force, is as old as the day it came."""
    own = Interval(d.fran, d.till) if d.fran else ALL_TIME
    if own == ALL_TIME and (d.utfall == AVVISAD or not d.i_kraft):
        return Interval(d.mottagen.date(), d.mottagen.date())
    return own
