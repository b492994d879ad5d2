"""Which periods a lämnare's deliveries let an indicator be counted for. Pure.

A table without a start date (person) covers all time and is never waited for.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from isu.cells.indikator import Indikator
from isu.period import DAG, MANAD, MANADER, Interval, Period, covers, period, periods_within

KOMPLETT, EJ_KOMPLETT, EJ_RAPPORTERAT = "komplett", "ej_komplett", "ej_rapporterat"
#: Complete, but held back: too many local codes without translation (omappat.py).
KVALITET = "kvalitet"

Intervals = Mapping[str, list[Interval]]


def touched_periods(delivered: Iterable[Interval]) -> list[Period]:
    """Every month, quarter, half-year and year that shares days with any delivery, in the order of time."""
    found = {p for interval in set(delivered) for p in periods_within(interval, MANADER)}
    return sorted(found, key=lambda p: (p.fran, p.till))


def statuses(indikator: Indikator, periods: Iterable[Period], delivered: Intervals) -> dict[Period, str]:
    """The status of each period of the indicator's period types.

    `delivered` holds, per table with a start date, the intervals of its deliveries in force.
    """
    needed = [delivered[tabell] for tabell in indikator.vantade if tabell in delivered]
    periods = list(periods)
    own = [p for p in periods if p.typ in indikator.periodtyper]
    return {p: _status(indikator, p, needed) for p in [*own, *_measuring_days(indikator, periods, delivered)]}


def _measuring_days(indikator: Indikator, periods: Iterable[Period], delivered: Intervals) -> Iterator[Period]:
    """The indicator's day of every year, where its month is one of the periods and any delivery holds it."""
    if DAG not in indikator.periodtyper:
        return
    every = [interval for intervals in delivered.values() for interval in intervals]
    for month in (p for p in periods if p.typ == MANAD):
        day = period(f"{month.fran.year}-{indikator.matdag}")
        if month.interval.holds(day.interval) and any(i.holds(day.interval) for i in every):
            yield day


def _status(indikator: Indikator, period: Period, needed: list[list[Interval]]) -> str:
    if all(covers(intervals, wanted(indikator, period)) for intervals in needed):
        return KOMPLETT
    if any(i.shares_days(period.interval) for intervals in needed for i in intervals):
        return EJ_KOMPLETT
    return EJ_RAPPORTERAT


def wanted(indikator: Indikator, period: Period) -> Interval:
    """The period with its look-back and follow-up."""
    return Interval(
        period.fran - timedelta(days=indikator.tillbakablick_dagar),
        period.till + timedelta(days=indikator.uppfoljning_dagar),
    )
