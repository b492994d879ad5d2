"""From a file with identities to a file that may be sent: the shell of this room.

The file is read as intake reads it, with the same declarations of source systems, and written with our own columns.
Only columns that the table declares come along. What is written goes through the same guard as a delivery.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from isu.declaration import Deklaration, Tabell
from isu.duck import open_connection
from isu.errors import IsuError, ReadError
from isu.identitet.nummer import Nummer, tolka
from isu.identitet.vakt import granska
from isu.intake.manifest import manifest_path
from isu.intake.read import Last, read_file
from isu.ofarlig import ofarliga
from isu.period import ALL_TIME
from isu.pseudonym.nyckel import pseudonym
from isu.pseudonym.rapport import Rapport
from isu.pseudonym.roller import (
    ID_TYP,
    PERSON,
    PERSONS,
    TEMPORARIES,
    TILLF,
    left_behind,
    namespaces,
    person_places,
    temporary_places,
    told_by,
    with_person,
)
from isu.validation.compile import Kompilerad, compile_table
from isu.validation.ej_post import mark_no_records, no_record_bit
from isu.validation.engine import Tid
from isu.validation.funnet import plats
from isu.validation.lasvag import read_whole

SEPARATOR = ";"
BATCH = 20_000

#: The rule that a word for a missing id breaks. Turned into a pseudonym it would be a person, and nobody could see it.
NO_ID = "id_utan_person"


@dataclass(frozen=True)
class Omvandling:
    """What one file is turned with. `personnummer` are the places of columns that may hold the person's number; the
    `tillfalliga` of them, by order, hold a temporary id. `referensdag` decides the century of numbers with ten digits.
    """

    tabell: Tabell
    nyckel: bytes
    referensdag: date
    personnummer: tuple[int, ...]
    tillfalliga: tuple[int, ...] = ()


def pseudonymise(fil: Path, nyckel: bytes, ut: Path, deklaration: Deklaration, referensdag: date) -> Rapport:
    """Write `ut` from `fil`. Raises IsuError, and leaves nothing behind, when the result may not be sent."""
    if ut.exists():
        raise IsuError(f"Filen {ut} finns redan och skrivs inte över. Flytta den eller ange en annan med --ut.")
    with TemporaryDirectory() as folder:
        written = Path(folder) / "ut.csv"
        try:
            last = read_file(fil, fil.name, manifest_path(fil), deklaration, Path(folder) / "las", vakta=False)
            rapport, columns = _write(written, last, deklaration, nyckel, referensdag)
        except ReadError as error:
            regel = deklaration.regler[error.regel]
            raise IsuError(f"{regel.text(**error.uppgifter)} {regel.advice(**error.uppgifter)}") from None
        _guard(written, columns, deklaration)
        ut.write_bytes(written.read_bytes())
    return rapport


def _write(
    target: Path, last: Last, deklaration: Deklaration, nyckel: bytes, referensdag: date
) -> tuple[Rapport, list[str]]:
    numbers = person_places(last.rubrikrad, deklaration)
    header = with_person(last.rubrikrad, numbers)
    temporary = temporary_places(header)
    where = tuple(i for i, place in enumerate(numbers) if place in temporary)
    how = Omvandling(header.tabell, nyckel, referensdag, numbers, where)
    present, spaces = tuple(header.uttryck), namespaces(how.tabell)
    columns = [*present, *_told_columns(how.tabell, present)]
    rapport = Rapport(how.tabell.namn, header.kalla, utbytta=[n for n in present if n in spaces])
    rapport.borttagna = left_behind(header)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=SEPARATOR, lineterminator="\n")
        writer.writerow(columns)
        for row, numbers_, start in _records(replace(last, rubrikrad=header), deklaration, how, rapport):
            rapport.rader += 1
            writer.writerow(ofarliga(_turned(row, numbers_, start, spaces, columns, how, rapport)))
    return rapport, columns


def _told_columns(tabell: Tabell, present: tuple[str, ...]) -> list[str]:
    """Columns that a person's number fills, where the file has none of its own."""
    if PERSON not in present:
        return []
    return [name for name in ("kon", "fodelsear", "alder", ID_TYP) if name in tabell.kolumner and name not in present]


def _records(
    last: Last, deklaration: Deklaration, how: Omvandling, rapport: Rapport
) -> Iterator[tuple[dict[str, str | None], list[str], date | None]]:
    """The cells of each record, what stands where the person's number may be, and the start date; in order."""
    header, tabell = last.rubrikrad, how.tabell
    present = tuple(header.uttryck)
    compiled = compile_table(deklaration, tabell.namn, present, None, frozenset(header.oversatta))
    compiled = replace(compiled, utvecklad=bool(header.grenar))
    with open_connection() as connection:
        bound = Tid(ALL_TIME, ALL_TIME.till)
        relation = read_whole(connection, last, compiled, bound, last.relation.rader)
        mark_no_records(connection, compiled, [plats(header, kolumn).rubrik for kolumn in compiled.tolkningar])
        *rapport.utelamnade, rapport.utan_id = connection.execute(
            f"select {compiled.poster} filter (borttagen or ersatt), {compiled.poster} filter (falt is not null),"
            f" {compiled.poster} filter ({_no_record(compiled)}), {compiled.poster} filter ({_without_id(compiled)})"
            " from rader"
        ).fetchall()[0]
        start = tabell.start if tabell.start in present else None
        found = connection.execute(_cells_sql(compiled, start, relation.sql, how.personnummer))
        while batch := found.fetchmany(BATCH):
            for *cells, numbers, day in batch:
                yield dict(zip(present, cells)), numbers, day


def _cells_sql(compiled: Kompilerad, start: str | None, file: str, numbers: tuple[int, ...]) -> str:
    """Every cell in the form that is asked for; what cannot be understood stays as it was sent."""
    texts = {n: f"coalesce({n}::varchar, ratext[{place}])" for place, n in enumerate(compiled.tolkningar, start=1)}
    if PERSON in texts:
        texts[PERSON] = f"case when not ({_without_id(compiled)}) then {texts[PERSON]} end"
    cells = ", ".join(texts.values())
    raw = ", ".join(f"coalesce(trim(c{place}), '')" for place in numbers)
    return f"""
        select {cells}, nummer, {start or "null::date"}
        from rader
        join (select rad, [{raw}]::varchar[] as nummer from ({file})) using (rad)
        where not (tom or borttagen or ersatt or {_no_record(compiled)}) and falt is null
        order by rad, {", ".join(k for k in compiled.tabell.nyckel if k in compiled.tolkningar)}"""


def _no_record(compiled: Kompilerad) -> str:
    """SQL boolean: the row is a total, a header or a line, and no record."""
    return f"fel & {no_record_bit(compiled)} <> 0"


def _without_id(compiled: Kompilerad) -> str:
    """SQL boolean: a word stands where the person's id should be."""
    return f"fel & {sum(1 << r.bit for r in compiled.regler if r.regel == NO_ID)} <> 0"


def _turned(
    row: dict[str, str | None],
    numbers: list[str],
    start: date | None,
    spaces: dict[str, str],
    columns: list[str],
    how: Omvandling,
    rapport: Rapport,
) -> list[str]:
    """One record with pseudonyms for ids, and what the person's number tells where the file said nothing."""
    nummer = next((n for text in numbers if text and (n := tolka(text, how.referensdag))), None)
    kind = _kind(row, nummer, numbers, how)
    if PERSON in row:
        rapport.ids[kind] += 1
    if kind == TILLF and ID_TYP in columns:
        row[ID_TYP] = TILLF
    told = told_by(nummer, how.tabell, start) if nummer else {}
    for name in spaces.keys() & row.keys():
        text = (row[name] or "").strip()
        same = tolka(text, how.referensdag) if text and spaces[name] == PERSONS else None
        space = TEMPORARIES if kind == TILLF and name == PERSON else spaces[name]
        row[name] = pseudonym(how.nyckel, space, same.tolv if same else text) if text else ""
    for name, value in told.items():
        if name in columns and not (row.get(name) or "").strip():
            row[name] = value
            rapport.ifyllda[name] = rapport.ifyllda.get(name, 0) + 1
    return [row.get(name) or "" for name in columns]


def _kind(row: dict[str, str | None], nummer: Nummer | None, numbers: list[str], how: Omvandling) -> str:
    """What the person is told by: a kind of number, a temporary id, another id, or nothing."""
    text = (row.get(PERSON) or "").strip()
    if nummer or not text:
        return nummer.slag if nummer else "tomt"
    return TILLF if text in [numbers[i] for i in how.tillfalliga] else "lokalt"


def _guard(written: Path, columns: list[str], deklaration: Deklaration) -> None:
    """What leaves the municipality is held to what the receiver will hold it to."""
    try:
        granska(written, SEPARATOR, 1, columns, range(len(columns)), (), deklaration.identitet)
    except ReadError as error:
        where = error.uppgifter.get("kolumner") or "en kolumn"
        raise IsuError(
            f"Det finns fortfarande något som kan peka ut en person i {where}. Ingen fil skrevs. "
            "Ta bort kolumnen ur uttaget, eller töm de celler som har namn eller nummer i texten."
        ) from None
