"""One measured command: CPU seconds with children, wall seconds and peak memory, as the system counts them."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Matning:
    cpu: float
    wall: float
    peak_mb: float


def measure(command: Sequence[str]) -> Matning:
    """Run to the end and account for it. Fails loudly when the command does."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(complaint)
    return Matning(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1024)


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def isu(*arguments: str) -> list[str]:
    return python("from isu.cli import main; main()", *arguments)


def tell(name: str, measured: Matning, yardstick: Matning | None = None) -> None:
    ratio = f"{measured.cpu / yardstick.cpu:6.2f} ×" if yardstick else "        "
    print(f"{name:<58} {measured.cpu:8.2f} CPU s {measured.wall:8.2f} s {measured.peak_mb:7.0f} MB {ratio}", flush=True)
