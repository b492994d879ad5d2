"""Where a sender stands: what is in force, what waits to be mended, what can be counted. Data for its page.

`unmended` is also what a steward watches.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from isu.cells.indikator import Indikator
from isu.cells.platser import HALLNA, SKYDDADE
from isu.cells.tackning import KOMPLETT, KVALITET
from isu.declaration import Deklaration
from isu.ledger import Leverans
from isu.omdome import AVVISAD
from isu.receipt.kvitto import receipt_stem
from isu.receipt.text import skyddat_antal
from isu.register.references import dangling
from isu.register.samband import Brutet, broken_links
from isu.register.stage import Registerfil


def by_sender(deliveries: Iterable[Leverans]) -> dict[str, list[Leverans]]:
    """Every sender's own, in the order given; the senders in the order of their names."""
    found: dict[str, list[Leverans]] = {}
    for delivery in deliveries:
        found.setdefault(delivery.lamnare, []).append(delivery)
    return dict(sorted(found.items()))


def unmended(deliveries: list[Leverans]) -> list[Leverans]:
    """Refused deliveries of one sender that no later accepted one has replaced. Pure.

    A refusal is mended by a later verdict on a file of the same name, or by a later accepted delivery of the same
    table that shares days with it. A delivery that has been withdrawn mends nothing, and one that has been erased, also
    by retention, is nothing to mend.
    """
    refused = [d for d in deliveries if d.utfall == AVVISAD and d.raderad is None and d.gallrad is None]
    return [d for d in refused if not any(_mends(later, d) for later in deliveries)]


def _mends(later: Leverans, refused: Leverans) -> bool:
    if later.atertagen is not None or not _came_after(later, refused):
        return False
    if later.filnamn == refused.filnamn:
        return True  # the newest verdict on a file stands for it, whatever it is
    same_table = later.utfall != AVVISAD and later.tabell == refused.tabell and refused.fran is not None
    return same_table and later.fran <= refused.till and refused.fran <= later.till


def _came_after(other: Leverans, refused: Leverans) -> bool:
    """Received for the first time, or once more, after the refusal."""
    again = other.mottagen_igen is not None and other.mottagen_igen > refused.mottagen
    return other.ordning > refused.ordning or again


def standing(
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    deliveries: list[Leverans],
    told: str | None,
) -> dict:
    """What the sender's page tells besides the links of its rows; `told` is what its cells say of themselves."""
    in_force = [d for d in deliveries if d.i_kraft]
    content = json.loads(told) if told else {}
    sender = deklaration.lamnare.get(lamnare)
    return {
        "lamnare": lamnare,
        "namn": sender.namn if sender else lamnare,
        "i_kraft": [_in_force_row(d) for d in in_force if d.gallrad is None],
        "gallrade": [{"tabell": d.tabell, "period": _period(d)} for d in in_force if d.gallrad is not None],
        "ej_atgardade": [_unmended_row(d) for d in unmended(deliveries)],
        "atertagna": [_withdrawn_row(d) for d in deliveries if d.atertagen is not None and d.raderad is None],
        "skyddade": skyddat_antal(content.get(SKYDDADE, 0), deklaration.skydd.troskel),
        "indikatorer": _counted(indikatorer, content.get("indikatorer", {}), content.get(HALLNA, {})),
    }


def links(deklaration: Deklaration, files: Mapping[str, list[Registerfil]]) -> dict:
    """What the rows in force say of each other, for the same page."""
    return {
        "referenser": [vars(lucka) for lucka in dangling(deklaration.tabeller, files)],
        "samband": [_broken_row(brutet, deklaration) for brutet in broken_links(deklaration.tabeller, files)],
    }


def _in_force_row(d: Leverans) -> dict:
    return {
        "tabell": d.tabell,
        "period": _period(d),
        "uttagsdatum": d.uttagsdatum.isoformat() if d.uttagsdatum else None,
        "angivet": d.uttagsdatum_angivet,
        "rader": d.accepterade,
        "filnamn": d.filnamn,
    }


def _withdrawn_row(d: Leverans) -> dict:
    return {"filnamn": d.filnamn, "tabell": d.tabell, "period": _period(d), "skal": d.atertagen_skal}


def _broken_row(brutet: Brutet, deklaration: Deklaration) -> dict:
    regel = deklaration.regler[brutet.regel]
    sentences = {"mening": regel.sv.format(till=brutet.till), "gor": regel.gor.format(till=brutet.till)}
    return vars(brutet) | {"kod": regel.kod} | sentences


def _period(d: Leverans) -> str:
    return d.kvitto["tid"]["period"] if d.kvitto.get("tid") else ""


def _unmended_row(d: Leverans) -> dict:
    kvitto = f"{receipt_stem(d.filnamn, d.nyckel)}.kvitto.html"
    return {"filnamn": d.filnamn, "tabell": d.tabell, "utfall": d.utfall, "kvitto": kvitto}


def _counted(
    indikatorer: Mapping[str, Indikator], content: Mapping[str, Any], hallna: Mapping[str, list[str]]
) -> list[dict]:
    def status(id_: str, period: str, told: str) -> str:
        return KVALITET if told == KOMPLETT and period in hallna.get(id_, ()) else told

    return [
        {
            "id": id_,
            "namn": indikatorer[id_].namn["sv"],
            "period": period,
            "status": status(id_, period, facts["status"]),
        }
        for id_, entry in content.items()
        if id_ in indikatorer  # the cells also tell of the quality of each table
        for period, facts in entry["perioder"].items()
    ]
