"""What runs on the machines: PostgreSQL, Redis and Dagster's daemon on the hub, a worker of one process on the others.

Started from the hub. All are given the same settings; each is a process group of its own, and can be killed whole.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg2

from isu.home import Home
from isu.pipelines.instans import instance_folder
from tests import postgres
from tests.maskiner.natverk import ADRESS, inside

REDIS = shutil.which("redis-server")
DATABASE = f"postgresql://isu@{ADRESS}/isu"
SETTINGS = {
    "ISU_DATABASE_URL": DATABASE,
    "ISU_BROKER_URL": f"redis://{ADRESS}:6379/0",
    "ISU_SAMTIDIGA": "2",
    "ISU_PROCESSER": "1",
}
LONGEST = 420.0


class Kluster:
    def __init__(self, home: Home, place: Path, postgres_address: str):
        self.home, self._place, self._postgres = home, place, postgres_address
        self._groups: dict[str, subprocess.Popen] = {}
        os.environ |= SETTINGS | {"ISU_HOME": str(home.root)}
        postgres.create(postgres_address, "isu")
        settings = instance_folder(home) / "dagster.yaml"
        quick = "run_monitoring:\n  poll_interval_seconds: 5"
        changed = settings.read_text(encoding="utf-8").replace("run_monitoring:", quick)
        settings.write_text(re.sub("start_timeout_seconds: .*", "start_timeout_seconds: 45", changed), encoding="utf-8")

    def start(self, name: str, *command: str) -> None:
        with (self._place / f"{name}.logg").open("ab") as log:
            out = {"stdout": log, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
            self._groups[name] = subprocess.Popen(command, start_new_session=True, cwd="/", **out)

    def kill(self, name: str) -> None:
        """It and all that it has started, at once."""
        group = self._groups.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(group.pid, signal.SIGKILL)
        group.wait()

    def kill_all(self) -> None:
        for name in list(self._groups):
            self.kill(name)

    def start_queue(self) -> None:
        """It forgets everything when it is stopped."""
        self.start("ko", REDIS, "--bind", ADRESS, "--protected-mode", "no", "--save", "", "--dir", str(self._place))

    def start_daemon(self) -> None:
        self.start("daemon", *_isu("ui", "--bara", "daemon"))

    def start_worker(self, machine: str) -> None:
        self.start(machine, *inside(machine), *_isu("ui", "--bara", "arbetare"))

    def restart_database(self) -> None:
        postgres.stop(self._postgres)
        postgres.start(self._postgres, ADRESS)

    def runs(self, *statuses: str) -> int:
        """How many runs Dagster says stand so; of all when none is named."""
        asked = "select count(*) from dagster.runs" + (" where status = any(%s)" if statuses else "")
        with psycopg2.connect(DATABASE) as connection, connection.cursor() as cursor:
            cursor.execute("select to_regclass('dagster.runs')")
            if cursor.fetchone()[0] is None:
                return 0  # Dagster has not got as far
            cursor.execute(asked, [list(statuses)] if statuses else None)
            return cursor.fetchone()[0]

    def wait_for(self, what: str, there: Callable[[], bool]) -> None:
        ends = time.monotonic() + LONGEST
        while not there():
            ended = [name for name, group in self._groups.items() if group.poll() is not None]
            if ended or time.monotonic() > ends:
                raise AssertionError(f"{what}: kom aldrig; slutade: {ended}. {self.told()}")
            time.sleep(0.5)

    def told(self) -> str:
        """The last lines of every log."""
        logs = sorted(self._place.glob("*.logg"))
        return "\n".join(f"--- {p.name}\n{p.read_text(errors='replace')[-3000:]}" for p in logs)


def _isu(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from isu.cli import main; main()", *arguments]
