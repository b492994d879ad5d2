"""Worker processes for work that is done name by name: one that dies takes nobody with it, none outlives its parent."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from typing import TypeVar

T = TypeVar("T")


def in_workers(work: Callable[[str], T], names: Sequence[str], workers: int, killed: Callable[[str], T]) -> Iterable[T]:
    """`work` done for each name, in the order in which it is finished; `killed` tells of a name whose process died.

    When a process dies the pool cannot say which name it worked on. Names are begun in their order, so it is one of the
    first that are left: as many as there are workers are tried again, each in a process of its own, the others in a
    new pool.
    """
    left = list(names)
    while left:
        unfinished: list[str] = []
        yield from _in_pool(work, left, workers, unfinished)
        suspects, left = unfinished[:workers], unfinished[workers:]
        yield from (_alone(work, name, killed) for name in suspects)


def _in_pool(work: Callable[[str], T], names: Sequence[str], workers: int, unfinished: list[str]) -> Iterable[T]:
    """Names that the pool had not finished when it broke are added to `unfinished`, in their order."""
    broken = set()
    with _pool(workers) as pool:
        under_way = {pool.submit(work, name): name for name in names}
        for done in as_completed(under_way):
            try:
                yield done.result()
            except BrokenProcessPool:
                broken.add(under_way[done])
    unfinished += [name for name in names if name in broken]


def _alone(work: Callable[[str], T], name: str, killed: Callable[[str], T]) -> T:
    with _pool(1) as pool:
        try:
            return pool.submit(work, name).result()
        except BrokenProcessPool:
            return killed(name)


def _pool(workers: int) -> ProcessPoolExecutor:
    if workers > 1:  # each has a core of its own; more threads than cores mostly wait for each other
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
    context = multiprocessing.get_context("spawn")  # forking after polars has started its threads can hang
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for, and would otherwise wait for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
