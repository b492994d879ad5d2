"""The check on a release before it is made: an attacker reads what is about to be published.

It has an effect that no other check has: what can be had back is not released, unless the steward says so in the run's
configuration. How the attack is made is the business of isu.granskning.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from isu.declaration import Deklaration
from isu.granskning.granska import Utlatande, audit
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


def attacked(edition: Path, deklaration: Deklaration) -> list[Utlatande]:
    """What an attacker finds who has nothing but the files of the edition."""
    return list(audit(edition, {k.kommunkod: k.kommungrupp_kod for k in deklaration.kommuner.values()}))


def check(found: Sequence[Utlatande], stops: bool) -> dg.AssetCheckResult:
    """Counts of breaches per kind; never a number that is withheld. Red where it `stops` the release, else yellow."""
    faults: Counter[str] = Counter()
    for utlatande in found:
        faults.update(utlatande.brister)
    withheld = sum(n for utlatande in found for n, _ in utlatande.bredd.values())
    return dg.AssetCheckResult(
        check_name=ANGREPP,
        asset_key="utgava",
        passed=not faults.total(),
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        metadata={
            "Indikatorer": len(found),
            "Dolda tal": withheld,
            "Brister": faults.total(),
            **{BRISTER.get(slag, slag).capitalize(): n for slag, n in sorted(faults.items())},
            "Indikatorer med brister": ", ".join(u.indikator for u in found if u.brister) or "inga",
        },
    )
