"""How DuckDB is opened left of the wall: one thread per lämnare, so that many work side by side without locks."""

import atexit
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import inf
from pathlib import Path
from time import monotonic

import duckdb

from isu import nycklar
from isu.filer import this_process
from isu.valv import PROTOCOL
from isu.valvfil import filesystem

#: Parts of DuckDB's optimiser that every query gains by. Another part makes joins of short lists of codes, which cost
#: a fifth of the whole pass.
WORTH_PLANNING = ("expression_rewriter", "common_subexpressions")
#: Those that hundreds of statements over one lämnare's rows gain by: they keep a join from being the product of two
#: tables, and leave out what nobody reads.
WORTH_COUNTING = (
    *("filter_pullup", "filter_pushdown", "deliminator", "cte_inlining"),
    *("unused_columns", "column_lifetime", "empty_result_pullup"),
)


def quoted(value: str | Path) -> str:
    """The value as an SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"


def parsed_once(sql: str) -> duckdb.Statement:
    """One statement, ready to be run many times."""
    (statement,) = duckdb.extract_statements(sql)
    return statement


#: The same, remembered: for a process that runs the same short texts for many lämnare.
parsed = lru_cache(maxsize=1024)(parsed_once)


def open_connection(spill: Path | None = None, only: Path | None = None) -> duckdb.DuckDBPyConnection:
    """In memory, one thread (same input, same bytes), bounded in memory; temporary tables go when it is closed.

    What does not fit goes to a folder below `spill`; without one nothing is ever written beside the work. With `only`,
    no query can read any file but those below it, nor write one: for SQL that somebody else has written.
    """
    cursor = _instance(spill and spill / f"spill.{this_process()}", only).cursor()
    if nycklar.asked_for() and not cursor.filesystem_is_registered(PROTOCOL):
        cursor.register_filesystem(filesystem())
    return cursor


@contextmanager
def little_planning(connection: duckdb.DuckDBPyConnection, worth: Iterable[str] = WORTH_PLANNING) -> Iterator[None]:
    """For one long query over one scan, or many over few rows: all of the optimiser takes longer than it saves."""
    known = connection.execute("select name from duckdb_optimizers()").fetchall()
    left_out = ",".join(name for (name,) in known if name not in worth)
    connection.execute(f"set disabled_optimizers = '{left_out}'")
    try:
        yield
    finally:
        connection.execute("reset disabled_optimizers")


class Tidsgrans:
    """So many seconds for each of many short pieces of work, watched by one thread: to start one for each costs as much
    as a piece. What still runs then ends with duckdb.InterruptException; `late` tells that it was this, and not a
    Ctrl-C."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, seconds: float):
        self._connection, self._seconds = connection, seconds
        self._until, self._ended, self.late = inf, threading.Event(), False

    def __enter__(self) -> "Tidsgrans":
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()

    @contextmanager
    def each(self) -> Iterator[None]:
        self._until = monotonic() + self._seconds
        try:
            yield
        finally:
            self._until = inf

    def _watch(self) -> None:
        """Looks again at least every `seconds`: what has begun meanwhile has no less left."""
        while not self._ended.wait(max(0, min(self._until - monotonic(), self._seconds))):
            if monotonic() >= self._until:
                self.late = True
                self._connection.interrupt()
                return


@lru_cache(maxsize=8)
def _instance(folder: Path | None, only: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Starting DuckDB costs as much as judging a small file: one is kept per process, each piece of work its cursor."""
    instance = duckdb.connect(config={"threads": 1, "memory_limit": "900MB", "temp_directory": str(folder or "")})
    if only:
        allowed = ", ".join(quoted(f"{protocol}{only}/") for protocol in ("", f"{PROTOCOL}://"))
        instance.execute(f"set allowed_directories = [{allowed}]")
        instance.execute("set enable_external_access = false")
    return instance


atexit.register(_instance.cache_clear)  # closed before the interpreter ends, or the client complains of leaks
