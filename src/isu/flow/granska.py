"""Proves from ledger and files that nothing is lost, and that nothing lies where it may not: `isu verify`.

Pure reading: nothing is mended here. Each fault found is a sentence with its place.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from isu import valv
from isu.errors import IsuError
from isu.filer import sha256_of
from isu.flow.holding import left_in_holding
from isu.flow.kalla import frozen_path, place_of
from isu.flow.laga import damaged_edition, damaged_of_sender, is_parquet, register_hashes
from isu.handelser import events, faults
from isu.home import Home
from isu.ledger import Gallring, Ledger, Leverans, Utgava
from isu.ledger.ledger import time_in_force
from isu.minne import damaged, remembered
from isu.omdome import AVVISAD
from isu.paket.plats import faults_of as pack_faults
from isu.receipt.kvitto import receipt_stem
from isu.register.keep import Plats
from isu.release.utgava import verify_release


def verify(home: Home) -> list[str]:
    """Every fault found; an empty list is the proof."""
    ledger = Ledger(home)
    deliveries, retentions = ledger.all_deliveries(), ledger.retentions()
    locked = {lamnare for lamnare in home.kept() if valv.is_locked(home, lamnare)}
    return [
        *faults(events(home)),
        *(f"Nyckeln för {lamnare} saknas: inget från lämnaren kan läsas eller prövas." for lamnare in sorted(locked)),
        *(fault for d in deliveries if d.lamnare not in locked for fault in _all_faults(home, d)),
        *(fault for r in retentions if r.lamnare not in locked for fault in _frozen_faults(home, r)),
        *_in_force_faults(deliveries),
        *_stray_files(home, deliveries, {frozen_path(home, r) for r in retentions}),
        *(
            f"{path} ligger kvar efter ett avbrutet arbete. Nästa körning tar bort det."
            for path in left_in_holding(home)
        ),
        *(
            f"{path} är skadad. Nästa körning gör om den."
            for path in _damaged(home, {d.lamnare for d in deliveries} - locked)
        ),
        *pack_faults(home),
        *(fault for release in ledger.releases() for fault in _release_faults(home, release, deliveries)),
    ]


def _damaged(home: Home, senders: Iterable[str]) -> Iterator[Path]:
    """What is made of something else, and is not what it was when it was made."""
    for lamnare in sorted(senders):
        yield from damaged_of_sender(home, lamnare)
    yield from damaged(home.added_up, remembered(home.added_up))
    yield from damaged_edition(home)


def _all_faults(home: Home, d: Leverans) -> Iterator[str]:
    """A file that cannot be decrypted is a fault like others."""
    try:
        yield from _delivery_faults(home, d)
    except IsuError as error:
        yield f"Leverans {d.ordning} från {d.lamnare}: {error}"


def _delivery_faults(home: Home, d: Leverans) -> Iterator[str]:
    place, name = place_of(home, d), f"Leverans {d.ordning} från {d.lamnare}"
    if d.bevarad:
        yield from _archive_faults(home, place, d, name)
    if not d.adds_up:
        yield f"{name}: raderna går inte ihop i liggaren."
    if d.raderad is not None:
        return  # what is left of it on the disk is told as files that nobody owns
    if not (home.outbox(d.lamnare) / f"{receipt_stem(d.filnamn, place.namn)}.kvitto.json").is_file():
        yield f"{name}: kvittot saknas i {home.outbox(d.lamnare)}."
    if d.utfall != AVVISAD and d.gallrad is None:
        yield from _row_faults(home, place, d, name)


def _archive_faults(home: Home, place: Plats, d: Leverans, name: str) -> Iterator[str]:
    if not place.delivered.is_file():
        yield f"{name}: den levererade filen saknas i arkivet, {place.delivered}."
    elif not _holds(home, place.delivered, d.sha256):
        yield f"{name}: den arkiverade filen har ändrats, {place.delivered}."


def _holds(home: Home, path: Path, digest: str) -> bool:
    """Are these the bytes that were kept? In a home that is not encrypted no file is, whatever it begins with."""
    try:
        return (valv.sha256_of(path) if valv.is_encrypted(home) else sha256_of(path)) == digest
    except IsuError:
        return False


def _row_faults(home: Home, place: Plats, d: Leverans, name: str) -> Iterator[str]:
    rows = place.rows(d.tabell)
    if not rows.is_file():
        yield f"{name}: registerfilen saknas, {rows}."
    elif not any(_holds(home, rows, digest) for digest in register_hashes(d)):
        yield f"{name}: registerfilen har ändrats, {rows}."
    elif not _agrees(rows, d):
        yield f"{name}: registerfilen har ett annat antal rader än liggaren, {rows}."
    aside = d.avsatta + d.olasbara
    if aside and not place.set_aside.is_file():
        yield f"{name}: de avsatta raderna saknas, {place.set_aside}."
    elif aside and not is_parquet(place.set_aside):
        yield f"{name}: de avsatta raderna går inte att läsa, {place.set_aside}."
    elif aside and _records(place.set_aside, "rad") != aside:
        yield f"{name}: karantänen har ett annat antal rader än liggaren, {place.set_aside}."


def _agrees(rows: Path, d: Leverans) -> bool:
    """All accepted rows are there, and of the deleted ones at most as many as were counted."""
    deleted, everything = _deleted_rows(rows), _records(rows, "_rad")
    return everything - deleted == d.accepterade and deleted <= d.borttagna


def _records(rows: Path, number: str) -> int:
    """Records of the delivered file; several rows may come of one. Cells have no number, each is one."""
    if number not in pq.read_schema(valv.opened(rows)).names:
        return pq.read_metadata(valv.opened(rows)).num_rows
    return pc.count_distinct(pq.read_table(valv.opened(rows), columns=[number])[number]).as_py()


def _deleted_rows(rows: Path) -> int:
    if "_borttagen" not in pq.read_schema(valv.opened(rows)).names:
        return 0
    return pc.sum(pq.read_table(valv.opened(rows), columns=["_borttagen"])["_borttagen"]).as_py() or 0


def _frozen_faults(home: Home, retention: Gallring) -> Iterator[str]:
    """Frozen cells cannot be made again: they are all there, and as they were."""
    path = frozen_path(home, retention)
    if not path.is_file():
        yield f"Frysta celler för {retention.lamnare} saknas, {path}. De går inte att räkna om: återställ filen."
    elif not _holds(home, path, retention.fil_sha256):
        yield f"Frysta celler för {retention.lamnare} har ändrats, {path}. De går inte att räkna om: återställ filen."


def _in_force_faults(deliveries: list[Leverans]) -> Iterator[str]:
    """What the ledger says is in force is what the rules of time say."""
    for lamnare in sorted({d.lamnare for d in deliveries}):
        accepted = [d for d in deliveries if d.lamnare == lamnare and d.utfall != AVVISAD]
        kept = {d.ordning for rows in time_in_force(accepted).values() for d, _ in rows}
        for d in accepted:
            if d.i_kraft != (d.ordning in kept):
                yield f"Leverans {d.ordning} från {lamnare}: liggaren säger fel om den gäller."


def _stray_files(home: Home, deliveries: Iterable[Leverans], frozen: set[Path]) -> Iterator[str]:
    """Files left of the wall that no delivery owns. One whose bytes may not be kept owns none."""
    owned = set(frozen)
    for d in deliveries:
        if d.bevarad:  # never of one that has been erased
            place = place_of(home, d)
            owned |= {place.delivered, place.manifest, place.set_aside, place.faults}
            owned |= {place.rows(d.tabell)} if d.tabell else set()
    for folder in ("archive", "register", "quarantine", "frysta"):
        for path in sorted((home.root / folder).rglob("*")):
            if path.is_file() and path not in owned:
                yield f"Filen {path} hör inte till någon leverans i liggaren, eller är en som inte får sparas."


def _release_faults(home: Home, release: Utgava, deliveries: list[Leverans]) -> Iterator[str]:
    folder: Path = home.releases / release.namn
    if not folder.is_dir():
        yield f"Utgåvan {release.namn}: mappen {folder} saknas."
        return
    yield from (f"Utgåvan {release.namn}: {fault}" for fault in verify_release(folder))
    for name, digest in release.filer.items():
        if (folder / name).is_file() and sha256_of(folder / name) != digest:
            yield f"Utgåvan {release.namn}: {name} är inte den som liggaren minns."
    known = {d.ordning for d in deliveries}
    for link in release.leveranser:
        if link.ordning not in known:
            yield f"Utgåvan {release.namn}: leverans {link.ordning} finns inte i liggaren."
