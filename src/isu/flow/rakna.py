"""From a sender's register to its cells, to its local analysis, and to the page that tells it where it stands."""

import json
from datetime import UTC, datetime

from isu.cells.build import INNEHALL, SKYDDADE, build_cells
from isu.cells.indikator import Indikator
from isu.cells.kvalitet import quality_measures
from isu.cells.plan import Files
from isu.cellutdrag import CELLER
from isu.cellutdrag.packaupp import unpack_cells
from isu.declaration import Deklaration
from isu.flow.kalla import register_files
from isu.flow.laget import standing
from isu.flow.las import lock
from isu.home import Home
from isu.ledger import Ledger
from isu.lokalt import PAGE, write_analysis
from isu.omdome import AVVISAD
from isu.receipt.laget import write_laget


def renew_cells(
    home: Home, deklaration: Deklaration, indikatorer: dict[str, Indikator], lamnare: str, news: bool
) -> list[str]:
    """Count again what has changed for one sender; the indicators that were counted.

    The sender's page is written when there is `news` (files were just taken) or the cells say something else.
    """
    with lock(home, lamnare):
        before = _told(home, lamnare)
        ledger = Ledger(home)
        deliveries = ledger.all_deliveries(lamnare)
        files = register_files(home, [d for d in deliveries if d.utfall != AVVISAD])
        every = indikatorer | quality_measures(deklaration, indikatorer)
        changed = _renew(home, deklaration, every, lamnare, files)
        told = _told(home, lamnare)
        if told:
            ledger.record_protected(lamnare, json.loads(told)[SKYDDADE], datetime.now(UTC))
        analysed = write_analysis(home, deklaration, {} if CELLER in files else indikatorer, lamnare)  # made at home
        if news or analysed or told != before or not (home.outbox(lamnare) / "laget.json").is_file():
            data = standing(deklaration, indikatorer, lamnare, deliveries, files, told)
            write_laget(home, lamnare, data | {"lokal_analys": (home.outbox(lamnare) / PAGE).is_file()})
    return [i for i in changed if i in indikatorer]


def _renew(home: Home, deklaration: Deklaration, every: dict[str, Indikator], lamnare: str, files: Files) -> list[str]:
    """Counted from the sender's rows, or unpacked from the cells that it counted itself."""
    if delivered := files.get(CELLER):
        return unpack_cells(home, every, lamnare, delivered[-1], _held(home, lamnare))
    return build_cells(home, deklaration, every, lamnare, files, _held(home, lamnare))


def _held(home: Home, lamnare: str) -> dict[str, list[str]]:
    """Indicator → the periods that a steward holds back."""
    found: dict[str, list[str]] = {}
    for held in Ledger(home).held(lamnare):
        found.setdefault(held.indikator, []).append(held.period)
    return found


def _told(home: Home, lamnare: str) -> str | None:
    """What the cells say of themselves, as text."""
    path = home.cells(lamnare) / INNEHALL
    return path.read_text(encoding="utf-8") if path.is_file() else None
