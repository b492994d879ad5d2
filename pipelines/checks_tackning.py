"""The check on coverage: are all who have delivered for an indicator's latest period complete in it?

Counted from what the lämnare's own pages say. Who has delivered nothing at all is the business of the calendar.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import dagster as dg

from isu.cells.tackning import EJ_KOMPLETT, KOMPLETT, KVALITET
from isu.period import period

TACKNING = "tackning"
MOST_NAMES = 20
KOLUMNER = ("Indikator", "Period", "Kompletta", "Ej kompletta", "Vilka")


@dataclass
class Tackning:
    """One indicator's latest period of a kind that anybody is complete in."""

    indikator: str
    period: str
    kompletta: list[str] = field(default_factory=list)
    ej_kompletta: list[str] = field(default_factory=list)


def spec() -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        TACKNING,
        asset="celler",
        description="Gul om någon som har lämnat för en indikators senaste period ännu inte är komplett i den. "
        "Kommunen visas då som ej komplett, och län och riket räknas utan den.",
    )


def check(pages: Mapping[str, Mapping[str, Any]]) -> dg.AssetCheckResult:
    """`pages`: lämnare → the data of its page."""
    found = list(coverage(pages))
    behind = [t for t in found if t.ej_kompletta]
    lacking = {lamnare for t in behind for lamnare in t.ej_kompletta}
    return dg.AssetCheckResult(
        check_name=TACKNING,
        asset_key="celler",
        passed=not behind,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "Indikatorer och perioder": len(found),
            "Där någon inte är komplett": len(behind),
            "Lämnare som inte är kompletta": len(lacking),
            "Per indikator": dg.MetadataValue.table([dg.TableRecord(_row(t)) for t in behind], _TABLE),
        },
    )


def coverage(pages: Mapping[str, Mapping[str, Any]]) -> Iterator[Tackning]:
    """Per indicator and kind of period (half-year, year …), the latest that anybody is complete in. Pure."""
    told = [(row, lamnare) for lamnare, page in pages.items() for row in page["indikatorer"]]
    latest = _latest(row for row, _ in told if row["status"] in (KOMPLETT, KVALITET))
    found = {key: Tackning(key[0], name) for key, name in sorted(latest.items())}
    for row, lamnare in told:
        own = found.get((row["id"], period(row["period"]).typ))
        if own and own.period == row["period"]:
            own.kompletta += [lamnare] if row["status"] in (KOMPLETT, KVALITET) else []
            own.ej_kompletta += [lamnare] if row["status"] == EJ_KOMPLETT else []
    return iter(found.values())


def _latest(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """(indicator, kind of period) → the last such period."""
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        now = period(row["period"])
        key = row["id"], now.typ
        if key not in found or period(found[key]).fran < now.fran:
            found[key] = row["period"]
    return found


def _row(t: Tackning) -> dict[str, str | int]:
    more = f" … och {len(t.ej_kompletta) - MOST_NAMES} till" if len(t.ej_kompletta) > MOST_NAMES else ""
    names = ", ".join(t.ej_kompletta[:MOST_NAMES]) + more
    return dict(zip(KOLUMNER, (t.indikator, t.period, len(t.kompletta), len(t.ej_kompletta), names), strict=True))


_TABLE = dg.TableSchema(
    [dg.TableColumn(name, "int" if name.startswith(("Kompletta", "Ej")) else "string") for name in KOLUMNER]
)
