"""The check on coverage: are all who have delivered for an indicator's latest period complete in it?

Counted from what the lämnare's own pages say. Who has delivered nothing at all is the business of the calendar.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import dagster as dg

from isu.cells.tackning import EJ_KOMPLETT, KOMPLETT, KVALITET
from isu.period import Period, period

TACKNING = "tackning"
MOST_NAMES = 20
COUNTED = (KOMPLETT, KVALITET)
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
    rows = [
        (row["id"], row["period"], row["status"], own) for own, page in pages.items() for row in page["indikatorer"]
    ]
    found = {
        key: Tackning(*key) for key in _latest({(id_, name) for id_, name, status, _ in rows if status in COUNTED})
    }
    for id_, name, status, lamnare in rows:
        if own := found.get((id_, name)):
            own.kompletta += [lamnare] if status in COUNTED else []
            own.ej_kompletta += [lamnare] if status == EJ_KOMPLETT else []
    return iter(found.values())


def _latest(complete: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of (indicator, period), the last of every indicator and kind of period."""
    found: dict[tuple[str, str], Period] = {}
    for id_, name in complete:
        now = period(name)
        before = found.get((id_, now.typ))
        if before is None or before.fran < now.fran:
            found[id_, now.typ] = now
    return sorted((id_, now.namn) for (id_, _), now in found.items())


def _row(t: Tackning) -> dict[str, str | int]:
    more = f" … och {len(t.ej_kompletta) - MOST_NAMES} till" if len(t.ej_kompletta) > MOST_NAMES else ""
    names = ", ".join(t.ej_kompletta[:MOST_NAMES]) + more
    return dict(zip(KOLUMNER, (t.indikator, t.period, len(t.kompletta), len(t.ej_kompletta), names), strict=True))


_TABLE = dg.TableSchema(
    [dg.TableColumn(name, "int" if name.startswith(("Kompletta", "Ej")) else "string") for name in KOLUMNER]
)
