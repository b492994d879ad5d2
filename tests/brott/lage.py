"""What a home holds, so that two homes can be compared: the bytes of every file, and the ledger without its clocks.

Left out is what belongs to the machine and not to the deliveries: locks, the log of events, the database's own files.
"""

from pathlib import Path

from sqlalchemy import Integer, NullPool, create_engine, select

from isu.databas import database
from isu.filer import sha256_of
from isu.ledger.tables import Base, Leverans

CLOCKS = {"ordning", "ankomst", "mottagen", "mottagen_igen", "kvitto"}
_NEXT = "select setval(pg_get_serial_sequence('{table}', '{key}'), max({key}), true) from {table}"
_MACHINE = (
    ".hem",
    ".las/",
    ".ledger.sqlite.las",
    "ledger.sqlite",
    "handelser.jsonl",
    ".skyddshemlighet",
    ".cellnyckel",
)


def files_of(home: Path) -> dict[str, str]:
    """Place → sha256."""
    found = {p.relative_to(home).as_posix(): p for p in home.rglob("*") if p.is_file() and not p.is_symlink()}
    return {name: sha256_of(path) for name, path in sorted(found.items()) if not name.startswith(_MACHINE)}


def ledger_of(url: str) -> list[str]:
    """Every delivery, as often as it stands there, in an order of its own."""
    columns = [c for c in Leverans.__table__.columns if c.name not in CLOCKS]
    engine = create_engine(database(url), poolclass=NullPool)
    with engine.connect() as connection:
        return sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))


def copied_ledger(source: str, target: str) -> None:
    """All rows of one ledger into another, empty one of the same shape."""
    reader, writer = (create_engine(database(url), poolclass=NullPool) for url in (source, target))
    with reader.connect() as old, writer.begin() as new:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row._mapping) for row in old.execute(select(table))]
            if rows:
                new.execute(table.insert(), rows)
            keys = list(table.primary_key.columns)
            if len(keys) == 1 and isinstance(keys[0].type, Integer):
                new.exec_driver_sql(_NEXT.format(table=table.name, key=keys[0].name))


def differences(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    """Places that are missing, new or otherwise."""
    return [
        f"{name}: {'saknas' if name not in found else 'ny' if name not in expected else 'annorlunda'}"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]
