"""`isu site`: the comparison site of a release, as files that any web server, or none, can show."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console()


def site(
    utgava: Annotated[
        Path, typer.Argument(help="Utgåvans mapp, till exempel H/releases/2025H1.", exists=True, file_okay=False)
    ],
    ut: Annotated[Path, typer.Option("--ut", help="Mappen att skriva webbplatsen i; det som låg där ersätts.")],
) -> None:
    """Gör en webbplats av en utgåva: en sida per kommun och indikator. Den behöver ingen server och inget nät."""
    from isu.sajt import build_site

    pages = build_site(utgava.resolve(), ut.resolve())
    console.print(f"{pages} sidor ligger i {ut}. Öppna {ut / 'index.html'}.", soft_wrap=True)
