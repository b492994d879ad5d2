"""`celler_kor.py HOME WORKERS [publika]`: counts the cells of every lämnare of HOME. The last line printed is JSON.

With `publika` no local code is counted: what is left is what passes the wall, and what the yardstick counts too.

A program of its own, so that a bench can count the CPU seconds of all of it, of the work without the start, and the
memory of the largest process. What is in force is read from HOME/filer.pickle, which the bench has put there.
"""

import json
import pickle
import resource
import sys
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

FILER, PUBLIKA = "filer.pickle", "publika"


def count(root: Path, publika: bool, lamnare: str) -> list[str]:
    """The ids of the indicators that were counted for one lämnare."""
    from isu.cells.build import build_cells
    from isu.home import Home

    deklaration, counted = read_all(root)
    if publika:
        counted = {id_: replace(indikator, lokala=()) for id_, indikator in counted.items()}
    return build_cells(Home(root), deklaration, counted, lamnare, _in_force(root)[lamnare])


@lru_cache(maxsize=1)
def _in_force(root: Path) -> dict:
    return pickle.loads((root / FILER).read_bytes())


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(root: Path, workers: int, publika: bool = False) -> dict:
    lamnare = sorted(_in_force(root))
    if workers > 1:
        from isu.flow.arbetare import in_workers

        counted = list(in_workers(partial(count, root, publika), lamnare, workers, lambda name: [f"{name} dog"]))
        return {"lamnare": len(counted), "raknade": sum(map(len, counted))}
    read_all(root)
    started = _spent()
    (counted,) = [count(root, publika, name) for name in lamnare]
    return {"cpu": _spent() - started, "raknade": len(counted), "ids": counted[:3]}


def read_all(root: Path) -> tuple:
    """Declarations and indicators, which a program reads once, however much it counts."""
    from isu.declaration import load_declarations
    from isu.flow.indikatorer import indicators
    from isu.home import Home

    deklaration = load_declarations(Home(root))
    return deklaration, indicators(deklaration)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), PUBLIKA in sys.argv[3:])))
