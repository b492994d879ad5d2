"""How DuckDB is opened left of the wall: one thread per lämnare, so that many work side by side without locks."""

from pathlib import Path

import duckdb


def open_connection(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """In memory, one thread (same input, same bytes), bounded in memory.

    What does not fit goes to `spill`, a private folder; without one nothing is ever written beside the work.
    """
    return duckdb.connect(config={"threads": 1, "memory_limit": "900MB", "temp_directory": str(spill or "")})
