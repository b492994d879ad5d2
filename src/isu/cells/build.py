"""Builds the cells of one lämnare: a thin shell that stages its register, counts and puts the files in place.

Only what has changed is counted again. `innehall.json` tells what the folder holds and is taken away before the
first file is replaced and written after the last, so it never tells of cells that are not there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from isu.cells import omappat, rakna, skyddade, tackning
from isu.cells.fingeravtryck import fingerprint
from isu.cells.indikator import Indikator
from isu.cells.kodkolumner import Kodkolumn
from isu.cells.platser import INNEHALL, beside, files_of, remove_others
from isu.cells.underlag import make_perioder, make_tables, make_views
from isu.declaration import Deklaration
from isu.duck import open_connection, quoted
from isu.errors import DeclarationError
from isu.home import Home
from isu.period import Period
from isu.register.stage import Registerfil

SKYDDADE, HALLNA = "skyddade", "hallna"
_ROWS = "enheter"

Files = Mapping[str, list[Registerfil]]


@dataclass(frozen=True)
class Raknat:
    """What the counting of one indicator found: periods held back, and periods in which any age was derived."""

    hallna: frozenset[str] = frozenset()
    ungefarlig_alder: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """What is to be said of one indicator: the status of each period by what has been delivered, the complete ones,
    and what they are counted from. Whether a complete one is held back is seen in the rows."""

    indikator: Indikator
    statuses: Mapping[Period, str]
    complete: list[Period]
    fingeravtryck: str


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
    content = _told(folder)
    told = content.get("indikatorer", {})
    protected = _protected(home, deklaration, files, content)
    plans = plan(deklaration, indikatorer, lamnare, files, protected > 0)
    changed = [p for p in plans if _is_changed(p, told, folder)]
    counted = _count_into_place(home, deklaration, lamnare, files, changed, protected > 0) if changed else {}
    entries = {p.indikator.id: _entry(p, counted.get(p.indikator.id), told) for p in plans}
    facts = {"lamnare": lamnare, "leveranser": _deliveries(files), SKYDDADE: protected, "indikatorer": entries}
    facts |= {HALLNA: dict(sorted(hallna.items()))} if hallna else {}
    _write_innehall(folder, facts)
    remove_others(folder, [p.indikator for p in plans])
    return [p.indikator.id for p in changed]


def plan(
    deklaration: Deklaration, indikatorer: Mapping[str, Indikator], lamnare: str, files: Files, protected: bool = False
) -> list[Plan]:
    """The indicators that the lämnare answers for and that have any period to tell of, by id.

    `protected` tells that some persons' rows are taken out, so that whose the rows are matters too.
    """
    sender = deklaration.sender(lamnare)
    delivered = {
        namn: [f.i_kraft.leverans.interval for f in files.get(namn, [])]
        for namn, tabell in deklaration.tabeller.items()
        if tabell.start is not None
    }
    periods = tackning.touched_periods(i for intervals in delivered.values() for i in intervals)
    answered = [i for _, i in sorted(indikatorer.items()) if any(map(sender.answers_for, i.omraden))]
    plans = [_plan(i, tackning.statuses(i, periods, delivered), deklaration, files, protected) for i in answered]
    return [p for p in plans if p.statuses]


def _plan(
    indikator: Indikator, statuses: Mapping[Period, str], deklaration: Deklaration, files: Files, protected: bool
) -> Plan:
    complete = [p for p, status in statuses.items() if status == tackning.KOMPLETT]
    judged_by = omappat.judged_by(deklaration, indikator)
    read = skyddade.tables_behind(deklaration, indikator.tabeller) if protected else indikator.tabeller
    rests_on = {tabell: files.get(tabell, []) for tabell in read}
    return Plan(
        indikator, statuses, complete, fingerprint(indikator, deklaration.kodlistor, rests_on, complete, judged_by)
    )


def _told(folder: Path) -> dict[str, Any]:
    """What the present innehall.json says."""
    path = folder / INNEHALL
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


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
    return entry.get("fingeravtryck") != plan.fingeravtryck or not there


def _count_into_place(
    home: Home, deklaration: Deklaration, lamnare: str, files: Files, changed: list[Plan], protected: bool
) -> dict[str, Raknat]:
    """Count all of `changed`, then put them in place. Per indicator, what was found."""
    folder = home.cells(lamnare)
    temporary = {p.indikator.id: [beside(path) for path in files_of(folder, p.indikator)] for p in changed}
    for path in {path.parent for paths in temporary.values() for path in paths}:
        path.mkdir(parents=True, exist_ok=True)
    with open_connection(home.holding) as connection:
        counting = [p.indikator for p in changed if p.complete]
        _stage(connection, deklaration, files, counting, protected)
        suspected = omappat.columns_with_unmapped(connection, deklaration, (k for i in counting for k in i.kodkolumner))
        counted = {
            p.indikator.id: _count(connection, deklaration, p, suspected, lamnare, temporary[p.indikator.id])
            for p in changed
        }
    (folder / INNEHALL).unlink(missing_ok=True)
    for path in (path for paths in temporary.values() for path in paths):
        path.replace(path.with_suffix(""))
    return counted


def _stage(
    connection: DuckDBPyConnection,
    deklaration: Deklaration,
    files: Files,
    indikatorer: list[Indikator],
    protected: bool,
) -> None:
    """The tables and views that any of the indicators reads, each made once, without protected persons."""
    tabeller = sorted({t for i in indikatorer for t in i.tabeller})
    kodlistor = sorted({k for i in indikatorer for k in i.kodlistor})
    make_tables(connection, deklaration, tabeller, kodlistor, files)
    if protected:
        skyddade.remove(connection, deklaration, tabeller, files)
    # An indicator lists every view after those that it reads, so any order of indicators will do.
    vyer = {vy.namn: vy for i in indikatorer for vy in i.vyer}
    make_views(connection, vyer.values())


def _count(
    connection: DuckDBPyConnection,
    deklaration: Deklaration,
    plan: Plan,
    suspected: frozenset[Kodkolumn],
    lamnare: str,
    paths: list[Path],
) -> Raknat:
    """Write the cells of one indicator, and its local ones, for the complete periods that are not held back."""
    held = omappat.held_back(connection, deklaration, plan.indikator, suspected, plan.complete)
    counted = [p for p in plan.complete if p not in held]
    hallna = frozenset(p.namn for p in held)
    if not counted:
        for path, local in zip(paths, (False, True)):
            _copy(connection, rakna.empty_cells_sql(local), path)
        return Raknat(hallna)
    make_perioder(connection, counted)
    connection.execute(f"create or replace temp table {_ROWS} as {rakna.rows_sql(plan.indikator)}")
    control = connection.execute(rakna.control_sql(plan.indikator, _ROWS)).fetchall()
    if any(unknown for *_, unknown in control):
        raise DeclarationError(f"Indikatorn {plan.indikator.path}: SELECT-satsen ger en variant som huvudet inte har.")
    for path, cells_sql in zip(paths, (rakna.cells_sql, rakna.local_cells_sql)):
        _copy(connection, cells_sql(plan.indikator, lamnare, _ROWS), path)
    return Raknat(hallna, frozenset(period for period, derived, _ in control if derived))


def _copy(connection: DuckDBPyConnection, sql: str, path: Path) -> None:
    connection.execute(f"copy ({sql}) to {quoted(path)} (format parquet, compression zstd)")


def _entry(plan: Plan, fresh: Raknat | None, told: Mapping[str, Any]) -> dict[str, Any]:
    """What innehall.json tells of one indicator; what was not counted again keeps what was told before."""
    found = fresh or _told_before(told.get(plan.indikator.id, {}).get("perioder", {}))
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
    }


def _told_before(perioder: Mapping[str, Any]) -> Raknat:
    """The fingerprint stands, so what was found then would be found now."""
    return Raknat(
        frozenset(p for p, facts in perioder.items() if facts["status"] == tackning.KVALITET),
        frozenset(p for p, facts in perioder.items() if facts["ungefarlig_alder"]),
    )


def _write_innehall(folder: Path, content: dict[str, Any]) -> None:
    """Tell what the folder holds; a folder that tells the same already is left alone."""
    path = folder / INNEHALL
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not folder.is_dir() or (path.is_file() and path.read_text(encoding="utf-8") == text):
        return
    temporary = path.with_suffix(".json.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


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
