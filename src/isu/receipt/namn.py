"""The names that fill the braces of a rule's sentences, in Swedish or English. Pure.

Only names of columns, bounds, codes of a list, counts and times; a text that is no code of the list is left out.
"""

import re
from typing import Any

from isu.declaration import Deklaration, Kodlista, Tabell
from isu.omdome import Fynd, Omdome
from isu.receipt.engelska import english
from isu.receipt.text import EN, SV, eller, skrivet, tal

SHOWN_CODES = 15

#: Rules whose allowed values are a column's whole code list.
WHOLE_LIST = {"ej_i_kodlistan", "okand_kod"}

#: Names that count something, and so are written with parted thousands.
COUNTS = {"avsatta", "rader", "antal", "grans", "hela", "finns"}

_DECIMAL = re.compile(r"-?\d+,\d+")


def names_of(fynd: Fynd, omdome: Omdome, deklaration: Deklaration, sprak: str = SV) -> dict[str, str]:
    """What the braces of the sentences about a finding are filled with."""
    tabell = deklaration.tabeller.get(omdome.tabell or "")
    given, kodlista = _given(fynd, tabell, deklaration), code_list(fynd, tabell, deklaration)
    names = {name: _spoken(v, sprak) for name, v in _from_verdict(fynd, omdome, tabell).items()}
    names |= {name: _counted(name, v, sprak) for name, v in given.items()}
    if "varden" in given:
        names["varden"] = eller([_spoken(v, sprak) for v in _codes(given["varden"])], sprak)
    return names | _allowed_codes(fynd, given, kodlista, sprak)


def _counted(name: str, value: Any, sprak: str) -> str:
    return tal(value, sprak) if name in COUNTS and isinstance(value, int) else _spoken(value, sprak)


def _spoken(value: Any, sprak: str) -> str:
    if sprak == SV or not isinstance(value, str):
        return skrivet(value, sprak)
    return skrivet(value.replace(",", ".") if _DECIMAL.fullmatch(value) else english(value))


def _allowed_codes(fynd: Fynd, given: dict, kodlista: Kodlista | None, sprak: str) -> dict[str, str]:
    if kodlista is None:
        return {}
    if fynd.regel in WHOLE_LIST:
        return {"tillatna": labelled(kodlista, kodlista.values, sprak)}
    return {name: labelled(kodlista, _codes(given[name]), sprak) for name in ("tillatna", "omraden") if name in given}


def code_list(fynd: Fynd, tabell: Tabell | None, deklaration: Deklaration) -> Kodlista | None:
    """The list that the sentence's allowed codes belong to: of the column, or of the table's område."""
    if tabell is None:
        return None
    kolumn = tabell.omrade if "omraden" in fynd.uppgifter else _column(fynd)
    if kolumn not in tabell.kolumner:
        return None
    return deklaration.kodlistor.get(tabell.kolumner[kolumn].metadata.get("kodlista") or "")


def _column(fynd: Fynd) -> str | None:
    return fynd.uppgifter.get("kolumn") or (fynd.platser[0].kolumn if fynd.platser else None)


def _given(fynd: Fynd, tabell: Tabell | None, deklaration: Deklaration) -> dict[str, Any]:
    """What the finding brings. A header of an unrecognised file is named only when some table has that column."""
    declared = {name for t in deklaration.tabeller.values() for name in t.kolumner}
    hidden = {"kolumn"} if tabell is None and fynd.uppgifter.get("kolumn") not in declared else set()
    return {name: value for name, value in fynd.uppgifter.items() if value is not None and name not in hidden}


def _from_verdict(fynd: Fynd, omdome: Omdome, tabell: Tabell | None) -> dict[str, Any]:
    """Names that the verdict knows when the finding itself does not bring them."""
    known = {
        "kolumn": _column(fynd) if tabell else None,
        "tabell": omdome.tabell,
        "nyckel": ", ".join(tabell.nyckel) if tabell else None,
        "intervall": str(omdome.interval) if omdome.interval else None,
        "sista_dag": omdome.uttagsdatum if omdome.uttagsdatum_angivet else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def _codes(given: str | list[str] | tuple[str, ...]) -> list[str]:
    return given.split(", ") if isinstance(given, str) else list(given)


def labelled(kodlista: Kodlista, codes: list[str], sprak: str = SV) -> str:
    """1 = Man eller pojke, 2 = …: the first 15 and how many more. A text that is no code of the list is left out."""
    labels = {k.kod: k.en if sprak == EN else k.sv for k in kodlista.koder}
    known = [f"{code} = {labels[code]}" for code in codes if code in labels]
    more = len(known) - SHOWN_CODES
    till = f"and {tal(more, EN)} more" if sprak == EN else f"och {tal(more)} till"
    return ", ".join(known[:SHOWN_CODES]) + (f" … {till}" if more > 0 else "")
