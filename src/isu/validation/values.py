"""From text to typed value, in SQL: which kind of column takes which way; text and codes.

Each kind says how its text is understood, when the text was already in the asked-for form, and when it is no
value at all. `TRY_CAST` alone is too lenient (5.5 becomes 6, 2025-1-5 becomes a date), so a first cast counts
only when it writes back as the very text that was sent; everything else takes the narrow way.
"""

from collections.abc import Mapping

import pandera.polars as pa

from isu.declaration.kodlista import Kodlista
from isu.declaration.tabell import slag, sql_type
from isu.duck import quoted
from isu.validation.dates import datum, manad
from isu.validation.numbers import decimaltal, heltal
from isu.validation.tolkning import Tolkning, tidy


def sql_list(values: list[str]) -> str:
    return "(" + ", ".join(map(quoted, values)) + ")"


def tolkning(name: str, column: pa.Column, raw: str, kodlistor: Mapping[str, Kodlista]) -> Tolkning:
    """How the text in `raw` becomes the value of the column `name`."""
    kind = slag(column)
    if kind == "datum":
        return datum(name, raw)
    if kind == "manad":
        return manad(name, raw)
    if kind == "heltal":
        return heltal(name, raw)
    if kind == "decimaltal":
        return decimaltal(name, raw, sql_type(column), column.metadata["decimaler"])
    if kind == "kod":
        (listed,) = column.checks
        return _kod(name, raw, kodlistor[column.metadata["kodlista"]], listed.statistics["allowed_values"])
    return _text(name, raw)


def _text(name: str, raw: str) -> Tolkning:
    return Tolkning(
        first=f"nullif(trim({raw}), '')",
        plain=f"{name}_g is not distinct from {raw}",
        value=f"{name}_g",
        deviates=f"not {name}_k and {name} is not null",
        form="1",
        former=("blanksteg före eller efter",),
    )


def _kod(name: str, raw: str, kodlista: Kodlista, allowed: list[str]) -> Tolkning:
    """A code of the list; another case, a declared synonym or a lost leading zero is understood.

    A code outside the list stays as it is: it is not a spelling of anything.
    """
    zeros = lost_zeros(kodlista.values)
    lookup = _looked_up(kodlista.synonyms() | zeros, f"{name}_u")
    return Tolkning(
        first=raw,
        plain=f"{raw} in {sql_list(allowed)}",
        tidy=tidy(raw),
        value=f"case when {name}_k then {raw} when {name}_u <> '' then coalesce({lookup}, {name}_u) end",
        deviates=f"case when {name}_k then false else {name} in {sql_list(allowed)} end",
        form=f"case when {name}_u in {sql_list(list(zeros))} then 2 else 1 end" if zeros else "1",
        former=("koder skrivna på annat sätt än i kodlistan", "koder utan sina inledande nollor"),
    )


def _looked_up(spellings: Mapping[str, str], text: str) -> str:
    pairs = ", ".join(f"{quoted(spelt)}: {quoted(code)}" for spelt, code in spellings.items())
    return f"map {{{pairs}}}[lower({text})]"


def lost_zeros(codes: list[str]) -> dict[str, str]:
    """`114` → `0114`, in lists where all codes are digits and equally long: what a spreadsheet makes of them."""
    if len({len(c) for c in codes}) != 1 or not all(c.isascii() and c.isdigit() for c in codes):
        return {}
    return {code[cut:]: code for code in codes for cut in range(1, len(code)) if set(code[:cut]) == {"0"}}
