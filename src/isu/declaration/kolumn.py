"""The kinds of columns that a table declaration is written with; each is a pandera column.

`metadata` carries what pandera has no room for: slag (kind), sv and en (description), kalla (source of the
definition), enhet (unit), visa (may a value be shown in a message), kodlista.
"""

from decimal import Decimal
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.checks import Check

from isu.declaration.nyckelform import NYCKELFORM
from isu.errors import DeclarationError

#: Digits of a decimal number, those after the sign of decimals included.
DIGITS = 18


def _column(typ: Any, slag: str, checks: list[Check], fylld: bool, finns: bool, **metadata: Any) -> pa.Column:
    return pa.Column(
        typ, checks=checks, nullable=not fylld, required=finns, metadata={"slag": slag, "visa": False} | metadata
    )


def nyckel(sv: str, en: str, kalla: str, fylld: bool = True, finns: bool = True, visa: bool = False) -> pa.Column:
    """An id of a person, a case or a decision: a pseudonym or a number that means nothing outside the sender.

    With `visa=True` the sender gets it back beside a fault, to find the row by; never for what stands for a person.
    """
    checks = [Check.str_matches(NYCKELFORM)]
    return _column(pl.String, "nyckel", checks, fylld, finns, sv=sv, en=en, kalla=kalla, visa=visa)


def datum(sv: str, en: str, kalla: str, fylld: bool = False, finns: bool = False, framtida: bool = False) -> pa.Column:
    """A day, written ÅÅÅÅ-MM-DD. With `framtida` it may lie after the extract: a last day of validity, a plan."""
    about = {"sv": sv, "en": en, "kalla": kalla, "enhet": "dag", "framtida": framtida}
    return _column(pl.Date, "datum", [], fylld, finns, **about)


def manad(sv: str, en: str, kalla: str, fylld: bool = False, finns: bool = False) -> pa.Column:
    """A month, written ÅÅÅÅ-MM; kept as its first day."""
    return _column(pl.Date, "manad", [], fylld, finns, sv=sv, en=en, kalla=kalla, enhet="månad")


def heltal(
    minst: int,
    hogst: int,
    sv: str,
    en: str,
    kalla: str,
    enhet: str,
    fylld: bool = False,
    finns: bool = False,
    visa: bool = True,
) -> pa.Column:
    """A whole number from `minst` to `hogst`."""
    checks = [Check.in_range(minst, hogst)]
    return _column(pl.Int32, "heltal", checks, fylld, finns, sv=sv, en=en, kalla=kalla, enhet=enhet, visa=visa)


def decimaltal(
    minst: float | str,
    hogst: float | str,
    decimaler: int,
    sv: str,
    en: str,
    kalla: str,
    enhet: str,
    fylld: bool = False,
    finns: bool = False,
    visa: bool = True,
) -> pa.Column:
    """A number from `minst` to `hogst` with at most `decimaler` decimals, kept exactly: an amount, hours, a share."""
    if not 1 <= decimaler <= 9:
        raise DeclarationError(f"Ett decimaltal har 1–9 decimaler, inte {decimaler}; ett tal utan är ett heltal.")
    checks = [Check.in_range(Decimal(str(minst)), Decimal(str(hogst)))]
    about = {"sv": sv, "en": en, "kalla": kalla, "enhet": enhet, "visa": visa, "decimaler": decimaler}
    return _column(pl.Decimal(DIGITS, decimaler), "decimaltal", checks, fylld, finns, **about)


def kod(
    kodlista: str,
    sv: str,
    en: str,
    kalla: str,
    fylld: bool = False,
    finns: bool = False,
    okand_kod_ar_fel: bool = True,
) -> pa.Column:
    """A code from `schemas/codes/<kodlista>.csv`; the check is added when the code lists have been read.

    With `okand_kod_ar_fel=False` a code outside the list is kept and counted as a warning.
    """
    return _column(
        pl.String,
        "kod",
        [],
        fylld,
        finns,
        sv=sv,
        en=en,
        kalla=kalla,
        kodlista=kodlista,
        okand_kod_ar_fel=okand_kod_ar_fel,
    )


def lokal_kod(sv: str, en: str, kalla: str) -> pa.Column:
    """The sender's own code, kept beside the common one and never published."""
    return _column(pl.String, "text", [Check.str_length(1, 100)], False, False, sv=sv, en=en, kalla=kalla)
