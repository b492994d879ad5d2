"""Writes what became of a judged file's rows: the accepted, the set aside, and the places to mend.

Reads the temp tables `rader` and `dubbletter` that engine.py has filled; of a row it decides only what may be shown.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from isu.declaration.regel import FEL
from isu.declaration.tabell import column_types, slag
from isu.duck import quoted
from isu.validation.compile import Kompilerad
from isu.validation.predicates import FORM_RULES, column_check

#: Rows that are held to the rules: neither blank nor unreadable, nor taken back by the source itself.
JUDGED = "not tom and falt is null and not borttagen and not ersatt"
DUPLICATE, UNREADABLE_ROW = "dubblettnyckel", "olasbar_rad"
IS_DUPLICATE = "rad in (select rad from dubbletter)"


def set_aside(compiled: Kompilerad) -> str:
    """A record that became several rows is set aside whole."""
    wrong = f"fel & {compiled.error_bits} <> 0 or {IS_DUPLICATE}"
    return f"rad in (select rad from rader where {wrong})" if compiled.utvecklad else wrong


def write_accepted(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, path: Path) -> None:
    """Typed Parquet in the order of the file; `_rad` points back to the delivered row.

    A row that the source has deleted stands there with `_borttagen` true and its key alone: it takes the key out of
    force in earlier deliveries.
    """
    accepted, columns = f"{JUDGED} and not ({set_aside(compiled)})", ", ".join(compiled.tabell.kolumner)
    if connection.execute("select count(*) from rader where borttagen").fetchall()[0][0]:
        accepted = f"({accepted}) or rad in ({_tombstones(compiled)})"
        columns = ", ".join(_key_alone(compiled))
    connection.execute(f"""
        copy (select rad as _rad, borttagen as _borttagen, {columns} from rader where {accepted})
        to {quoted(path)} (format parquet, compression zstd)""")


def _tombstones(compiled: Kompilerad) -> str:
    """The first deleted row of each readable key that no living row of the file has: a living one counts by itself."""
    key = ", ".join(compiled.tabell.nyckel)
    readable = " and ".join(_well_formed(compiled, k) for k in compiled.tabell.nyckel)
    return f"""
        select min(rad) from rader where borttagen and {readable}
        and ({key}) not in (select ({key}) from rader where {JUDGED} and {readable})
        group by {key}"""


def _key_alone(compiled: Kompilerad) -> list[str]:
    """Nothing but the key is kept of a deleted row, and no rule has judged the rest."""
    return [
        name if name in compiled.tabell.nyckel else f"case when not borttagen then {name} end::{sql_type} as {name}"
        for name, sql_type in column_types(compiled.tabell).items()
    ]


def _well_formed(compiled: Kompilerad, name: str) -> str:
    """The column has a value that breaks none of its own checks."""
    checks = compiled.tabell.schema.columns[name].checks
    return " and ".join([f"{name} is not null", *(f"not ({column_check(c, name, name)[1]})" for c in checks)])


def write_quarantine(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, path: Path) -> None:
    """rad, regler (the broken rules), kolumner, ratext (their text; NULL when only the archive has it)."""
    legend = "[" + ", ".join(f"'{r.regel}:{'+'.join(r.kolumner)}'" for r in compiled.regler) + "]"
    codes = f"""list_transform({_broken(compiled)}, lambda bit: {legend}[bit + 1])
          || case when {IS_DUPLICATE} then ['{DUPLICATE}'] else [] end
          || case when falt is not null then ['{UNREADABLE_ROW}'] else [] end"""
    names = "[" + ", ".join(f"'{n}'" for n in compiled.tolkningar) + "]"
    connection.execute(f"""
        copy (select rad, {codes} as regler, {names} as kolumner, ratext from rader
          where not tom and (falt is not null or {set_aside(compiled)}) order by rad)
        to {quoted(path)} (format parquet, compression zstd)""")


def _broken(compiled: Kompilerad) -> str:
    return f"list_filter(range({len(compiled.regler)}), lambda bit: fel & (1::bigint << bit) <> 0)"


def write_places(connection: duckdb.DuckDBPyConnection, compiled: Kompilerad, path: Path, most: int) -> None:
    """rad, regel, allvar, kolumner, varden, rad_id of every broken row rule, in the order of the file, at most `most`.

    `varden` are aligned with `kolumner`; `rad_id` is the sender's own id of the row. Both are text, and NULL where the
    declaration does not let the value be shown. Text that was no value of its kind is never shown.
    """
    told = [(r.regel, r.allvar, r.kolumner) for r in compiled.regler]
    told += [(DUPLICATE, FEL, compiled.tabell.nyckel), (UNREADABLE_ROW, FEL, ())]
    duplicate, unreadable = len(compiled.regler), len(compiled.regler) + 1
    shown = [k for k in compiled.tolkningar if _may_be_shown(compiled, k)]
    key = next((k for k in compiled.tabell.nyckel if k in shown), None)
    values = [_texts([f"v_{k}" if k in shown else "null" for k in kolumner]) for _, _, kolumner in told]
    connection.execute(f"""
        copy (
          select rad, {_chosen(quoted(regel) for regel, _, _ in told)} as regel,
            {_chosen(quoted(allvar) for _, allvar, _ in told)} as allvar,
            {_chosen(_texts(map(quoted, kolumner)) for _, _, kolumner in told)} as kolumner,
            case nr {" ".join(f"when {nr} then {texts}" for nr, texts in enumerate(values))} end as varden,
            {f"v_{key}" if key else "null::varchar"} as rad_id
          from (
            select rad{"".join(f", {_shown(compiled, k)} as v_{k}" for k in shown)}, unnest({_broken(compiled)}
              || case when {IS_DUPLICATE} then [{duplicate}] else [] end
              || case when falt is not null then [{unreadable}] else [] end) as nr
            from (select * from rader where fel <> 0 or falt is not null or {IS_DUPLICATE} order by rad limit {most})
          )
          order by rad, nr
          limit {most}
        ) to {quoted(path)} (format parquet, compression zstd)""")


def _chosen(texts: Iterable[str]) -> str:
    """The text of the rule `nr`."""
    return f"[{', '.join(texts)}][nr + 1]"


def _texts(expressions: Iterable[str]) -> str:
    return f"[{', '.join(expressions)}]::varchar[]"


def _may_be_shown(compiled: Kompilerad, name: str) -> bool:
    return name in compiled.tolkningar and bool(compiled.tabell.kolumner[name].metadata["visa"])


def _shown(compiled: Kompilerad, name: str) -> str:
    """The value as text. A number out of bounds is shown; text only when it has the form that was asked for, as the
    mask tells: the rows with places have all been judged."""
    if slag(compiled.tabell.kolumner[name]) in ("heltal", "decimaltal"):
        return f"{name}::varchar"
    broken = sum(1 << r.bit for r in compiled.regler if r.kolumner == (name,) and r.regel in FORM_RULES)
    return f"case when fel & {broken} = 0 then {name} end"
