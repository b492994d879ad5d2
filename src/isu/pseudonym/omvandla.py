"""From a file with identities to a file that may be sent: the shell of this room.

The file is read as intake reads it, with the same declarations of source systems, and written with our own columns.
Only columns that the table declares come along. What is written goes through the same guard as a delivery.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from isu.declaration import Deklaration, Tabell
from isu.duck import open_connection
from isu.errors import IsuError, ReadError
from isu.identitet.nummer import tolka
from isu.identitet.vakt import granska
from isu.intake.manifest import manifest_path
from isu.intake.read import Last, read_file
from isu.ofarlig import ofarliga
from isu.period import ALL_TIME
from isu.pseudonym.nyckel import pseudonym
from isu.pseudonym.rapport import Rapport
from isu.pseudonym.roller import PERSON, namespaces, told_by
from isu.validation.compile import Kompilerad, compile_table
from isu.validation.lasvag import read_whole

SEPARATOR = ";"
BATCH = 20_000


@dataclass(frozen=True)
class Omvandling:
    """What one file is turned with. `referensdag` decides the century of numbers with ten digits."""

    tabell: Tabell
    nyckel: bytes
    referensdag: date


def pseudonymise(fil: Path, nyckel: bytes, ut: Path, deklaration: Deklaration, referensdag: date) -> Rapport:
    """Write `ut` from `fil`. Raises IsuError, and leaves nothing behind, when the result may not be sent."""
    if ut.exists():
        raise IsuError(f"Filen {ut} finns redan och skrivs inte över. Flytta den eller ange en annan med --ut.")
    with TemporaryDirectory() as folder:
        last = _read(fil, deklaration, Path(folder))
        tabell = last.rubrikrad.tabell
        rapport = Rapport(fil.name, tabell.namn, last.rubrikrad.kalla, borttagna=list(last.rubrikrad.oanvanda))
        written = Path(folder) / "ut.csv"
        columns = _write(written, last, deklaration, Omvandling(tabell, nyckel, referensdag), rapport)
        _guard(written, columns)
        ut.write_bytes(written.read_bytes())
    return rapport


def _read(fil: Path, deklaration: Deklaration, folder: Path) -> Last:
    try:
        return read_file(fil, fil.name, manifest_path(fil), deklaration, folder / "las", vakta=False)
    except ReadError as error:
        regel = deklaration.regler[error.regel]
        raise IsuError(f"{regel.text(**error.uppgifter)} {regel.advice(**error.uppgifter)}") from None


def _write(target: Path, last: Last, deklaration: Deklaration, how: Omvandling, rapport: Rapport) -> list[str]:
    present = tuple(last.rubrikrad.uttryck)
    columns = [*present, *_told_columns(how.tabell, present)]
    spaces = namespaces(how.tabell)
    rapport.utbytta = [name for name in present if name in spaces]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=SEPARATOR, lineterminator="\n")
        writer.writerow(columns)
        for row, start in _records(last, deklaration, present, rapport):
            rapport.rader += 1
            writer.writerow(ofarliga(_turned(row, start, spaces, columns, how, rapport)))
    return columns


def _told_columns(tabell: Tabell, present: tuple[str, ...]) -> list[str]:
    """Columns that a person's number fills, where the file has none of its own."""
    if not set(PERSON) & set(present):
        return []
    return [name for name in ("kon", "fodelsear", "alder", "id_typ") if name in tabell.kolumner and name not in present]


def _records(
    last: Last, deklaration: Deklaration, present: tuple[str, ...], rapport: Rapport
) -> Iterator[tuple[dict[str, str | None], date | None]]:
    """The cells of each record and its start date, in the order of the file."""
    tabell = last.rubrikrad.tabell
    compiled = compile_table(deklaration, tabell.namn, present, None, frozenset(last.rubrikrad.oversatta))
    with open_connection() as connection:
        read_whole(connection, last, compiled, ALL_TIME, ALL_TIME.till, last.relation.rader)
        rapport.utelamnade = connection.execute(
            "select count(*) filter (borttagen or ersatt), count(*) filter (falt is not null) from rader"
        ).fetchall()[0]
        found = connection.execute(_cells_sql(compiled, tabell.start if tabell.start in present else None))
        while batch := found.fetchmany(BATCH):
            for *cells, start in batch:
                yield dict(zip(present, cells)), start


def _cells_sql(compiled: Kompilerad, start: str | None) -> str:
    """Every cell in the form that is asked for; what cannot be understood stays as it was sent."""
    cells = ", ".join(
        f"coalesce({name}::varchar, ratext[{place}])" for place, name in enumerate(compiled.tolkningar, start=1)
    )
    return f"""
        select {cells}, {start or "null::date"}
        from rader
        where not (tom or borttagen or ersatt) and falt is null
        order by rad"""


def _turned(
    row: dict[str, str | None],
    start: date | None,
    spaces: dict[str, str],
    columns: list[str],
    how: Omvandling,
    rapport: Rapport,
) -> list[str]:
    """One record with pseudonyms for ids, and what the person's number tells where the file said nothing."""
    told: dict[str, str] = {}
    for name, space in spaces.items():
        text = (row.get(name) or "").strip()
        if name in PERSON:
            nummer = tolka(text, how.referensdag) if text else None
            kind = nummer.slag if nummer else "lokalt" if text else "tomt"
            if name == PERSON[0]:
                rapport.ids[kind] += 1
                told = told_by(nummer, how.tabell, start) if nummer else {}
            text = nummer.tolv if nummer else text
        if name in row:
            row[name] = pseudonym(how.nyckel, space, text) if text else ""
    for name, value in told.items():
        if name in columns and not (row.get(name) or "").strip():
            row[name] = value
            rapport.ifyllda[name] = rapport.ifyllda.get(name, 0) + 1
    return [row.get(name) or "" for name in columns]


def _guard(written: Path, columns: list[str]) -> None:
    """What leaves the municipality is held to what the receiver will hold it to."""
    try:
        granska(written, SEPARATOR, 1, columns, range(len(columns)), ())
    except ReadError as error:
        where = error.uppgifter.get("kolumner") or "en kolumn"
        raise IsuError(
            f"Det finns fortfarande något som kan peka ut en person i {where}. Ingen fil skrevs. "
            "Ta bort kolumnen ur uttaget, eller töm de celler som har namn eller nummer i texten."
        ) from None
