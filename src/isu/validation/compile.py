"""Compiles a table's pandera schema to the rules of one DuckDB pass: each rule is a bit in a mask.

Pure text: no connection, no file. The engine runs what is compiled here; `oracle.py` holds it to pandera.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from isu.declaration import Deklaration
from isu.declaration.kodkarta import OMAPPAD
from isu.declaration.kodlista import Kod, Kodlista
from isu.declaration.regel import FEL, Regel
from isu.declaration.tabell import Tabell, slag, with_unmapped
from isu.duck import quoted
from isu.errors import DeclarationError
from isu.validation.predicates import column_check, table_check
from isu.validation.tolkning import Tolkning, tidy
from isu.validation.values import sql_list, tolkning

UNREADABLE = {"datum": "ej_datum", "manad": "ej_manad", "heltal": "ej_heltal", "decimaltal": "ej_tal"}
#: Broken by no cell: which rows are no records is told when the pass is over (ej_post.py).
NO_RECORD = "ej_post"
MOST_RULES = 62  # bits of a signed 64-bit mask
#: Columns that a check can do without: an open spell, and a reason for exception that nobody has told.
NOT_NEEDED = ("slut", "utom")


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
class Utelamnad:
    """A rule of the table that says nothing of this file: the columns `saknas` are not in it."""

    regel: str
    kolumner: tuple[str, ...]
    saknas: tuple[str, ...]


@dataclass(frozen=True)
class Kompilerad:
    """What the engine needs of a table. `tolkningar` are of the columns present in the file, by name.

    `utvecklad` where a record may become several rows: then what is counted is records, and they share one fate.
    """

    tabell: Tabell
    tolkningar: dict[str, Tolkning]
    regler: tuple[Radregel, ...]
    utelamnade: tuple[Utelamnad, ...] = ()
    utvecklad: bool = False

    @property
    def poster(self) -> str:
        """SQL that counts records; of rows that are one record each, the cheaper way."""
        return "count(distinct rad)" if self.utvecklad else "count(*)"

    @property
    def error_bits(self) -> int:
        return sum(1 << r.bit for r in self.regler if r.allvar == FEL)

    def of_kind(self, kind: str) -> list[str]:
        """The present columns of a kind, in the declared order."""
        return [name for name in self.tolkningar if slag(self.tabell.kolumner[name]) == kind]


@lru_cache(maxsize=256)
def compile_table(
    deklaration: Deklaration,
    namn: str,
    present: tuple[str, ...],
    omraden: frozenset[str] | None = None,
    oversatta: frozenset[str] = frozenset(),
    dag: date | None = None,
) -> Kompilerad:
    """The table `namn` for a file that has the columns `present`; `omraden` are those the sender answers for.

    With `dag` the version of the table that is in force that day, else what all versions have in common.

    `oversatta` are code columns that a source translates: they may hold the reserved code for what has no translation.
    The text of a column is expected in `t_<column>`; the value is given as `<column>`.
    """
    declared = deklaration.tabeller[namn]
    tabell = with_unmapped(declared.at(dag) if dag else declared, oversatta)
    reading = {
        name: tolkning(name, tabell.schema.columns[name], f"t_{name}", deklaration.kodlistor)
        for name in tabell.kolumner
        if name in present and name not in tabell.utanfor
    }
    area = _area_rule(tabell, omraden, oversatta)
    own = _conditions(tabell, deklaration.regler)
    dated = _validity_rules(tabell, deklaration.kodlistor)
    found = [*_column_rules(tabell), *_table_rules(tabell, reading), *dated, *area, *own]
    found.append(_Regel(NO_RECORD, (), "false", ()))
    rules = _numbered([f for f in found if set(f.behovs) <= reading.keys()], deklaration)
    if len(rules) > MOST_RULES:
        raise DeclarationError(f"Tabellen {namn} har {len(rules)} radregler; högst {MOST_RULES} går att köra.")
    missing = ((f, tuple(c for c in f.behovs if c not in reading)) for f in found)
    left_out = tuple(Utelamnad(f.regel, f.kolumner, absent) for f, absent in missing if absent)
    return Kompilerad(tabell, reading, rules, left_out)


@dataclass(frozen=True)
class _Regel:
    """A rule that a table asks for. It can only be judged where the columns `behovs` are in the file."""

    regel: str
    kolumner: tuple[str, ...]
    sql: str
    behovs: tuple[str, ...]
    uppgifter: Mapping[str, Any] = field(default_factory=dict)


def _numbered(found: list[_Regel], deklaration: Deklaration) -> tuple[Radregel, ...]:
    return tuple(
        Radregel(bit, f.regel, deklaration.regler[f.regel].allvar, f.kolumner, f.sql, dict(f.uppgifter))
        for bit, f in enumerate(found)
    )


def _column_rules(tabell: Tabell) -> list[_Regel]:
    found: list[_Regel] = []
    for name, column in tabell.schema.columns.items():
        kind, own = slag(column), (name,)
        if kind in UNREADABLE:
            found.append(_Regel(UNREADABLE[kind], own, _unreadable(name), own, _bounds(column)))
        if not column.nullable:
            found.append(_Regel("varde_saknas", own, _only_where(f"{name} is null", _empty(name)), own))
        for check in column.checks:
            regel, sql = column_check(check, name, f"Tabellen {tabell.namn}, kolumnen {name}")
            # A code that was written as in the list needs no second look.
            judged = f"case when {name}_k then false else {sql} end" if kind == "kod" else sql
            found.append(_Regel(regel, own, judged, own, _bounds(column)))
    return found


def _empty(name: str) -> str:
    return f"(t_{name} is null or {tidy(f't_{name}')} = '')"


def _unreadable(name: str) -> str:
    """There is text, but no value could be made of it."""
    return _only_where(f"{name} is null", f"not {_empty(name)}")


def _only_where(rare: str, then: str) -> str:
    """Both, where `then` is dear: DuckDB may take the sides of an AND in any order, and on every row."""
    return f"case when {rare} then {then} else false end"


def _bounds(column: Any) -> dict[str, Any]:
    """Names that a sentence about the column may need: bounds and lengths, never a value."""
    names: dict[str, Any] = {"decimaler": column.metadata.get("decimaler")}
    for check in column.checks:
        names |= {"minst": check.statistics.get("min_value"), "hogst": check.statistics.get("max_value")}
    return {k: _spoken_number(v) for k, v in names.items() if v is not None}


def _spoken_number(bound: Any) -> Any:
    """A bound as text and JSON can say it."""
    if not isinstance(bound, Decimal):
        return bound
    return int(bound) if bound == int(bound) else float(bound)


def _table_rules(tabell: Tabell, reading: Mapping[str, Tolkning]) -> list[_Regel]:
    found = []
    for check in tabell.schema.checks:
        regel, sql = table_check(check, f"Tabellen {tabell.namn}")
        wanted = check.statistics.get("kolumn")
        if check.name == "kravs_om" and wanted in reading and slag(tabell.kolumner[wanted]) in UNREADABLE:
            sql = _only_where(sql, f"not {_unreadable(wanted)}")  # told once, as unreadable, and not as missing too
        named = {k: v for k, v in check.statistics.items() if isinstance(v, str) and v in tabell.kolumner}
        needed = tuple(v for k, v in named.items() if k not in NOT_NEEDED)
        columns = tuple(dict.fromkeys(named.values()))
        found.append(_Regel(regel, columns, sql, needed, _spoken(check.statistics)))
    return found


def _spoken(statistics: dict[str, Any]) -> dict[str, Any]:
    """Parameters of a check as a sentence says them."""
    spoken = {k: ", ".join(v) if isinstance(v, list) else v for k, v in statistics.items() if v is not None}
    if "om" in statistics and statistics.get("varden") is None:
        spoken["varden"] = "ifylld"
    return spoken


def _validity_rules(tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> list[_Regel]:
    """A code whose days are not among the delivery's, in columns whose list has codes with dates."""
    found = []
    for name, column in tabell.schema.columns.items():
        dated = kodlistor[listed].daterade if (listed := column.metadata.get("kodlista")) else ()
        if dated:
            sql = f"({' or '.join(_outside(name, kod) for kod in dated)})"
            told = {"giltighet": "; ".join(f"{k.kod} {k.giltighet}" for k in dated)}
            found.append(_Regel("kod_utanfor_sin_tid", (name,), sql, (name,), told))
    return found


def _outside(column: str, kod: Kod) -> str:
    limits = [f"$till < date '{kod.fran}'"] if kod.fran else []
    limits += [f"$fran > date '{kod.till}'"] if kod.till else []
    return f"({column} = {quoted(kod.kod)} and ({' or '.join(limits)}))"


def _conditions(tabell: Tabell, regler: Mapping[str, Regel]) -> list[_Regel]:
    """Rules about certain columns of this table, that bring their own SQL."""
    own = ((r.namn, r.villkor) for r in regler.values() if r.villkor and tabell.namn in r.villkor.tabeller)
    # The line ends let a condition close with a comment.
    return [_Regel(namn, v.kolumner, f"(\n{v.sql}\n)", v.kolumner) for namn, v in own]


def _area_rule(tabell: Tabell, omraden: frozenset[str] | None, oversatta: frozenset[str]) -> list[_Regel]:
    """For a sender that does not answer for all områden: a row of another is not its own. Unmapped is not known."""
    if tabell.omrade is None or omraden is None:
        return []
    own, names = (tabell.omrade,), {"omraden": ", ".join(sorted(omraden))}
    allowed = [*sorted(omraden), *([OMAPPAD] if tabell.omrade in oversatta else [])]
    return [_Regel("annat_omrade", own, f"{tabell.omrade} not in {sql_list(allowed)}", own, names)]
