"""The job that holds a value back, or lifts that. What it means stands in isu.flow.halla."""

import dagster as dg

from isu.flow import halla
from isu.pipelines.resources import Hem

HALL_INNE = "hall_inne"


class Val(dg.Config):
    """Vilket värde, och varför. `angra: true` låter det räknas igen."""

    lamnare: str
    indikator: str
    period: str
    skal: str = ""
    angra: bool = False


@dg.op(description="Håller inne en lämnares värde av en indikator och en period, eller ångrar det.")
def vardet(context: dg.OpExecutionContext, config: Val, hem: Hem) -> None:
    if config.angra:
        context.log.info(f"{halla.lift(hem.home, config.lamnare, config.indikator, config.period)} räknas igen.")
    else:
        held = halla.hold(hem.home, config.lamnare, config.indikator, config.period, config.skal)
        context.log.info(f"{held} hålls inne.")


@dg.job(
    name=HALL_INNE,
    description="Håller inne ett värde som inte går att lita på: det får status kvalitet. Skälet sparas i liggaren.",
)
def hall_inne_job() -> None:
    vardet()
