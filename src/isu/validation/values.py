"""From text to typed value, in SQL: one function per kind of column.

Each kind says how its text is understood, when the text was already in the asked-for form, and when it is no
value at all. `TRY_CAST` alone is too lenient (5.5 becomes 6, 2025-1-5 becomes a date), so a first cast counts
only when it writes back as the very text that was sent; everything else takes the narrow way.
"""

from dataclasses import dataclass

import pandera.polars as pa

from isu.declaration.kodlista import Kodlista
from isu.declaration.tabell import slag
from isu.duck import quoted


@dataclass(frozen=True)
class Tolkning:
    """SQL for one column. `text` names the raw column in the query; the three stages build on each other."""

    first: str  # a first guess at the value, as `<kolumn>_g`
    plain: str  # boolean: the text already has the asked-for form, as `<kolumn>_k`
    value: str  # the value, NULL when it cannot be understood
    form: str  # what a deviating but understood form is called in the receipt


def sql_list(values: list[str]) -> str:
    return "(" + ", ".join(map(quoted, values)) + ")"


def tolkning(name: str, column: pa.Column, raw: str, kodlistor: dict[str, Kodlista]) -> Tolkning:
    """How the text in `raw` becomes the value of the column `name`."""
    kind = slag(column)
    if kind == "datum":
        return _datum(name, raw)
    if kind == "heltal":
        return _heltal(name, raw)
    if kind == "kod":
        return _kod(name, raw, kodlistor[column.metadata["kodlista"]])
    return _text(name, raw)


def _text(name: str, raw: str) -> Tolkning:
    return Tolkning(
        f"nullif(trim({raw}), '')", f"{name}_g is not distinct from {raw}", f"{name}_g", "blanksteg före eller efter"
    )


def _datum(name: str, raw: str) -> Tolkning:
    """ÅÅÅÅ-MM-DD; ÅÅÅÅMMDD and a spreadsheet's midnight are understood."""
    other = f"""case
        when regexp_full_match(trim({raw}), '[0-9]{{8}}') then try_strptime(trim({raw}), '%Y%m%d')::date
        when regexp_full_match(trim({raw}), '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}( 00:00:00)?')
          then try_cast(left(trim({raw}), 10) as date) end"""
    return Tolkning(
        f"try_cast({raw} as date)",
        # `infinity` is a date to DuckDB and writes back as itself.
        f"{name}_g::varchar is not distinct from {raw} and coalesce(isfinite({name}_g), true)",
        f"case when {name}_k then {name}_g when {raw} is not null then {other} end",
        "datum skrivna på annat sätt än ÅÅÅÅ-MM-DD",
    )


def _heltal(name: str, raw: str) -> Tolkning:
    """Digits; leading zeros and a spreadsheet's ,0 are understood."""
    other = f"""case
        when regexp_full_match(trim({raw}), '[+-]?[0-9]{{1,9}}([.,]0+)?')
          then try_cast(regexp_extract(trim({raw}), '^[+-]?[0-9]+') as integer) end"""
    return Tolkning(
        f"try_cast({raw} as integer)",
        f"{name}_g::varchar is not distinct from {raw}",
        f"case when {name}_k then {name}_g when {raw} is not null then {other} end",
        "tal med inledande nollor, decimaler eller blanksteg",
    )


def _kod(name: str, raw: str, kodlista: Kodlista) -> Tolkning:
    """A code of the list; another case or a declared synonym is understood. A code outside it stays as it is."""
    spellings = kodlista.synonyms()
    lookup = f"map {{{', '.join(f'{quoted(s)}: {quoted(k)}' for s, k in spellings.items())}}}[lower(trim({raw}))]"
    return Tolkning(
        raw,
        f"{raw} in {sql_list(kodlista.values)}",
        f"case when {name}_k then {raw} when {raw} is not null then coalesce({lookup}, nullif(trim({raw}), '')) end",
        "koder skrivna på annat sätt än i kodlistan",
    )
