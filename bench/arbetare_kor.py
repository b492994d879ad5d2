"""`arbetare_kor.py HOME WORKERS`: takes and counts all that waits in HOME. The last line printed is JSON.

`vagg` is wall seconds from when the processes are there, `arbete` the CPU seconds of each process since then, and
`fore` those that each has used to read the declarations and indicators.
"""

import json
import os
import sys
import time
from functools import lru_cache, partial
from pathlib import Path

from isu.declaration import load_declarations
from isu.flow import intag
from isu.flow.arbetare import in_workers
from isu.flow.indikatorer import indicators
from isu.flow.runda import senders_with_work, work_on
from isu.home import Home

Told = tuple[int, float, float, float]


@lru_cache(maxsize=1)
def ready(root: Path) -> tuple[float, float]:
    """CPU and wall seconds when this process has read what it must."""
    intag.SETTLED_SECONDS = 0.0
    indicators(load_declarations(Home(root)))
    return time.process_time(), time.time()


def work(root: Path, lamnare: str) -> Told:
    """Which process, when it began, its CPU seconds before and since."""
    before, began = ready(root)
    if fel := work_on(Home(root), lamnare).fel:
        raise RuntimeError(fel)
    return os.getpid(), began, before, time.process_time() - before


def main(root: Path, workers: int) -> dict:
    names = senders_with_work(Home(root))
    if workers == 1:
        told = [work(root, name) for name in names]
    else:
        told = list(in_workers(partial(work, root), names, workers, lambda name: sys.exit(f"{name} dog")))
    last = {pid: rest for pid, *rest in told}
    began = min(began for began, _, _ in last.values())
    return {
        "vagg": time.time() - began,
        "arbete": [used for _, _, used in last.values()],
        "fore": max(before for _, before, _ in last.values()),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
