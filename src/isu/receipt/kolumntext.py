"""A declared column in words: its type, what is required and what is allowed. Shared by template and dictionary."""

from collections.abc import Mapping
from typing import Any

import pandera.polars as pa

from isu.declaration import Kodlista
from isu.declaration.tabell import slag

TYPER = {
    "nyckel": "id",
    "datum": "datum",
    "manad": "månad",
    "heltal": "heltal",
    "decimaltal": "decimaltal",
    "kod": "kod",
    "text": "text",
}

#: A longer list is named and not written out: it stands in the template's sheet and in the dictionary.
MANY = 100

IFYLLD = "kolumnen ska finnas och vara ifylld"
FINNAS = "kolumnen ska finnas, värdet får saknas"
FRIVILLIG = "frivillig"


def krav(column: pa.Column) -> str:
    """What the file must have of the column."""
    if not column.required:
        return FRIVILLIG
    return FINNAS if column.nullable else IFYLLD


def kodlista_av(column: pa.Column, kodlistor: Mapping[str, Kodlista]) -> Kodlista | None:
    namn = column.metadata.get("kodlista")
    return kodlistor[namn] if namn else None


def granser(column: pa.Column) -> tuple[Any, Any]:
    """Lowest and highest of a number or of a text's length; None where the column has no such bound."""
    bounds = [(c.statistics.get("min_value"), c.statistics.get("max_value")) for c in column.checks]
    return next((b for b in bounds if b != (None, None)), (None, None))


def tillatet(column: pa.Column, kodlistor: Mapping[str, Kodlista]) -> str:
    """What may stand in the column, in one line."""
    kodlista = kodlista_av(column, kodlistor)
    if kodlista and len(kodlista.koder) > MANY:
        return f"en kod ur kodlistan {kodlista.namn} ({len(kodlista.koder)} koder)" + okand_kod(column)
    if kodlista:
        return ", ".join(f"{k.kod} = {k.sv}" for k in kodlista.koder) + okand_kod(column)
    minst, hogst = granser(column)
    return {
        "nyckel": "1–64 tecken: bokstäverna a–z, siffror och . _ : -",
        "datum": "ÅÅÅÅ-MM-DD",
        "manad": "ÅÅÅÅ-MM",
        "heltal": f"{minst}–{hogst}",
        "decimaltal": f"{_komma(minst)}–{_komma(hogst)}, högst {column.metadata.get('decimaler')} decimaler",
        "text": f"{minst}–{hogst} tecken",
    }[slag(column)]


def _komma(grans: Any) -> str:
    return str(grans).replace(".", ",")


def okand_kod(column: pa.Column) -> str:
    """What is said of columns that also take codes outside their list."""
    return "" if column.metadata["okand_kod_ar_fel"] else " (andra koder tas emot men räknas som okänt)"
