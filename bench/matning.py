"""One measured command: CPU seconds with children, wall seconds and peak memory, as the system counts them."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any


@dataclass(frozen=True)
class Matning:
    """`told` is what the command said of itself: the JSON object on its last line, if that is one."""

    cpu: float
    wall: float
    peak_mb: float
    told: dict[str, Any] = field(default_factory=dict)


def measure(command: Sequence[str], fine: Collection[int] = (0,)) -> Matning:
    """Run to the end and account for it. Fails loudly when the command does: its exit code is not one of `fine`."""
    with TemporaryFile() as out, TemporaryFile() as complaint:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=complaint)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status) not in fine:
            complaint.seek(0)
            raise RuntimeError(complaint.read().decode())
        out.seek(0)
        told = _last_object(out.read().decode())
    return Matning(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, told)


def _last_object(said: str) -> dict[str, Any]:
    last = said.strip().rpartition("\n")[2]
    return json.loads(last) if last.startswith("{") and last.endswith("}") else {}


def median_of(measured: Sequence[Matning], key: Callable[[Matning], float] = lambda m: m.cpu) -> Matning:
    """The run in the middle by `key`, CPU seconds when nothing else is asked."""
    middle = statistics.median_low([key(m) for m in measured])
    return next(m for m in measured if key(m) == middle)


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def isu(*arguments: str) -> list[str]:
    return python("from isu.cli import main; main()", *arguments)


def tell(name: str, measured: Matning, yardstick: Matning | None = None) -> None:
    ratio = f"{measured.cpu / yardstick.cpu:6.2f} ×" if yardstick else "        "
    print(f"{name:<58} {measured.cpu:8.2f} CPU s {measured.wall:8.2f} s {measured.peak_mb:7.0f} MB {ratio}", flush=True)
