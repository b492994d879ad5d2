"""`isu hold`: hold back a value that cannot be trusted, lift that, or show what is held."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from isu.cli.val import HomeOption, existing_home
from isu.errors import IsuError
from isu.home import Home


def hold(
    lamnare: Annotated[str, typer.Argument(help="Vems värde. Utan något visas allt som hålls inne.")] = "",
    indikator: Annotated[str, typer.Argument(help="Indikatorns id, till exempel AKT-05.", show_default=False)] = "",
    period: Annotated[str, typer.Argument(help="Perioden, till exempel 2024H1.", show_default=False)] = "",
    skal: Annotated[str, typer.Option("--skal", help="Varför; sparas i liggaren.", show_default=False)] = "",
    angra: Annotated[bool, typer.Option("--angra", help="Låt värdet räknas igen.")] = False,
    home: HomeOption = None,
) -> None:
    """Håll inne en lämnares värde av en indikator: det får status kvalitet tills det ångras."""
    place, console = existing_home(home, lamnare), Console(soft_wrap=True, highlight=False)
    if not lamnare:
        _show(place, console)
        return
    if not (indikator and period):
        raise IsuError("Ange lämnare, indikator och period: isu hold 1780 AKT-05 2024H1 --skal TEXT.")
    from isu.flow import halla

    if angra:
        console.print(f"{halla.lift(place, lamnare, indikator, period)} räknas igen.")
    else:
        console.print(f"{halla.hold(place, lamnare, indikator, period, skal)} hålls inne.")
    console.print("Arbetsutgåvan förnyas av isu run. En utgåva som redan är gjord ändras inte.")


def _show(home: Home, console: Console) -> None:
    from isu.ledger import Ledger

    held = Ledger(home).held()
    if not held:
        console.print("Inget hålls inne.")
        return
    table = Table("Lämnare", "Indikator", "Period", "Sedan", "Skäl", title="Hålls inne", title_justify="left")
    for h in held:
        table.add_row(h.lamnare, h.indikator, h.period, f"{h.satt:%Y-%m-%d}", h.skal)
    console.print(table)
