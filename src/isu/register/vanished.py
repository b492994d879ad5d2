"""How many keys vanish from what is in force when a new delivery takes effect: a count for the receipt.

Keys that the source system itself says it has deleted have not vanished; they are counted as such.
"""

from isu.declaration.tabell import Tabell
from isu.duck import open_connection
from isu.register.stage import Registerfil, stage_sql, versions_sql


def vanished_keys(tabell: Tabell, before: list[Registerfil], after: list[Registerfil]) -> int | None:
    """Keys in force before that no version after speaks of; None when nothing was replaced."""
    if _only_added(before, after):
        return None
    key = ", ".join(tabell.nyckel)
    with open_connection() as connection:
        return connection.execute(f"""
            select count(*) from (
              select {key} from ({stage_sql(tabell, before)})
              except
              select {key} from ({versions_sql(tabell, after)}))""").fetchall()[0][0]


def _only_added(before: list[Registerfil], after: list[Registerfil]) -> bool:
    """Every file counts after as it did before."""
    return all(file in after for file in before)
