"""Opens the pages of Dagster on a home. Nothing is returned: this process becomes Dagster's."""

import os
import sys

from isu.home import Home
from isu.pipelines.instans import dagster_instance
from isu.pipelines.kor import end_interrupted_runs

LOCATION = "isu.pipelines.definitions"


def open_ui(home: Home, host: str = "127.0.0.1", port: int = 3000) -> None:
    """Start the pages, the sensors and the queue of runs, in the home's own Dagster folder."""
    home.intake.mkdir(parents=True, exist_ok=True)
    with dagster_instance(home) as instance:
        end_interrupted_runs(instance)
    os.execv(sys.executable, command(host, port))


def command(host: str, port: int) -> list[str]:
    return [sys.executable, "-m", "dagster", "dev", "-m", LOCATION, "-h", host, "-p", str(port)]
