"""Erases the rows whose retention has passed, by the delivery calendar, and freezes what was counted of them.

One lämnare at a time: its cells are made right, what would change is frozen, the ledger says so in one transaction,
then the files go. Cut off at any point it is finished by being run once more. What was erased is told in a protocol.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from isu import valv
from isu.declaration import Deklaration, load_declarations
from isu.declaration.leveransplan import read_leveransplan
from isu.errors import IsuError
from isu.filer import discard, write_whole
from isu.flow.frys import Nyfryst, to_freeze
from isu.flow.indikatorer import indicators, measures
from isu.flow.kalla import frozen, place_of, register_files
from isu.flow.laget import by_sender
from isu.flow.protokoll import protocol_place, untold
from isu.flow.rakna import held, renew_locked
from isu.handelser import note
from isu.home import Home
from isu.las import lock
from isu.ledger import Ledger, Leverans
from isu.leveranslage.gallring import Gallring, due
from isu.omdome import AVVISAD
from isu.period import Interval
from isu.receipt.kvitto import WORKBOOKS, receipt_stem
from isu.register.keep import private_folder

#: What the log of events and the protocol call it.
GALLRING = "gallring"

PROTOKOLL = """Protokoll över gallring

Tid: {nar:%Y-%m-%d %H:%M} UTC
Grund: leveransplanens gallras_dagar, {nar:%Y-%m-%d}

Gallrat: {antal} leveranser från {lamnare} lämnare, {rader} accepterade rader, ur arkiv, register och karantän.

{rader_per_leverans}

Kvar i liggaren är att leveranserna kom, deras antal rader och kontrollsummor, och att de är gallrade. Det som räknats
av raderna är fryst och räknas aldrig om. Säkerhetskopior gallras inte av detta.
"""


@dataclass(frozen=True)
class Gjort:
    """What was erased, the protocol (None where there was nothing), and the lämnare where it could not be done."""

    gallrade: tuple[Leverans, ...]
    protokoll: Path | None
    fel: dict[str, str]


def to_erase(home: Home, idag: date) -> list[Gallring]:
    """Of every lämnare with anything due or waiting. Nothing is changed."""
    plan = read_leveransplan(load_declarations(home))
    own = (due(plan, lamnare, ds, idag) for lamnare, ds in by_sender(Ledger(home).all_deliveries()).items())
    return [g for g in own if g.leveranser or g.vantar]


def erase_due(home: Home, idag: date, bekrafta: int) -> Gjort:
    """Erase all that is due; `bekrafta` is how many deliveries that is, as it was shown. A lämnare that fails is told
    and stops nobody."""
    chosen = [g for g in to_erase(home, idag) if g.leveranser]
    antal = sum(len(g.leveranser) for g in chosen)
    if bekrafta != antal:
        raise IsuError(
            f"{antal} leveranser ska gallras, inte {bekrafta}. Det går inte att ångra: se efter vilka först."
        )
    deklaration, now = load_declarations(home), datetime.now(UTC)
    done, faults = [], {}
    _finish(home)
    for gallring in chosen:
        try:
            with lock(home, gallring.lamnare):
                _freeze_and_record(home, deklaration, gallring, now)
                done += gallring.leveranser
                _remove_files(home, Ledger(home).all_deliveries(gallring.lamnare))
                renew_locked(home, deklaration, indicators(deklaration), gallring.lamnare)
        except IsuError as error:
            faults[gallring.lamnare] = str(error)
    return Gjort(tuple(done), _protocols(home, deklaration), faults)


def _finish(home: Home) -> None:
    """What was cut off after the ledger had been told."""
    for lamnare, deliveries in by_sender(Ledger(home).all_deliveries()).items():
        with lock(home, lamnare):
            _remove_files(home, deliveries)


def _freeze_and_record(home: Home, deklaration: Deklaration, gallring: Gallring, now: datetime) -> None:
    """From here on the rows are erased, whether their files are gone yet or not."""
    lamnare = gallring.lamnare
    valv.refuse_locked(home, lamnare)
    renew_locked(home, deklaration, indicators(deklaration), lamnare)
    fresh = _frozen_without(home, deklaration, gallring, now)
    place = private_folder(home.frozen(lamnare)) / f"{fresh.sha256}.parquet"
    partial = home.holding / f"{lamnare}.{fresh.sha256}"
    partial.write_bytes(fresh.innehall)
    valv.put(home, lamnare, partial, place)
    ordningar = [d.ordning for d in gallring.leveranser]
    Ledger(home).record_retention(lamnare, ordningar, now, fresh.sagt, fresh.sha256)
    for tabell, period in sorted({(d.tabell or "okänd", _days(d)) for d in gallring.leveranser}):
        note(home, GALLRING, lamnare=lamnare, tabell=tabell, period=period)


def _frozen_without(home: Home, deklaration: Deklaration, gallring: Gallring, now: datetime) -> Nyfryst:
    """What is to be frozen when the deliveries' rows are gone."""
    lamnare, ledger = gallring.lamnare, Ledger(home)
    accepted, going = ledger.accepted(lamnare), {d.ordning for d in gallring.leveranser}
    for d in accepted:
        d.gallrad = now if d.ordning in going else d.gallrad  # here alone: the ledger is told afterwards
    frysta = frozen(home, accepted, ledger.retentions(lamnare))
    left = register_files(home, accepted)
    return to_freeze(home, deklaration, measures(deklaration), lamnare, left, frysta, held(home, lamnare))


def _remove_files(home: Home, deliveries: Sequence[Leverans]) -> None:
    """Take away every file of one lämnare's erased deliveries; bytes that another delivery owns too are left."""
    owned = {place_of(home, d).delivered for d in deliveries if d.bevarad}
    for d in (d for d in deliveries if d.gallrad is not None):
        for path in _files_of(home, d):
            if path not in owned:
                discard(path)


def _files_of(home: Home, d: Leverans) -> Iterable[Path]:
    """Its rows, its bytes, and the workbooks that point out single rows; the receipt itself is kept."""
    place, stem = place_of(home, d), receipt_stem(d.filnamn, d.nyckel)
    yield from (place.delivered, place.manifest, place.set_aside, place.faults)
    yield from (home.outbox(d.lamnare) / f"{stem}{ending}" for ending in WORKBOOKS.values())
    if d.tabell and d.utfall != AVVISAD:
        yield place.rows(d.tabell)


def _protocols(home: Home, deklaration: Deklaration) -> Path | None:
    """Of each erasure that has none; the last one."""
    told = untold(home, GALLRING, ((d.gallrad, d) for d in Ledger(home).all_deliveries()))
    return [None, *(_protocol(home, deklaration, own, when) for when, own in told.items())][-1]


def _protocol(home: Home, deklaration: Deklaration, erased: list[Leverans], now: datetime) -> Path:
    lines = [
        f"- {d.lamnare}, leverans {d.ordning}: {d.tabell or 'okänd tabell'} för {_days(d)}, {d.accepterade} rader, "
        f"sha256 {d.sha256}"
        for d in erased
    ]
    text = PROTOKOLL.format(
        nar=now,
        antal=len(erased),
        lamnare=len({d.lamnare for d in erased}),
        rader=sum(d.accepterade for d in erased),
        rader_per_leverans="\n".join(lines),
    )
    return write_whole(protocol_place(home, GALLRING, now), text)


def _days(d: Leverans) -> str:
    return str(Interval(d.fran, d.till)) if d.fran else "okänd tid"
