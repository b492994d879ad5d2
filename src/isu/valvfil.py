"""Encrypted files as DuckDB reads them: a file system where a file is what it holds. Nothing is written this way."""

import io
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from isu.valv import PROTOCOL, read, size


@lru_cache(maxsize=1)
def filesystem() -> Any:
    """For `register_filesystem`. The library is loaded only where something is encrypted."""
    from fsspec import AbstractFileSystem

    class Valv(AbstractFileSystem):
        protocol, cachable = PROTOCOL, False

        def _open(self, path: str, mode: str = "rb", **_: Any) -> io.BytesIO:
            return io.BytesIO(read(Path(path)))

        def info(self, path: str, **_: Any) -> dict[str, Any]:
            found = Path(self._strip_protocol(path))
            return {"name": str(found), "size": size(found), "type": "file"}

        def modified(self, path: str) -> datetime:
            return datetime.fromtimestamp(Path(self._strip_protocol(path)).stat().st_mtime, UTC)

    return Valv()
