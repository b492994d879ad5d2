"""What a table and its columns may be called: the names stand as they are in SQL, ours and that of a user's rules."""

import re
from collections.abc import Iterable
from functools import lru_cache

from isu.duck import open_connection
from isu.errors import DeclarationError

PLAIN = re.compile(r"[a-z][a-z0-9_]*")

#: Columns that the pass over a file, and the staging, have beside the table's own.
PASS = {"rad", "falt", "tom", "borttagen", "sagd_borttagen", "ersatt", "ordning", "fel", "former", "ratext", "unjudged"}
OURS = frozenset(PASS | {"bad_so_far", "uttagsdatum", "levererad_fran"})
#: Tables that stand beside it.
TABLES = frozenset({"rader", "dubbletter", "levererat", "perioder"})
#: What the pass makes of a column: its text, and the stages from the text to the value.
STAGES = ("t_{}", "{}_g", "{}_k", "{}_u", "{}_s")


def refuse_names(tabell: str, kolumner: Iterable[str]) -> None:
    """A DeclarationError for the first name that could not be used."""
    names = list(kolumner)
    stages = {stage.format(name) for name in names for stage in STAGES}
    _refuse(f"Tabellen {tabell}", [tabell], TABLES)
    _refuse(f"Tabellen {tabell}, kolumnen", names, OURS | stages, told=True)


def _refuse(place: str, names: Iterable[str], taken: Iterable[str], told: bool = False) -> None:
    for name in names:
        if not PLAIN.fullmatch(name):
            why = "ett namn skrivs med a–z, siffror och understreck och börjar med en bokstav"
        elif name in _reserved() or name in taken:
            why = "namnet är upptaget i databasen eller av programmet"
        else:
            continue
        raise DeclarationError(f"{place}{f' {name}' if told else ''}: {why}. Välj ett annat namn.")


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    """Words of SQL that no column can be called without quotes."""
    with open_connection() as connection:
        words = connection.execute("""
            select keyword_name
            from duckdb_keywords()
            where keyword_category in ('reserved', 'type_function')""").fetchall()
    return frozenset(word for (word,) in words)
