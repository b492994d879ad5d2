"""The page of all rules, `docs/regler.md`, from the catalogue: `python -m isu.receipt.regelsidor > docs/regler.md`.

Says what a rule says everywhere; what it said about one file is in the receipt.
"""

import re

from isu.declaration import Regel, load_declarations
from isu.declaration.regel import AVVISNING, FEL, VARNING

ALLVAR = {
    AVVISNING: "Filen tas inte emot.",
    FEL: "Raden sätts åt sidan; resten av filen tas emot.",
    VARNING: "Raden tas emot. Kontrollera den.",
}

RUBRIKER = {
    AVVISNING: "Regler för filen",
    FEL: "Regler för rader",
    VARNING: "Varningar",
}

#: What stands in a rule's sentence where a receipt has a name.
ORD = {
    "a": "ett datum",
    "andel": "andel",
    "annan": "en tidigare leverans",
    "annan_intervall": "dess tid",
    "antal_falt": "antal",
    "ar": "antal",
    "avsatta": "antal",
    "b": "ett annat datum",
    "bokstaver": "kolumnbokstäver",
    "dagar": "antal",
    "forsta": "första dagen",
    "fran": "startdatum",
    "grans": "gräns",
    "hogst": "högsta tal",
    "intervall": "filens tid",
    "kolumn": "kolumn",
    "manader": "antal",
    "minst": "lägsta tal",
    "nyckel": "nyckel",
    "om": "annan kolumn",
    "omraden": "lämnarens områden",
    "plats": "nummer",
    "rader": "antal",
    "rubriker": "tabellens kolumner",
    "saknas": "kolumner",
    "sista": "sista dagen",
    "sista_dag": "sista dag",
    "skal": "skälet",
    "slut": "slutdatum",
    "start": "startdatum",
    "tabell": "tabell",
    "till": "slutdatum",
    "tillatna": "koderna i kolumnens kodlista",
    "utom": "kolumn för förlängning",
    "vantat": "väntat antal",
    "varden": "värde",
}

#: Where one rule means something else by a name.
ORD_I_REGEL = {
    ("referens_saknas", "till"): "annan tabell",
    ("varde_om", "tillatna"): "vissa koder",
    ("fel_langd", "minst"): "minst antal",
    ("fel_langd", "hogst"): "högst antal",
}


def allman(regel: Regel) -> dict:
    """The rule in words that hold for every file."""
    return {
        "kod": regel.kod,
        "regel": regel.namn,
        "allvar": regel.allvar,
        "foljd": ALLVAR[regel.allvar],
        "sv": _general(regel, regel.sv),
        "en": regel.en,
        "tillatet": _general(regel, regel.tillatet),
        "gor": _general(regel, regel.gor),
        "kalla": regel.kalla,
    }


def _general(regel: Regel, sentence: str) -> str:
    def word(match: re.Match) -> str:
        return f"‹{ORD_I_REGEL.get((regel.namn, match[1]), ORD.get(match[1], match[1]))}›"

    return re.sub(r"\{(\w+)\}", word, sentence)


def rules_markdown(regler: dict[str, Regel]) -> str:
    """All rules, by what they lead to and then by code, each with an anchor of its own."""
    parts = [_INLEDNING]
    for allvar, rubrik in RUBRIKER.items():
        chosen = sorted((r for r in regler.values() if r.allvar == allvar), key=lambda r: r.kod)
        parts += [f"## {rubrik}\n\n{ALLVAR[allvar]}\n", *map(_section, chosen)]
    return "\n".join(parts)


def _section(regel: Regel) -> str:
    words = allman(regel)
    return (
        f'<a id="{words["kod"]}"></a>\n\n### {words["kod"]} {words["regel"]}\n\n{words["sv"]}\n\n'
        f"- Tillåtet: {words['tillatet']}\n- Gör så här: {words['gor']}\n"
        f"- Kommer av: {words['kalla']}\n- In English: {words['en']}\n"
    )


_INLEDNING = """# Regler

Alla regler som en levererad fil prövas mot. Kvittot nämner reglerna med sina koder. Det som står inom ‹ › byts i
kvittot mot namnet på kolumnen, gränsen eller tiden i just er fil.

Sidan skrivs ur `schemas/rules/`. Ändra där, och skriv om sidan med
`python -m isu.receipt.regelsidor > docs/regler.md`.
"""


if __name__ == "__main__":
    print(rules_markdown(load_declarations().regler), end="")
