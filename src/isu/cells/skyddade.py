"""Persons with protected identity (`person.skyddad` = 1): their rows are taken out before anything is counted.

Any version in force that says so is enough, and a person's earlier pseudonym is the same person. A row without pid of
its own belongs to the person of the row that it refers to: a goal to that of its plan, a plan to that of its service.
How many they are is told in innehall.json and nowhere right of the wall.
"""

from collections.abc import Collection, Iterable, Mapping

from duckdb import DuckDBPyConnection

from isu.declaration import Deklaration
from isu.declaration.tabell import Tabell
from isu.register.stage import Registerfil, rows_sql

PERSON, PID, SKYDDAD, TIDIGARE, SKYDDADE = "person", "pid", "skyddad", "tidigare_pid", "skyddade"

Files = Mapping[str, list[Registerfil]]
#: (table, column that others refer to)
Nyckel = tuple[str, str]


def number_of(connection: DuckDBPyConnection, deklaration: Deklaration, files: Files) -> int:
    """How many pseudonyms are marked as protected in any version in force."""
    if not _can_be_known(deklaration, files):
        return 0
    ((number,),) = connection.execute(f"select count(*) from ({_marked_sql(files)})").fetchall()
    return number


def remove(connection: DuckDBPyConnection, deklaration: Deklaration, tabeller: Iterable[str], files: Files) -> None:
    """Take the protected persons' rows out of the staged tables."""
    tabeller = list(tabeller)
    connection.execute(f"create or replace temp table {SKYDDADE} as {_persons_sql(deklaration, files)}")
    marked = _mark_keys(connection, deklaration, tabeller, files)
    for namn in tabeller:
        belongs = _belongs_sql(deklaration.tabeller[namn], marked)
        if belongs:
            connection.execute(f"delete from {namn} where {belongs}")


def _mark_keys(
    connection: DuckDBPyConnection, deklaration: Deklaration, tabeller: Iterable[str], files: Files
) -> set[Nyckel]:
    """Make a table of the keys of protected persons' rows, in any version, for every key that a row is traced by.

    Each is made once, after those that it rests on itself, so that a register file is read once and not once per row
    of tables that refer to it.
    """
    marked: set[Nyckel] = set()
    for key in _keys_in_order(deklaration, tabeller, files):
        belongs = _belongs_sql(deklaration.tabeller[key[0]], marked)
        if belongs:
            rows = f"select distinct {key[1]} from ({_rows(key[0], files)}) where {belongs}"
            connection.execute(f"create or replace temp table {_keys_of(key)} as {rows}")
            marked.add(key)
    return marked


def _keys_in_order(deklaration: Deklaration, tabeller: Iterable[str], files: Files) -> list[Nyckel]:
    """The keys that the tables refer to, each after those that its own table refers to. A ring is cut somewhere."""
    found: dict[Nyckel, None] = {}

    def visit(namn: str, above: tuple[str, ...]) -> None:
        for r in deklaration.tabeller[namn].referenser:
            if r.tabell not in (PERSON, namn, *above) and files.get(r.tabell) and (r.tabell, r.till) not in found:
                visit(r.tabell, (*above, namn))
                found[r.tabell, r.till] = None

    for namn in tabeller:
        visit(namn, ())
    return list(found)


def _keys_of(key: Nyckel) -> str:
    return f"{SKYDDADE}_{key[0]}_{key[1]}"


def tables_behind(deklaration: Deklaration, tabeller: Iterable[str]) -> tuple[str, ...]:
    """The tables that decide whose the rows are: those themselves, all that they refer to, and person."""
    found, left = {PERSON} & deklaration.tabeller.keys(), list(tabeller)
    while left:
        namn = left.pop()
        if namn not in found:
            found.add(namn)
            left += [r.tabell for r in deklaration.tabeller[namn].referenser]
    return tuple(sorted(found))


def _can_be_known(deklaration: Deklaration, files: Files) -> bool:
    tabell = deklaration.tabeller.get(PERSON)
    return bool(tabell and files.get(PERSON)) and {PID, SKYDDAD} <= tabell.kolumner.keys()


def _rows(tabell: str, files: Files) -> str:
    """Every version in force, deleted ones too."""
    return f"from {rows_sql([file.path for file in files[tabell]])}"


def _marked_sql(files: Files) -> str:
    return f"select distinct {PID} from ({_rows(PERSON, files)}) where {SKYDDAD} = '1' and {PID} is not null"


def _persons_sql(deklaration: Deklaration, files: Files) -> str:
    """The marked pseudonyms and every other one of the same persons, earlier or later."""
    if TIDIGARE not in deklaration.tabeller[PERSON].kolumner:
        return _marked_sql(files)
    return f"""
with recursive
person_rad as ({_rows(PERSON, files)}),
samma as (
    select {PID} as pid, {TIDIGARE} as annan from person_rad
    union
    select {TIDIGARE} as pid, {PID} as annan from person_rad
),
skyddad as (
    {_marked_sql(files)}
    union
    select samma.annan as pid
    from samma
    join skyddad using (pid)
    where samma.annan is not null
)
select pid from skyddad"""


def _belongs_sql(tabell: Tabell, marked: Collection[Nyckel]) -> str:
    """True of a protected person's row, NULL or false of others; '' where no row of the table can be traced."""
    has_pid = PID in tabell.kolumner
    through = [
        f"{r.kolumn} in (from {_keys_of((r.tabell, r.till))})"
        for r in tabell.referenser
        if r.tabell != tabell.namn and (r.tabell, r.till) in marked
    ]
    own = [f"{PID} in (from {SKYDDADE})"] if has_pid else []
    return " or ".join(own + [f"({PID} is null and {t})" if has_pid else t for t in through])
