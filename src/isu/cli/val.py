"""Options that several commands share, what they are turned into, and the answer as JSON."""

import json
import sys
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any

import typer

from isu.handelser import note
from isu.home import Home

#: The command that runs now.
COMMAND: ContextVar[str] = ContextVar("command", default="isu")

HomeOption = Annotated[
    Path | None, typer.Option("--home", envvar="ISU_HOME", help="Hemmet: mappen där allt ligger.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]


def existing_home(path: Path | None, lamnare: str = "") -> Home:
    """The home, made if it does not exist: an empty folder is a valid home.

    Who opens it, by which command and on which lämnare is noted; no other word of the command is.
    """
    home = Home.of(path)
    home.intake.mkdir(parents=True, exist_ok=True)
    note(home, COMMAND.get(), **({"lamnare": lamnare} if lamnare else {}))
    return home


def print_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
