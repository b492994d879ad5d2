"""From the ledger to files: which register files of a sender are in force, and what those that are gone have left."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from isu.cells.frysta import Frysta, Sagt
from isu.home import Home
from isu.ledger import Gallring, Leverans
from isu.ledger.ledger import time_in_force
from isu.period import Interval
from isu.register.keep import Plats
from isu.register.stage import Registerfil


def place_of(home: Home, delivery: Leverans) -> Plats:
    return Plats(home, delivery.lamnare, delivery.sha256, delivery.nyckel or "")


def register_files(home: Home, accepted: list[Leverans]) -> dict[str, list[Registerfil]]:
    """Table → its files in force, of one sender's accepted deliveries. Withdrawn ones are left out."""
    return {
        tabell: [
            Registerfil(place_of(home, d).rows(tabell), d.sha256, i, d.nyckel or "")
            for d, i in kept
            if d.gallrad is None
        ]
        for tabell, kept in time_in_force(accepted).items()
    }


def frozen(home: Home, accepted: list[Leverans], retentions: Sequence[Gallring]) -> Frysta:
    """What one sender's erasures by retention have left; `accepted` are its accepted deliveries."""
    gone = [(tabell, d) for tabell, kept in time_in_force(accepted).items() for d, _ in kept if d.gallrad is not None]
    days: dict[str, list[Interval]] = {}
    for tabell, d in gone:
        days.setdefault(tabell, []).append(Interval(d.fran, d.till))
    return Frysta(
        _all_told(retentions),
        tuple(frozen_path(home, r) for r in retentions),
        tuple({"tabell": tabell, "sha256": d.sha256, "nyckel": d.nyckel or d.sha256} for tabell, d in gone),
        days,
    )


def frozen_path(home: Home, retention: Gallring) -> Path:
    return home.frozen(retention.lamnare) / f"{retention.fil_sha256}.parquet"


def _all_told(retentions: Iterable[Gallring]) -> Sagt:
    """Of each indicator, version and period what was told; no period is frozen twice."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for retention in retentions:
        for indikator, versions in retention.fryst.items():
            for version, periods in versions.items():
                found.setdefault(indikator, {}).setdefault(version, {}).update(periods)
    return found
