"""`isu_kor.py HOME`: takes the file that waits in the intake of HOME for real. The last line printed is JSON.

A program of its own, so that a bench can count the CPU seconds of all of it and of the work without the start.
"""

import json
import resource
import sys


def _spent() -> float:
    """CPU seconds so far, of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main(root: str) -> dict:
    from isu.declaration import load_declarations
    from isu.flow.indikatorer import indicators
    from isu.flow.intag import take_sender
    from isu.home import Home

    home = Home.of(root)
    deklaration = load_declarations(home)
    indicators(deklaration)  # read once by a program, however many files it takes
    started = _spent()
    (delivery,) = take_sender(home, deklaration, "1780")
    used = _spent() - started
    return {"cpu": used, "rader": delivery.rader, "utfall": delivery.utfall, "accepterade": delivery.accepterade}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
