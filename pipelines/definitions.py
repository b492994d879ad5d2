"""Everything the code location offers, put together once from the declarations of the project and of the home."""

import os

import dagster as dg

from isu.declaration import Deklaration, load_declarations
from isu.flow.indikatorer import indicators
from isu.home import Home
from isu.pipelines.assets_hoger import right_of_the_wall
from isu.pipelines.assets_leveranser import delivery_standing
from isu.pipelines.assets_vanster import left_of_the_wall
from isu.pipelines.jobs import fornya_job, intag_job, lage_job, slapp_job
from isu.pipelines.ops_gallra import gallra_job
from isu.pipelines.ops_halla import hall_inne_job
from isu.pipelines.resources import Hem, home_of_environment
from isu.pipelines.sensors import intag_sensor, lage_sensor, larm_sensor, utgava_sensor


def definitions(deklaration: Deklaration, hem: Hem) -> dg.Definitions:
    return dg.Definitions(
        assets=[
            left_of_the_wall(deklaration),
            delivery_standing(),
            *right_of_the_wall(indicators(deklaration).values()),
        ],
        jobs=[intag_job, fornya_job, slapp_job, lage_job, hall_inne_job, gallra_job],
        sensors=[intag_sensor, utgava_sensor, lage_sensor, larm_sensor],
        resources={"hem": hem},
        # one process per run: a new process per step costs seconds each, and the work left of the wall has its own
        executor=dg.in_process_executor,
    )


def _home() -> Home | None:
    """The home whose own declarations count; without one, those of the project alone."""
    return Home.of() if os.environ.get("ISU_HOME") else None


defs = definitions(load_declarations(_home()), home_of_environment())
