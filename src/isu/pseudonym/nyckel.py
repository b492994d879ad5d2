"""The secret that a municipality makes its pseudonyms with, and the making of one pseudonym.

The key never leaves the municipality. Whoever has it can find out which pseudonym is whose; without it nobody can.
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from isu.errors import IsuError

SHORTEST = 32  # bytes: as strong as the hash
SIGNS = 32  # of base32: 160 bits, so that two persons never meet in one pseudonym

_MAKE_ONE = "Skapa en med `isu key FIL` och förvara den som en akt: utan den går det inte att följa en person över tid."


def create_key(path: Path) -> None:
    """Write a new random key that only its owner may read. An existing file is never replaced."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise IsuError(f"Filen {path} finns redan. En nyckel skrivs aldrig över; välj ett annat namn.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(SHORTEST) + "\n")


def read_key(path: Path | None) -> bytes:
    """The key in the file: its bytes, or what they spell in hexadecimal."""
    if path is None:
        raise IsuError(f"Ange nyckelfilen med --key. {_MAKE_ONE}")
    if not path.is_file():
        raise IsuError(f"Nyckelfilen {path} finns inte. {_MAKE_ONE}")
    content = path.read_bytes().strip()
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except (UnicodeDecodeError, ValueError):
        key = content
    if len(key) < SHORTEST or len(set(key)) < SHORTEST // 4:
        raise IsuError(
            f"Nyckeln i {path} är för kort eller för enkel; den ska vara {SHORTEST} slumpade byte. {_MAKE_ONE}"
        )
    return key


def pseudonym(key: bytes, namnrymd: str, identitet: str) -> str:
    """Keyed HMAC-SHA256 of one identity, as base32. The same in every file and period of whoever has the key.

    `namnrymd` keeps an investigation's number 17 apart from a person's number 17.
    """
    digest = hmac.new(key, f"{namnrymd}\x1f{identitet}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii")[:SIGNS]
