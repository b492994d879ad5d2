"""What the sender says of a delivery besides the rows: a small file beside it (or with it in a zip), or a sheet
`leverans` in a workbook.

`<filnamn>.leverans.yaml` (or .json) with period_start, period_slut, uttagsdatum, kallsystem, tabell; all optional.
"""

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from isu.errors import ReadError
from isu.period import Interval

MANIFEST_SUFFIXES = (".leverans.yaml", ".leverans.yml", ".leverans.json")
LARGEST = 1 << 16  # five short fields need a few hundred bytes
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
    return next((c for c in candidates if os.path.lexists(c)), None)


def read_manifest(path: Path | None) -> Manifest:
    if path is None:
        return Manifest()
    content = _content(path)
    if not isinstance(content, dict):
        raise ReadError("trasig_foljefil", skal="den ska ha ett fält på varje rad")
    return manifest_from({str(k).strip().lower(): v for k, v in content.items()})


def _content(path: Path) -> Any:
    """YAML of a small file. Its parser answers what it cannot take in many ways, dates that do not exist among them."""
    if path.stat().st_size > LARGEST:
        raise ReadError("trasig_foljefil", skal=f"den är större än {LARGEST} byte")
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, ValueError, TypeError, LookupError, RecursionError):
        raise ReadError("trasig_foljefil", skal="den är inte giltig YAML eller JSON") from None


def manifest_from_sheet(rows: Sequence[Sequence[str]]) -> Manifest:
    """A manifest from a sheet with field names in its first column; other rows of the sheet are the sender's own."""
    pairs = {r[0].strip().lower(): r[1] for r in rows if len(r) > 1}
    return manifest_from({k: v for k, v in pairs.items() if k in KNOWN - {"tabell"}})


def manifest_from(fields: Mapping[str, Any]) -> Manifest:
    """A manifest from field names and values; names are checked, values must be days."""
    if unknown := sorted(set(fields) - KNOWN):
        raise ReadError("trasig_foljefil", skal=f"fältet {_told(unknown[0])} är okänt")
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
        return date.fromisoformat(value.strip()[:10])
    except (ValueError, AttributeError):
        raise ReadError("trasig_foljefil", skal=f"{name} är inte ett datum") from None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value in (None, ""):
        return None
    if not isinstance(value, str | int | float):
        raise ReadError("trasig_foljefil", skal=f"{name} ska vara en kort text")
    return "".join(c for c in str(value) if unicodedata.category(c)[0] != "C").strip()[:40] or None


def _told(name: str) -> str:
    """The name of a field, where it is a word that could be one."""
    return name if re.fullmatch(r"[a-zåäö_ -]{1,40}", name) else "med ett oväntat namn"
