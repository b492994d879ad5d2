"""`isu_kor.py HOME`: takes the file that waits in the intake of HOME for real. The last line printed is JSON.

A program of its own, so that a bench can count the CPU seconds of all of it, of the work without the start (`cpu`), and
of the part that any such engine does (`cpu_dom`): reading, judging, and writing rows and faults, without the guard.
"""

import json
import resource
import sys
from types import ModuleType


def _spent() -> float:
    """CPU seconds so far, of this process and of those that it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


class Ur:
    """CPU seconds spent in some functions, which it stands in for while it counts."""

    def __init__(self):
        self.sekunder: dict[str, float] = {}

    def time(self, module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        def timed(*args, **kwargs):
            started = _spent()
            try:
                return function(*args, **kwargs)
            finally:
                self.sekunder[name] = self.sekunder.get(name, 0.0) + _spent() - started

        setattr(module, name, timed)


def main(root: str) -> dict:
    from isu.declaration import load_declarations
    from isu.duck import open_connection
    from isu.flow import bedoma
    from isu.flow.indikatorer import indicators
    from isu.flow.intag import take_sender
    from isu.home import Home
    from isu.intake import vaktpost

    home, ur = Home.of(root), Ur()
    deklaration = load_declarations(home)
    indicators(deklaration)  # read once by a program, however many files it takes
    open_connection(home.holding).close()  # and the database is opened once
    ur.time(bedoma, "judge_file")
    ur.time(vaktpost, "granska")
    started = _spent()
    (delivery,) = take_sender(home, deklaration, "1780")
    used = _spent() - started
    judged = ur.sekunder["judge_file"] - ur.sekunder["granska"]
    told = {"rader": delivery.rader, "utfall": delivery.utfall, "accepterade": delivery.accepterade}
    return {"cpu": used, "cpu_dom": judged} | told


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
