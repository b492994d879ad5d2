"""Links from Dagster to the home's own pages: where nginx serves them if ISU_SIDOR says so, else the place on the disk.

The address is that of drift/nginx/isu.conf: `steward/`, `outbox/` and `docs/` lie below it as they do in the home.
"""

import os
from pathlib import Path
from urllib.parse import quote

import dagster as dg

from isu.home import Home
from isu.ledger import Leverans
from isu.receipt.kvitto import receipt_stem

ADRESS = "ISU_SIDOR"
HANDBOK = "Handbok"


def link(home: Home, path: Path) -> dg.MetadataValue:
    """A page of the home: one click where it is served, else its path."""
    served = address(path.relative_to(home.root).as_posix())
    return dg.MetadataValue.url(served) if served else dg.MetadataValue.path(path)


def address(place: str) -> str | None:
    """Where a page is served, or None where nobody has said."""
    base = os.environ.get(ADRESS, "").rstrip("/")
    return f"{base}/{quote(place)}" if base else None


def receipt(home: Home, d: Leverans) -> dg.MetadataValue:
    return link(home, home.outbox(d.lamnare) / f"{receipt_stem(d.filnamn, d.nyckel)}.kvitto.html")


def standing(home: Home, lamnare: str) -> dg.MetadataValue:
    """The lämnare's own page."""
    return link(home, home.outbox(lamnare) / "laget.html")


def manual() -> dict[str, dg.MetadataValue]:
    """What every asset says of where its alarms and colours are explained."""
    place = "docs/steward.md"
    served = address(place)
    return {HANDBOK: dg.MetadataValue.url(served) if served else dg.MetadataValue.text(place)}
