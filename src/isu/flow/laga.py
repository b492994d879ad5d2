"""Finds what has been damaged on the disk and mends what can be made again; a round begins with it.

Whatever is made of something else is taken away when its checksum is wrong, and what is missing the round makes again.
Accepted rows are judged once more from the archive, and kept only when they are the very same bytes. What nothing else
holds, the archive itself, cannot be mended: that is an alarm. What was mended is told in the log of events.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isu import valv
from isu.cells.platser import known_files
from isu.cellutdrag import CELLER
from isu.declaration import Deklaration
from isu.errors import IsuError
from isu.filer import discard, sha256_of
from isu.flow.bedoma import judge
from isu.flow.kalla import place_of
from isu.handelser import note
from isu.home import Home
from isu.ledger import Ledger, Leverans
from isu.lokalt import ROWS
from isu.minne import damaged, read_json, remembered
from isu.nycklar import KeyMissing
from isu.omdome import AVVISAD
from isu.receipt.kvitto import receipt_stem, rule_codes, write_receipt
from isu.receipt.regelsidor import write_pages
from isu.register.keep import Plats, put
from isu.release.arbetsutgava import memory_of
from isu.release.delar import PARTS
from isu.validation.judge import Dom

LAGAT = "lagat"


def mend_sender(home: Home, deklaration: Deklaration, lamnare: str) -> None:
    """Mend what can be mended of one sender, whose lock is held."""
    for path in home.outbox(lamnare).rglob(".*.tmp"):
        discard(path)
    for d in _kept(home, lamnare):
        if d.gallrad is None:
            _mend_rows(home, deklaration, d)
        _mend_receipt(home, deklaration, d)
    _take_away(home, damaged_of_sender(home, lamnare), lamnare=lamnare)


def lost_of_sender(home: Home, lamnare: str) -> list[str]:
    """A sentence for each thing of one sender that cannot be mended. Asked once what waits has been taken: of a file
    whose taking was cut off, the bytes are still on their way to the archive."""
    return [alarm for d in _kept(home, lamnare) for alarm in _lost_bytes(home, d)]


def _kept(home: Home, lamnare: str) -> list[Leverans]:
    return [d for d in Ledger(home).all_deliveries(lamnare) if d.raderad is None]


def mend_sums(home: Home, indikatorer: Iterable[str]) -> None:
    """Take away what is damaged of the sums of these indicators, and of what is made of them; the lock is held."""
    for path in home.added_up.glob("*.tmp"):
        discard(path)
    found = damaged_sums(home, indikatorer)
    _take_away(home, found)
    if any(path.stem.partition(".")[2] in PARTS for path in found):
        memory_of(home).unlink(missing_ok=True)  # the edition is written again, and they with it


def mend_edition(home: Home) -> None:
    """Take away files of the working edition that are damaged, and half-made folders; the lock is held."""
    for place, name in ((home.root, home.edition.name), (home.releases, "*")):
        for path in [*place.glob(f".{name}.*.ny"), *place.glob(f".{name}.*.gammal")]:
            discard(path)
    _take_away(home, damaged_edition(home))


def damaged_of_sender(home: Home, lamnare: str) -> list[Path]:
    """Files that were made of the sender's register and are not what they were when they were made."""
    cells = home.cells(lamnare)
    analysis = home.outbox(lamnare) / ROWS
    unreadable = [analysis] if analysis.is_file() and not is_parquet(analysis) else []
    return [*damaged(cells, known_files(cells), valv.hash_if_whole), *unreadable]


def damaged_sums(home: Home, indikatorer: Iterable[str]) -> list[Path]:
    """Sums, and what is made of them, of these indicators."""
    chosen = set(indikatorer)
    known = {name: sha for name, sha in remembered(home.added_up).items() if name.partition(".")[0] in chosen}
    strangers = [p for p in home.added_up.glob("*.parquet") if p.name.partition(".")[0] in chosen]
    return [*damaged(home.added_up, known), *(p for p in strangers if p.name not in known)]


def damaged_edition(home: Home) -> list[Path]:
    return damaged(home.edition, read_json(memory_of(home)).get("utgava", {}).get("filer", {}))


def _lost_bytes(home: Home, d: Leverans) -> Iterator[str]:
    """What the disk says of the archived file without its being read; `isu verify` reads all of it."""
    archived = place_of(home, d).delivered
    if d.bevarad and not (archived.is_file() and valv.size(archived) == d.storlek):
        yield (
            f"Arkivet är skadat: {archived} (leverans {d.ordning}) är inte den fil som kom. Inget annat har gått "
            "förlorat. Återställ filen ur säkerhetskopian, eller be lämnaren skicka samma fil en gång till."
        )


def is_parquet(path: Path) -> bool:
    """Can it be opened? A file that has been cut off has lost its end, where the table of contents is."""
    try:
        pq.read_metadata(valv.opened(path))
    except KeyMissing:
        raise
    except (pa.ArrowInvalid, FileNotFoundError, IsuError):
        return False
    return True


def register_hashes(d: Leverans) -> set[str | None]:
    """What the hash of its file in the register may be: cells lie as they came, and lay numbered before."""
    return {d.registerfil_sha256, d.sha256} if d.tabell == CELLER else {d.registerfil_sha256}


def rows_are_whole(place: Plats, d: Leverans) -> bool:
    """Of an accepted delivery: the rows by their hash; those set aside, and the places of faults, can be opened."""
    rows = place.rows(d.tabell)
    beside = [place.set_aside] if d.avsatta + d.olasbara else []
    beside += [place.faults] if place.faults.is_file() else []
    return rows.is_file() and valv.hash_if_whole(rows) in register_hashes(d) and all(map(is_parquet, beside))


def _mend_rows(home: Home, deklaration: Deklaration, d: Leverans) -> None:
    place = place_of(home, d)
    if d.utfall == AVVISAD or rows_are_whole(place, d):
        return
    if not (d.bevarad and place.delivered.is_file() and valv.hash_if_whole(place.delivered) == d.sha256):
        raise IsuError(
            f"Raderna i leverans {d.ordning} från {d.lamnare} är skadade, och arkivet har inte längre filen som kom. "
            f"Återställ {home.root / 'register'} och {home.root / 'archive'} ur säkerhetskopian."
        )
    dom = _judged_again(home, deklaration, place, d)
    for made, wanted in ((dom.platser, place.faults), (dom.avsatta, place.set_aside)):
        if made:
            put(place, made, wanted)
    if dom.accepterade:
        put(place, dom.accepterade, place.rows(d.tabell))
    for path in home.holding.glob(f"{d.lamnare}.*"):
        discard(path)
    note(home, LAGAT, lamnare=d.lamnare, mapp="register", leverans=str(d.ordning))


def _judged_again(home: Home, deklaration: Deklaration, place: Plats, d: Leverans) -> Dom:
    """As when it came: what crosses it now was not there then, and what is new in it has been told."""
    home.holding.mkdir(mode=0o700, exist_ok=True)
    manifest = valv.plain_copy(place.manifest, home.holding) if place.manifest.is_file() else None
    scratch = home.holding / f"{d.lamnare}.{place.namn[:16]}"
    dom = judge(
        valv.plain_copy(place.delivered, home.holding),
        d.filnamn,
        d.sha256,
        manifest,
        d.lamnare,
        deklaration,
        [],
        scratch,
    )
    found = sha256_of(dom.accepterade) if dom.accepterade else None
    if found not in register_hashes(d):
        raise IsuError(
            f"Raderna i leverans {d.ordning} från {d.lamnare} är skadade, och filen i arkivet ger inte längre samma "
            f"rader: reglerna har ändrats sedan den kom. Återställ {place.rows(d.tabell)} ur säkerhetskopian."
        )
    return dom


def _mend_receipt(home: Home, deklaration: Deklaration, d: Leverans) -> None:
    place, stem = place_of(home, d), receipt_stem(d.filnamn, place_of(home, d).namn)
    if not (home.outbox(d.lamnare) / f"{stem}.kvitto.json").is_file():
        write_pages(home.rule_pages(d.lamnare), deklaration, rule_codes(d.kvitto))
        write_receipt(home, d.kvitto, stem, place.faults if place.faults.is_file() else None)


def _take_away(home: Home, paths: list[Path], **om: str) -> None:
    """What is missing is made again by those whose work it is."""
    for path in paths:
        discard(path)
    for folder, number in Counter(path.relative_to(home.root).parts[0] for path in paths).items():
        note(home, LAGAT, mapp=folder, filer=str(number), **om)
