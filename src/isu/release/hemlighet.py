"""The secret that decides between equal ways of withholding: kept in the home, never in a release."""

import os
import secrets

from isu.home import Home

BYTES = 32


def secret_of(home: Home) -> bytes:
    """The home's own secret, made the first time that it is asked for. Only the owner may read the file."""
    path = home.root / ".skyddshemlighet"
    if not path.is_file():
        partial = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_bytes(BYTES))
        partial.replace(path)
    return path.read_bytes()
