"""What a killed run leaves in holding is found and swept; what somebody is using is left alone."""

import os
import socket
import subprocess
import sys

import pytest

from isu.filer import this_process
from isu.flow.granska import verify
from isu.flow.holding import left_in_holding, sweep_holding
from isu.las import lock


@pytest.fixture
def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    return process.pid


@pytest.fixture
def holding(hem):
    folder = hem.home.holding
    folder.mkdir(parents=True)
    return folder


def test_the_spill_of_a_dead_process_is_swept_and_that_of_a_living_one_is_not(hem, holding, dead_pid):
    spilled(holding, f"spill.{socket.gethostname()}.{dead_pid}")
    spilled(holding, f"spill.{this_process()}")
    assert sweep_holding(hem.home) == 1
    assert [p.name for p in holding.iterdir()] == [f"spill.{this_process()}"]


def test_the_spill_of_another_machine_is_left_until_nobody_has_touched_it_for_a_day(hem, holding):
    """A process there may have a number that nobody has here."""
    for age, machine in ((0, "b"), (90_000, "c")):
        file = spilled(holding, f"spill.maskin-{machine}.se.17")
        for path in (file, file.parent):
            os.utime(path, (file.stat().st_mtime - age,) * 2)
    assert sweep_holding(hem.home) == 1
    assert [p.name for p in holding.iterdir()] == ["spill.maskin-b.se.17"]


def spilled(holding, name):
    (holding / name).mkdir()
    file = holding / name / "duckdb_temp_storage.tmp"
    file.write_bytes(b"rader")
    return file


def test_a_senders_files_are_swept_only_when_nobody_works_on_the_sender(hem, holding, dead_pid):
    (holding / f"1780.{dead_pid}.kopia").write_bytes(b"rader")
    (holding / "1784.abc.accepterade").write_bytes(b"rader")
    with lock(hem.home, "1780"):
        assert sweep_holding(hem.home) == 1
    assert [p.name for p in holding.iterdir()] == [f"1780.{dead_pid}.kopia"]
    assert sweep_holding(hem.home) == 1
    assert list(holding.iterdir()) == []


def test_verify_tells_of_rows_that_lie_outside_their_place(hem, holding):
    (holding / "1780.abc.utf8").write_bytes(b"rader")
    (fault,) = verify(hem.home)
    assert "1780.abc.utf8" in fault and "avbrutet arbete" in fault
    assert [p.name for p in left_in_holding(hem.home)] == ["1780.abc.utf8"]


def test_an_empty_home_has_nothing_to_sweep(hem):
    assert sweep_holding(hem.home) == 0
