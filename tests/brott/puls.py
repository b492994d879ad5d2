"""The points of a round: each file that it touches in the home, and each statement to the database.

Counted in the process that runs the round. At the chosen point it tells whoever injects the fault, and waits.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

FIL, SQL = "fil", "sql"
_TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "os.listdir", "os.truncate"}


class Puls:
    """Counts the points of each kind and calls `reached` at one of them."""

    def __init__(self, home: Path, kind: str = "", number: int = 0, reached: Callable[[], None] = lambda: None):
        self.counted = {FIL: 0, SQL: 0}
        self._home, self._kind, self._number, self._reached = f"{home}/", kind, number, reached

    def listen(self) -> None:
        """From now on, and for as long as the process lives."""
        sys.addaudithook(self._on_event)
        event.listen(Engine, "before_cursor_execute", lambda *_: self._count(SQL))
        event.listen(Engine, "commit", lambda *_: self._count(SQL))

    def _on_event(self, name: str, arguments: tuple) -> None:
        if name in _TOUCHING and any(isinstance(a, str | os.PathLike) and self._inside(a) for a in arguments):
            self._count(FIL)

    def _inside(self, path: str | os.PathLike) -> bool:
        return os.fspath(path).startswith(self._home)

    def _count(self, kind: str) -> None:
        self.counted[kind] += 1
        if kind == self._kind and self.counted[kind] == self._number:
            self._reached()
