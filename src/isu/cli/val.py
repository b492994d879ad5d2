"""Options that several commands share, and what they are turned into."""

from pathlib import Path
from typing import Annotated

import typer

from isu.home import Home

HomeOption = Annotated[
    Path | None, typer.Option("--home", envvar="ISU_HOME", help="Hemmet: mappen där allt ligger.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]


def existing_home(path: Path | None) -> Home:
    """The home, made if it does not exist: an empty folder is a valid home."""
    home = Home.of(path)
    home.intake.mkdir(parents=True, exist_ok=True)
    return home
