"""Builds the cells of one lämnare: a thin shell that stages its register, counts and puts the files in place.

Only what has changed is counted again. `innehall.json` tells what the folder holds and is taken away before the
first file is replaced and written after the last, so it never tells of cells that are not there.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from isu import valv
from isu.cells import platser, skyddade, tackning, upprepade
from isu.cells.cellfil import cells_file
from isu.cells.frysta import GALLRAD, LOKALT, PAR, Cellfil, Frysta, frozen_cells, slag_of, together
from isu.cells.indikator import Indikator
from isu.cells.plan import INGA_FRYSTA, Files, Plan, plan
from isu.cells.platser import HALLNA, SKYDDADE, beside, cells_of, files_of, pairs_of, remove_others
from isu.cells.rakning import Celler, Raknat, count, stage
from isu.declaration import Deklaration
from isu.duck import WORTH_COUNTING, little_planning, open_connection
from isu.home import Home

Hashes = Mapping[str, str]


def build_cells(
    home: Home,
    deklaration: Deklaration,
    indikatorer: Mapping[str, Indikator],
    lamnare: str,
    files: Files,
    hallna: Mapping[str, list[str]] | None = None,
    frysta: Frysta = INGA_FRYSTA,
    hemlighet: bytes | None = None,
) -> list[str]:
    """Make cells/lamnare=<id> right; the ids of the indicators that were counted again.

    `files` are, per table, the rows of the deliveries in force. `hallna` are the periods of each indicator that a
    steward holds back: they are counted like any other, and told as held. `frysta` are cells that stand as they are,
    since their rows have been erased. With `hemlighet`, which makes the keys of records, each cell has one.
    """
    folder = home.cells(lamnare)
    content = platser.told(folder)
    told = content.get("indikatorer", {})
    protected = _protected(home, deklaration, files, content)
    plans = plan(deklaration, indikatorer, lamnare, files, protected > 0, frysta, _mark(hemlighet))
    changed = [p for p in plans if _is_changed(p, told, folder)]
    counting = (home, deklaration, lamnare, files, changed, protected > 0, frysta, hemlighet)
    counted = _count_into_place(*counting) if changed else {}
    entries = {
        p.indikator.id: _entry(
            p,
            *counted.get(p.indikator.id, _told_before(p, told)),
            frysta.told(p.indikator.id, p.indikator.version),
        )
        for p in plans
    }
    delivered = sorted([*_deliveries(files), *frysta.leveranser], key=lambda d: (d["tabell"], d["nyckel"]))
    facts = {"lamnare": lamnare, "leveranser": delivered, SKYDDADE: protected, "indikatorer": entries}
    facts |= {HALLNA: dict(sorted(hallna.items()))} if hallna else {}
    platser.tell(folder, facts)
    remove_others(folder, (path for p in plans for path in files_of(folder, p.indikator)))
    return [p.indikator.id for p in changed]


def _mark(hemlighet: bytes | None) -> str:
    """Tells one secret from another, and nothing of it."""
    return "" if hemlighet is None else sha256(b"marke" + hemlighet).hexdigest()[:16]


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
    home: Home,
    deklaration: Deklaration,
    lamnare: str,
    files: Files,
    changed: list[Plan],
    protected: bool,
    frysta: Frysta,
    hemlighet: bytes | None,
) -> dict[str, tuple[Raknat, Hashes]]:
    """Count all of `changed`, then put them in place, with those that are frozen. Per indicator, what was found and the
    hashes of its files."""
    folder = home.cells(lamnare)
    with (
        open_connection(home.holding, _registers(home, files)) as connection,
        little_planning(connection, WORTH_COUNTING),
    ):
        stage(connection, deklaration, files, changed, protected)
        cells, counted = count(connection, deklaration, lamnare, changed, hemlighet)
    frozen = frozen_cells(frysta, {p.indikator.id: p.indikator.version for p in changed})
    every = [path for p in changed for path in files_of(folder, p.indikator)]
    for parent in {path.parent for path in every}:
        parent.mkdir(parents=True, exist_ok=True)
    for indikator in (p.indikator for p in changed):
        _write_beside(home, lamnare, indikator, cells, counted[indikator.id].par, frozen, hemlighet is not None)
    hashes = {p.indikator.id: _hashes(folder, files_of(folder, p.indikator)) for p in changed}
    platser.put_in_place(folder, every)
    return {id_: (counted[id_], hashes[id_]) for id_ in hashes}


def _registers(home: Home, files: Files) -> Path:
    """The one folder that the SQL of an indicator may read: it need not be this home's (isu.flow.frys)."""
    return next((file.path.parents[2] for of_table in files.values() for file in of_table), home.registers)


def _hashes(folder: Path, files: list[Path]) -> Hashes:
    """Of what is about to be put in place."""
    return {path.relative_to(folder).as_posix(): valv.sha256_of(beside(path)) for path in files}


def _write_beside(
    home: Home,
    lamnare: str,
    indikator: Indikator,
    cells: Celler,
    pairs: pa.Table | None,
    frozen: Mapping[Cellfil, pa.Table],
    keyed: bool,
) -> None:
    """The files of one indicator, each beside its place."""
    folder, id_ = home.cells(lamnare), indikator.id
    for path in cells_of(folder, indikator):
        slag = slag_of(path)
        rows = together(cells.get((id_, slag == LOKALT)), frozen.get((id_, slag)), slag, keyed)
        valv.write(home, lamnare, beside(path), cells_file(rows, slag == LOKALT, keyed))
    for path in pairs_of(folder, indikator):
        rows = together(pairs, frozen.get((id_, PAR)), PAR)
        valv.write(home, lamnare, beside(path), upprepade.pairs_file(rows))


def _entry(plan: Plan, found: Raknat, filer: Hashes, frozen: Mapping[str, Any]) -> dict[str, Any]:
    """What innehall.json tells of one indicator; `frozen` is what it tells of its frozen periods."""
    return {
        "version": plan.indikator.version,
        "fingeravtryck": plan.fingeravtryck,
        "definition": plan.definition,
        "perioder": {
            p.namn: {
                "status": tackning.KVALITET if p in plan.complete and p.namn in found.hallna else status,
                "ungefarlig_alder": p.namn in found.ungefarlig_alder,
                **({GALLRAD: True} if p.namn in plan.gallrade else {}),
            }
            for p, status in plan.statuses.items()
        }
        | frozen,
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
    """Every file in force for the sender when the cells were made, so that an edition can say what it rests on."""
    return sorted(
        (
            {"tabell": tabell, "sha256": f.sha256, "nyckel": f.nyckel}
            for tabell, of_table in files.items()
            for f in of_table
        ),
        key=lambda d: (d["tabell"], d["nyckel"]),
    )
