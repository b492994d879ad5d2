"""`tillvaxt_kor.py HOME`: takes, counts, adds up and makes the working edition of HOME. The last line printed is JSON.

CPU seconds station by station, those of worker processes included; the largest memory of any process (MB) up to then.
"""

import json
import resource
import sys

from isu.flow.publicera import add_up, renew_edition
from isu.flow.runda import senders_with_work, work_through
from isu.home import Home

EVERYBODY = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _spent() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in EVERYBODY)


def main(root: str) -> dict:
    home, told = Home.of(root), {}
    stations = {
        "vanster": lambda: work_through(home, senders_with_work(home)),
        "summor": lambda: add_up(home),
        "utgava": lambda: renew_edition(home),
    }
    for name, work in stations.items():
        started = _spent()
        done = work()
        told[name] = _spent() - started
        told[f"{name}_mb"] = max(resource.getrusage(who).ru_maxrss for who in EVERYBODY) / 1024
        if name == "vanster" and (faults := [o.fel for o in done if o.fel]):
            raise RuntimeError(faults[0])
    return told | {"rader": done["rader"]}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
