"""A run killed at any moment and started again ends with the same bytes as one that was left in peace."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isu.home import Home
from tests.land import a_small_country, deliver

SENDERS = ["2418", "2039", "1904"]


@pytest.fixture(scope="module")
def delivered(tmp_path_factory) -> Path:
    """A home with waiting files from three small lämnare, some of them faulty."""
    home = a_small_country(Home(tmp_path_factory.mktemp("levererat")), SENDERS)
    deliver(home, SENDERS, "2024H1", "2024H2", faults=True)
    return home.root


def isu(home: Path, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-c", "from isu.cli import main; main()", *arguments, "--home", str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)


def finished(process: subprocess.Popen) -> str:
    text = process.communicate(timeout=120)[0].decode()
    assert process.returncode == 0, text
    return text


def copied(delivered: Path, place: Path) -> Path:
    """A copy with the same times: the order of receipt is part of what is delivered."""
    return Path(shutil.copytree(delivered, place, copy_function=shutil.copy2))


def published(home: Path) -> dict[str, bytes]:
    finished(isu(home, "run"))
    finished(isu(home, "release", "prov"))
    finished(isu(home, "verify"))
    return {p.name: p.read_bytes() for p in sorted((home / "releases" / "prov").iterdir())}


@pytest.fixture(scope="module")
def undisturbed(delivered, tmp_path_factory) -> dict[str, bytes]:
    return published(copied(delivered, tmp_path_factory.mktemp("ostord") / "hem"))


def test_the_same_home_run_twice_publishes_the_same(delivered, undisturbed, tmp_path):
    home = copied(delivered, tmp_path / "hem")
    finished(isu(home, "run"))
    assert published(home) == undisturbed


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_random_and_started_again(delivered, undisturbed, tmp_path, seed):
    home = copied(delivered, tmp_path / "hem")
    chance = random.Random(seed)
    for _ in range(2):
        process = isu(home, "run")
        time.sleep(chance.uniform(0.8, 4.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert published(home) == undisturbed
