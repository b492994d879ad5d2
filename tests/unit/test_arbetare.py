"""Worker processes: one that dies takes nobody with it, and none outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from isu.flow.arbetare import in_workers


def dies_of_0115(name: str) -> str:
    if name == "0115":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{name} klar"


def test_a_worker_that_is_killed_takes_only_its_own_name_down():
    names = ["0114", "0115", "0117", "0120"]
    found = sorted(in_workers(dies_of_0115, names, 2, lambda name: f"{name} dödad"))
    assert found == ["0114 klar", "0115 dödad", "0117 klar", "0120 klar"]


PARENT = """
import sys
from functools import partial
from pathlib import Path
from isu.flow.arbetare import in_workers
from tests.unit.test_arbetare import sleeps

if __name__ == "__main__":
    list(in_workers(partial(sleeps, Path(sys.argv[1])), ["0114", "0115"], 2, str))
"""


def sleeps(folder: Path, name: str) -> str:
    (folder / name).write_text(str(os.getpid()))
    time.sleep(300)
    return name


def test_workers_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "foralder.py"
    script.write_text(PARENT, encoding="utf-8")
    surroundings = os.environ | {"PYTHONPATH": os.getcwd()}
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)], env=surroundings)
    told = [tmp_path / "0114", tmp_path / "0115"]
    _wait_until(lambda: all(path.is_file() and path.read_text() for path in told))
    parent.kill()
    parent.wait()
    workers = [int(path.read_text()) for path in told]
    _wait_until(lambda: not any(_is_running(pid) for pid in workers))


def _is_running(pid: int) -> bool:
    """A zombie that nobody has waited for does no work."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _wait_until(happened, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)
