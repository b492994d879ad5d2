"""`isu withdraw`: take a delivery back, or undo that."""

from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home


def withdraw(
    lamnare: Annotated[str, typer.Argument(help="Vem som lämnade filen.")],
    fil: Annotated[str, typer.Argument(help="Filens namn, eller minst sex tecken av dess hash.")],
    skal: Annotated[str | None, typer.Option("--skal", help="Varför; sparas i liggaren.", show_default=False)] = None,
    angra: Annotated[bool, typer.Option("--angra", help="Låt en återtagen leverans gälla igen.")] = False,
    home: HomeOption = None,
) -> None:
    """Ta tillbaka en mottagen leverans: det som gällde före den gäller igen."""
    from isu.flow.atertag import called
    from isu.flow.atertag import withdraw as take_back

    console = Console(soft_wrap=True, highlight=False, markup=False)
    done = take_back(existing_home(home, lamnare), lamnare, fil, skal, angra)
    console.print(f"{called(done.leverans)}, {'räknas igen' if angra else 'är återtagen'}.")
    if done.galler:
        console.print("Nu gäller för samma tabell och dagar:")
    else:
        console.print(f"Ingen leverans av {done.leverans.tabell} gäller nu för de dagarna.")
    for delivery in done.galler:
        console.print(f"  {called(delivery)}")
    console.print(f"Omräknade indikatorer: {', '.join(done.omraknade) or 'inga'}. Arbetsutgåvan förnyas av isu run.")
