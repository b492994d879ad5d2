"""Holds back one lämnare's value of an indicator and a period, or lifts that: the ledger, then its cells' own telling.

What is held has the status `kvalitet` from the next edition on, and so has the kommun; a release already made stands as
it was made. Nothing is counted again and nothing is deleted.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches

from isu.declaration import Deklaration, load_declarations
from isu.errors import IsuError
from isu.flow.atertag import LONGEST_REASON
from isu.flow.indikatorer import indicators
from isu.flow.rakna import renew_cells
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger
from isu.period import period


@dataclass(frozen=True)
class Varde:
    """One lämnare's value of an indicator and a period."""

    lamnare: str
    indikator: str
    period: str

    def __str__(self) -> str:
        return f"{self.indikator} {self.period} för {self.lamnare}"


def hold(home: Home, lamnare: str, indikator: str, namn: str, skal: str) -> Varde:
    """Hold it back for a reason that whoever reads the ledger later can understand."""
    if not skal.strip():
        raise IsuError("Skriv varför värdet hålls inne. Skälet sparas i liggaren.")
    chosen = _chosen(home, lamnare, indikator, namn)
    with lock(home, lamnare):
        Ledger(home).hold(chosen.lamnare, chosen.indikator, chosen.period, skal[:LONGEST_REASON], datetime.now(UTC))
    _tell(home, lamnare)
    return chosen


def lift(home: Home, lamnare: str, indikator: str, namn: str) -> Varde:
    chosen = _chosen(home, lamnare, indikator, namn)
    with lock(home, lamnare):
        if not Ledger(home).lift(chosen.lamnare, chosen.indikator, chosen.period, datetime.now(UTC)):
            raise IsuError(f"{chosen} hålls inte inne. isu hold visar vad som gör det.")
    _tell(home, lamnare)
    return chosen


def _chosen(home: Home, lamnare: str, indikator: str, namn: str) -> Varde:
    deklaration = load_declarations(home)
    deklaration.sender(lamnare)
    known, found = indicators(deklaration), period(namn)
    id_ = indikator.upper()
    if id_ not in known:
        near = get_close_matches(id_, known) or sorted(known)[:5]
        raise IsuError(f"Det finns ingen indikator {indikator}. Närmast är {', '.join(near)}.")
    if found is None or found.typ not in known[id_].periodtyper:
        raise IsuError(f"{namn} är ingen period som {id_} räknas för. Tillåtet: {', '.join(known[id_].periodtyper)}.")
    return Varde(lamnare, id_, found.namn)


def _tell(home: Home, lamnare: str) -> None:
    """Let the lämnare's cells and page say what is held now."""
    deklaration: Deklaration = load_declarations(home)
    renew_cells(home, deklaration, indicators(deklaration), lamnare)
