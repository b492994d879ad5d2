"""`isu report`: what each lämnare gets in its outbox of a release, or before one."""

from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home

console = Console(soft_wrap=True, highlight=False)


def report(
    utgava: Annotated[
        str | None,
        typer.Argument(help="Utgåvans namn. Utan namn: de preliminära värdena inför nästa.", show_default=False),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Lägg preliminära värden inför nästa utgåva, eller rapporten om en gjord, i varje lämnares outbox. Slutar med 1 om
    det inte gick hos någon."""
    from isu.flow.rapporter import refuse_nothing_to_send, send_preliminary, send_reports

    place = existing_home(home)
    if tell_sent(send_reports(place, utgava) if utgava else refuse_nothing_to_send(send_preliminary(place))):
        raise typer.Exit(1)


def tell_sent(sent) -> bool:
    """Say who got what. Did anybody not?"""
    until = f", synpunkter senast {sent.senast}" if sent.senast else ""
    console.print(f"{sent.vad} ligger hos {len(sent.lamnare)} lämnare{until}.")
    for lamnare, fel in sent.fel.items():
        console.print(f"[red]{lamnare}[/]: {fel}")
    return bool(sent.fel)
