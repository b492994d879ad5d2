"""The steward's page: a matrix of lämnare × table for each period, what is broken now, and what nobody asked for.

Pure: data in, HTML out. Colour is never alone: every square has a sign and a word.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from isu.declaration.lamnare import Lamnare
from isu.declaration.leveransplan import Leveransplan
from isu.ledger import Leverans
from isu.leveranslage.vantat import Lage, Ruta
from isu.receipt.kvitto import receipt_stem
from isu.receipt.sida import render

#: How it stands → sign, word, class of colour.
TECKEN = {
    Lage.MOTTAGEN: ("✓", "mottagen", "gron"),
    Lage.DELVIS: ("◐", "delvis mottagen", "gul"),
    Lage.OFULLSTANDIG: ("◔", "en del av perioden", "gul"),
    Lage.AVVISAD: ("✗", "avvisad", "rod"),
    Lage.SEN: ("!", "försenad", "rod"),
    Lage.VANTAS: ("…", "väntas", ""),
    Lage.OVANTAD: ("?", "inte väntad", "gul"),
}


def page_data(
    plan: Leveransplan,
    senders: Mapping[str, Lamnare],
    rutor: Sequence[Ruta],
    unmended: Sequence[Leverans],
    by_number: Mapping[int, Leverans],
    idag: date,
) -> dict[str, Any]:
    """What the page says, also as JSON. Latest period first; links lead from the steward's folder to the outboxes."""
    counted = Counter(r.lage for r in rutor)
    return {
        "dag": idag.isoformat(),
        "andamal": plan.andamal,
        "antal": {lage.value: counted[lage] for lage in Lage},
        "insamlingar": [_matrix(own, senders, by_number) for own in _groups(r for r in rutor if r.senast)],
        "trasigt": [_broken(d, senders) for d in unmended],
        "ovantat": [_told(r, senders, by_number) for r in rutor if r.lage is Lage.OVANTAD],
    }


def page(data: Mapping[str, Any]) -> str:
    return render("leveranslage.html.j2", l=data, tecken={lage.value: sign for lage, sign in TECKEN.items()})


def _groups(rutor: Iterable[Ruta]) -> list[list[Ruta]]:
    """The squares of one collection and period together."""
    found: dict[tuple[str, str], list[Ruta]] = {}
    for ruta in rutor:
        found.setdefault((ruta.insamling, ruta.period), []).append(ruta)
    return [own for _, own in sorted(found.items(), key=lambda item: item[0][1], reverse=True)]


def _matrix(rutor: Sequence[Ruta], senders: Mapping[str, Lamnare], by_number: Mapping[int, Leverans]) -> dict[str, Any]:
    tables = list(dict.fromkeys(r.tabell for r in rutor))
    placed = {(r.lamnare, r.tabell): r for r in rutor}
    counted = Counter(r.lage for r in rutor)
    heard_of = {d.lamnare for d in by_number.values()}
    return {
        "namn": rutor[0].insamling,
        "period": rutor[0].period,
        "senast": rutor[0].senast.isoformat(),
        "tabeller": tables,
        "antal": {lage.value: counted[lage] for lage in Lage if counted[lage]},
        "rader": [
            {
                "lamnare": lamnare,
                "namn": _name(lamnare, senders),
                "sida": f"../outbox/{lamnare}/laget.html" if lamnare in heard_of else None,
                "rutor": [_told(placed[lamnare, t], senders, by_number) for t in tables],
            }
            for lamnare in sorted({r.lamnare for r in rutor})
        ],
    }


def _told(ruta: Ruta, senders: Mapping[str, Lamnare], by_number: Mapping[int, Leverans]) -> dict[str, Any]:
    latest = by_number[ruta.leveranser[-1]] if ruta.leveranser else None
    return {
        "lamnare": ruta.lamnare,
        "namn": _name(ruta.lamnare, senders),
        "tabell": ruta.tabell,
        "period": ruta.period,
        "lage": ruta.lage.value,
        "kvitto": _receipt(latest) if latest else None,
    }


def _broken(d: Leverans, senders: Mapping[str, Lamnare]) -> dict[str, Any]:
    """A refused delivery in the receipt's own words."""
    return {
        "lamnare": d.lamnare,
        "namn": _name(d.lamnare, senders),
        "fil": d.kvitto["fil"]["namn"],
        "dag": d.mottagen.date().isoformat(),
        "mening": d.kvitto["mening"],
        "kvitto": _receipt(d),
    }


def _receipt(d: Leverans) -> str:
    return f"../outbox/{d.lamnare}/{receipt_stem(d.filnamn, d.nyckel)}.kvitto.html"


def _name(lamnare: str, senders: Mapping[str, Lamnare]) -> str:
    """1780 Karlstad; a folder that is no lämnare's by its own name."""
    return f"{lamnare} {senders[lamnare].namn}" if lamnare in senders else lamnare
