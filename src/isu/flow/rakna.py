"""From a sender's register to its cells, to its local analysis, and to the page that tells it where it stands."""

import hashlib
import json
from datetime import UTC, datetime

from isu.cells.build import build_cells
from isu.cells.frysta import Frysta
from isu.cells.indikator import Indikator
from isu.cells.kvalitet import quality_measures
from isu.cells.plan import Files
from isu.cells.platser import INNEHALL, SKYDDADE
from isu.cellutdrag import CELLER
from isu.cellutdrag.packaupp import unpack_cells
from isu.declaration import Deklaration
from isu.declaration.profil import CELLNYCKEL
from isu.flow.kalla import frozen, register_files
from isu.flow.laget import links, standing
from isu.hemlighet import NYCKLAR, secret_of
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger
from isu.lokalt import PAGE, write_analysis
from isu.omdome import AVVISAD
from isu.receipt.laget import RESTS_ON, laget_rests_on, write_laget
from isu.receipt.regelsidor import write_pages


def renew_cells(home: Home, deklaration: Deklaration, indikatorer: dict[str, Indikator], lamnare: str) -> list[str]:
    """Count again what has changed for one sender, and let its page tell where it stands; the indicators counted."""
    with lock(home, lamnare):
        return renew_locked(home, deklaration, indikatorer, lamnare)


def renew_locked(home: Home, deklaration: Deklaration, indikatorer: dict[str, Indikator], lamnare: str) -> list[str]:
    """The same, for whoever has the sender's lock."""
    ledger = Ledger(home)
    deliveries = ledger.all_deliveries(lamnare)
    accepted = [d for d in deliveries if d.utfall != AVVISAD]
    files, frysta = register_files(home, accepted), frozen(home, accepted, ledger.retentions(lamnare))
    every = indikatorer | quality_measures(deklaration, indikatorer)
    changed = _renew(home, deklaration, every, lamnare, files, frysta)
    told = _told(home, lamnare)
    if told:
        ledger.record_protected(lamnare, json.loads(told)[SKYDDADE], datetime.now(UTC))
    write_analysis(home, deklaration, {} if CELLER in files else indikatorer, lamnare)  # made at home
    facts = standing(deklaration, indikatorer, lamnare, deliveries, told)
    _tell_standing(home, deklaration, lamnare, facts, files)
    return [i for i in changed if i in indikatorer]


def _renew(
    home: Home, deklaration: Deklaration, every: dict[str, Indikator], lamnare: str, files: Files, frysta: Frysta
) -> list[str]:
    """Counted from the sender's rows, or unpacked from the cells that it counted itself."""
    if delivered := files.get(CELLER):
        return unpack_cells(home, deklaration, every, lamnare, delivered[-1], held(home, lamnare))
    secret = secret_of_keys(home, deklaration)
    return build_cells(home, deklaration, every, lamnare, files, held(home, lamnare), frysta, secret)


def secret_of_keys(home: Home, deklaration: Deklaration) -> bytes | None:
    """What makes the keys of records, where the profile of disclosure asks for them."""
    return secret_of(home, NYCKLAR) if deklaration.skydd.metod == CELLNYCKEL else None


def _tell_standing(home: Home, deklaration: Deklaration, lamnare: str, facts: dict, files: Files) -> None:
    """The page is written again when it rests on something else than now; looking at the links takes the longest."""
    facts = facts | {"lokal_analys": (home.outbox(lamnare) / PAGE).is_file()}
    rows = {tabell: [f.nyckel for f in own] for tabell, own in files.items()}
    rests_on = hashlib.sha256(json.dumps([facts, rows], sort_keys=True).encode()).hexdigest()
    if laget_rests_on(home, lamnare) != rests_on:
        found = links(deklaration, files)
        if broken := [brutet["kod"] for brutet in found["samband"]]:
            write_pages(home.rule_pages(lamnare), deklaration, broken)
        write_laget(home, lamnare, facts | found | {RESTS_ON: rests_on})


def held(home: Home, lamnare: str) -> dict[str, list[str]]:
    """Indicator → the periods that a steward holds back."""
    found: dict[str, list[str]] = {}
    for value in Ledger(home).held(lamnare):
        found.setdefault(value.indikator, []).append(value.period)
    return found


def _told(home: Home, lamnare: str) -> str | None:
    """What the cells say of themselves, as text."""
    path = home.cells(lamnare) / INNEHALL
    return path.read_text(encoding="utf-8") if path.is_file() else None
