"""What time a delivery concerns. Pure: the manifest, else the file name, else the start dates, else a question."""

import re
from dataclasses import dataclass
from datetime import date

from isu.errors import ReadError
from isu.intake.manifest import Manifest
from isu.period import ALL_TIME, MANAD, Interval, period, period_holding, smallest_period

#: A year, alone or with its half-year (2024H1), its quarter (2024K1) or its month (2024-03, 202403), but no whole date.
_PERIOD = re.compile(
    r"(?<!\d)(?P<ar>(?:19|20)\d\d)"
    r"(?:[ _-]?[Hh](?P<halva>[12])|[ _-]?[KkQq](?P<kvartal>[1-4])|[_-]?(?P<manad>0[1-9]|1[0-2])(?![_-]?\d))?(?!\d)"
)
_EXTRACTED = re.compile(r"uttag[ _-]?(\d{4})-?(\d{2})-?(\d{2})(?!\d)", re.IGNORECASE)

MANIFEST, FILNAMN, STARTDATUM = "följefilen", "filnamnet", "startdatumen"


@dataclass(frozen=True)
class Tidsuppgift:
    """Interval and uttagsdatum of a delivery, and where they were found; no `kalla` where the table has no dates."""

    interval: Interval
    kalla: str | None
    uttagsdatum: date | None
    uttagsdatum_angivet: bool


def stated_interval(manifest: Manifest, filnamn: str) -> tuple[Interval, str] | None:
    """The interval that the sender states, or None when the rows must tell."""
    if manifest.interval:
        return manifest.interval, MANIFEST
    named = _named_period(filnamn)
    return (named, FILNAMN) if named else None


def _named_period(filnamn: str) -> Interval | None:
    """The one period in the file name; two different ones tell nothing."""
    text = _EXTRACTED.sub("", filnamn)
    named = {_name_of(match) for match in _PERIOD.finditer(text)}
    found = [p for p in map(period, named) if p]
    return found[0].interval if len(found) == 1 else None


def _name_of(match: re.Match) -> str:
    marks = {"halva": "H", "kvartal": "K", "manad": "-"}
    part = match.lastgroup
    return match["ar"] + (marks[part] + match[part] if part in marks else "")


def stated_extraction(manifest: Manifest, filnamn: str) -> date | None:
    """The uttagsdatum of the manifest, else `…uttag20240715…` of the file name."""
    if manifest.uttagsdatum:
        return manifest.uttagsdatum
    match = _EXTRACTED.search(filnamn)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def time_of(
    tabell: str,
    has_dates: bool,
    manifest: Manifest,
    filnamn: str,
    start_days: tuple[date, date] | None,
    by_month: bool = False,
) -> Tidsuppgift:
    """Decide interval and uttagsdatum. Raises ReadError('oklart_intervall') with the question when they cannot be.

    A table `by_month` may be delivered a month at a time, so rows of one month tell of that month alone.
    """
    interval, kalla = _interval(tabell, has_dates, manifest, filnamn, start_days, by_month)
    stated = stated_extraction(manifest, filnamn)
    assumed = None if interval == ALL_TIME else interval.till
    return Tidsuppgift(interval, kalla, stated or assumed, stated is not None)


def _interval(tabell, has_dates, manifest, filnamn, start_days, by_month) -> tuple[Interval, str | None]:
    if stated := stated_interval(manifest, filnamn):
        return stated
    if not has_dates:
        return ALL_TIME, None
    if start_days is None:
        raise ReadError("oklart_intervall", tabell=tabell, forsta="okänt år", sista="okänt år")
    month = period_holding(MANAD, start_days[0]) if by_month else None
    found = month if month and start_days[1] <= month.till else smallest_period(*start_days)
    if found is None:
        raise ReadError("oklart_intervall", tabell=tabell, forsta=start_days[0].year, sista=start_days[1].year)
    return found.interval, STARTDATUM


def last_day(tid: Tidsuppgift) -> date:
    """The last day that the extract can know of: the stated uttagsdatum, else a year after the interval.

    An assumed uttagsdatum is a floor, not a ceiling: the file was taken out that day or later.
    """
    if tid.uttagsdatum_angivet and tid.uttagsdatum:
        return tid.uttagsdatum
    year = min(tid.interval.till.year + 1, 9999)
    return date(year, 12, 31)
