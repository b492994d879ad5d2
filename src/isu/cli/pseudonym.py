"""`isu key` and `isu pseudonymise`: run at the sender's, before anything leaves the municipality."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption
from isu.declaration import load_declarations
from isu.home import Home

console = Console()


def key(fil: Annotated[Path, typer.Argument(help="Filen som nyckeln ska ligga i.")]) -> None:
    """Skapa den hemliga nyckel som pseudonymerna görs med. En gång per kommun."""
    from isu.pseudonym.nyckel import create_key

    create_key(fil)
    console.print(f"Nyckeln ligger i {fil}. Förvara den som en akt, och lämna den aldrig ifrån er.")


def pseudonymise(
    fil: Annotated[Path, typer.Argument(help="Uttaget ur verksamhetssystemet.", exists=True, dir_okay=False)],
    key: Annotated[Path | None, typer.Option("--key", help="Er nyckelfil.", show_default=False)] = None,
    ut: Annotated[Path | None, typer.Option("--ut", help="Fil att skriva; annars <fil>.pseudonymiserad.csv.")] = None,
    home: HomeOption = None,
) -> None:
    """Byt personnummer och andra id mot pseudonymer, och lämna namn och fri text hemma."""
    from isu.pseudonym.nyckel import read_key
    from isu.pseudonym.omvandla import pseudonymise as turn

    target = ut or fil.with_name(f"{fil.stem}.pseudonymiserad.csv")
    secret = read_key(key)
    rapport = turn(fil, secret, target, load_declarations(Home.of(home) if home else None), date.today())
    report = target.with_name(f"{target.name}.rapport.txt")
    report.write_text("\n".join(rapport.lines()) + "\n", encoding="utf-8")
    for line in rapport.lines():
        console.print(line, soft_wrap=True, highlight=False)
    console.print(f"Filen ligger i {target}, och det här står också i {report}.", soft_wrap=True)
