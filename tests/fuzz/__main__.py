"""`python -m tests.fuzz 20000 --workers 2`: so many mutated files. `--only N` takes one of them again."""

import argparse
import collections
import sys
import time
from pathlib import Path

from tests.fuzz.batch import Failure, Outcome, keep, take_all
from tests.fuzz.case import case
from tests.fuzz.runs import run

KEPT = Path(".fuzz")


def tell(seed: int, outcomes: list[Outcome], seconds: float) -> int:
    """Verdicts, then every way of failing with its first case. The number of failures."""
    verdicts = collections.Counter(o.utfall for o in outcomes if o.utfall != "home")
    because = collections.Counter(o.regel for o in outcomes if o.regel)
    print(f"Seed {seed}: {verdicts.total()} files in {seconds:.0f} s: {dict(verdicts.most_common())}")
    print(f"First rule of those with any: {dict(because.most_common())}")
    ways: dict[str, list[Failure]] = {}
    for failure in (f for o in outcomes for f in o.failures):
        ways.setdefault(failure.what, []).append(failure)
    for what, failures in sorted(ways.items(), key=lambda item: -len(item[1])):
        kept = [keep(KEPT, seed, f) for f in failures[:5]]
        print(
            f"\n{len(failures)} × {what}\n  first: --seed {seed} --only {failures[0].case.number}   kept in {kept[0]}"
        )
        print("  " + failures[0].details.strip().replace("\n", "\n  ")[-3000:])
    return sum(map(len, ways.values()))


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("count", type=int, nargs="?", default=1000, help="number of files")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--first", type=int, default=0, help="number of the first file")
    asked.add_argument("--only", type=int, help="take this one again, in this process")
    asked.add_argument("--workers", type=int, default=2)
    told = asked.parse_args()
    started = time.monotonic()
    if told.only is not None:
        one = case(told.seed, told.only)
        print(f"{one.filnamn!a}: {', '.join(one.changes)}; {len(one.innehall)} bytes")
        outcomes = take_all([one])
    else:
        outcomes = run(told.seed, told.first, told.first + told.count, told.workers)
    return 1 if tell(told.seed, outcomes, time.monotonic() - started) else 0


if __name__ == "__main__":
    sys.exit(main())
