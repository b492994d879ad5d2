"""Are the ids of a new delivery known from before? Counts only, never an id."""

from collections.abc import Sequence
from pathlib import Path

from isu.duck import open_connection
from isu.register.stage import rows_sql


def all_unknown(kolumn: str, new: Path, before: Sequence[Path]) -> tuple[int, int] | None:
    """How many different ids there are in the new file and in those before it; None as soon as one is in both.

    Deleted rows are looked at too: a deletion also shows that its id is known.
    """
    fresh = _ids(kolumn, [new])
    earlier = _ids(kolumn, before)
    with open_connection() as connection:
        if connection.execute(f"select 1 from ({fresh}) where id in ({earlier}) limit 1").fetchall():
            return None
        return connection.execute(f"""
            select
              (select count(distinct id) from ({fresh})),
              (select count(distinct id) from ({earlier}))""").fetchall()[0]


def _ids(kolumn: str, paths: Sequence[Path]) -> str:
    """The ids of the files; one from before the column was declared has none."""
    return f"select {kolumn} as id from {rows_sql(paths, {kolumn: 'varchar'})} where {kolumn} is not null"
