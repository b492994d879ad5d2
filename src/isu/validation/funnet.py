"""From what the engine counts to findings: each with its rule, its rows, and its columns as the sender knows them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import duckdb

from isu.declaration import Deklaration
from isu.declaration.regel import FEL, VARNING
from isu.intake.header import Rubrikrad
from isu.intake.relation import letter
from isu.omdome import Fynd, Plats
from isu.validation import engine
from isu.validation.compile import UNREADABLE, Kompilerad
from isu.validation.helfil import Ifyllda, whole_file_findings
from isu.validation.omappade import Antal, unmapped_findings
from isu.validation.skrivsatt import ways_unsplit, ways_written

#: The last row of a sheet, and what kind of file has such sheets.
FULL_SHEETS = {
    65_536: ("det gamla Excelformatet (.xls)", "the old Excel format (.xls)"),
    1_048_576: ("ett blad i Excel", "a sheet in Excel"),
}


def findings(
    connection: duckdb.DuckDBPyConnection,
    header: Rubrikrad,
    compiled: Kompilerad,
    filled: Ifyllda,
    unmapped: Antal,
    deklaration: Deklaration,
    names: dict[str, Any],
) -> tuple[Fynd, ...]:
    """Everything that is wrong with the rows and with the file as a whole; errors first, the most frequent first.

    `names` are what any sentence may need: the interval and the last day.
    """
    most = deklaration.intag.platser_i_kvitto
    found = [_fynd(connection, compiled, u, header, names) for u in engine.findings(connection, compiled, most)]
    found += _duplicates(connection, header, compiled, most)
    found += _ragged(connection, header, most)
    found += _cut_off(connection)
    found += whole_file_findings(compiled, filled, deklaration, lambda k: plats(header, k), _unreadable(found))
    found += unmapped_findings(connection, compiled, header, unmapped, most, deklaration.omappat)
    return tuple(sorted(found, key=lambda f: (f.allvar != FEL, -f.antal, f.regel)))


def _unreadable(found: Iterable[Fynd]) -> set[str]:
    """Columns where something stands that is no value of their kind."""
    return {p.kolumn for f in found if f.regel in UNREADABLE.values() for p in f.platser}


def plats(header: Rubrikrad, kolumn: str) -> Plats:
    """A column as the sender knows it. One that a source makes up stands nowhere in the file."""
    place = header.platser.get(kolumn)
    if place is None:
        return Plats(kolumn, kolumn, "–")
    return replace(place_in_file(header, place), kolumn=kolumn)


def place_in_file(header: Rubrikrad, place: int) -> Plats:
    """A column of the file that is none of ours by itself."""
    rubrik = header.rubriker[place].strip()
    return Plats(rubrik, rubrik, letter(place))


def _fynd(connection, compiled: Kompilerad, utslag: engine.Utslag, header: Rubrikrad, names: dict[str, Any]) -> Fynd:
    rule = utslag.regel
    places = tuple(plats(header, k) for k in rule.kolumner)
    told = names | {"slut": "startdagen"} | rule.uppgifter
    written = [
        ways_written(connection, compiled, rule.regel, p.kolumn, rule.bit, p.rubrik) for p in places[-1:]
    ]  # of two dates in order, it is the last that stands for a missing one
    return Fynd(rule.regel, rule.allvar, utslag.antal, places, utslag.rader, told, *written)


def _duplicates(connection, header: Rubrikrad, compiled: Kompilerad, most: int) -> Iterator[Fynd]:
    count, rows = engine.places_of(connection, "rad in (select rad from dubbletter)", most)
    if count:
        key = compiled.tabell.nyckel
        places = tuple(plats(header, k) for k in key)
        yield Fynd("dubblettnyckel", FEL, count, places, rows, {"nyckel": ", ".join(key)})


def _cut_off(connection) -> Iterator[Fynd]:
    """A file that ends exactly where a spreadsheet is full."""
    last = connection.execute("select max(rad) from rader").fetchall()[0][0]
    if last in FULL_SHEETS:
        sv, en = FULL_SHEETS[last]
        yield Fynd("kapad_fil", VARNING, 1, uppgifter={"antal": last, "vad": sv, "vad_en": en})


def _ragged(connection, header: Rubrikrad, most: int) -> Iterator[Fynd]:
    """Records that do not split into the header's fields."""
    count, rows = engine.places_of(connection, "falt is not null", most)
    if count:
        wanted = len(header.rubriker)
        yield Fynd("olasbar_rad", FEL, count, (), rows, {"vantat": wanted}, ways_unsplit(connection, wanted))
