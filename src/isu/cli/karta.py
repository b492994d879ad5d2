"""`isu map`: propose a source declaration for a file of an unknown system, and tell what is left to fill in."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.declaration import Deklaration, load_declarations
from isu.declaration.kalla import Kalla, read_kalla
from isu.declaration.rubrik import normal_name
from isu.errors import IsuError, ReadError
from isu.home import Home
from isu.intake.header import recognise
from isu.kartlaggning import Forslag, declaration_text, propose, read_table
from isu.kartlaggning.fil import Tabellbild

console = Console()

#: What of a file name tells of one delivery and not of the system.
_OF_THE_DELIVERY = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[ _-]?h[12])?(?!\d)|uttag[ _-]?\d*", re.IGNORECASE)


def map_source(
    fil: Annotated[Path, typer.Argument(help="Ett uttag ur verksamhetssystemet.", exists=True, dir_okay=False)],
    lamnare: Annotated[str, typer.Option("--lamnare", help="Vem som ska lämna sådana filer.")],
    tabell: Annotated[str | None, typer.Option("--tabell", help="ISU:s tabell; annars den som passar bäst.")] = None,
    namn: Annotated[str | None, typer.Option("--namn", help="Källans namn; annars av filnamnet.")] = None,
    visa: Annotated[bool, typer.Option("--visa", help="Visa vad som är kvar att fylla i; skriv inget.")] = False,
    home: HomeOption = None,
) -> None:
    """Föreslå hur ett systems rubriker och koder blir ISU:s, i en fil att fylla i."""
    place = existing_home(home)
    deklaration = load_declarations(place)
    if tabell and tabell not in deklaration.tabeller:
        raise IsuError(f"Tabellen {tabell} finns inte. Välj en av {', '.join(deklaration.tabeller)}.")
    sender = deklaration.sender(lamnare)
    target = source_path(place, namn or fil.stem)
    bild = read_table(fil, deklaration)
    if target.exists():
        return _tell_existing(read_kalla(target, deklaration.tabeller, deklaration.kodlistor), bild)
    _refuse_known(deklaration, target, bild)
    forslag = propose(bild.bilder, bild.rader, deklaration, sender, tabell)
    if not visa:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(declaration_text(forslag, target.stem, lamnare, deklaration), encoding="utf-8")
    _tell_proposed(forslag, target, written=not visa)


def source_path(home: Home, text: str) -> Path:
    """<home>/egna/schemas/sources/<namn>.yaml; the name in plain letters, without what tells of one delivery."""
    name = normal_name(_OF_THE_DELIVERY.sub(" ", text))
    if not name:
        raise IsuError("Filnamnet säger inget om systemet. Ange ett namn med --namn.")
    return home.own / "schemas" / "sources" / f"{name}.yaml"


def _refuse_known(deklaration: Deklaration, target: Path, bild: Tabellbild) -> None:
    """A file that is understood already needs no declaration; a name of ours would hide our own."""
    if target.stem in deklaration.kallor:
        raise IsuError(f"Källan {target.stem} finns redan i ISU. Ange ett annat namn med --namn.")
    try:
        found = recognise(bild.rubriker, deklaration)
    except ReadError as error:
        if error.regel == "kalla_ofullstandig":
            base = error.uppgifter["kalla"]
            console.print(f"Filen känns igen som {base}. Skriv hellre en fil som utgår från den: utgar_fran: {base}.")
        return
    of = f" ur {found.kalla}" if found.kalla else ""
    raise IsuError(f"Filen känns redan igen som tabellen {found.tabell.namn}{of}. Ingen källdeklaration behövs.")


def _tell_proposed(f: Forslag, target: Path, written: bool) -> None:
    """Counts, never a value."""
    hits = [*f.kolumner.values(), *(hit for hit, _ in f.koder.values())]
    codes = [k for _, karta in f.koder.values() for k in karta.koder]
    sure, sure_codes = sum(h.saker for h in hits), sum(k.saker for k in codes)
    console.print(f"Filen passar bäst som {f.tabell.namn} ({f.rader} rader).")
    console.print(f"Kolumner: {sure} säkra, {len(hits) - sure} att kontrollera, {len(f.saknas)} som krävs men saknas.")
    console.print(f"Lokala koder: {sure_codes} säkra, {len(codes) - sure_codes} att fylla i.")
    console.print(f"Kolumner med identitet: {len(f.identitet)}. Rubriker som inte används: {len(f.oanvanda)}.")
    if f.identitet or f.person:
        console.print("Kör isu pseudonymise på filen innan den lämnas: så som den är får den inte skickas.")
    if written:
        console.print(
            f"Förslaget ligger i {target}. Fyll i frågetecknen, och pröva sedan med isu check.", soft_wrap=True
        )
    else:
        console.print("Inget skrevs.")


def _tell_existing(kalla: Kalla, bild: Tabellbild) -> None:
    console.print(f"Filen {kalla.path} finns redan och ändras inte.", soft_wrap=True)
    console.print(f"Frågetecken kvar: {len(kalla.fragor)}.")
    for place in kalla.fragor:
        console.print(f"  {place}", soft_wrap=True, highlight=False)
    known = {normal_name(h) for table in kalla.tabeller.values() for h in table.rubriker}
    unknown = sum(normal_name(b.rubrik) not in known for b in bild.bilder)
    console.print(f"Rubriker i {bild.rader} rader som deklarationen inte nämner: {unknown}.")
