"""The months of a half-year, for tables with a row per month. No randomness."""

from dataclasses import dataclass
from datetime import date

from isu.period import MANAD, Period, periods_within


@dataclass(frozen=True)
class Manad:
    """A month by its name, first and last day, and the first day of the one after, if that lies in the half-year."""

    namn: str
    forsta: date
    sista: date
    nasta: date


def months_of(halvar: Period) -> list[Manad]:
    found = [p for p in periods_within(halvar.interval, [MANAD])]
    after = [*(p.fran for p in found[1:]), found[-1].fran]
    return [Manad(p.namn, p.fran, p.till, later) for p, later in zip(found, after)]
