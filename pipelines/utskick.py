"""Runs sent to workers on several machines: the launcher that Dagster is given, and the program that a worker is.

Celery carries the runs, Redis the queue (ISU_BROKER_URL); `isu ui --bara arbetare` starts a worker. What a run does is
the same as on one machine: the home lies on a file system that all workers share, and locks keep them apart (isu.las).
A run whose worker is gone is failed by Dagster's monitoring, and what it did not finish is asked for again.
"""

import os

from dagster import DagsterRun
from dagster._core.launcher import CheckRunHealthResult, WorkerStatus
from dagster_celery.config import DEFAULT_CONFIG
from dagster_celery.launcher import CeleryRunLauncher
from dagster_celery.make_app import make_app
from dagster_celery.tags import DAGSTER_CELERY_TASK_ID_TAG
from dagster_celery.tasks import create_execute_job_task, create_resume_job_task

ANSWERS_WITHIN = 3.0  # seconds

#: A worker takes no more than it works on: what lies in a dead worker's hands would wait for an hour. Finished runs are
#: told of by Dagster, so what Celery remembers of them is of use for a day at most.
CONFIG = DEFAULT_CONFIG | {"worker_disable_prefetch": True, "result_expires": 86_400}

GONE = "Arbetaren som hade körningen finns inte längre. Det som inte hann tas ligger kvar och tas igen."


class Utskick(CeleryRunLauncher):
    """Celery's launcher, which also sees when the worker of a run has died with all that it knew."""

    def check_run_worker_health(self, run: DagsterRun) -> CheckRunHealthResult:
        """Does any worker have it? A queue that does not answer raises: then nobody knows, and nothing is failed."""
        asked = self.celery.control.inspect(timeout=ANSWERS_WITHIN)
        answers = asked.query_task(run.tags[DAGSTER_CELERY_TASK_ID_TAG]) or {}
        if any(answers.values()):
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        return CheckRunHealthResult(WorkerStatus.FAILED, GONE)


def work(processes: str) -> None:
    """Be a worker until told to stop. Nothing of polars may have been loaded: its threads do not live on in a fork."""
    broker = os.environ["ISU_BROKER_URL"]
    app = make_app({"broker": broker, "backend": broker, "config_source": CONFIG})
    create_execute_job_task(app)
    create_resume_job_task(app)
    name = f"isu-{os.getpid()}@%h"
    alone = ("--without-gossip", "--without-mingle")
    app.worker_main(["worker", "--concurrency", processes, "--hostname", name, *alone])
