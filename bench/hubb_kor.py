"""`hubb_kor.py HOME`: a hub takes the files of cells that wait in HOME, and adds up. The last line printed is JSON.

A program of its own, so that a bench can count the CPU seconds and the memory of all of it.
"""

import json
import resource
import sys

from isu.flow.publicera import add_up
from isu.flow.runda import senders_with_work, work_through
from isu.home import Home


def _spent() -> float:
    """CPU seconds so far, of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main(root: str) -> dict:
    home = Home.of(root)
    outcomes = work_through(home, senders_with_work(home))
    faults = [o.fel for o in outcomes if o.fel] + [d.utfall for o in outcomes for d in o.leveranser if not d.i_kraft]
    if faults:
        raise RuntimeError(faults[0])
    taken = _spent()
    changed = add_up(home)
    return {"intag": taken, "summor": _spent() - taken, "lamnare": len(outcomes), "indikatorer": len(changed)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
