"""`isu erase`: everything that came from a lämnare, when it no longer takes part."""

from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.errors import IsuError


def erase(
    lamnare: Annotated[str, typer.Argument(help="Vems uppgifter som raderas.")],
    skal: Annotated[
        str, typer.Option("--skal", help="Varför; sparas i protokollet och liggaren.", show_default=False)
    ] = "",
    bekrafta: Annotated[
        str, typer.Option("--bekrafta", help="Lämnarens nummer en gång till.", show_default=False)
    ] = "",
    home: HomeOption = None,
) -> None:
    """Radera allt som en lämnare har lämnat och det som räknats av det. Går inte att ångra."""
    from isu.flow.radera import erase as erase_all

    if bekrafta != lamnare:
        raise IsuError(f"Allt från {lamnare} raderas och kan inte återställas. Bekräfta med --bekrafta {lamnare}.")
    protocol = erase_all(existing_home(home, lamnare), lamnare, skal)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"Allt från {lamnare} är raderat. Protokollet: {protocol}")
    console.print("Arbetsutgåvan förnyas av isu run. Säkerhetskopior raderas inte av detta.")
