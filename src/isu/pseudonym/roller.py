"""Which columns of a table hold ids, and what a person's number tells of sex and age. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from isu.declaration import Deklaration, Tabell
from isu.declaration.tabell import slag
from isu.identitet.nummer import Nummer
from isu.identitet.rubriker import identity_columns
from isu.intake.header import Rubrikrad, normal_name
from isu.intake.oversattning import place_of

#: The column of the person, and the one of what the person was called before; persons share one name space.
PERSON, EARLIER = "pid", "tidigare_pid"
PERSONS = "person.pid"

#: What the guard calls a header that promises a person's number.
_NUMBER = "personnummer"

#: Socialstyrelsen's register BU calls an id so that a child without number has in the municipality, and only there.
TEMPORARY, TILLF = "TILLF_ID", "tillf"
#: A name space of their own: a temporary 17 is not the person whom another system numbers 17.
TEMPORARIES = "person.tillf"
ID_TYP = "id_typ"

#: The kind of number → the code of `id_typ`. A reserve number has none of its own.
_ID_TYP = {"pnr": "pnr", "samnr": "samnr", "tf": "tf", "reserv": "okand"}


def namespaces(tabell: Tabell) -> dict[str, str]:
    """Id column → name space: the key that it points to, so that an id is one pseudonym wherever it stands."""
    points_to = {r.kolumn: f"{r.tabell}.{r.till}" for r in tabell.referenser}
    ids = [name for name, column in tabell.kolumner.items() if slag(column) == "nyckel"]
    return {
        name: PERSONS if name in (PERSON, EARLIER) else points_to.get(name, f"{tabell.namn}.{name}") for name in ids
    }


def person_places(header: Rubrikrad, deklaration: Deklaration) -> tuple[int, ...]:
    """Where a person's number may stand, the likeliest first: as the source declares, by its header, as our `pid`."""
    source = deklaration.kallor[header.kalla].tabeller[header.tabell.namn] if header.kalla else None
    names = [normal_name(r) for r in header.rubriker]
    declared = [p for h in (source.person if source else ()) if (p := place_of(names, [h])) is not None]
    telling = identity_columns(header.rubriker, header.platser.values(), (), deklaration.identitet)
    by_header = [c.plats for c in telling if c.slag == _NUMBER]
    own = [header.platser[PERSON]] if PERSON in header.platser else []
    return tuple(dict.fromkeys([*declared, *by_header, *own]))


def temporary_places(header: Rubrikrad) -> tuple[int, ...]:
    """Where a temporary id may stand."""
    return tuple(i for i, rubrik in enumerate(header.rubriker) if normal_name(rubrik) == normal_name(TEMPORARY))


def with_person(header: Rubrikrad, numbers: Sequence[int]) -> Rubrikrad:
    """The header with our `pid` made from the number, where the file has no id of the person but that."""
    if PERSON in header.uttryck or PERSON not in header.tabell.kolumner or not numbers:
        return header
    found = dict(header.uttryck) | {PERSON: f"c{numbers[0]}"}
    ordered = {name: found[name] for name in header.tabell.kolumner if name in found}
    return replace(header, uttryck=ordered, platser=dict(header.platser) | {PERSON: numbers[0]})


def left_behind(header: Rubrikrad) -> list[str]:
    """Headers of the columns that do not come along, as the file writes them."""
    read = {place for name, place in header.platser.items() if name in header.uttryck} | {*temporary_places(header)}
    return [h.strip() for i, h in enumerate(header.rubriker) if i not in read and h.strip()]


def told_by(nummer: Nummer, tabell: Tabell, start: date | None) -> dict[str, str]:
    """What the number tells, for columns that the table has: kon, fodelsear, id_typ, and alder on the start date."""
    born = nummer.fodelsedag
    told: Mapping[str, str | None] = {
        "kon": nummer.kon,
        ID_TYP: _ID_TYP[nummer.slag],
        "fodelsear": str(born.year) if born else None,
        "alder": str(completed_years(born, start)) if born and start and start >= born else None,
    }
    return {name: value for name, value in told.items() if value is not None and name in tabell.kolumner}


def completed_years(born: date, on: date) -> int:
    """Age in completed years; who is born on 29 February completes a year on 1 March where there is no such day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
