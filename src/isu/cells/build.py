"""Builds the cells of one lämnare: a thin shell that stages its register, counts and puts the files in place.

Only what has changed is counted again. `innehall.json` tells what the folder holds and is taken away before the
first file is replaced and written after the last, so it never tells of cells that are not there.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isu import valv
from isu.cells import platser, skyddade, tackning, upprepade
from isu.cells.cellfil import cells_file
from isu.cells.indikator import Indikator
from isu.cells.plan import Files, Plan, plan
from isu.cells.platser import INNEHALL, beside, cells_of, files_of, remove_others
from isu.cells.rakning import Raknat, count, stage
from isu.declaration import Deklaration
from isu.duck import WORTH_COUNTING, little_planning, open_connection
from isu.home import Home

SKYDDADE, HALLNA = "skyddade", "hallna"
Hashes = Mapping[str, str]


def build_cells(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    files: Files,
    hallna: Mapping[str, list[str]] | None = None,
) -> list[str]:
    """Make cells/lamnare=<id> right; the ids of the indicators that were counted again.

    `files` are, per table, the rows of the deliveries in force. `hallna` are the periods of each indicator that a
    steward holds back: they are counted like any other, and told as held.
    """
    folder = home.cells(lamnare)
    content = platser.told(folder)
    told = content.get("indikatorer", {})
    protected = _protected(home, deklaration, files, content)
    plans = plan(deklaration, indikatorer, lamnare, files, protected > 0)
    changed = [p for p in plans if _is_changed(p, told, folder)]
    counted = _count_into_place(home, deklaration, lamnare, files, changed, protected > 0) if changed else {}
    entries = {p.indikator.id: _entry(p, *counted.get(p.indikator.id, _told_before(p, told))) for p in plans}
    facts = {"lamnare": lamnare, "leveranser": _deliveries(files), SKYDDADE: protected, "indikatorer": entries}
    facts |= {HALLNA: dict(sorted(hallna.items()))} if hallna else {}
    platser.tell(folder, facts)
    remove_others(folder, [p.indikator for p in plans])
    return [p.indikator.id for p in changed]


def _protected(home: Home, deklaration: Deklaration, files: Files, content: Mapping[str, Any]) -> int:
    """How many persons' rows are taken out; looked up only when other rows of person are in force than last time."""
    now = [d for d in _deliveries(files) if d["tabell"] == skyddade.PERSON]
    if not now:
        return 0
    if SKYDDADE in content and now == [d for d in content["leveranser"] if d["tabell"] == skyddade.PERSON]:
        return content[SKYDDADE]
    with open_connection(home.holding) as connection:
        return skyddade.number_of(connection, deklaration, files)


def _is_changed(plan: Plan, told: Mapping[str, Any], folder: Path) -> bool:
    entry = told.get(plan.indikator.id, {})
    there = all(path.is_file() for path in files_of(folder, plan.indikator))
    return entry.get("fingeravtryck") != plan.fingeravtryck or "filer" not in entry or not there


def _count_into_place(
    home: Home, deklaration: Deklaration, lamnare: str, files: Files, changed: list[Plan], protected: bool
) -> dict[str, tuple[Raknat, Hashes]]:
    """Count all of `changed`, then put them in place. Per indicator, what was found and the hashes of its files."""
    folder = home.cells(lamnare)
    with open_connection(home.holding) as connection, little_planning(connection, WORTH_COUNTING):
        stage(connection, deklaration, files, changed, protected)
        cells, counted = count(connection, deklaration, lamnare, changed)
    places = [(p.indikator.id, path, nr > 0) for p in changed for nr, path in enumerate(cells_of(folder, p.indikator))]
    every = [path for p in changed for path in files_of(folder, p.indikator)]
    for parent in {path.parent for path in every}:
        parent.mkdir(parents=True, exist_ok=True)
    for id_, path, local in places:
        valv.write(home, lamnare, beside(path), cells_file(cells.get((id_, local)), local))
    for indikator in (p.indikator for p in changed if upprepade.counts_pairs(p.indikator)):
        path = upprepade.file_of(folder, indikator)
        valv.write(home, lamnare, beside(path), upprepade.pairs_file(counted[indikator.id].par))
    hashes = {p.indikator.id: _hashes(folder, files_of(folder, p.indikator)) for p in changed}
    (folder / INNEHALL).unlink(missing_ok=True)
    for path in every:
        beside(path).replace(path)
    return {id_: (counted[id_], hashes[id_]) for id_ in hashes}


def _hashes(folder: Path, files: list[Path]) -> Hashes:
    """Of what is about to be put in place."""
    return {path.relative_to(folder).as_posix(): valv.sha256_of(beside(path)) for path in files}


def _entry(plan: Plan, found: Raknat, filer: Hashes) -> dict[str, Any]:
    """What innehall.json tells of one indicator."""
    return {
        "version": plan.indikator.version,
        "fingeravtryck": plan.fingeravtryck,
        "perioder": {
            p.namn: {
                "status": tackning.KVALITET if p in plan.complete and p.namn in found.hallna else status,
                "ungefarlig_alder": p.namn in found.ungefarlig_alder,
            }
            for p, status in plan.statuses.items()
        },
        "filer": filer,
    }


def _told_before(plan: Plan, told: Mapping[str, Any]) -> tuple[Raknat, Hashes]:
    """The fingerprint stands, so what was found then would be found now."""
    entry = told.get(plan.indikator.id, {})
    perioder = entry.get("perioder", {})
    found = Raknat(
        frozenset(p for p, facts in perioder.items() if facts["status"] == tackning.KVALITET),
        frozenset(p for p, facts in perioder.items() if facts["ungefarlig_alder"]),
    )
    return found, entry.get("filer", {})


def _deliveries(files: Files) -> list[dict[str, str]]:
    """Everything in force for the sender when the cells were made, so that an edition can say what it rests on."""
    return sorted(
        (
            {"tabell": tabell, "sha256": f.sha256, "nyckel": f.nyckel}
            for tabell, of_table in files.items()
            for f in of_table
        ),
        key=lambda d: (d["tabell"], d["nyckel"]),
    )
