"""Many cases over several processes. When one dies, its cases are taken again, one by one."""

import time
from collections.abc import Iterator
from functools import partial

from isu.flow.arbetare import in_workers
from tests.fuzz.batch import Failure, Outcome, take_all
from tests.fuzz.case import case

#: Cases in one home, and cases in one round of workers: after a death only the round is taken again.
BATCH, ROUND = 50, 1000


def work(seed: int, span: str) -> list[Outcome]:
    """The cases from the first number of `span` to the second, the second not included."""
    first, end = map(int, span.split("-"))
    return take_all(case(seed, number) for number in range(first, end))


def killed(seed: int, span: str) -> list[Outcome]:
    """The process that took these was killed, by itself or by the system."""
    one = case(seed, int(span.split("-")[0]))
    return [Outcome(one, "killed", failures=(Failure(one, "the process died", f"one of the cases {span}; see above"),))]


def spans(first: int, end: int, size: int) -> list[str]:
    return [f"{n}-{min(n + size, end)}" for n in range(first, end, size)]


def run(seed: int, first: int, end: int, workers: int) -> list[Outcome]:
    found, started = [], time.monotonic()
    for start in range(first, end, ROUND):
        found += _round(seed, start, min(start + ROUND, end), workers)
        print(f"  {len(found)} outcomes, {time.monotonic() - started:.0f} s", flush=True)
    return found


def _round(seed: int, first: int, end: int, workers: int) -> Iterator[Outcome]:
    """All outcomes of a round, those of a dead process told case by case."""
    died = []
    for outcomes in in_workers(partial(work, seed), spans(first, end, BATCH), workers, partial(killed, seed)):
        died += [o.case.number for o in outcomes if o.utfall == "killed"]
        yield from (o for o in outcomes if o.utfall != "killed")
    again = [span for n in died for span in spans(n, min(n + BATCH, end), 1)]
    for outcomes in in_workers(partial(work, seed), again, 1, partial(killed, seed)) if again else ():
        yield from outcomes
