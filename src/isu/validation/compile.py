"""Compiles a table's pandera schema to the rules of one DuckDB pass: each rule is a bit in a mask.

Pure text: no connection, no file. The engine runs what is compiled here; `oracle.py` holds it to pandera.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from isu.declaration import Deklaration
from isu.declaration.regel import FEL
from isu.declaration.tabell import Tabell, slag
from isu.errors import DeclarationError
from isu.validation.predicates import column_check, table_check
from isu.validation.values import Tolkning, sql_list, tolkning

UNREADABLE = {"datum": "ej_datum", "heltal": "ej_heltal"}
MOST_RULES = 62  # bits of a signed 64-bit mask


@dataclass(frozen=True)
class Radregel:
    """A row rule: `bit` in the mask is set where `sql` is true."""

    bit: int
    regel: str
    allvar: str
    kolumner: tuple[str, ...]
    sql: str
    uppgifter: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Kompilerad:
    """What the engine needs of a table. `tolkningar` are of the columns present in the file, by name."""

    tabell: Tabell
    tolkningar: dict[str, Tolkning]
    regler: tuple[Radregel, ...]

    @property
    def error_bits(self) -> int:
        return sum(1 << r.bit for r in self.regler if r.allvar == FEL)


@lru_cache(maxsize=256)
def compile_table(
    deklaration: Deklaration, namn: str, present: tuple[str, ...], omraden: frozenset[str] | None = None
) -> Kompilerad:
    """The table `namn` for a file that has the columns `present`; `omraden` are those the sender answers for.

    The text of a column is expected in `t_<column>`; the value is given as `<column>`.
    """
    tabell = deklaration.tabeller[namn]
    reading = {
        name: tolkning(name, tabell.kolumner[name], f"t_{name}", deklaration.kodlistor)
        for name in tabell.kolumner
        if name in present
    }
    found = [*_column_rules(tabell, reading), *_table_rules(tabell, reading), *_area_rule(tabell, omraden)]
    if len(found) > MOST_RULES:
        raise DeclarationError(f"Tabellen {namn} har {len(found)} radregler; högst {MOST_RULES} går att köra.")
    rules = tuple(
        Radregel(bit, regel, deklaration.regler[regel].allvar, columns, sql, names)
        for bit, (regel, columns, sql, names) in enumerate(found)
    )
    return Kompilerad(tabell, reading, rules)


Found = tuple[str, tuple[str, ...], str, dict[str, Any]]


def _column_rules(tabell: Tabell, reading: dict[str, Tolkning]) -> list[Found]:
    found: list[Found] = []
    for name in reading:
        column = tabell.schema.columns[name]
        kind = slag(column)
        if kind in UNREADABLE:
            found.append((UNREADABLE[kind], (name,), _unreadable(name), _bounds(column)))
        if not column.nullable:
            found.append(("varde_saknas", (name,), f"({name} is null and {_empty(name)})", {}))
        for check in column.checks:
            regel, sql = column_check(check, name, f"Tabellen {tabell.namn}, kolumnen {name}")
            # A code that was written as in the list needs no second look.
            found.append((regel, (name,), f"(not {name}_k and {sql})" if kind == "kod" else sql, _bounds(column)))
    return found


def _empty(name: str) -> str:
    return f"(t_{name} is null or trim(t_{name}) = '')"


def _unreadable(name: str) -> str:
    """There is text, but no value could be made of it."""
    return f"({name} is null and not {_empty(name)})"


def _bounds(column: Any) -> dict[str, Any]:
    """Names that a sentence about the column may need: bounds and lengths, never a value."""
    names: dict[str, Any] = {}
    for check in column.checks:
        names |= {"minst": check.statistics.get("min_value"), "hogst": check.statistics.get("max_value")}
    return {k: v for k, v in names.items() if v is not None}


def _table_rules(tabell: Tabell, reading: dict[str, Tolkning]) -> list[Found]:
    found = []
    for check in tabell.schema.checks:
        regel, sql = table_check(check, f"Tabellen {tabell.namn}")
        wanted = check.statistics.get("kolumn")
        if check.name == "kravs_om" and wanted in reading and slag(tabell.kolumner[wanted]) in UNREADABLE:
            sql = f"({sql} and not {_unreadable(wanted)})"  # told once, as unreadable, and not as missing too
        named = [v for v in check.statistics.values() if isinstance(v, str) and v in tabell.kolumner]
        columns = tuple(dict.fromkeys(named))
        found.append((regel, columns, sql, _spoken(check.statistics)))
    return found


def _spoken(statistics: dict[str, Any]) -> dict[str, Any]:
    """Parameters of a check as a sentence says them."""
    spoken = {k: ", ".join(v) if isinstance(v, list) else v for k, v in statistics.items() if v is not None}
    if "om" in statistics and statistics.get("varden") is None:
        spoken["varden"] = "ifylld"
    return spoken


def _area_rule(tabell: Tabell, omraden: frozenset[str] | None) -> list[Found]:
    if tabell.omrade is None or omraden is None:
        return []
    allowed = sorted(omraden)
    names = {"omraden": ", ".join(allowed)}
    return [("annat_omrade", (tabell.omrade,), f"{tabell.omrade} not in {sql_list(allowed)}", names)]
