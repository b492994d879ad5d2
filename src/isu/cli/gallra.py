"""`isu gallra`: rows whose retention has passed, by the delivery calendar."""

from datetime import date
from typing import Annotated

import typer
from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.ledger import Leverans
from isu.period import Interval

MANY = 60


def gallra(
    bekrafta: Annotated[
        int | None, typer.Option("--bekrafta", help="Antalet leveranser, för att verkligen gallra.", show_default=False)
    ] = None,
    home: HomeOption = None,
) -> None:
    """Visa vad som ska gallras enligt leveransplanen, eller gallra det med --bekrafta ANTAL. Går inte att ångra."""
    from isu.flow.gallra import erase_due, to_erase

    place, console = existing_home(home), Console(soft_wrap=True, highlight=False)
    if bekrafta is None:
        for line in shown(to_erase(place, date.today())):
            console.print(line, markup=False)
        return
    done = erase_due(place, date.today(), bekrafta)
    for lamnare, fel in done.fel.items():
        console.print(f"[red]{lamnare}[/]: {fel}")
    console.print(f"{len(done.gallrade)} leveranser är gallrade. Protokollet: {done.protokoll or 'inget att skriva'}")
    if done.fel:
        raise typer.Exit(1)


def shown(found: list) -> list[str]:
    """What would be erased, what waits, and how to go on."""
    due = [d for g in found for d in g.leveranser]
    waits = [d for g in found for d in g.vantar]
    lines = [*_listed("Gallras", due), *_listed("Väntar, för att filen också rör dagar som sparas", waits)]
    if not due:
        return [*lines, "Inget ska gallras nu."]
    return [*lines, f"Inget har gallrats ännu. Gör det med isu gallra --bekrafta {len(due)}; det går inte att ångra."]


def _listed(title: str, deliveries: list[Leverans]) -> list[str]:
    more = [f"  … och {len(deliveries) - MANY} till"] if len(deliveries) > MANY else []
    head = [f"{title}: {len(deliveries)} leveranser"] if deliveries else []
    return [*head, *(f"  {_told(d)}" for d in deliveries[:MANY]), *more]


def _told(d: Leverans) -> str:
    period = Interval(d.fran, d.till) if d.fran else "okänd tid"
    return f"{d.lamnare} {d.tabell or 'okänd tabell'} {period}, {d.accepterade} rader"
