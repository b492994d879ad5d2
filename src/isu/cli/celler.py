"""`isu cells`: the cells of a lämnare as one file, for whoever may not send rows."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.home import Home

console = Console()


def cells(
    ut: Annotated[Path, typer.Option("--out", help="Filen att skriva, till exempel celler.parquet.", dir_okay=False)],
    lamnare: Annotated[
        str | None, typer.Option("--lamnare", help="Vems celler; behövs inte när hemmet bara har en.")
    ] = None,
    indikator: Annotated[
        list[str] | None, typer.Option("--indikator", help="Bara denna indikator; kan anges flera gånger.")
    ] = None,
    profil: Annotated[
        str | None, typer.Option("--profil", help="Förtunna: bara det som profilen i schemas/fortunning säger.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Skriv cellerna till en fil som kan lämnas i stället för rader. Inga rader om personer lämnar hemmet."""
    from isu.cellutdrag.skriv import write_cells_of
    from isu.cellutdrag.uppgifter import Brott
    from isu.declaration.fortunning import read_fortunning
    from isu.flow.brott import transitions
    from isu.flow.indikatorer import indicators, measures
    from isu.ledger import Ledger

    place = existing_home(home, lamnare or "")
    deklaration, chosen = load_declarations(place), lamnare or _the_only(place)
    deklaration.sender(chosen)
    in_force = [d for d in Ledger(place).all_deliveries(chosen) if d.i_kraft]
    if profil and indikator:
        raise IsuError("Ange --profil eller --indikator, inte båda: profilen säger vilka indikatorer som skickas.")
    grovre = read_fortunning(deklaration.katalog, profil).indikatorer if profil else {}
    every = _only(measures(deklaration), indikator or list(grovre))
    brott = [Brott(o.tabell, o.dag, o.systembyte, o.definitionsbyte) for o in transitions(deklaration, in_force)]
    told = write_cells_of(place, deklaration, every, chosen, in_force, ut, grovre, brott)
    number = sum(id_ in indicators(deklaration) for id_ in told.indikatorer)
    console.print(f"Celler för {number} indikatorer ligger i {ut} ({ut.stat().st_size:,} byte).".replace(",", " "))
    console.print("Cellerna är lika hemliga som raderna: en cell med antalet 1 är en person.")


def _only(every: dict, wanted: list[str]) -> dict:
    """What is asked for, and the quality of the tables that it rests on; everything where nothing is asked for."""
    if unknown := [id_ for id_ in wanted if id_ not in every]:
        raise IsuError(f"Det finns ingen indikator som heter {unknown[0]}. Alla listas av isu indicators.")
    if not wanted:
        return every
    tables = {tabell for id_ in wanted for tabell in every[id_].tabeller}
    return {id_: i for id_, i in every.items() if id_ in wanted or (i.grupp == "KVA" and tables.issuperset(i.tabeller))}


def _the_only(home: Home) -> str:
    found = sorted(path.name.removeprefix("lamnare=") for path in home.all_cells.glob("lamnare=*"))
    if len(found) == 1:
        return found[0]
    raise IsuError(
        f"Hemmet har celler från {len(found)} lämnare. Säg vems med --lamnare."
        if found
        else "Hemmet har inga celler än. Lämna uttagen till intaget och kör isu run först."
    )
