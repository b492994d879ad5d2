"""What the sender says of a delivery besides the rows: a small file beside it, or a sheet `leverans` in a workbook.

`<filnamn>.leverans.yaml` (or .json) with period_start, period_slut, uttagsdatum, kallsystem, tabell; all optional.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from isu.errors import ReadError
from isu.period import Interval

MANIFEST_SUFFIXES = (".leverans.yaml", ".leverans.yml", ".leverans.json")
KNOWN = {"period_start", "period_slut", "uttagsdatum", "kallsystem", "tabell"}


@dataclass(frozen=True)
class Manifest:
    interval: Interval | None = None
    uttagsdatum: date | None = None
    kallsystem: str | None = None
    tabell: str | None = None


def manifest_path(path: Path) -> Path | None:
    """The manifest that lies beside `path`, if any."""
    candidates = [path.with_name(path.name + suffix) for suffix in MANIFEST_SUFFIXES]
    return next((c for c in candidates if c.is_file()), None)


def read_manifest(path: Path | None) -> Manifest:
    if path is None:
        return Manifest()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        raise ReadError("trasig_foljefil", skal="den är inte giltig YAML eller JSON") from None
    if not isinstance(content, dict):
        raise ReadError("trasig_foljefil", skal="den ska ha ett fält på varje rad")
    return manifest_from({str(k).strip().lower(): v for k, v in content.items()})


def manifest_from(fields: Mapping[str, Any]) -> Manifest:
    """A manifest from field names and values; names are checked, values must be days."""
    if unknown := sorted(set(fields) - KNOWN):
        raise ReadError("trasig_foljefil", skal=f"fältet {unknown[0][:40]} är okänt")
    start, end = _day(fields, "period_start"), _day(fields, "period_slut")
    if (start is None) != (end is None):
        raise ReadError("trasig_foljefil", skal="både period_start och period_slut behövs")
    if start and end and start > end:
        raise ReadError("trasig_foljefil", skal="period_start ligger efter period_slut")
    interval = Interval(start, end) if start and end else None
    return Manifest(interval, _day(fields, "uttagsdatum"), _text(fields, "kallsystem"), _text(fields, "tabell"))


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    value = fields.get(name)
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise ReadError("trasig_foljefil", skal=f"{name} är inte ett datum") from None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return None if value in (None, "") else str(value).strip()[:40]
