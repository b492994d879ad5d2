"""How a source's local codes become common ones: written in the declaration, or in a CSV beside it.

A local code is a code or a text as the verksamhetssystem writes it; case and blanks around it make no difference. A
translation may hold from a day, to a day: the row's start date decides. No delivered value is read here.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from isu.declaration.kodlista import Kodlista
from isu.declaration.yamlfalt import Falt
from isu.errors import DeclarationError

#: The reserved code of a local code without translation, and the word for a local code that tells nothing.
OMAPPAD, TOMT = "omappad", "tomt"
#: What a person has not decided yet.
FRAGA = "?"
COLUMNS = ("lokal", "kod", "fran", "till")


@dataclass(frozen=True)
class Oversattning:
    """One local code, in lower case, and its common code ('' for none). The days are included."""

    lokal: str
    kod: str
    fran: date | None = None
    till: date | None = None

    @property
    def dated(self) -> bool:
        return self.fran is not None or self.till is not None

    def overlaps(self, other: "Oversattning") -> bool:
        starts_before_end = self.fran is None or other.till is None or self.fran <= other.till
        return starts_before_end and (other.fran is None or self.till is None or other.fran <= self.till)


def spelling(lokal: str) -> str:
    """Local codes are compared so."""
    return lokal.strip().lower()


def common_code(field: Falt, kodlista: Kodlista) -> str:
    """A code of the list; `tomt`, `omappad` and a question mark are words of their own."""
    kod = field.filled()
    if kod.startswith(FRAGA):
        return OMAPPAD
    if kod not in (*kodlista.values, TOMT, OMAPPAD):
        field.fail(
            f"koden {kod} finns inte i kodlistan {kodlista.namn}. "
            f"Tillåtet är {', '.join(kodlista.values)}, {TOMT} och {OMAPPAD}."
        )
    return "" if kod == TOMT else kod


def read_inline(field: Falt, kodlista: Kodlista) -> tuple[Oversattning, ...]:
    """`lokal: kod`, or `lokal: {kod, fran, till}`, or a list of such."""
    found = []
    for lokal, value in field.mapping().items():
        if not spelling(lokal):
            value.fail("den lokala koden är tom. En tom cell är alltid en uppgift som saknas.")
        entries = value.varde if isinstance(value.varde, list) else [value]
        found += [(_entry(lokal, entry, kodlista), entry) for entry in entries]
    return _without_overlap(found)


def _entry(lokal: str, field: Falt, kodlista: Kodlista) -> Oversattning:
    if isinstance(field.varde, str):
        return Oversattning(spelling(lokal), common_code(field, kodlista))
    parts = field.mapping(COLUMNS[1:], needed=("kod",))
    days = [_day(parts[name]) if name in parts else None for name in ("fran", "till")]
    return _in_order(Oversattning(spelling(lokal), common_code(parts["kod"], kodlista), *days), field)


def _in_order(translation: Oversattning, place: Falt) -> Oversattning:
    if translation.fran and translation.till and translation.fran > translation.till:
        place.fail("fran ligger efter till.")
    return translation


def _day(field: Falt) -> date | None:
    text = field.text()
    if not text or text.startswith(FRAGA):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        field.fail("datumet ska skrivas ÅÅÅÅ-MM-DD.")


def _without_overlap(found: Iterable[tuple[Oversattning, Falt]]) -> tuple[Oversattning, ...]:
    of_code: dict[str, list[tuple[Oversattning, Falt]]] = {}
    for translation, place in found:
        of_code.setdefault(translation.lokal, []).append((translation, place))
    for same in of_code.values():
        for (one, _), (other, place) in combinations(same, 2):
            if one.overlaps(other):
                place.fail("den lokala koden har två översättningar för samma dag. Ta bort den ena, eller ange datum.")
    return tuple(translation for same in of_code.values() for translation, _ in same)


def read_csv_map(field: Falt, kodlista: Kodlista) -> tuple[Oversattning, ...]:
    """A CSV beside the declaration with the columns lokal, kod and, if wanted, fran and till."""
    name = field.filled()
    path = field.fil.parent / name
    if Path(name).name != name or not path.is_file():
        field.fail(f"filen {name} finns inte bredvid deklarationen, i {field.fil.parent}.")
    return _without_overlap((_row(row, kodlista), row["lokal"]) for row in _rows(path))


def _rows(path: Path) -> Iterator[dict[str, Falt]]:
    """Each row by column name, every value with its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DeclarationError(f"{path}: filen ska sparas som UTF-8.") from None
    separator = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.DictReader(text.splitlines(), delimiter=separator)
    missing = [name for name in COLUMNS[:2] if name not in (reader.fieldnames or ())]
    if missing:
        raise DeclarationError(f"{path}, rad 1: kolumnen {missing[0]} saknas. Tillåtet är {', '.join(COLUMNS)}.")
    for row in reader:
        yield {name: Falt(row.get(name) or "", path, reader.line_num, name) for name in COLUMNS}


def _row(row: dict[str, Falt], kodlista: Kodlista) -> Oversattning:
    lokal, kod = spelling(row["lokal"].filled()), common_code(row["kod"], kodlista)
    return _in_order(Oversattning(lokal, kod, _day(row["fran"]), _day(row["till"])), row["lokal"])
