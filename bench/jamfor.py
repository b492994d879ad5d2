"""Comparisons: all statistics of a national release, and intervals against PHStatsMethods on the same 10,000 groups.

PHStatsMethods (GPL) is a yardstick in an environment of its own and no dependency. What is told is CPU seconds inside
each program, without start and import, and that both came to the same limits.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.lokal_miljo import python_with
from bench.matning import measure, tell
from isu.comparison.intervall import Granser, poisson_ohid, wilson
from isu.comparison.standardisering import dobson

HERE = Path(__file__).parent
REQUIREMENT = "PHStatsMethods==0.1.16"
INDICATORS, GROUPS, STRATA, ROUNDS = 50, 10_000, 6, 5


def run(folder: Path) -> None:
    national = measure([sys.executable, str(HERE / "jamfor_nation.py"), str(INDICATORS)])
    told = national.told
    print(f"Riket: {INDICATORS} indikatorer, {told['rader']} rader")
    tell("  hela processen, summor och skydd också", national)
    print(f"  statistiken: {told['cpu']:.1f} CPU s, {told['jamforelser']} rader jämförelser")
    against_ph(folder)


def against_ph(folder: Path) -> None:
    interpreter = python_with("ph-venv", REQUIREMENT)
    x, n, w = groups()
    np.savez(folder / "grupper.npz", x=x, n=n, w=w)
    theirs = measure([str(interpreter), "-I", str(HERE / "jamfor_ph.py"), str(folder)]).told
    events, units = x.sum(1), n.sum(1)
    ours: dict[str, Callable[[], Granser]] = {
        "andelar": lambda: wilson(events, units),
        "tal": lambda: tuple(1000 * limit / units for limit in poisson_ohid(events)),
        "standardiserade": lambda: tuple(1000 * limit for limit in dobson(x, n, w)),
    }
    print(f"Mot {REQUIREMENT}: {GROUPS} grupper, standardiserade på {STRATA} strata")
    for name, ask in ours.items():
        seconds, found = _timed(ask)
        other = np.load(folder / f"{name}.npy")
        apart = np.nanmax(np.abs(np.column_stack(found) / other - 1))
        print(
            f"  {name:<16} PHStatsMethods {theirs[name]:7.2f} CPU s, ISU {1000 * seconds:7.2f} ms,"
            f" {theirs[name] / seconds:8.0f} ×; största relativa skillnad {apart:.0e}",
            flush=True,
        )


def groups() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events and inhabitants per group and stratum, and the standard's weights; every group has some event."""
    rng = np.random.default_rng(1)
    n = rng.integers(200, 9000, (GROUPS, STRATA))
    return rng.poisson(0.02 * n) + 2, n, np.arange(STRATA, 0, -1) * 100.0


def _timed(ask: Callable[[], Granser]) -> tuple[float, Granser]:
    """The quickest of some rounds."""
    seconds, found = [], None
    for _ in range(ROUNDS):
        started = time.process_time()
        found = ask()
        seconds.append(time.process_time() - started)
    return min(seconds), found
