"""`isu site`: the comparison site of a release, as files that any web server, or none, can show."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption
from isu.home import Home

console = Console()


def site(
    utgava: Annotated[
        Path, typer.Argument(help="Utgåvans mapp, till exempel H/releases/2025H1.", exists=True, file_okay=False)
    ],
    ut: Annotated[Path, typer.Option("--ut", help="Mappen att skriva webbplatsen i; det som låg där ersätts.")],
    home: HomeOption = None,
) -> None:
    """Gör en webbplats av en utgåva: en sida per kommun och indikator. Den behöver ingen server och inget nät.

    Hemmets egna grupper av kommuner (egna/schemas/reference/grupper) står med medianen av det som visas av deras
    kommuner, och går att märka ut i bilderna.
    """
    from isu.declaration.grupp import read_groups
    from isu.declaration.katalog import Katalog
    from isu.declaration.lamnare import read_kommuner
    from isu.sajt import build_site

    katalog = Katalog.of(Home.of(home) if home else None)
    pages = build_site(utgava.resolve(), ut.resolve(), read_groups(katalog, read_kommuner(katalog)))
    console.print(f"{pages} sidor ligger i {ut}. Öppna {ut / 'index.html'}.", soft_wrap=True)
