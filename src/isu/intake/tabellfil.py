"""Workbooks, Parquet and JSON, from the tables that the child process read to a relation: sheet, header, guard."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import ReadError
from isu.intake.barnprocess import Blad, read_in_child
from isu.intake.celler import JOINER, filled_rows, first_rows, table_relation, write_lines
from isu.intake.header import Rubrikrad, likeness
from isu.intake.kind import WORKBOOKS
from isu.intake.last import Last
from isu.intake.manifest import Manifest, manifest_from_sheet
from isu.intake.rubriksok import ROWS, find_row, told_skipped, without_empty_end
from isu.intake.textfil import rating_of, recognised
from isu.intake.vaktpost import Vaktpost

MANIFEST_SHEET = "leverans"


@dataclass(frozen=True)
class Sett:
    """A table with the place of its header: `rad` as a spreadsheet numbers it, `under` rows of the table above data."""

    blad: Blad
    rubriker: tuple[str, ...]
    rad: int
    under: int
    kanda: int
    rubrikrad: Rubrikrad | None
    fel: ReadError | None


def read_tables(
    path: Path, slag: str, manifest: Manifest, deklaration: Deklaration, vakt: Vaktpost, scratch: Path
) -> Last:
    """The one table of the file that is a table of ours. Everything in the file is shown to the guard."""
    book = read_in_child(path, slag, scratch, deklaration.granser)
    beside = [b for b in book.blad if _is_manifest(b, slag)]
    seen = [_seen(b, manifest, deklaration) for b in book.blad if not _is_manifest(b, slag)]
    vakt.dolda = {b.nummer for b in book.blad if b.dolt}
    _show_guard(seen, beside, book.sidotext, vakt, deklaration, scratch)
    if beside and manifest == Manifest():
        manifest = manifest_from_sheet(first_rows(beside[0].tabell, ROWS))
        seen = [_seen(s.blad, manifest, deklaration) for s in seen]
    chosen = _the_one(seen)
    below = chosen.blad.tabell.slice(chosen.under)
    below = below.slice(0, filled_rows(below))
    if below.num_rows == 0:
        raise ReadError("tom_fil")
    target = scratch.with_suffix(".parquet")
    relation = table_relation(below, chosen.rubrikrad.rubriker, chosen.rad, target)
    told = (*book.antaget, *_told_sheets(seen, chosen), *told_skipped(chosen.rad))
    return Last(chosen.rubrikrad, manifest, relation, told, None)


def _is_manifest(blad: Blad, slag: str) -> bool:
    return slag in WORKBOOKS and blad.namn.strip().lower() == MANIFEST_SHEET


def _seen(blad: Blad, manifest: Manifest, deklaration: Deklaration) -> Sett:
    """Find the header of one table and what it means."""
    if blad.rubriker is not None:
        names, rad, under = blad.rubriker, 1, 0
        known = likeness(names, deklaration)
    else:
        rows = first_rows(blad.tabell, ROWS)
        place, known = find_row(rows, rating_of(deklaration))
        names = without_empty_end(rows[place]) if rows else ()
        rad = under = place + 1
    rubrikrad, refused = recognised(names, deklaration, manifest) if any(n.strip() for n in names) else (None, None)
    return Sett(blad, names, rad, under, known, rubrikrad, refused)


def _show_guard(
    seen: Sequence[Sett],
    beside: Sequence[Blad],
    sidotext: Path | None,
    vakt: Vaktpost,
    deklaration: Deklaration,
    scratch: Path,
) -> None:
    """All tables, each with its header, and the texts outside them."""
    if not vakt.pa_vakt:
        return
    text, found = scratch.with_suffix(".celler"), any(s.rubrikrad for s in seen)
    for blad in beside:
        write_lines(blad.tabell, text, None, deklaration.granser)
        vakt.plain(text, JOINER, blad.nummer)
    for table in seen:
        blad = table.blad
        write_lines(blad.tabell, text, blad.rubriker, deklaration.granser)
        if table.rubrikrad or (not found and table.kanda > 1):
            vakt.table(text, JOINER, table.rad, table.rubriker, table.rubrikrad, blad.nummer)
        elif _explains_ours(blad, deklaration):
            vakt.plain(text, JOINER, blad.nummer)
        else:
            vakt.unread(text, JOINER, table.rad, table.rubriker, blad.nummer)
    if sidotext:
        vakt.beside_file(sidotext)
    vakt.done()


def _explains_ours(blad: Blad, deklaration: Deklaration) -> bool:
    """A sheet of our template, full of our own sentences: every row tells of one of our columns or code lists."""
    if not blad.tabell.num_columns:
        return False
    first = blad.tabell.column(0).slice(1).unique().to_pylist()
    ours = {column for tabell in deklaration.tabeller.values() for column in tabell.kolumner}
    return bool(first) and ours.union(deklaration.kodlistor).issuperset(first)


def _the_one(seen: Sequence[Sett]) -> Sett:
    """The table that was recognised; when there are several, or none, why the file is refused."""
    found = [s for s in seen if s.rubrikrad]
    if len(found) == 1:
        return found[0]
    if found:
        tables = sorted({s.rubrikrad.tabell.namn for s in found})
        raise ReadError("flera_tabeller", antal=len(found), tabeller=" och ".join(tables))
    refused = [s for s in seen if s.fel]
    raise max(refused, key=lambda s: s.kanda).fel if refused else ReadError("tom_fil")


def _told_sheets(seen: Sequence[Sett], chosen: Sett) -> list[str]:
    """Which sheet was read and which were not, and what the sender does not see; a file that is one table has none."""
    if chosen.blad.rubriker is not None:
        return []
    told, rows = [f"Bladet ”{_name(chosen)}” lästes."], chosen.blad.dolda_rader
    if rows:
        told.append(f"Bladet har dolda rader, till exempel av ett filter. De lästes också: {rows} stycken.")
    if others := [s for s in seen if s is not chosen]:
        told.append(f"Inte lästa: {_names(others)}.")
    if hidden := [s for s in seen if s.blad.dolt]:
        told.append(f"Dolda blad: {_names(hidden)}.")
    return told


def _names(sheets: Sequence[Sett]) -> str:
    return ", ".join(f"”{_name(s)}”" for s in sheets[:10]) + (" …" if len(sheets) > 10 else "")


def _name(sett: Sett) -> str:
    return "".join(c if c.isprintable() else " " for c in sett.blad.namn)[:40]
