"""From a header line to a table and a source: which declared columns the file has, and how each is read.

Pure. A header is understood in any case and order and with å, ä, ö spelt as a and o: as our own columns, or as a
declared source writes them. Where two readings fit equally well the sender is asked; nothing else is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from isu.declaration import Deklaration
from isu.declaration.kalla import Kalla, Kalltabell
from isu.declaration.rubrik import normal_name
from isu.declaration.tabell import Tabell, slag
from isu.errors import ReadError
from isu.identitet.rubriker import tellable
from isu.intake.manifest import Manifest
from isu.intake.oversattning import (
    Uttryck,
    cell,
    conditions,
    deleted,
    expressions,
    iteration,
    place_of,
    places_of,
    unclear,
)
from isu.intake.relation import letter
from isu.intake.rubriknamn import is_unsplit, known_names, known_words, likeness, names_in, resembling

__all__ = ["Rubrikrad", "identity_places", "likeness", "normal_name", "recognise", "separator_of"]

SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class Rubrikrad:
    """A recognised header.

    `platser` is declared column → the place in the file that the sender knows it by (a constant has none); `uttryck` is
    declared column → SQL text over c0, c1 …; `oanvanda` are the columns that no declaration knows, by header or letter.
    Of a source: its name (`kalla`), the SQL that tells deleted rows and the number of a re-decision, the places of
    identity columns, and all places that it knows (`kanda`). `oversatta` are the code columns that may hold the
    reserved code `omappad`. Where a record may become several rows: the SQL conditions of these (`grenar`), and of the
    places that they look at the SQL that tells that a cell is unclear (`oklara`).
    """

    tabell: Tabell
    rubriker: tuple[str, ...]
    platser: Mapping[str, int]
    oanvanda: tuple[str, ...]
    kalla: str | None = None
    uttryck: Mapping[str, str] = field(default_factory=dict)
    borttagen: str | None = None
    ordning: str | None = None
    identitet: tuple[int, ...] = ()
    oversatta: tuple[str, ...] = ()
    kanda: frozenset[int] = frozenset()
    grenar: tuple[str, ...] = ()
    oklara: Mapping[int, str] = field(default_factory=dict)

    def __post_init__(self):
        if not self.uttryck:
            object.__setattr__(self, "uttryck", {name: f"c{place}" for name, place in self.platser.items()})


@dataclass(frozen=True)
class _Lasning:
    """One way to read a header: as our own table, or as a source's."""

    tabell: Tabell
    uttryck: Mapping[str, Uttryck]
    kanda: frozenset[int]
    kalla: Kalla | None = None
    hor_hit: bool = True  # the header shows that the file is of this table, also where columns are missing

    @property
    def saknas(self) -> list[str]:
        return [c for c in self.tabell.required if c not in self.uttryck]

    @property
    def av(self) -> Kalltabell | None:
        return self.kalla.tabeller[self.tabell.namn] if self.kalla else None

    @property
    def namn(self) -> str:
        return f"tabellen {self.tabell.namn}" + (f" ur {self.kalla.namn}" if self.kalla else "")

    def same_as(self, other: "_Lasning") -> bool:
        return self.tabell.namn == other.tabell.namn and self.uttryck == other.uttryck


def separator_of(line: str) -> str:
    """The separator that occurs most in the header line; `;` where none does."""
    return max(SEPARATORS, key=lambda s: (line.count(s), -SEPARATORS.index(s)))


def identity_places(rubriker: Iterable[str], deklaration: Deklaration) -> tuple[int, ...]:
    """Columns that any source which the header fits says are identities; also where no table can be made of it."""
    names = names_in(rubriker, deklaration)
    fitting = (r.av for r in _source_readings(names, deklaration, Manifest()) if r.hor_hit)
    return tuple(sorted({place for table in fitting for place in places_of(names, table.identitet)}))


def recognise(rubriker: Iterable[str], deklaration: Deklaration, manifest: Manifest | None = None) -> Rubrikrad:
    """The reading that understands most of the header, of those that give every required column.

    The manifest may name the table and the source. Raises ReadError: ej_uppdelad, okand_tabell, dubbel_kolumn,
    oklar_kalla (two fit equally), kalla_ofullstandig (columns are missing), kalla_ofardig (the declaration has question
    marks left), svar_med_individ.
    """
    written = tuple(rubriker)
    names = names_in(written, deklaration)
    stated = manifest or Manifest()
    readings = _readings(names, deklaration, stated)
    if not readings and is_unsplit(written, deklaration):
        raise ReadError("ej_uppdelad")
    reading = _one_of(names, readings, stated, deklaration)
    if reading.kalla and reading.kalla.fragor:
        marks = reading.kalla.fragor
        raise ReadError("kalla_ofardig", kalla=reading.kalla.namn, antal=len(marks), falt=marks[0])
    if reading.saknas:
        raise _incomplete(reading)
    _refuse_twice(names, reading)
    _refuse_tied(names, reading.tabell, deklaration)
    return _as_header(reading, written, names, deklaration)


def _readings(names: Sequence[str], deklaration: Deklaration, stated: Manifest) -> list[_Lasning]:
    plain = [_plain(tabell, names) for tabell in deklaration.tabeller.values()]
    found = [r for r in [*plain, *_source_readings(names, deklaration, stated)] if r.hor_hit or not r.saknas]
    return [r for r in found if r.tabell.namn == stated.tabell or stated.tabell not in deklaration.tabeller]


def _plain(tabell: Tabell, names: Sequence[str]) -> _Lasning:
    """Any code may be `omappad` here too: that is what `isu pseudonymise` leaves of a code without translation."""
    there = {
        column: replace(cell(names.index(column)), oversatt=bool(declared.metadata.get("kodlista")))
        for column, declared in tabell.kolumner.items()
        if column in names
    }
    return _Lasning(tabell, there, frozenset(u.plats for u in there.values()), hor_hit=False)


def _source_readings(names: Sequence[str], deklaration: Deklaration, stated: Manifest) -> list[_Lasning]:
    """Every table of every source that has any header of the file; the general one stands back for the special."""
    named = normal_name(stated.kallsystem or "")
    found = []
    for kalla in deklaration.kallor.values():
        for table in kalla.tabeller.values():
            known = places_of(names, table.rubriker)
            tabell = deklaration.tabeller[table.tabell]
            marks = table.kannetecken and all(place_of(names, [mark]) is not None for mark in table.kannetecken)
            belongs = bool(marks) or (normal_name(kalla.namn) == named and table.tabell == stated.tabell)
            read = expressions(table, tabell, names)
            places = frozenset(known) | {p for u in read.values() for p in u.laser}
            if known and (belongs or not table.kannetecken or normal_name(kalla.namn) == named):
                found.append(_Lasning(tabell, read, places, kalla, belongs))
    general = {(r.kalla.utgar_fran, r.tabell.namn) for r in found if r.hor_hit or not r.saknas}
    return [r for r in found if (r.kalla.namn, r.tabell.namn) not in general]


def _one_of(names: Sequence[str], readings: list[_Lasning], stated: Manifest, deklaration: Deklaration) -> _Lasning:
    """Complete readings before others, those of the named source before others, then the one that knows most."""
    complete = [r for r in readings if not r.saknas] or readings
    named = [r for r in complete if r.kalla and normal_name(r.kalla.namn) == normal_name(stated.kallsystem or "")]
    candidates = named or complete
    if not candidates:
        raise _not_recognised(names, stated, deklaration)
    most = max(len(r.kanda) for r in candidates)
    best = [r for r in candidates if len(r.kanda) == most]
    if not all(r.same_as(best[0]) for r in best):
        raise ReadError("oklar_kalla", val=", ".join(sorted(r.namn for r in best)))
    return best[0]


def _as_header(
    reading: _Lasning, written: tuple[str, ...], names: Sequence[str], deklaration: Deklaration
) -> Rubrikrad:
    table = reading.av
    return Rubrikrad(
        reading.tabell,
        written,
        {column: u.plats for column, u in reading.uttryck.items() if u.plats is not None},
        _unused(reading, written, names, deklaration),
        reading.kalla.namn if reading.kalla else None,
        {column: u.sql for column, u in reading.uttryck.items()},
        deleted(names, table.borttagen) if table else None,
        iteration(names, table.omprovning) if table else None,
        places_of(names, table.identitet) if table else (),
        tuple(column for column, u in reading.uttryck.items() if u.oversatt),
        reading.kanda,
        conditions(table.rader, names) if table else (),
        unclear(table.rader, names) if table else {},
    )


def _unused(
    reading: _Lasning, written: Sequence[str], names: Sequence[str], deklaration: Deklaration
) -> tuple[str, ...]:
    """Each as its header where every word of that is known, else as its letter: a strange one may be a value. `C ≈
    atgard_datum` when it may be that column, misspelt."""
    words = known_words(deklaration)
    waiting = [c for c in reading.tabell.kolumner if c not in reading.uttryck]
    return tuple(
        " ≈ ".join((tellable(written[place], deklaration.identitet, words) or letter(place), *_meant(name, waiting)))
        for place, name in enumerate(names)
        if name and place not in reading.kanda
    )


def _meant(name: str, waiting: Sequence[str]) -> tuple[str, ...]:
    return tuple(column for column in waiting if resembling(column, [name]) is not None)[:1]


def _not_recognised(names: Sequence[str], stated: Manifest, deklaration: Deklaration) -> ReadError:
    """The nearest table and what it lacks; column names are ours, so they may be told."""
    tabeller = deklaration.tabeller
    chosen = [tabeller[stated.tabell]] if stated.tabell in tabeller else tabeller.values()
    unknown = ["" if name in known_names(deklaration) else name for name in names]
    likely = {t.namn: {c: resembling(c, unknown) for c in t.required if c not in names} for t in chosen}
    nearest = max(chosen, key=lambda t: (_share(t, likely[t.namn]), len(set(t.kolumner) & set(names)), t.namn))
    missing = likely[nearest.namn]
    return ReadError(
        "okand_tabell",
        tabell=nearest.namn,
        saknas=_told_missing(missing, "liknar kolumn {}"),
        saknas_en=_told_missing(missing, "column {} resembles it"),
        rubriker=", ".join(nearest.required),
    )


def _told_missing(missing: Mapping[str, int | None], words: str) -> str:
    """Columns, each with the letter of the header that resembles it: a header as it stands may be a value."""
    told = {c: f" ({words.format(letter(place))})" if place is not None else "" for c, place in missing.items()}
    return ", ".join(f"{column}{resembles}" for column, resembles in told.items())


def _share(tabell: Tabell, likely: Mapping[str, int | None]) -> float:
    """Of the required columns, those that are there; one that is misspelt counts as nearly there."""
    missing = len(likely) - 0.9 * sum(place is not None for place in likely.values())
    return 1 - missing / len(tabell.required)


def _incomplete(reading: _Lasning) -> ReadError:
    """Our columns that the source does not give, with the header that was looked for where one is declared."""
    table = reading.av
    declared = dict(table.kolumner) | {column: code.rubriker for column, code in table.koder.items()}
    headers = {column: declared.get(column, ()) for column in reading.saknas}
    told = [f"{column} (rubriken {' eller '.join(h)})" if h else column for column, h in headers.items()]
    return ReadError("kalla_ofullstandig", kalla=reading.kalla.namn, tabell=reading.tabell.namn, saknas=", ".join(told))


def _refuse_twice(names: Sequence[str], reading: _Lasning) -> None:
    for column, expression in reading.uttryck.items():
        for place in expression.laser:
            places = [i for i, name in enumerate(names) if name == names[place]]
            if len(places) > 1:
                raise ReadError("dubbel_kolumn", kolumn=column, bokstaver=" och ".join(letter(i) for i in places))


def _refuse_tied(names: Sequence[str], tabell: Tabell, deklaration: Deklaration) -> None:
    """An anonymous table with the key of another table is not anonymous."""
    if not tabell.anonym:
        return
    others = {k for t in deklaration.tabeller.values() for k, c in t.kolumner.items() if slag(c) == "nyckel"}
    if tied := sorted(others.intersection(names) - set(tabell.nyckel)):
        raise ReadError("svar_med_individ", kolumner=", ".join(tied))
