"""What was to come against what has come: one asset over all lämnare, with a check on what is late or unexpected.

It stands on the ledger and the calendar, and on no row. How a delivery stands is decided in isu.leveranslage.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import dagster as dg

from isu.flow.leveranslage import PAGE, renew
from isu.leveranslage.vantat import BRISTER, Lage
from isu.pipelines.resources import Hem, labels
from isu.pipelines.sidor import link

GRUPP, KONTROLL = "leveranser", "vantade_leveranser"
MOST_NAMES = 50

LEVERANSLAGE_SV = """Leveransläget i `steward/leveranslage.html`: vem som ska ha lämnat vad, och hur det står till.

Ställer leveransplanen (`schemas/reference/leveransplan.yaml`, eller en egen i `egna/`) mot liggaren, åt båda hållen.
Skriver en påminnelse i `outbox/<lämnare>/` där något fattas. Görs om när något kommit in, och varje dag."""

KONTROLL_SV = """Röd om något som skulle ha kommit är försenat, avvisat eller bara täcker en del av perioden.
Gul om något kom som inte står i leveransplanen. Stoppar inget."""


def delivery_standing() -> dg.AssetsDefinition:
    @dg.asset(
        group_name=GRUPP,
        deps=["register"],
        description=LEVERANSLAGE_SV,
        kinds={"html"},
        **labels(secret=True),
        check_specs=[dg.AssetCheckSpec(KONTROLL, asset="leveranslage", description=KONTROLL_SV)],
    )
    def leveranslage(hem: Hem) -> Iterator[dg.MaterializeResult]:
        data = renew(hem.home, date.today())
        yield dg.MaterializeResult(
            metadata={"Sida": link(hem.home, hem.home.steward / PAGE), **counts(data)},
            check_results=[check(data, link(hem.home, hem.home.steward / PAGE))],
        )

    return leveranslage


def counts(data: dict[str, Any]) -> dict[str, dg.MetadataValue]:
    """Numbers that the page of the asset draws over time."""
    told = {lage.capitalize(): dg.MetadataValue.int(antal) for lage, antal in data["antal"].items()}
    return told | {"Avvisade filer som inte är ersatta": dg.MetadataValue.int(len(data["trasigt"]))}


def check(data: dict[str, Any], page: dg.MetadataValue) -> dg.AssetCheckResult:
    """Who is late, refused or incomplete, by name; what came unasked for is a warning."""
    lacking = {lage: _named(data, lage) for lage in BRISTER}
    behind = any(lacking.values())
    return dg.AssetCheckResult(
        check_name=KONTROLL,
        passed=not behind and not data["ovantat"],
        severity=dg.AssetCheckSeverity.ERROR if behind else dg.AssetCheckSeverity.WARN,
        metadata={
            "Sida": page,
            **{f"Lämnare: {lage}": _listed(names) for lage, names in lacking.items()},
            "Lämnare: ovantad": _listed(sorted({r["lamnare"] for r in data["ovantat"]})),
        },
    )


def _named(data: dict[str, Any], lage: Lage) -> list[str]:
    """The lämnare with something standing so, by the calendar."""
    rows = (rad for matris in data["insamlingar"] for rad in matris["rader"])
    return sorted({rad["lamnare"] for rad in rows if any(r["lage"] == lage for r in rad["rutor"])})


def _listed(names: list[str]) -> dg.MetadataValue:
    more = f" … och {len(names) - MOST_NAMES} till" if len(names) > MOST_NAMES else ""
    return dg.MetadataValue.text(", ".join(names[:MOST_NAMES]) + more or "inga")
