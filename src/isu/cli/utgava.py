"""`isu release`: the working edition under a name, once it has been attacked."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.rapport import tell_sent
from isu.cli.val import HomeOption, existing_home
from isu.declaration import load_declarations
from isu.declaration.profil import BEVISAD

console = Console(soft_wrap=True, highlight=False)
CHOOSE_PROOFS = "Välj metod: bevisad i skyddsprofilen (schemas/profiles/skydd.yaml, se docs/steward.md)."
ALREADY_TOLD = "Det kan bero på det som tidigare utgåvor har visat, och det går inte att ta tillbaka."
ALL_THE_SAME = "Ange --trots-brister om utgåvan ska göras ändå."


def release(
    namn: Annotated[str, typer.Argument(help="Utgåvans namn.")],
    home: HomeOption = None,
    revision: Annotated[
        bool, typer.Option("--revision", help="Årsrevision: släpp igenom rättelser som har väntat.")
    ] = False,
    trots_brister: Annotated[
        bool, typer.Option("--trots-brister", help="Gör utgåvan fast något som döljs i den går att räkna fram.")
    ] = False,
    i_fortid: Annotated[
        bool, typer.Option("--i-fortid", help="Gör utgåvan fast lämnarna ännu får lämna synpunkter på den.")
    ] = False,
) -> None:
    """Angrip arbetsutgåvan, som isu audit gör, gör en utgåva av den och lägg rapporten om den hos varje lämnare.
    Utgåvan ändras aldrig."""
    from isu.flow.angrepp import GarAttRaknaFram, approval, sentences
    from isu.flow.publicera import make_release, waiting
    from isu.flow.rapporter import refuse_in_advance, send_reports
    from isu.release.signatur import told

    def tell(found) -> None:
        for sentence in sentences(found):
            console.print(sentence)

    place = existing_home(home)
    if not i_fortid:
        refuse_in_advance(place, namn, date.today())
    try:
        folder = make_release(place, namn, revision, approval(place, trots_brister, tell))
    except GarAttRaknaFram as error:
        proved = load_declarations(place).skydd.metod == BEVISAD
        console.print(f"{error} {ALREADY_TOLD if proved else CHOOSE_PROOFS} {ALL_THE_SAME}")
        raise typer.Exit(1) from None
    console.print(f"Utgåvan ligger i {folder}. {told(folder)}")
    if waits := waiting(place):
        console.print(_told_of_waiting(sum(waits.values()), len(waits), revision))
    if tell_sent(send_reports(place, namn)):
        raise typer.Exit(1)


def _told_of_waiting(rader: int, indikatorer: int, revision: bool) -> str:
    told = f"{rader} rader i {indikatorer} indikatorer står som de gavs ut förut (revideras_senare)"
    if revision:
        return f"{told}: rättelsen skulle också i en årsrevision visa ett tal som döljs."
    return f"{told}: rättelsen gäller för få personer, och väntar på årsrevisionen (--revision)."
