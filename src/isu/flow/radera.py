"""Erases one lämnare: everything left of the wall that came from it, and what was made of that. It cannot be undone.

The ledger keeps that there were deliveries, their counts and hashes, and that they were erased; `isu verify` holds the
disk to it. A release already made stays as it was made: it holds no person. So do the sums behind it, which hold
counts: without them the next release would tell, by its difference, what was withheld of the lämnare that is gone. What
the erasure was is told in a protocol.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.filer import write_whole
from isu.flow.protokoll import protocol_place, untold
from isu.home import Home
from isu.las import UTGAVA, lock
from isu.ledger import Ledger, Leverans
from isu.nycklar import belongs_to, destroy_key
from isu.valv import is_encrypted

PROTOKOLL = """Protokoll över radering

Lämnare: {namn} ({lamnare})
Tid: {nar:%Y-%m-%d %H:%M} UTC
Skäl: {skal}

Raderat: {antal} leveranser med {rader} accepterade rader, ur intag, arkiv, register, karantän, celler och utkorg.
{nyckel}

{rader_per_leverans}

Kvar i liggaren är att leveranserna kom, deras antal rader och kontrollsummor, och att de är raderade. Utgåvor som redan
är gjorda ändras inte; de innehåller inga enskilda uppgifter. Summorna bakom dem ({utgivet}) ligger också kvar: antal
per kommun, inga rader, lika hemliga som förut. Nästa utgåva prövas mot dem, så att det som doldes inte går att räkna
fram när lämnaren saknas. Säkerhetskopior raderas inte av detta.
"""


def erase(home: Home, lamnare: str, skal: str) -> Path:
    """Erase it all; the protocol. What is cut off in the middle is finished by erasing once more."""
    if not skal.strip():
        raise IsuError("Skriv varför allt från lämnaren raderas. Skälet sparas i protokollet.")
    if is_encrypted(home):
        belongs_to(home)
    now = datetime.now(UTC)
    with lock(home, lamnare), lock(home, UTGAVA):
        Ledger(home).erase(lamnare, now, skal)
        erased = untold(home, _called(lamnare), ((d.raderad, d) for d in Ledger(home).all_deliveries(lamnare)))
        if not erased and not any(place.exists() for place in places(home, lamnare)):
            raise IsuError(f"Det finns inget från {lamnare} att radera.")
        if is_encrypted(home):
            destroy_key(home, lamnare)
        for place in places(home, lamnare):
            shutil.rmtree(place, ignore_errors=True)
        left = [str(place) for place in places(home, lamnare) if place.exists()]
        if left:
            raise IsuError(f"Raderingen blev inte klar: {', '.join(left)} finns kvar. Kör kommandot igen.")
    return [_protocol(home, lamnare, skal, when, own) for when, own in (erased or {now: []}).items()][-1]


def _called(lamnare: str) -> str:
    return f"radering_{lamnare}"


def places(home: Home, lamnare: str) -> list[Path]:
    """Every folder that holds anything of one lämnare."""
    return [home.inbox(lamnare), home.outbox(lamnare), *home.secret(lamnare)]


def _protocol(home: Home, lamnare: str, skal: str, now: datetime, erased: list[Leverans]) -> Path:
    sender = load_declarations(home).lamnare.get(lamnare)
    lines = [
        f"- leverans {d.ordning}: {d.tabell or 'okänd tabell'}, {d.rader} rader, sha256 {d.sha256}" for d in erased
    ]
    text = PROTOKOLL.format(
        namn=sender.namn if sender else lamnare,
        lamnare=lamnare,
        nar=now,
        skal=skal,
        antal=len(erased),
        rader=sum(d.accepterade for d in erased),
        utgivet=f"{home.printed.name}/",
        nyckel="Lämnarens nyckel är förstörd.\n" if is_encrypted(home) else "",
        rader_per_leverans="\n".join(lines),
    )
    return write_whole(protocol_place(home, _called(lamnare), now), text)
