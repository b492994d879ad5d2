"""A proposal as the text of a declaration, with comments that say what to fill in. Pure.

Every text of the file is written in quotes, so that no header and no code becomes something else in YAML.
"""

import json
from collections.abc import Iterator

from isu.declaration import Deklaration
from isu.kartlaggning.forslag import Forslag, is_code
from isu.kartlaggning.koder import Kodforslag, Kodkarta
from isu.kartlaggning.kolumnbild import LEAST_FREQUENT
from isu.kartlaggning.matchning import Traff

HEAD = """\
# Förslag från isu map. Inget är bestämt: läs igenom allt, och gör sedan så här.
# 1. Där det står ett frågetecken: skriv rätt värde, eller ta bort frågetecknet om förslaget stämmer.
# 2. Pröva med isu check. Filer från den här källan tas inte emot så länge något frågetecken är kvar.
# Vad fälten betyder står i schemas/sources/README.md och i handboken. isu map skriver aldrig över den här filen.
"""


def declaration_text(forslag: Forslag, namn: str, lamnare: str, deklaration: Deklaration) -> str:
    lines = [*HEAD.splitlines(), f"sv: {_q(namn)}", "kalla: egen", f"lamnare: [{_q(lamnare)}]", "tabeller:"]
    lines += [f"  {forslag.tabell.namn}:", *(f"    {line}" for line in _table(forslag, deklaration))]
    return "\n".join(lines) + "\n"


def _table(f: Forslag, deklaration: Deklaration) -> Iterator[str]:
    yield "# Rubriker som tillsammans visar att en fil är av det här slaget. De måste finnas även i det ni lämnar."
    yield f"kannetecken: [{', '.join(_q(t) for t in _marks(f))}]"
    yield from _columns(f)
    yield from _constants(f, deklaration)
    yield from _codes(f, deklaration)
    if f.sammanfoga:
        yield "sammanfoga:"
        yield from (f"  {column}: [{_q(code)}, {_q(text)}]" for column, (code, text) in f.sammanfoga.items())
    yield from _persons(f)
    if f.utan:
        yield f"# Frivilliga kolumner som inte hittades: {', '.join(f.utan)}."
    if f.oanvanda:
        yield f"# Rubriker i filen som inte används: {', '.join(_plain(r) for r in f.oanvanda)}."


def _marks(f: Forslag) -> list[str]:
    """The headers of the required columns, the certain ones if there are any; those of persons may be taken away."""
    hits = dict(f.kolumner) | {column: hit for column, (hit, _) in f.koder.items()}
    needed = [hits[c] for c in f.tabell.required if c in hits and c != "pid"]
    return [t.bild.rubrik for t in needed if t.saker] or [t.bild.rubrik for t in needed]


def _columns(f: Forslag) -> Iterator[str]:
    asked = [c for c in f.konstanter if not is_code(f.tabell, c)]
    if not f.kolumner and not asked:
        return
    yield "kolumner:"
    for column, hit in f.kolumner.items():
        yield f"  {column}: {_header(hit)}{_doubt(f, column, hit)}"
    for column in asked:
        told = (
            f"måste finnas: {_about(f, column)}. Saknas den i systemet: flytta raden till konstanter, med värdet tomt"
        )
        yield f"  {column}: {_q('?')}  # {told}"


def _constants(f: Forslag, deklaration: Deklaration) -> Iterator[str]:
    codes = {c: v for c, v in f.konstanter.items() if is_code(f.tabell, c)}
    if codes:
        yield "konstanter:"
    for column, value in codes.items():
        told = f"{_about(f, column)}. Ett av {', '.join(_values(f, column, deklaration))}"
        yield f"  {column}: {_q(value or '?')}  # {told}; omappad om systemet inte har uppgiften"


def _codes(f: Forslag, deklaration: Deklaration) -> Iterator[str]:
    if f.koder:
        yield "koder:"
    for column, (hit, karta) in f.koder.items():
        yield f"  # {_about(f, column)}. Gemensamma koder: {', '.join(_values(f, column, deklaration))}."
        yield f"  {column}:"
        yield f"    rubrik: {_header(hit)}"
        yield from (f"    {line}" for line in _translations(karta))


def _translations(karta: Kodkarta) -> Iterator[str]:
    if karta.andra:
        few = f"finns på färre än {LEAST_FREQUENT} rader, är mycket långa eller har många siffror,"
        yield f"# {karta.andra} {'kod' if karta.andra == 1 else 'koder'} till {few} och skrivs inte här"
        yield f"# ({karta.andra_rader} rader). Lägg till dem för hand."
    if not karta.koder:
        yield '# Skriv varje lokal kod: "lokal kod": gemensam kod. Byt ut raden nedan.'
        yield f"oversattning: {{{_q('lokal kod')}: {_q('?')}}}"
        return
    yield "oversattning:"
    yield from (f"  {_q(k.lokal)}: {_q(_code(k))}  # {_beside(k)}" for k in karta.koder)


def _beside(k: Kodforslag) -> str:
    return f"{k.rader} rader" + (f", {_plain(k.klartext)}" if k.klartext else "")


def _code(k: Kodforslag) -> str:
    return k.kod if k.kod and k.saker else f"? {k.kod}" if k.kod else "?"


def _persons(f: Forslag) -> Iterator[str]:
    pid = f.kolumner.get("pid")
    if f.identitet:
        yield "# Får aldrig lämnas. isu pseudonymise tar bort dem."
        yield f"identitet: [{', '.join(map(_q, f.identitet))}]"
    if pid:
        yield "# Byts mot pseudonym av isu pseudonymise."
        yield f"pseudonymisera: [{_q(pid.bild.rubrik)}]"
    if f.person:
        yield f"person: [{', '.join(map(_q, f.person))}]"


def _header(hit: Traff) -> str:
    return _q(hit.bild.rubrik if hit.saker else f"? {hit.bild.rubrik}")


def _doubt(f: Forslag, column: str, hit: Traff) -> str:
    return "" if hit.saker else f"  # stämmer det? {_about(f, column)}"


def _about(f: Forslag, column: str) -> str:
    return f.tabell.kolumner[column].metadata["sv"]


def _values(f: Forslag, column: str, deklaration: Deklaration) -> list[str]:
    return deklaration.kodlistor[f.tabell.kolumner[column].metadata["kodlista"]].values


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:60]
