"""The job that shows what is to be erased by the delivery calendar, and erases it. What it does stands in
isu.flow.gallra."""

from datetime import date

import dagster as dg

from isu.cli.gallra import shown
from isu.errors import IsuError
from isu.flow.gallra import erase_due, to_erase
from isu.pipelines.resources import Hem

GALLRA = "gallra"


class Gallringsval(dg.Config):
    """Utan `bekrafta` visas bara vad som ska gallras. Med antalet leveranser som visades gallras de."""

    bekrafta: int = -1


@dg.op(description="Visar vad som ska gallras enligt leveransplanen, eller gallrar det. Går inte att ångra.")
def gallringen(context: dg.OpExecutionContext, config: Gallringsval, hem: Hem) -> None:
    if config.bekrafta < 0:
        for line in shown(to_erase(hem.home, date.today())):
            context.log.info(line)
        return
    done = erase_due(hem.home, date.today(), config.bekrafta)
    context.add_output_metadata({"Gallrade": len(done.gallrade), "Protokoll": str(done.protokoll or "")})
    if done.fel:
        raise IsuError("; ".join(f"{lamnare}: {fel}" for lamnare, fel in done.fel.items()))


@dg.job(
    name=GALLRA,
    description="Visar vilka rader som inte får sparas längre. Ange antalet som `bekrafta` för att gallra dem.",
)
def gallra_job() -> None:
    gallringen()
