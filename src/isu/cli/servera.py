"""`isu serve`: a release in Kolada's shape over HTTP, for clients that can do Kolada."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console()


def serve(
    utgava: Annotated[
        Path, typer.Argument(help="Utgåvans mapp, till exempel H/releases/2025H1.", exists=True, file_okay=False)
    ],
    port: Annotated[int, typer.Option("--port", help="Porten att svara på.")] = 8017,
    host: Annotated[
        str, typer.Option("--host", help="Adressen att svara på; annars bara den egna datorn.")
    ] = "127.0.0.1",
) -> None:
    """Svara på frågor om en utgåva på samma sätt som Koladas API, version 2 och 3. Bara läsning."""
    import uvicorn

    from isu.kolada.app import interface
    from isu.kolada.utgava import Utgava

    app = interface(Utgava(utgava))
    console.print(f"Koladas klienter når utgåvan på http://{host}:{port}/v3/ (och /v2/). Avsluta med Ctrl+C.")
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
