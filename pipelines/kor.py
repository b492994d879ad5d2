"""Runs a round through Dagster in this process, so that it is there to be seen when the pages are opened.

Also the tidying that must be done when nobody else runs: ending runs whose process is gone.
"""

from collections.abc import Sequence

import dagster as dg

from isu.declaration import load_declarations
from isu.home import Home
from isu.pipelines.definitions import definitions
from isu.pipelines.jobs import FORNYA, INTAG
from isu.pipelines.partitions import add_missing, span_tags
from isu.pipelines.resources import Hem

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def run_round(home: Home, senders: Sequence[str], instance: dg.DagsterInstance) -> bool:
    """Work through the senders (and any that lie between them), then renew the working edition. True if all went well.

    The edition is renewed also when a sender failed: it stands on what is in force.
    """
    defs = definitions(load_declarations(home), Hem(katalog=str(home.root)))
    tags = span_tags(add_missing(instance, senders), senders) if senders else None
    left = not tags or _run(defs, INTAG, instance, tags)
    return _run(defs, FORNYA, instance, {}) and left


def _run(defs: dg.Definitions, job: str, instance: dg.DagsterInstance, tags: dict[str, str]) -> bool:
    done = defs.resolve_job_def(job).execute_in_process(
        run_config=QUIET, instance=instance, tags=tags, raise_on_error=False
    )
    return done.success


def end_interrupted_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs that were under way when Dagster was last stopped as failed; their ids. Only when it is not running."""
    under_way = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
    runs = instance.get_runs(dg.RunsFilter(statuses=under_way))
    for run in runs:
        instance.report_run_failed(run, "Körningen avbröts när övervakningen stängdes. Det som inte hann tas tas igen.")
    return [run.run_id for run in runs]
