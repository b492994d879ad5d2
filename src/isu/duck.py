"""How DuckDB is opened left of the wall: one thread per lämnare, so that many work side by side without locks."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb

#: Parts of DuckDB's optimiser that every query gains by. Another part makes joins of short lists of codes, which cost
#: a fifth of the whole pass.
WORTH_PLANNING = ("expression_rewriter", "common_subexpressions")


def quoted(value: str | Path) -> str:
    """The value as an SQL text literal."""
    return "'" + str(value).replace("'", "''") + "'"


def open_connection(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """In memory, one thread (same input, same bytes), bounded in memory; temporary tables go when it is closed.

    What does not fit goes to a folder below `spill`; without one nothing is ever written beside the work.
    """
    return _instance(spill and spill / f"spill.{os.getpid()}").cursor()


@contextmanager
def little_planning(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """For one long query over one scan: all of the optimiser takes longer to plan it than it saves."""
    known = connection.execute("select name from duckdb_optimizers()").fetchall()
    left_out = ",".join(name for (name,) in known if name not in WORTH_PLANNING)
    connection.execute(f"set disabled_optimizers = '{left_out}'")
    try:
        yield
    finally:
        connection.execute("reset disabled_optimizers")


@lru_cache(maxsize=8)
def _instance(folder: Path | None) -> duckdb.DuckDBPyConnection:
    """Starting DuckDB costs as much as judging a small file: one is kept per process, each piece of work its cursor."""
    return duckdb.connect(config={"threads": 1, "memory_limit": "900MB", "temp_directory": str(folder or "")})


atexit.register(_instance.cache_clear)  # closed before the interpreter ends, or the client complains of leaks
