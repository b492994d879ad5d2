"""Right of the wall: adds up, renews the working edition, makes releases. Starts from what the cells say.

Only one process at a time does this in a home; what has not changed is left alone.
"""

import csv
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from isu.aggregate import Kalla, content_files, read_files
from isu.aggregate import add_up as add_up_one
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.filer import write_whole
from isu.flow.brott import transitions
from isu.flow.gallrat import delivered
from isu.flow.indikatorer import indicators, measures
from isu.flow.laga import mend_edition, mend_sums
from isu.home import Home
from isu.las import UTGAVA, lock
from isu.ledger import Ledger, Leverans
from isu.minne import read_json
from isu.release import Utgivna, files_of, free_place, keep, point_latest, rules_of, verify_release, write_edition
from isu.release import make_release as write_release
from isu.release.arbetsutgava import INDIKATORER, LEVERANSER, OM_LEVERANS, memory_of
from isu.valv import refuse_locked

MADE_OF = ".cellernas_lage"
MOST_TRIES = 3

#: What a release tells of a delivery, by which the ledger finds it again.
NAMED_BY = ("lamnare", "tabell", "sha256", "fran", "till")


def add_up(home: Home, grupp: str | None = None) -> list[str]:
    """Add up the cells of one group of indicators, or of all and of quality; the indicators whose sums changed."""
    deklaration = load_declarations(home)
    chosen = [i for i in measures(deklaration).values() if grupp in (None, i.grupp)]
    with lock(home, UTGAVA):
        mend_sums(home, {i.id for i in chosen})
        filer, kalla = read_files(home), Kalla(home, {i.id for i in chosen})
        return [i.id for i in chosen if add_up_one(home, deklaration, i, filer, kalla)]


def renew_edition(home: Home, revision: bool = False) -> dict:
    """Add up what has changed and write the working edition from it, bound by the releases there are; in a yearly
    revision of them, less so."""
    state = cells_state(home)
    add_up(home)
    deklaration = load_declarations(home)
    with lock(home, UTGAVA):
        mend_edition(home)
        behind = deliveries_behind(home)
        told = [{column: getattr(d, column) for column in OM_LEVERANS} for d in behind]
        history = (transitions(deklaration, behind), printed(home, revision), delivered(deklaration, behind))
        made = write_edition(home, deklaration, indicators(deklaration), told, *history)
        _remember(home, state)
    return made


def waiting(home: Home) -> dict[str, int]:
    """Indicator → rows of the working edition that stand as an earlier release printed them, and wait for the yearly
    revision; those that have any."""
    told = read_json(memory_of(home)).get("utgava", {}).get("indikatorer", {})
    return {id_: facts["revideras_senare"] for id_, facts in told.items() if facts["revideras_senare"]}


def printed(home: Home, revision: bool = False) -> Utgivna:
    """The releases whose printed numbers bind, the last first."""
    names = [release.namn for release in reversed(Ledger(home).releases())]
    return Utgivna(tuple(namn for namn in names if (home.printed / namn).is_dir()), revision)


def deliveries_behind(home: Home) -> list[Leverans]:
    """The deliveries that the cells were counted from, as the cells themselves say; what the ledger has of them."""
    known = {(d.lamnare, d.tabell, d.nyckel): d for d in Ledger(home).all_deliveries() if d.tabell}
    named = [
        (c["lamnare"], d["tabell"], d.get("nyckel", d["sha256"])) for c in _contents(home) for d in c["leveranser"]
    ]
    return [known[key] for key in named]


def cells_state(home: Home) -> str:
    """A hash of what all cells say of themselves: when it changes, the edition is behind."""
    digest = hashlib.sha256()
    for path in content_files(home).values():
        digest.update(path.parent.name.encode() + path.read_bytes())
    return digest.hexdigest()


def edition_is_stale(home: Home) -> bool:
    memory = home.added_up / MADE_OF
    return not memory.is_file() or memory.read_text(encoding="utf-8") != cells_state(home)


def _remember(home: Home, state: str) -> None:
    write_whole(home.added_up / MADE_OF, state)


def _contents(home: Home) -> list[dict]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in content_files(home).values()]


def make_release(
    home: Home, namn: str, revision: bool = False, approve: Callable[[Path], None] = lambda edition: None
) -> Path:
    """Make a release of the working edition as it is now, and record it with what it prints. In a yearly revision
    corrections that have waited are let through first. `approve` is shown the edition while nothing can change it; what
    it raises stops the release.

    A release whose files were made but never recorded, because the program was cut off, is recorded now.
    """
    _catch_up(home)
    binds = printed(home, revision)
    if home.edition.is_dir() and binds.namn:
        renew_edition(home, revision)
    with lock(home, UTGAVA):
        ledger = Ledger(home)
        _refuse_losses(ledger.in_force())
        _refuse_locked(home)
        place = home.releases / namn
        if _cut_off(ledger, place):
            point_latest(home, namn)
        else:
            free_place(home, namn)
            _refuse_lost(ledger, namn)
            if home.edition.is_dir():
                approve(home.edition)
                deklaration = load_declarations(home)
                rules = {i.id: rules_of(deklaration, i) for i in indicators(deklaration).values()}
                keep(home, namn, home.edition / INDIKATORER, rules, bound=bool(binds.namn))
            write_release(home, namn)
        ledger.record_release(namn, datetime.now(UTC), files_of(place), _deliveries_of(ledger, place))
    return place


def _catch_up(home: Home) -> None:
    """A release is made of an edition that agrees with the cells, and not while a sender's are being replaced."""
    for _ in range(MOST_TRIES):
        if not home.edition.is_dir() or not edition_is_stale(home):
            return
        renew_edition(home)
    raise IsuError("Cellerna ändras just nu, så utgåvan kan inte göras. Försök igen när intaget är klart.")


def _refuse_losses(in_force: list[Leverans]) -> None:
    """Nothing is published that rests on a delivery whose rows do not add up."""
    if lost := [d for d in in_force if not d.adds_up]:
        named = ", ".join(f"{d.ordning} från {d.lamnare}" for d in lost)
        raise IsuError(f"Utgåvan görs inte: raderna går inte ihop i leverans {named}. Kör isu verify.")


def _refuse_locked(home: Home) -> None:
    """A lämnare whose key is mislaid would look as if it had never reported, and a release is never mended."""
    for lamnare in home.kept():
        refuse_locked(home, lamnare)


def _refuse_lost(ledger: Ledger, namn: str) -> None:
    """What was published by a name is never something else, though its folder is gone."""
    if namn in _recorded(ledger):
        raise IsuError(
            f"Utgåvan {namn} är gjord förut och står i liggaren, men dess katalog finns inte kvar. "
            "Lägg tillbaka katalogen, eller välj ett annat namn."
        )


def _cut_off(ledger: Ledger, place: Path) -> bool:
    return place.is_dir() and place.name not in _recorded(ledger) and not verify_release(place)


def _recorded(ledger: Ledger) -> set[str]:
    return {release.namn for release in ledger.releases()}


def _deliveries_of(ledger: Ledger, place: Path) -> list[int]:
    """The ledger's numbers of the deliveries that the release itself lists."""
    known = _by_content(ledger)
    with (place / LEVERANSER).open(encoding="utf-8", newline="") as file:
        listed = [tuple(row[name] for name in NAMED_BY) for row in csv.DictReader(file)]
    unknown = [key for key in listed if key not in known]
    if unknown:
        raise IsuError(f"Utgåvan {place.name} bygger på en leverans från {unknown[0][0]} som inte finns i liggaren.")
    return [known[key].ordning for key in listed]


def _by_content(ledger: Ledger) -> dict[tuple[str, ...], Leverans]:
    """The ledger's deliveries by what a release tells of them; of several such, the one in force, else the last."""
    every = sorted((d for d in ledger.all_deliveries() if d.tabell), key=lambda d: (d.i_kraft, d.ordning))
    return {tuple(str(getattr(d, name)) for name in NAMED_BY): d for d in every}
