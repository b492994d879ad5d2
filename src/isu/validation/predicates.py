"""From pandera check to SQL predicate: true where the row breaks the check, never NULL-sensitive the wrong way.

One entry per check name, column checks and table checks apart. A check without an entry stops the start-up: it
is never skipped. The polars form of the table checks stands in declaration/kontroll.py and must agree.
"""

from collections.abc import Callable
from typing import Any

from pandera.api.checks import Check

from isu.duck import quoted
from isu.errors import DeclarationError
from isu.validation.values import sql_list

#: Check name → (rule, rule when the check only warns, SQL of a broken check).
Predicate = Callable[..., str]


def _isin(v: str, *, allowed_values: list[str]) -> str:
    return f"{v} not in {sql_list(list(allowed_values))}"


def _in_range(v: str, *, min_value: int, max_value: int, **_: Any) -> str:
    return f"({v} < {min_value} or {v} > {max_value})"


def _str_matches(v: str, *, pattern: str) -> str:
    return f"not regexp_matches({v}, {quoted(pattern)})"


def _str_length(v: str, *, min_value: int | None, max_value: int | None, **_: Any) -> str:
    return f"not (length({v}) between {min_value or 0} and {max_value})"


COLUMN_CHECKS: dict[str, tuple[str, Predicate]] = {
    "isin": ("ej_i_kodlistan", _isin),
    "in_range": ("utanfor_granser", _in_range),
    "str_matches": ("ej_nyckelform", _str_matches),
    "str_length": ("fel_langd", _str_length),
}

#: The rule of a check that only warns.
WARNED = "okand_kod"
#: The rules of column checks: what a value breaks by itself.
FORM_RULES = frozenset({WARNED, *(rule for rule, _ in COLUMN_CHECKS.values())})


def _datumordning(*, a: str, b: str) -> str:
    return f"{a} > {b}"


def _rimligt_datum(*, kolumn: str) -> str:
    return f"({kolumn} < date '1900-01-01' or {kolumn} > $sista_dag)"


def _inom_intervall(*, start: str, slut: str | None) -> str:
    ended = f"{start} < $fran" if slut is None else f"({slut} is not null and greatest({start}, {slut}) < $fran)"
    return f"({start} > $till or {ended})"


def _condition(om: str, varden: list[str] | None) -> str:
    return f"{om} is not null" if varden is None else f"{om} in {sql_list(varden)}"


def _kravs_om(*, kolumn: str, om: str, varden: list[str] | None) -> str:
    return f"({kolumn} is null and {_condition(om, varden)})"


def _tom_om(*, kolumn: str, om: str, varden: list[str] | None) -> str:
    return f"({kolumn} is not null and {_condition(om, varden)})"


def _varde_om(*, kolumn: str, tillatna: list[str], om: str, varden: list[str]) -> str:
    return f"({kolumn} not in {sql_list(tillatna)} and {_condition(om, varden)})"


def _not_extended(utom: str | None) -> str:
    return "true" if utom is None else f"coalesce({utom}::varchar in ('0', '9'), true)"


def _hogst_dagar(*, fran: str, till: str, dagar: int, utom: str | None) -> str:
    return f"({till} - {fran} > {dagar} and {_not_extended(utom)})"


def _hogst_manader(*, fran: str, till: str, manader: int, utom: str | None) -> str:
    return f"({till} > {fran} + interval {manader} month and {_not_extended(utom)})"


def _hogst_alder(*, kolumn: str, ar: int, om: str, varden: list[str]) -> str:
    return f"({kolumn} > {ar} and {_condition(om, varden)})"


TABLE_CHECKS: dict[str, Predicate] = {
    "datumordning": _datumordning,
    "rimligt_datum": _rimligt_datum,
    "inom_intervall": _inom_intervall,
    "kravs_om": _kravs_om,
    "tom_om": _tom_om,
    "varde_om": _varde_om,
    "hogst_dagar": _hogst_dagar,
    "hogst_manader": _hogst_manader,
    "hogst_alder": _hogst_alder,
}


def column_check(check: Check, value: str, place: str) -> tuple[str, str]:
    """(rule, SQL that is true when broken) of a built-in check on the column `value`."""
    if check.name not in COLUMN_CHECKS:
        raise DeclarationError(f"{place}: kontrollen {check.name} finns inte bland dem som kan köras.")
    rule, predicate = COLUMN_CHECKS[check.name]
    return (WARNED if check.raise_warning else rule), predicate(value, **check.statistics)


def table_check(check: Check, place: str) -> tuple[str, str]:
    """(rule, SQL that is true when broken) of a registered table check."""
    if check.name not in TABLE_CHECKS:
        raise DeclarationError(f"{place}: kontrollen {check.name} finns inte bland dem som kan köras.")
    rule = f"{check.name}_varning" if check.raise_warning else check.name
    return rule, TABLE_CHECKS[check.name](**check.statistics)
