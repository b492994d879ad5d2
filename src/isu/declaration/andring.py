"""Year versions of a table: the base as first declared, and from certain days on small differences from it.

Pure: columns and checks in, columns and checks out. Which version judges a delivery stands in validation/judge.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandera.polars as pa
from pandera.api.checks import Check

from isu.errors import DeclarationError

Kolumner = Mapping[str, pa.Column]


@dataclass(frozen=True)
class Andring:
    """What is otherwise from the day `fran` on, and the reason: all that is not named is as before.

    `kolumner` are new or replace those of the same name; `utgar` are columns that are gone, with the checks that name
    them. `kontroller` are added; `utan` are checks that no longer hold, written as they were.
    """

    fran: date
    varfor: str
    kolumner: Kolumner = field(default_factory=dict)
    utgar: tuple[str, ...] = ()
    kontroller: tuple[Check, ...] = ()
    utan: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Lydelse:
    """What a table consists of from the day `fran`."""

    fran: date
    kolumner: Kolumner
    kontroller: tuple[Check, ...]


def lydelser(kolumner: Kolumner, kontroller: tuple[Check, ...], andringar: Iterable[Andring]) -> list[Lydelse]:
    """The base, in force from the beginning, and each change upon the one before it."""
    found = [Lydelse(date.min, kolumner, kontroller)]
    for andring in sorted(andringar, key=lambda a: a.fran):
        found.append(_changed(found[-1], andring))
    return found


def _changed(before: Lydelse, andring: Andring) -> Lydelse:
    _refuse_what_is_not_there(before, andring)
    columns = {n: c for n, c in {**before.kolumner, **andring.kolumner}.items() if n not in andring.utgar}
    gone = [_sign(check) for check in andring.utan]
    kept = [c for c in before.kontroller if _sign(c) not in gone and not set(_named(c)) & set(andring.utgar)]
    return Lydelse(andring.fran, columns, (*kept, *andring.kontroller))


def _refuse_what_is_not_there(before: Lydelse, andring: Andring) -> None:
    for name in andring.utgar:
        if name not in before.kolumner:
            raise DeclarationError(f"Ändringen från {andring.fran} tar bort kolumnen {name}, som inte finns.")
    for name, column in andring.kolumner.items():
        if name in before.kolumner and column.dtype != before.kolumner[name].dtype:
            raise DeclarationError(
                f"Ändringen från {andring.fran} byter slag på kolumnen {name}. Ge den ett nytt namn."
            )
    signs = [_sign(c) for c in before.kontroller]
    for check in andring.utan:
        if _sign(check) not in signs:
            raise DeclarationError(f"Ändringen från {andring.fran} tar bort en kontroll, {check.name}, som inte finns.")


def _sign(check: Check) -> tuple:
    return check.name, check.statistics, check.raise_warning


def _named(check: Check) -> list[str]:
    return [v for v in check.statistics.values() if isinstance(v, str)]


def alla_kolumner(found: list[Lydelse]) -> dict[str, pa.Column]:
    """Every column that any version has, as the latest to have it says, and required only where all versions do."""
    columns: dict[str, pa.Column] = {}
    for lydelse in found:
        columns |= lydelse.kolumner
    return {name: _as_weak_as_any(name, column, found) for name, column in columns.items()}


def _as_weak_as_any(name: str, column: pa.Column, found: list[Lydelse]) -> pa.Column:
    versions = [lydelse.kolumner.get(name) for lydelse in found]
    required = all(v is not None and v.required for v in versions)
    nullable = any(v is None or v.nullable for v in versions)
    return pa.Column(column.dtype, checks=column.checks, nullable=nullable, required=required, metadata=column.metadata)
