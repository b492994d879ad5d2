"""The secrets of a home that never leave it in a release: what they are for is told by whoever asks for one."""

import os
import secrets
from contextlib import suppress

from isu.home import Home

BYTES = 32
#: Decides between equal ways of withholding; makes the keys of records where counts are perturbed.
SKYDD, NYCKLAR = ".skyddshemlighet", ".cellnyckel"


def secret_of(home: Home, namn: str) -> bytes:
    """The home's own secret of that name, made the first time that it is asked for. Only the owner may read the
    file."""
    path = home.root / namn
    if not path.is_file():
        partial = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(BYTES))
        with suppress(FileExistsError):  # another process was first, and its secret is the home's
            os.link(partial, path)
        partial.unlink()
    return path.read_bytes()
