"""What has gone wrong, as a sentence that a person can act on: full disk, no permission, no database, a damaged file.

Errors of libraries are recognised here and their texts never told: these may hold delivered values.
"""

import errno
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from isu.errors import CutOff, IsuError
from isu.ledger.database import is_lost, trouble

FULL = (
    "Disken är full. Frigör plats och kör kommandot igen: det som inte hann tas ligger kvar i intaget och tas då, och "
    "det som redan är klart görs inte om."
)
SKADAD = "En fil som ISU själv har skrivit är skadad. Kör isu run igen: den hittar filen och gör om den."

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
#: What libraries that give no number say instead.
_SAID_FULL = ("no space left", "disk is full", "file too large", "disk i/o error")
_SAID_CLOSED = ("permission denied", "readonly database", "unable to open database", "read-only file system")
_DAMAGED_FROM = ("pyarrow", "json", "duckdb", "_duckdb")


def sentence(error: BaseException) -> str:
    """What the error is and what to do."""
    if isinstance(error, IsuError):
        return str(error)
    chain = list(_chain(error))
    if any(_is(e, _FULL, _SAID_FULL) for e in chain):
        return FULL
    if closed := [e for e in chain if _is(e, _CLOSED, _SAID_CLOSED)]:
        return _no_permission(closed[-1])
    if told := next(filter(None, map(trouble, chain)), None):
        return told
    if type(error).__module__.partition(".")[0] in _DAMAGED_FROM:
        return f"{SKADAD} ({_kind_and_place(error)})"
    return f"Oväntat fel: {_kind_and_place(error)}."


def cut_off(error: BaseException) -> bool:
    """Was it the database that went away?"""
    return any(isinstance(e, CutOff) or is_lost(e) for e in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is(error: BaseException, numbers: set[int], said: tuple[str, ...]) -> bool:
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in numbers
    text = str(error).lower()
    return any(words in text for words in said)


def _no_permission(error: BaseException) -> str:
    """The folder is told; a file's name may be anything that a sender has written."""
    named = getattr(error, "filename", None)
    path = Path(named) if isinstance(named, str) else None
    # Path.is_dir would raise where it may not look.
    where = f" i {path if os.path.isdir(path) else path.parent}" if path else ""
    return (
        f"ISU får inte läsa eller skriva{where}. Ge användaren som kör ISU tillgång dit och kör kommandot igen: "
        "inget har gått förlorat."
    )


def _kind_and_place(error: BaseException) -> str:
    """What kind of error and where in the code; its own text may hold delivered values and is not told."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} i {Path(frame.filename).name}, rad {frame.lineno}"
