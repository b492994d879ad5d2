"""The check on a release before it is made: an attacker reads what is about to be published.

It has an effect that no other check has: what can be had back is not released, unless the steward says so in the run's
configuration. That is decided in isu.flow.angrepp.
"""

import dagster as dg

from isu.granskning.granska import Samlat
from isu.granskning.utlatande import BRISTER

ANGREPP = "inget_gar_att_rakna_fram"


def spec() -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        ANGREPP,
        asset="utgava",
        blocking=True,
        description="Röd om något av det som döljs går att räkna fram ur det som visas: utgåvan görs då inte. Gul om "
        "den gjordes ändå, med `trots_brister: true` i konfigurationen.",
    )


def check(found: Samlat, stops: bool) -> dg.AssetCheckResult:
    """Counts of breaches per kind; never a number that is withheld. Red where it `stops` the release, else yellow."""
    return dg.AssetCheckResult(
        check_name=ANGREPP,
        asset_key="utgava",
        passed=not found.brister,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        metadata={
            "Indikatorer": found.indikatorer,
            "Dolda tal": found.dolda,
            "Brister": sum(found.brister.values()),
            **{BRISTER[slag].capitalize(): n for slag, n in found.brister.items()},
            "Indikatorer med brister": ", ".join(found.bristfalliga) or "inga",
        },
    )
