"""Which columns of a table hold ids, and what a person's number tells of sex and age. Pure."""

from collections.abc import Mapping
from datetime import date

from isu.declaration import Tabell
from isu.declaration.tabell import slag
from isu.identitet.nummer import Nummer

#: Columns that hold a person; all persons share one name space, whatever table they stand in.
PERSON = ("pid", "tidigare_pid")
_PERSONS = "person.pid"

#: The kind of number → the code of `id_typ`. A reserve number has none of its own.
_ID_TYP = {"pnr": "pnr", "samnr": "samnr", "tf": "tf", "reserv": "okand"}


def namespaces(tabell: Tabell) -> dict[str, str]:
    """Id column → name space: the key that it points to, so that an id is one pseudonym wherever it stands."""
    points_to = {r.kolumn: f"{r.tabell}.{r.till}" for r in tabell.referenser}
    ids = [name for name, column in tabell.kolumner.items() if slag(column) == "nyckel"]
    return {name: _PERSONS if name in PERSON else points_to.get(name, f"{tabell.namn}.{name}") for name in ids}


def told_by(nummer: Nummer, tabell: Tabell, start: date | None) -> dict[str, str]:
    """What the number tells, for the columns that the table has: kon, fodelsear, id_typ, and alder on the start date."""
    born = nummer.fodelsedag
    told: Mapping[str, str | None] = {
        "kon": nummer.kon,
        "id_typ": _ID_TYP[nummer.slag],
        "fodelsear": str(born.year) if born else None,
        "alder": str(completed_years(born, start)) if born and start and start >= born else None,
    }
    return {name: value for name, value in told.items() if value is not None and name in tabell.kolumner}


def completed_years(born: date, on: date) -> int:
    """Age in completed years; who is born on 29 February completes a year on 1 March where there is no such day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
