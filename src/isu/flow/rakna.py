"""From a sender's register to its cells, and to the page that tells it where it stands."""

import json

from isu.cells.build import INNEHALL, build_cells
from isu.cells.indikator import Indikator
from isu.declaration import Deklaration
from isu.flow.intag import lock
from isu.flow.kalla import register_files
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.omdome import AVVISAD
from isu.receipt.kvitto import receipt_stem
from isu.receipt.laget import write_laget
from isu.register.references import dangling


def renew_cells(
    home: Home, deklaration: Deklaration, indikatorer: dict[str, Indikator], lamnare: str, news: bool
) -> list[str]:
    """Count again what has changed for one sender; the indicators that were counted.

    The sender's page is written when there is `news` (files were just taken) or the cells say something else.
    """
    with lock(home, lamnare):
        before = _told(home, lamnare)
        deliveries = Ledger(home).all_deliveries(lamnare)
        files = register_files(home, [d for d in deliveries if d.utfall != AVVISAD])
        changed = build_cells(home, deklaration, indikatorer, lamnare, files)
        if news or _told(home, lamnare) != before or not (home.outbox(lamnare) / "laget.json").is_file():
            write_laget(home, lamnare, _laget(home, deklaration, indikatorer, lamnare, deliveries, files))
    return changed


def _told(home: Home, lamnare: str) -> str | None:
    """What the cells say of themselves, as text."""
    path = home.cells(lamnare) / INNEHALL
    return path.read_text(encoding="utf-8") if path.is_file() else None


def unmended(deliveries: list[Leverans]) -> list[Leverans]:
    """Refused deliveries of one sender that no later accepted one has replaced. Pure.

    A refusal is mended by a later verdict on a file of the same name, or by a later accepted delivery of the same
    table that shares days with it.
    """
    return [d for d in deliveries if d.utfall == AVVISAD and not any(_mends(later, d) for later in deliveries)]


def _mends(later: Leverans, refused: Leverans) -> bool:
    if not _came_after(later, refused):
        return False
    if later.filnamn == refused.filnamn:
        return True  # the newest verdict on a file stands for it, whatever it is
    same_table = later.utfall != AVVISAD and later.tabell == refused.tabell and refused.fran is not None
    return same_table and later.fran <= refused.till and refused.fran <= later.till


def _came_after(other: Leverans, refused: Leverans) -> bool:
    """Received for the first time, or once more, after the refusal."""
    again = other.mottagen_igen is not None and other.mottagen_igen > refused.mottagen
    return other.ordning > refused.ordning or again


def _laget(home, deklaration, indikatorer, lamnare, deliveries, files) -> dict:
    in_force = [d for d in deliveries if d.i_kraft]
    sender = deklaration.lamnare.get(lamnare)
    return {
        "lamnare": lamnare,
        "namn": sender.namn if sender else lamnare,
        "i_kraft": [_in_force_row(d) for d in in_force],
        "ej_atgardade": [_unmended_row(d) for d in unmended(deliveries)],
        "referenser": [vars(lucka) for lucka in dangling(deklaration.tabeller, files)],
        "indikatorer": _counted(home, indikatorer, lamnare),
    }


def _in_force_row(d: Leverans) -> dict:
    return {
        "tabell": d.tabell,
        "period": d.kvitto["tid"]["period"] if d.kvitto.get("tid") else "",
        "uttagsdatum": d.uttagsdatum.isoformat() if d.uttagsdatum else None,
        "angivet": d.uttagsdatum_angivet,
        "rader": d.accepterade,
        "filnamn": d.filnamn,
    }


def _unmended_row(d: Leverans) -> dict:
    kvitto = f"{receipt_stem(d.filnamn, d.sha256)}.kvitto.html"
    return {"filnamn": d.filnamn, "tabell": d.tabell, "utfall": d.utfall, "kvitto": kvitto}


def _counted(home: Home, indikatorer: dict[str, Indikator], lamnare: str) -> list[dict]:
    content = json.loads(_told(home, lamnare) or '{"indikatorer": {}}')["indikatorer"]
    return [
        {"id": id_, "namn": indikatorer[id_].namn["sv"], "period": period, "status": facts["status"]}
        for id_, entry in content.items()
        for period, facts in entry["perioder"].items()
    ]
