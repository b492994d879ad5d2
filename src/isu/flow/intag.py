"""Takes one sender's waiting files: hold, judge, keep, record, receipt, and only then away from the intake.

Everything before the record can be done again with the same result; everything after it is finished on the next
run if it was cut off. So a kill at any point loses nothing and counts nothing twice.
"""

import time
from datetime import UTC, datetime
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import IsuError
from isu.filer import discard, sha256_of
from isu.flow.bedoma import feeds, judged
from isu.flow.indikatorer import indicators
from isu.flow.kalla import place_of
from isu.home import Home
from isu.intake.arrival import Arrival, Held, MayNotBeRead, StillChanging, hold, waiting
from isu.intake.manifest import manifest_path
from isu.las import lock
from isu.ledger import Ledger, Leverans
from isu.receipt.kvitto import receipt_data, receipt_stem, rule_codes, write_receipt
from isu.receipt.regelsidor import write_pages
from isu.register.keep import Plats, put
from isu.register.nyckel import content_key
from isu.validation.judge import Dom

SETTLED_SECONDS = 2.0  # a file touched later than this may still be under way into the folder


class Unread(IsuError):
    """Some waiting files may not be read; `taken` are the deliveries that were."""

    def __init__(self, told: list[str], taken: list[Leverans]):
        super().__init__(" ".join(told))
        self.taken = taken


def take_sender(home: Home, deklaration: Deklaration, lamnare: str) -> list[Leverans]:
    """Take every waiting file of `lamnare`, in the order of receipt. A file still changing is left for the next run.

    Raises Unread, when all others have been taken, where a file may not be read.
    """
    taken: list[Leverans] = []
    unread: list[str] = []
    with lock(home, lamnare):
        ledger = Ledger(home)
        for arrival in waiting(home, lamnare):
            _let_it_settle(arrival)
            try:
                taken.append(_take(home, deklaration, ledger, arrival))
            except MayNotBeRead as fault:
                unread.append(str(fault))
            except (StillChanging, FileNotFoundError):
                continue
    if unread:
        raise Unread(unread, taken)
    return taken


def _let_it_settle(arrival: Arrival) -> None:
    age = time.time() - max(arrival.mtime_ns, arrival.ctime_ns) / 1e9
    if 0 <= age < SETTLED_SECONDS:
        time.sleep(SETTLED_SECONDS - age)


def _take(home: Home, deklaration: Deklaration, ledger: Ledger, arrival: Arrival) -> Leverans:
    held = hold(home, arrival, deklaration.granser.fil_byte)
    nyckel = content_key(held.sha256, arrival.namn, held.manifest)
    known = ledger.recorded(arrival.lamnare, held.sha256, arrival.tecken, nyckel)
    if known and known.ankomst != arrival.tecken:
        ledger.received_again(known.ordning, datetime.now(UTC))
    delivery = known or _judge_and_record(home, deklaration, ledger, held, nyckel)
    _finish(home, held, delivery)
    return delivery


def _judge_and_record(home: Home, deklaration: Deklaration, ledger: Ledger, held: Held, nyckel: str) -> Leverans:
    lamnare = held.arrival.lamnare
    place = Plats(home, lamnare, held.sha256, ledger.free_key(lamnare, held.sha256, nyckel))
    accepted = ledger.accepted(lamnare)
    dom = judged(home, deklaration, held, accepted)
    register_sha = _keep(dom, place)
    kvitto = receipt_data(dom.omdome, deklaration, feeds(indicators(deklaration), deklaration, dom.omdome, accepted))
    # Before it is recorded: a receipt never leads to a page that is not there.
    write_pages(home.rule_pages(lamnare), deklaration, rule_codes(kvitto))
    kept = dom.omdome.granskad and held.path is not None
    when = datetime.now(UTC)
    return ledger.record(dom.omdome, held.arrival.tecken, when, kvitto, register_sha, kept, place.namn)


def _keep(dom: Dom, place: Plats) -> str | None:
    """Put accepted rows, set-aside rows and the places of faults where they belong; the hash of the accepted ones."""
    if dom.platser:
        put(place, dom.platser, place.faults)
    if dom.accepterade is None:
        return None
    digest = sha256_of(dom.accepterade)
    put(place, dom.accepterade, place.rows(dom.omdome.tabell))
    if dom.avsatta:
        put(place, dom.avsatta, place.set_aside)
    return digest


def _finish(home: Home, held: Held, delivery: Leverans) -> None:
    """Receipt, archive, and the intake emptied. Done again after a kill, it changes nothing.

    Bytes that the guard has not seen all of are kept nowhere: they go when holding is swept.
    """
    arrival, place = held.arrival, place_of(home, delivery)
    faults = place.faults if place.faults.is_file() else None
    write_receipt(home, delivery.kvitto, receipt_stem(delivery.filnamn, place.namn), faults)
    if delivery.bevarad and held.path:
        put(place, held.path, place.delivered)
        if held.manifest:
            put(place, held.manifest, place.manifest)
    manifest = manifest_path(arrival.path)
    _clear(home.holding, f"{arrival.lamnare}.")
    arrival.path.unlink(missing_ok=True)
    if manifest:
        manifest.unlink(missing_ok=True)


def _clear(folder: Path, prefix: str) -> None:
    """Remove what judging left behind for this sender."""
    for leftover in folder.glob(f"{prefix}*"):
        discard(leftover)
