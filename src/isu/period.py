"""Days, intervals and periods. Pure: no clock, no disk.

An interval is what a delivery concerns; a period is what an indicator is counted for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAG, MANAD, KVARTAL, HALVAR, HELAR = "dag", "manad", "kvartal", "halvar", "helar"

#: Period types that follow each other without gaps → months in one. A day is a date that something is measured on.
MANADER = {MANAD: 1, KVARTAL: 3, HALVAR: 6, HELAR: 12}
ONE_DAY = timedelta(days=1)

_NAME = re.compile(
    r"^(?P<ar>(?:19|20)\d\d)(?:H(?P<halva>[12])|K(?P<kvartal>[1-4])|-(?P<manad>\d\d)(?:-(?P<dag>\d\d))?)?$"
)


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
    """A year (`2024`), a half-year (`2024H1`), a quarter (`2024K1`), a month (`2024-03`) or a day (`2024-11-01`)."""

    namn: str
    typ: str
    interval: Interval

    @property
    def fran(self) -> date:
        return self.interval.fran

    @property
    def till(self) -> date:
        return self.interval.till


@lru_cache(maxsize=4096)
def period(namn: str) -> Period | None:
    """The period called `namn`, or None when it is no period's name."""
    match = _NAME.match(namn.strip().upper())
    if not match:
        return None
    ar = int(match["ar"])
    if match["dag"]:
        return _day(ar, int(match["manad"]), int(match["dag"]))
    if match["manad"]:
        return _months(MANAD, ar, int(match["manad"]) - 1)
    if match["kvartal"]:
        return _months(KVARTAL, ar, int(match["kvartal"]) - 1)
    return _months(HALVAR, ar, int(match["halva"]) - 1) if match["halva"] else _months(HELAR, ar, 0)


def _months(typ: str, ar: int, nr: int) -> Period | None:
    """The `nr`th period of its type in the year, counted from 0."""
    months = MANADER[typ]
    first = nr * months + 1
    if not 1 <= first <= 12:
        return None
    after = date(ar + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    names = {HELAR: f"{ar}", HALVAR: f"{ar}H{nr + 1}", KVARTAL: f"{ar}K{nr + 1}", MANAD: f"{ar}-{first:02d}"}
    return Period(names[typ], typ, Interval(date(ar, first, 1), after - ONE_DAY))


def _day(ar: int, manad: int, dag: int) -> Period | None:
    try:
        day = date(ar, manad, dag)
    except ValueError:
        return None
    return Period(day.isoformat(), DAG, Interval(day, day))


def period_holding(typ: str, day: date) -> Period | None:
    """The period of type `typ` that holds `day`; None outside 1900–2099."""
    if typ == DAG:
        return period(day.isoformat())
    return _months(typ, day.year, (day.month - 1) // MANADER[typ]) if 1900 <= day.year <= 2099 else None


def period_of(interval: Interval) -> Period | None:
    """The period that is exactly `interval`, the longest type first."""
    candidates = (period_holding(typ, interval.fran) for typ in (HELAR, HALVAR, KVARTAL, MANAD, DAG))
    return next((p for p in candidates if p and p.interval == interval), None)


def half_year(day: date) -> Period:
    return period_holding(HALVAR, day) or _outside(day)


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
        day = found[-1].till + ONE_DAY
    return found


def periods_within(covered: Interval, typer: Iterable[str] = (HALVAR, HELAR)) -> list[Period]:
    """Every period of these types that shares days with `covered`, in the order of time."""
    found = [p for typ in typer for p in _touched(typ, covered)]
    return sorted(found, key=lambda p: (p.fran, p.till))


def _touched(typ: str, covered: Interval) -> Iterator[Period]:
    current = period_holding(typ, covered.fran)
    while current and current.fran <= covered.till:
        yield current
        current = period_holding(typ, current.till + ONE_DAY)


def without(interval: Interval, holes: Iterable[Interval]) -> list[Interval]:
    """What is left of the interval, in the order of time."""
    left, day = [], interval.fran
    for hole in sorted(holes):
        if day < hole.fran:
            left.append(Interval(day, hole.fran - ONE_DAY))
        day = max(day, hole.till + ONE_DAY)
    return [*left, Interval(day, interval.till)] if day <= interval.till else left


def covers(intervals: list[Interval], wanted: Interval) -> bool:
    """True when every day of `wanted` lies in at least one of `intervals`."""
    day = wanted.fran
    for interval in sorted(intervals):
        if interval.fran <= day <= interval.till:
            if interval.till >= wanted.till:
                return True
            day = interval.till + ONE_DAY
    return False
