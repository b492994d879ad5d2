"""A made-up division of one kommun into stadsdelar, so that a demonstration shows them."""

import csv
import io
from collections.abc import Mapping

from isu.declaration.befolkning import MAPP
from isu.declaration.katalog import Katalog
from isu.home import Home

NAMN = "lamnare.csv"


def divide(home: Home, kommunkod: str, stadsdelar: Mapping[str, str]) -> None:
    """Put geographic parts (the end of their id → name) in the kommun's place in the home's own list of lämnare.

    A home that has a list of its own keeps it.
    """
    target = home.own / MAPP / NAMN
    if target.exists():
        return
    with Katalog.of(home).file(MAPP, NAMN).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for old in rows for row in _rows(old, kommunkod, stadsdelar))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.getvalue(), encoding="utf-8")


def _rows(row: dict[str, str], kommunkod: str, stadsdelar: Mapping[str, str]) -> list[dict[str, str]]:
    if row["lamnare"] != kommunkod:
        return [row]
    return [
        row | {"lamnare": f"{kommunkod}-{part}", "namn": namn, "geografisk_del": "1"}
        for part, namn in stadsdelar.items()
    ]
