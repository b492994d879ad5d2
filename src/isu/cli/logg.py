"""`isu log`: the report of who has done what, for the review that the law asks for."""

from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from isu.cli.val import HomeOption
from isu.errors import IsuError
from isu.handelser import Handelse, events, faults
from isu.home import Home

#: What was done → in words that whoever reviews can read.
ORD = {
    "run": "tog emot och räknade",
    "ui": "öppnade sidorna",
    "release": "gjorde en utgåva",
    "withdraw": "tog tillbaka en leverans",
    "hold": "höll inne eller visade värden",
    "erase": "raderade en lämnare",
    "encrypt": "krypterade hemmet",
    "gallra": "visade eller gjorde en gallring",
    "gallring": "gallrade rader",
    "receipt": "skrev ett kvitto på nytt",
    "status": "såg läget",
    "expected": "såg vad som väntas",
    "verify": "kontrollerade att inget fattas",
    "compare": "jämförde",
    "synth": "skrev påhittade leveranser",
    "demo": "körde demonstrationen",
    "reference": "läste in befolkningen",
    "runda": "en körning i Dagster",
    "lagat": "något skadat togs bort eller gjordes om",
}


def log(
    sedan: Annotated[str, typer.Option("--sedan", help="Från och med dagen, ÅÅÅÅ-MM-DD.", show_default=False)] = "",
    home: HomeOption = None,
) -> None:
    """Visa vem som har gjort vad i hemmet, och om loggen är hel. Slutar med 1 om den inte är det."""
    place, console = Home.of(home), Console(soft_wrap=True, highlight=False)
    lines = list(events(place))
    chosen = [h for h in lines if h.tid >= sedan]
    if not lines:
        raise IsuError(f"Det finns ingen händelselogg i {place.root} ännu.")
    console.print(summary(chosen))
    for h in chosen:
        console.print(f"{h.tid}  {h.vem}: {told(h)}", markup=False)
    broken = faults(lines)
    for fault in broken:
        console.print(f"[red]{fault}[/]")
    if broken:
        raise typer.Exit(1)
    console.print(f"Loggen är hel: {len(lines)} händelser. Den sista har kontrollsumman {lines[-1].hash}.")


def told(h: Handelse) -> str:
    """tog tillbaka en leverans (lamnare 1780)."""
    concerned = ", ".join(f"{name} {value}" for name, value in sorted(h.om.items()))
    return ORD.get(h.vad, h.vad) + (f" ({concerned})" if concerned else "")


def summary(lines: list[Handelse]) -> Table:
    """How often each has done what."""
    counted = Counter((h.vem, ORD.get(h.vad, h.vad)) for h in lines)
    table = Table("Vem", "Vad", "Gånger", title="Vem som har gjort vad", title_justify="left")
    for (vem, vad), n in sorted(counted.items()):
        table.add_row(vem, vad, str(n))
    return table
