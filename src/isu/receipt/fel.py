"""One broken rule as the sender reads it: the rule's own sentences in both languages, filled with names.

Only the names that a sentence asks for are used; anything else that a finding carries stays out of the receipt.
"""

from isu.declaration import Deklaration, Kodlista, Regel, Tabell
from isu.declaration.regel import AVVISNING, FEL, VARNING
from isu.omdome import Fynd, Omdome, Plats
from isu.receipt.engelska import english
from isu.receipt.namn import SHOWN_CODES, WHOLE_LIST, code_list, names_of
from isu.receipt.regeltext import page_of
from isu.receipt.text import EN, NBSP, SV, visbar

_ORDER = {AVVISNING: 0, FEL: 1, VARNING: 2}


def faults(omdome: Omdome, deklaration: Deklaration) -> list[dict]:
    """What refuses the file first, then what sets rows aside, then warnings; the most frequent first in each."""
    found = [fault(fynd, omdome, deklaration) for fynd in omdome.fynd]
    return sorted(
        found, key=lambda f: (_ORDER[f["allvar"]], -f["antal"], f["kod"], [p["kolumn"] or "" for p in f["platser"]])
    )


def fault(fynd: Fynd, omdome: Omdome, deklaration: Deklaration) -> dict:
    regel = deklaration.regler[fynd.regel]
    tabell = deklaration.tabeller.get(omdome.tabell or "")
    return {
        "kod": regel.kod,
        "regel": regel.namn,
        "allvar": fynd.allvar,
        **sentences(regel, names_of(fynd, omdome, deklaration, SV), names_of(fynd, omdome, deklaration, EN)),
        "antal": fynd.antal,
        "platser": [_place(plats, tabell) for plats in fynd.platser],
        "rader": list(fynd.rader),
        "skrivsatt": [{"form": s.form, "form_en": english(s.form), "antal": s.antal} for s in fynd.skrivsatt],
        "skrivsatt_minst": omdome.raknade.avsatta > deklaration.intag.ratext_hogst_rader,
        **_shown_codes(fynd, code_list(fynd, tabell, deklaration)),
        "lank": f"#{regel.kod}",
        "sida": page_of(regel.kod),
    }


def sentences(regel: Regel, names: dict[str, str], names_en: dict[str, str]) -> dict[str, str]:
    """What is wrong, what is allowed and what to do, each in Swedish and in English."""
    said = {
        "mening": regel.text(SV, **names),
        "mening_en": regel.text(EN, **names_en),
        "tillatet": regel.allowed(SV, **names),
        "tillatet_en": regel.allowed(EN, **names_en),
        "gor": regel.advice(SV, **names),
        "gor_en": regel.advice(EN, **names_en),
    }
    return {name: _typeset(sentence) for name, sentence in said.items()}


def _typeset(sentence: str) -> str:
    """A per cent sign stays with its number, and a list that goes on ends in dots alone."""
    return sentence.replace(" %", f"{NBSP}%").replace("….", "…")


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


def _shown_codes(fynd: Fynd, kodlista: Kodlista | None) -> dict:
    """The same codes as a list, for a page that sets them one by one."""
    koder = kodlista.koder if kodlista and fynd.regel in WHOLE_LIST else ()
    return {
        "koder": [{"kod": k.kod, "namn": k.sv, "namn_en": k.en} for k in koder[:SHOWN_CODES]],
        "koder_till": max(0, len(koder) - SHOWN_CODES),
    }
