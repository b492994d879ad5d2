"""One broken rule as the sender reads it: the rule's own sentences, filled with names from the declaration.

Only the names that a sentence asks for are used; anything else that a finding carries stays out of the receipt.
"""

from typing import Any

from isu.declaration import Deklaration, Kodlista, Tabell
from isu.declaration.regel import AVVISNING, FEL, VARNING
from isu.omdome import Fynd, Omdome, Plats
from isu.receipt.text import NBSP, eller, skrivet, tal, visbar

SHOWN_CODES = 15

#: Rules whose allowed values are a column's whole code list.
WHOLE_LIST = {"ej_i_kodlistan", "okand_kod"}

#: Names that count something, and so are written with parted thousands.
COUNTS = {"avsatta", "rader"}

_ORDER = {AVVISNING: 0, FEL: 1, VARNING: 2}


def faults(omdome: Omdome, deklaration: Deklaration) -> list[dict]:
    """What refuses the file first, then what sets rows aside, then warnings; the most frequent first in each."""
    found = [fault(fynd, omdome, deklaration) for fynd in omdome.fynd]
    return sorted(
        found, key=lambda f: (_ORDER[f["allvar"]], -f["antal"], f["kod"], [p["kolumn"] for p in f["platser"]])
    )


def fault(fynd: Fynd, omdome: Omdome, deklaration: Deklaration) -> dict:
    regel = deklaration.regler[fynd.regel]
    tabell = deklaration.tabeller.get(omdome.tabell or "")
    kodlista = _code_list(fynd, tabell, deklaration)
    names = _names(fynd, omdome, deklaration, tabell, kodlista)
    return {
        "kod": regel.kod,
        "regel": regel.namn,
        "allvar": fynd.allvar,
        "mening": _unbroken(regel.text(**names)),
        "tillatet": _unbroken(regel.allowed(**names)),
        "gor": regel.advice(**names),
        "antal": fynd.antal,
        "platser": [_place(plats, tabell) for plats in fynd.platser],
        "rader": list(fynd.rader),
        **_shown_codes(fynd, kodlista),
        "lank": f"#{regel.kod}",
    }


def _unbroken(sentence: str) -> str:
    return sentence.replace(" %", f"{NBSP}%")


def _place(plats: Plats, tabell: Tabell | None) -> dict:
    """Where no table was recognised, the first line may be a row of values: then it is not quoted.

    A column that the file does not have has no letter.
    """
    known = tabell is not None
    return {
        "kolumn": visbar(plats.kolumn) if known else None,
        "rubrik": visbar(plats.rubrik) if known else None,
        "bokstav": plats.bokstav if plats.bokstav.isalpha() else None,
    }


def _code_list(fynd: Fynd, tabell: Tabell | None, deklaration: Deklaration) -> Kodlista | None:
    """The list that the sentence's allowed codes belong to: of the column, or of the table's område."""
    if tabell is None:
        return None
    kolumn = tabell.omrade if "omraden" in fynd.uppgifter else _column(fynd)
    if kolumn not in tabell.kolumner:
        return None
    return deklaration.kodlistor.get(tabell.kolumner[kolumn].metadata.get("kodlista") or "")


def _column(fynd: Fynd) -> str | None:
    return fynd.uppgifter.get("kolumn") or (fynd.platser[0].kolumn if fynd.platser else None)


def _names(
    fynd: Fynd, omdome: Omdome, deklaration: Deklaration, tabell: Tabell | None, kodlista: Kodlista | None
) -> dict[str, str]:
    """What the braces of the sentences are filled with."""
    given = _given(fynd, tabell, deklaration)
    names = _from_verdict(fynd, omdome, tabell)
    names |= {name: tal(v) if name in COUNTS and isinstance(v, int) else skrivet(v) for name, v in given.items()}
    if "varden" in given:
        names["varden"] = eller(_codes(given["varden"]))
    for name in ("tillatna", "omraden"):
        if kodlista and name in given:
            names[name] = labelled(kodlista, _codes(given[name]))
    if kodlista and fynd.regel in WHOLE_LIST:
        names["tillatna"] = labelled(kodlista, kodlista.values)
    return names


def _given(fynd: Fynd, tabell: Tabell | None, deklaration: Deklaration) -> dict[str, Any]:
    """What the finding brings. A header of an unrecognised file is named only when some table has that column."""
    declared = {name for t in deklaration.tabeller.values() for name in t.kolumner}
    hidden = {"kolumn"} if tabell is None and fynd.uppgifter.get("kolumn") not in declared else set()
    return {name: value for name, value in fynd.uppgifter.items() if value is not None and name not in hidden}


def _from_verdict(fynd: Fynd, omdome: Omdome, tabell: Tabell | None) -> dict[str, str]:
    """Names that the verdict knows when the finding itself does not bring them."""
    known = {
        "kolumn": _column(fynd) if tabell else None,
        "tabell": omdome.tabell,
        "nyckel": ", ".join(tabell.nyckel) if tabell else None,
        "intervall": omdome.interval,
        "sista_dag": omdome.uttagsdatum if omdome.uttagsdatum_angivet else None,
    }
    return {name: skrivet(value) for name, value in known.items() if value is not None}


def _codes(given: str | list[str] | tuple[str, ...]) -> list[str]:
    return given.split(", ") if isinstance(given, str) else list(given)


def labelled(kodlista: Kodlista, codes: list[str]) -> str:
    """1 = Man eller pojke, 2 = …: the first 15 and how many more. A text that is no code of the list is left out."""
    known = [f"{code} = {kodlista.label(code)}" for code in codes if code in kodlista.values]
    more = len(known) - SHOWN_CODES
    return ", ".join(known[:SHOWN_CODES]) + (f" … och {tal(more)} till" if more > 0 else "")


def _shown_codes(fynd: Fynd, kodlista: Kodlista | None) -> dict:
    """The same codes as a list, for a page that sets them one by one."""
    koder = kodlista.koder if kodlista and fynd.regel in WHOLE_LIST else ()
    return {
        "koder": [{"kod": k.kod, "namn": k.sv} for k in koder[:SHOWN_CODES]],
        "koder_till": max(0, len(koder) - SHOWN_CODES),
    }
