"""Days, intervals and periods. Pure: no clock, no disk.

An interval is what a delivery concerns; a period is what an indicator is counted for.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

HALVAR, HELAR = "halvar", "helar"

_NAME = re.compile(r"^(?P<ar>(?:19|20)\d\d)(?:H(?P<halva>[12]))?$")


@dataclass(frozen=True, order=True)
class Interval:
    """Days from `fran` to `till`, both included. An interval without limits covers all time."""

    fran: date
    till: date

    def holds(self, other: "Interval") -> bool:
        return self.fran <= other.fran and other.till <= self.till

    def shares_days(self, other: "Interval") -> bool:
        return self.fran <= other.till and other.fran <= self.till

    def crosses(self, other: "Interval") -> bool:
        """Shares days, yet neither holds the other."""
        return self.shares_days(other) and not self.holds(other) and not other.holds(self)

    @property
    def days(self) -> int:
        return (self.till - self.fran).days + 1

    def __str__(self) -> str:
        if self == ALL_TIME:
            return "all tid"
        period = period_of(self)
        return period.namn if period else f"{self.fran}–{self.till}"


ALL_TIME = Interval(date(1, 1, 1), date(9999, 12, 31))


@dataclass(frozen=True, order=True)
class Period:
    """A half-year (`2024H1`) or a year (`2024`)."""

    namn: str
    typ: str
    interval: Interval

    @property
    def fran(self) -> date:
        return self.interval.fran

    @property
    def till(self) -> date:
        return self.interval.till


def period(namn: str) -> Period | None:
    """The period called `namn`, or None when it is no period's name."""
    match = _NAME.match(namn.strip().upper())
    if not match:
        return None
    ar = int(match["ar"])
    if match["halva"] is None:
        return Period(f"{ar}", HELAR, Interval(date(ar, 1, 1), date(ar, 12, 31)))
    if match["halva"] == "1":
        return Period(f"{ar}H1", HALVAR, Interval(date(ar, 1, 1), date(ar, 6, 30)))
    return Period(f"{ar}H2", HALVAR, Interval(date(ar, 7, 1), date(ar, 12, 31)))


def period_of(interval: Interval) -> Period | None:
    """The half-year or year that is exactly `interval`."""
    for candidate in (half_year(interval.fran), period(str(interval.fran.year).zfill(4))):
        if candidate and candidate.interval == interval:
            return candidate
    return None


def half_year(day: date) -> Period:
    return period(f"{day.year:04d}H{1 if day.month <= 6 else 2}") or _outside(day)


def _outside(day: date) -> Period:
    """A year outside 1900–2099 has no name of its own; its year stands for it."""
    return Period(f"{day.year:04d}", HELAR, Interval(date(day.year, 1, 1), date(day.year, 12, 31)))


def smallest_period(first: date, last: date) -> Period | None:
    """The one half-year, else the one year, that holds both days."""
    if half_year(first).interval.holds(Interval(first, last)):
        return half_year(first)
    if first.year == last.year:
        return period(str(first.year))
    return None


def half_years(start: str, end: str) -> list[Period]:
    """All half-years from `start` to `end`, both included: half_years("2024H1", "2025H2") has four."""
    first, last = period(start), period(end)
    if not first or not last:
        raise ValueError(f"{start}–{end}")
    found, day = [], first.fran
    while day <= last.till:
        found.append(half_year(day))
        day = found[-1].till + timedelta(days=1)
    return found


def periods_within(covered: Interval) -> list[Period]:
    """Every half-year and year that shares days with `covered`, in the order of time."""
    halves = half_years(half_year(covered.fran).namn, half_year(covered.till).namn)
    years = [period(str(ar)) for ar in sorted({h.fran.year for h in halves})]
    return sorted(halves + years, key=lambda p: (p.fran, p.till))


def covers(intervals: list[Interval], wanted: Interval) -> bool:
    """True when every day of `wanted` lies in at least one of `intervals`."""
    day = wanted.fran
    for interval in sorted(intervals):
        if interval.fran <= day <= interval.till:
            if interval.till >= wanted.till:
                return True
            day = interval.till + timedelta(days=1)
    return False
