"""`celler_kor.py HOME WORKERS`: counts the cells of every lämnare of HOME. The last line printed is JSON.

A program of its own, so that a bench can count the CPU seconds of all of it, of the work without the start, and the
memory of the largest process. What is in force is read from HOME/filer.pickle, which the bench has put there.
"""

import json
import pickle
import resource
import sys
from functools import lru_cache, partial
from pathlib import Path

FILER = "filer.pickle"


def count(root: Path, lamnare: str) -> list[str]:
    """The ids of the indicators that were counted for one lämnare."""
    from isu.cells.build import build_cells
    from isu.declaration import load_declarations
    from isu.flow.indikatorer import indicators
    from isu.home import Home

    home = Home(root)
    deklaration = load_declarations(home)
    return build_cells(home, deklaration, indicators(deklaration), lamnare, _in_force(root)[lamnare])


@lru_cache(maxsize=1)
def _in_force(root: Path) -> dict:
    return pickle.loads((root / FILER).read_bytes())


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(root: Path, workers: int) -> dict:
    lamnare = sorted(_in_force(root))
    if workers > 1:
        from isu.flow.arbetare import in_workers

        counted = list(in_workers(partial(count, root), lamnare, workers, lambda name: [f"{name} dog"]))
        return {"lamnare": len(counted), "raknade": sum(map(len, counted))}
    read_all(root)
    started = _spent()
    (counted,) = [count(root, name) for name in lamnare]
    return {"cpu": _spent() - started, "raknade": len(counted), "ids": counted[:3]}


def read_all(root: Path) -> None:
    """Declarations and indicators are read once by a program, however much it counts."""
    from isu.declaration import load_declarations
    from isu.flow.indikatorer import indicators
    from isu.home import Home

    indicators(load_declarations(Home(root)))


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
