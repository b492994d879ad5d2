"""Protocols of what has been erased, in the steward's folder, each named by the moment that the ledger has of it.

So one that was never written, since the work was cut off, is found to be missing and is written by the next run.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from isu.home import Home
from isu.ledger import Leverans


def protocol_place(home: Home, vad: str, when: datetime) -> Path:
    """A moment without a zone is in UTC, as SQLite gives it back."""
    utc = when.astimezone(UTC) if when.tzinfo else when
    return home.steward / "protokoll" / f"{vad}_{utc:%Y%m%dT%H%M%S}.txt"


def untold(home: Home, vad: str, erased: Iterable[tuple[datetime | None, Leverans]]) -> dict[datetime, list[Leverans]]:
    """Moment → what was erased then, where no protocol says so."""
    found: dict[datetime, list[Leverans]] = {}
    for when, d in erased:
        if when is not None and not protocol_place(home, vad, when).is_file():
            found.setdefault(when, []).append(d)
    return dict(sorted(found.items()))
