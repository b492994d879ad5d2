"""Takes one sender's waiting files: hold, judge, keep, record, receipt, and only then away from the intake.

Everything before the record can be done again with the same result; everything after it is finished on the next
run if it was cut off. So a kill at any point loses nothing and counts nothing twice.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from isu.declaration import Deklaration
from isu.declaration.regel import AVVISNING
from isu.filer import discard, sha256_of
from isu.flow.kalla import register_files
from isu.flow.las import lock
from isu.home import Home
from isu.in_force import crossing
from isu.intake.arrival import Arrival, Held, StillChanging, hold, waiting
from isu.intake.manifest import manifest_path
from isu.ledger import Ledger, Leverans
from isu.ledger.ledger import received
from isu.omdome import Fynd, Omdome
from isu.period import Interval
from isu.receipt.kvitto import receipt_data, receipt_stem, write_receipt
from isu.register.keep import Plats, put, put_copy
from isu.register.vanished import vanished_keys
from isu.validation.judge import Dom, judge_file

SETTLED_SECONDS = 2.0  # a file touched later than this may still be under way into the folder


def take_sender(home: Home, deklaration: Deklaration, lamnare: str) -> list[Leverans]:
    """Take every waiting file of `lamnare`, in the order of receipt. A file still changing is left for the next run."""
    taken: list[Leverans] = []
    with lock(home, lamnare):
        ledger = Ledger(home)
        for arrival in waiting(home, lamnare):
            _let_it_settle(arrival)
            try:
                taken.append(_take(home, deklaration, ledger, arrival))
            except (StillChanging, FileNotFoundError):
                continue
    return taken


def _let_it_settle(arrival: Arrival) -> None:
    age = time.time() - max(arrival.mtime_ns, arrival.ctime_ns) / 1e9
    if 0 <= age < SETTLED_SECONDS:
        time.sleep(SETTLED_SECONDS - age)


def _take(home: Home, deklaration: Deklaration, ledger: Ledger, arrival: Arrival) -> Leverans:
    held = hold(home, arrival)
    known = ledger.recorded(arrival.lamnare, held.sha256, arrival.tecken)
    if known and known.ankomst != arrival.tecken:
        ledger.received_again(known.ordning, datetime.now(UTC))
    delivery = known or _judge_and_record(home, deklaration, ledger, held)
    _finish(home, held, delivery)
    return delivery


def _judge_and_record(home: Home, deklaration: Deklaration, ledger: Ledger, held: Held) -> Leverans:
    lamnare = held.arrival.lamnare
    accepted = ledger.accepted(lamnare)
    dom = _judge(home, deklaration, held, accepted)
    place = Plats(home, lamnare, held.sha256)
    register_sha = _keep(dom, place)
    omdome = _with_vanished(home, deklaration, dom.omdome, accepted)
    kvitto = receipt_data(omdome, deklaration)
    return ledger.record(omdome, held.arrival.tecken, datetime.now(UTC), kvitto, register_sha)


def _judge(home: Home, deklaration: Deklaration, held: Held, accepted: list[Leverans]) -> Dom:
    path, lamnare = held.arrival.path, held.arrival.lamnare
    if lamnare not in deklaration.lamnare:
        unknown = Omdome(
            lamnare, path.name, held.sha256, held.arrival.size, fynd=(Fynd("okand_lamnare", AVVISNING, 1),)
        )
        return Dom(unknown)
    return judge_file(
        held.path,
        path.name,
        held.sha256,
        manifest_path(path),
        deklaration.lamnare[lamnare],
        deklaration,
        crossing_among(accepted),
        home.holding / f"{lamnare}.{held.sha256[:16]}",
    )


def crossing_among(accepted: list[Leverans]) -> Callable[[str, Interval], tuple[str, Interval] | None]:
    """What judging asks of the ledger: does an interval cross a delivery of the table that is in force?"""

    def crosses(tabell: str, interval: Interval) -> tuple[str, Interval] | None:
        of_table = {d.ordning: d for d in accepted if d.tabell == tabell}
        found = crossing(interval, [received(d) for d in of_table.values()])
        return (of_table[found.ordning].filnamn, found.interval) if found else None

    return crosses


def _keep(dom: Dom, place: Plats) -> str | None:
    """Put accepted and set-aside rows in their places; the hash of the accepted ones."""
    if dom.accepterade is None:
        return None
    digest = sha256_of(dom.accepterade)
    put(dom.accepterade, place.rows(dom.omdome.tabell))
    if dom.avsatta:
        put(dom.avsatta, place.set_aside)
    return digest


def _with_vanished(home: Home, deklaration: Deklaration, omdome: Omdome, accepted: list[Leverans]) -> Omdome:
    """Count keys that this delivery takes out of force, if it replaces anything."""
    of_table = [d for d in accepted if d.tabell == omdome.tabell]
    if omdome.tabell is None or omdome.interval is None or not of_table or omdome.raknade.accepterade == 0:
        return omdome
    before = register_files(home, of_table)[omdome.tabell]
    after = register_files(home, [*of_table, _as_delivery(omdome, of_table[-1].ordning + 1)])[omdome.tabell]
    return replace(omdome, forsvunna_nycklar=vanished_keys(deklaration.tabeller[omdome.tabell], before, after))


def _as_delivery(omdome: Omdome, ordning: int) -> Leverans:
    return Leverans(
        ordning=ordning,
        lamnare=omdome.lamnare,
        sha256=omdome.sha256,
        tabell=omdome.tabell,
        fran=omdome.interval.fran,
        till=omdome.interval.till,
        uttagsdatum=omdome.uttagsdatum,
        uttagsdatum_angivet=omdome.uttagsdatum_angivet,
    )


def _finish(home: Home, held: Held, delivery: Leverans) -> None:
    """Receipt, archive, and the intake emptied. Done again after a kill, it changes nothing."""
    arrival = held.arrival
    write_receipt(home, delivery.kvitto, receipt_stem(delivery.filnamn, delivery.sha256))
    place = Plats(home, arrival.lamnare, held.sha256)
    manifest = manifest_path(arrival.path)
    if manifest:
        put_copy(manifest, place.manifest)
    put(held.path, place.delivered)
    _clear(home.holding, f"{arrival.lamnare}.")
    arrival.path.unlink(missing_ok=True)
    if manifest:
        manifest.unlink(missing_ok=True)


def _clear(folder: Path, prefix: str) -> None:
    """Remove what judging left behind for this sender."""
    for leftover in folder.glob(f"{prefix}*"):
        discard(leftover)
