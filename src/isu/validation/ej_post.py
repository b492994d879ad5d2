"""Rows that are no records: a header once more or in other words, a line of dashes, a total, the foot of a page.

Each is set aside with one rule instead of one for every cell. Only rows that are set aside anyway are looked at, in the
text that was kept of them: a row that can be read as a record is one.
"""

from collections.abc import Sequence

import duckdb

from isu.declaration.tabell import slag
from isu.duck import quoted
from isu.validation.compile import NO_RECORD, UNREADABLE, Kompilerad
from isu.validation.tolkning import tidy

#: A word that the first cell begins with, where at most half of the cells hold anything.
TOTALS = r"(totalt?|slutsumma|delsumma|summa|summering|sum|antal|grand total)\b.*|sida? [0-9]+.*"
LINES = "[-=_]{2,}"
#: The rows that are set aside, with their cells in small letters; apart, so that no other row is looked at.
TEXTS = "avsatta_texter"
#: So many cells that are no value of their kind, and none that is, make a row below the header an explanation of it.
EXPLAINS_FROM = 3


def mark_no_records(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, rubriker: Sequence[str]) -> None:
    """Give such rows the one rule, and take their key: it is no key. `rubriker` are the file's, one for each of the
    compiled columns."""
    bad = f"fel & {compiled.error_bits} <> 0 and ratext is not null"
    if not connection.execute(f"select count(*) from rader where {bad}").fetchall()[0][0]:
        return
    places = range(1, len(compiled.tolkningar) + 1)
    texts = ", ".join(f"nullif(lower({tidy(f'ratext[{place}]')}), '')" for place in places)
    connection.execute(f"create or replace temp table {TEXTS} as select *, [{texts}] as celler from rader where {bad}")
    cells = [f"celler[{place}]" for place in places]
    kinds = (_repeats(cells, rubriker), _line(cells), _total(cells), _explains(compiled))
    any_kind = " or ".join(f"coalesce({kind}, false)" for kind in kinds)
    connection.execute(f"""
        update rader set fel = {no_record_bit(compiled)}{"".join(f", {k} = null" for k in compiled.tabell.nyckel)}
        where rad in (select rad from {TEXTS} where {any_kind})""")


def no_record_bit(compiled: Kompilerad) -> int:
    return next(1 << r.bit for r in compiled.regler if r.regel == NO_RECORD)


def _filled(cells: Sequence[str]) -> str:
    return " + ".join(f"({cell} is not null)::integer" for cell in cells)


def _repeats(cells: Sequence[str], rubriker: Sequence[str]) -> str:
    same = " and ".join(f"coalesce({cell} = {quoted(r.strip().lower())}, true)" for cell, r in zip(cells, rubriker))
    return f"({_filled(cells)} > 1 and {same})"


def _line(cells: Sequence[str]) -> str:
    lines = " and ".join(f"coalesce(regexp_full_match({cell}, {quoted(LINES)}), true)" for cell in cells)
    return f"({_filled(cells)} > 1 and {lines})"


def _total(cells: Sequence[str]) -> str:
    first = f"coalesce({', '.join(cells)}, '')"
    return f"(regexp_full_match({first}, {quoted(TOTALS)}) and {_filled(cells)} <= {max(2, len(cells) // 2)})"


def _explains(compiled: Kompilerad) -> str:
    """The first row below the header, where others have the start date that it has not."""
    typed = [n for n in compiled.tolkningar if slag(compiled.tabell.kolumner[n]) in UNREADABLE]
    start = compiled.tabell.start
    if start not in typed:
        return "false"
    wrong = sum(1 << r.bit for r in compiled.regler if r.regel in (*UNREADABLE.values(), "ej_i_kodlistan"))
    nothing = " and ".join(f"{n} is null" for n in typed)
    first, others = "rad = (select min(rad) from rader where not tom)", f"exists (from rader where {start} is not null)"
    return f"(bit_count(fel & {wrong}) >= {EXPLAINS_FROM} and {nothing} and {first} and {others})"
