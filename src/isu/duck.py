"""How DuckDB is opened left of the wall: one thread per lämnare, so that many work side by side without locks."""

import duckdb


def open_connection() -> duckdb.DuckDBPyConnection:
    """In memory, one thread (same input, same bytes), bounded in memory."""
    return duckdb.connect(config={"threads": 1, "memory_limit": "900MB"})
