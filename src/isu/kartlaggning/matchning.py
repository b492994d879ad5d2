"""Which header is which of a table's columns: by name, held to what the column's values are. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandera.polars as pa

from isu.declaration import Deklaration
from isu.declaration.tabell import Tabell, slag
from isu.kartlaggning.koder import known_share
from isu.kartlaggning.kolumnbild import Kolumnbild
from isu.kartlaggning.likhet import best_likeness, said_in

#: A name so alike needs no question mark; one less alike than the other is no proposal at all.
CERTAIN, WORTH_ASKING = 0.85, 0.55
#: So much of a column's values in a code list says more than its header.
SAYS_ENOUGH = 0.8

#: Table column → other names that it is known by.
Ord = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Traff:
    """A header proposed for a column."""

    bild: Kolumnbild
    likhet: float
    saker: bool


def match(tabell: Tabell, bilder: Sequence[Kolumnbild], deklaration: Deklaration, ord: Ord) -> dict[str, Traff]:
    """Each header to at most one column and each column to at most one header, the most alike first."""
    pairs = [
        (hit, column)
        for column in tabell.kolumner
        for bild in bilder
        if (hit := _hit(tabell, column, bild, deklaration, ord)) and hit.likhet >= WORTH_ASKING
    ]
    order = list(tabell.kolumner)
    pairs.sort(key=lambda p: (-p[0].likhet, p[1] not in tabell.required, order.index(p[1]), p[0].bild.plats))
    found: dict[str, Traff] = {}
    taken: set[int] = set()
    for hit, column in pairs:
        if column not in found and hit.bild.plats not in taken:
            found[column] = hit
            taken.add(hit.bild.plats)
    return found | _only_day_left(tabell, bilder, found, taken)


def _only_day_left(
    tabell: Tabell, bilder: Sequence[Kolumnbild], found: Mapping[str, Traff], taken: set[int]
) -> dict[str, Traff]:
    """One required day without a header and one header of days without a column: worth asking, whatever its name."""
    waiting = [c for c in tabell.required if c not in found and slag(tabell.kolumner[c]) == "datum"]
    days = [b for b in bilder if b.datum and b.plats not in taken]
    return {waiting[0]: Traff(days[0], 0.0, False)} if len(waiting) == len(days) == 1 else {}


def fit(tabell: Tabell, found: Mapping[str, Traff]) -> float:
    """How well a table fits: how alike its required columns are found, 0–1."""
    return sum(found[c].likhet for c in tabell.required if c in found) / len(tabell.required)


def _hit(tabell: Tabell, column: str, bild: Kolumnbild, deklaration: Deklaration, ord: Ord) -> Traff | None:
    declared = tabell.kolumner[column]
    if not _may_hold(tabell, column, bild):
        return None
    name = name_likeness(column, declared, bild.rubrik, ord.get(column, ()))
    if slag(declared) == "kod" and bild.ifyllda:
        share = known_share(bild, deklaration.kodlistor[declared.metadata["kodlista"]])
        shown = min(1.0, name + 0.2 * share)
        likhet = max(shown, WORTH_ASKING) if share >= SAYS_ENOUGH and name > 0.3 else shown
        return Traff(bild, likhet, name >= CERTAIN)
    return Traff(bild, name, name >= CERTAIN)


def name_likeness(column: str, declared: pa.Column, rubrik: str, names: Sequence[str]) -> float:
    """By the column's own name and those that it is known by; its description says less."""
    described = max(said_in(rubrik, declared.metadata["sv"]), said_in(rubrik, declared.metadata["en"]))
    return max(best_likeness(rubrik, (column, *names)), 0.8 * described)


def _may_hold(tabell: Tabell, column: str, bild: Kolumnbild) -> bool:
    """Are the values of the column's kind? An empty column says nothing against its header."""
    if not bild.ifyllda:
        return True
    kind = slag(tabell.kolumner[column])
    if kind == "datum":
        return bild.datum
    if kind == "heltal":
        return bild.heltal is not None and not bild.datum and _within(tabell.kolumner[column], bild.heltal)
    if kind == "nyckel":
        return bild.nyckelform and not bild.datum and (bild.unik or [column] != list(tabell.nyckel))
    if kind in ("kod", "text"):
        return bool(bild.varden) and not bild.datum and not (bild.unik and bild.ifyllda > 20)
    return bild.heltal is not None


def _within(declared: pa.Column, numbers: tuple[int, int]) -> bool:
    """Most tables have some value out of bounds; a column that lies elsewhere altogether is another."""
    for check in declared.checks:
        low, high = check.statistics.get("min_value"), check.statistics.get("max_value")
        if low is not None and high is not None:
            return numbers[0] <= high and numbers[1] >= low
    return True
