"""The one place where a file that holds a lämnare's rows or cells is written and opened, encrypted or not.

An encrypted file begins with a line that says whose it is; then AES-256-GCM with that lämnare's key, the line included
in what is authenticated. A file without that line is as it was written, so an encrypted home may hold both. Hashes are
of what was written, before any encryption. Nothing here knows what the bytes mean.
"""

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from isu.errors import IsuError
from isu.home import Home
from isu.nycklar import KeyMissing, has_key, key_of, make_key

MARK, NONCE, TAG, PART = b"isu-valv 1 ", 12, 16, 1 << 20
PROTOCOL = "isuvalv"


def sealed_for(path: Path) -> str | None:
    """Whose key the file is encrypted with; None when it is not."""
    try:
        with path.open("rb") as file:
            return _whose(file)
    except FileNotFoundError:
        return None


def _whose(file: BinaryIO) -> str | None:
    if file.read(len(MARK)) != MARK:
        return None
    return file.readline(200).decode(errors="replace").rstrip("\n")


def opened(path: Path) -> Path | BinaryIO:
    """What a reader of files is to be given: the path itself, or what an encrypted file holds."""
    return io.BytesIO(read(path)) if sealed_for(path) else path


def url(path: Path) -> str:
    """What DuckDB is to be given; connections of isu.duck know the protocol."""
    return f"{PROTOCOL}://{path}" if sealed_for(path) else str(path)


def read(path: Path) -> bytes:
    return b"".join(_parts(path))


def size(path: Path) -> int:
    """How many bytes the file holds."""
    lamnare, there = sealed_for(path), path.stat().st_size
    return there if lamnare is None else there - len(_head(lamnare)) - NONCE - TAG


def sha256_of(path: Path) -> str:
    """The hash of what the file holds."""
    digest = hashlib.sha256()
    for part in _parts(path):
        digest.update(part)
    return digest.hexdigest()


def hash_if_whole(path: Path) -> str | None:
    """None where it has been damaged. Without its key nothing is known: KeyMissing."""
    try:
        return sha256_of(path)
    except KeyMissing:
        raise
    except IsuError:
        return None


def plain_copy(path: Path, folder: Path) -> Path:
    """The file itself, or what an encrypted one holds, in `folder`."""
    lamnare = sealed_for(path)
    if lamnare is None:
        return path
    copy = folder / f"{lamnare}.{path.name}"
    with copy.open("wb") as file:
        file.writelines(_parts(path))
    return copy


def _parts(path: Path) -> Iterator[bytes]:
    """What the file holds, piece by piece. Only after the last one is it known that nothing has been changed."""
    with path.open("rb") as file:
        lamnare = _whose(file)
        if lamnare is None:
            file.seek(0)
            yield from iter(lambda: file.read(PART), b"")
        else:
            yield from _decrypted(file, path, lamnare)


def _decrypted(file: BinaryIO, path: Path, lamnare: str) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    cipher = _cipher("decryptor", key_of(lamnare), file.read(NONCE), lamnare)
    left = path.stat().st_size - file.tell() - TAG
    while left > 0 and (part := file.read(min(PART, left))):
        left -= len(part)
        yield cipher.update(part)
    try:
        cipher.finalize_with_tag(file.read(TAG))
    except (InvalidTag, ValueError):
        raise IsuError(f"{path} är ändrad, avhuggen eller krypterad med en annan nyckel för {lamnare}.") from None


def write(home: Home, lamnare: str, path: Path, content: bytes) -> None:
    """Write the file, encrypted where the home is."""
    with path.open("wb") as file:
        _write(file, io.BytesIO(content), writing_key(home, lamnare), lamnare)


def put(home: Home, lamnare: str, source: Path, target: Path) -> None:
    """Move a finished file into place, on the disk before anything is told of it; encrypted where the home is."""
    key = writing_key(home, lamnare)
    finished = source if key is None else home.holding / f"{lamnare}.{secrets.token_hex(8)}.valv"
    if key is not None:
        with source.open("rb") as plain, finished.open("wb") as file:
            _write(file, plain, key, lamnare)
    with finished.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(finished, target)
    if source != target:
        source.unlink(missing_ok=True)


def _write(file: BinaryIO, plain: BinaryIO, key: bytes | None, lamnare: str) -> None:
    if key is None:
        file.write(plain.read())
        return
    nonce = secrets.token_bytes(NONCE)
    cipher = _cipher("encryptor", key, nonce, lamnare)
    file.write(_head(lamnare) + nonce)
    for part in iter(lambda: plain.read(PART), b""):
        file.write(cipher.update(part))
    file.write(cipher.finalize() + cipher.tag)


def _cipher(way: str, key: bytes, nonce: bytes, lamnare: str) -> Any:
    """The library is loaded only where something is encrypted."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    cipher = getattr(Cipher(algorithms.AES(key), modes.GCM(nonce)), way)()
    cipher.authenticate_additional_data(_head(lamnare))
    return cipher


def _head(lamnare: str) -> bytes:
    return MARK + lamnare.encode() + b"\n"


def is_encrypted(home: Home) -> bool:
    return home.encrypted.is_file()


def writing_key(home: Home, lamnare: str) -> bytes | None:
    """The key to write with, None in a home that is not encrypted. A lämnare that has nothing yet is given one."""
    if not is_encrypted(home):
        return None
    return key_of(lamnare) if has_key(lamnare) or _any_sealed(home, lamnare) else make_key(home, lamnare)


def is_locked(home: Home, lamnare: str) -> bool:
    """Is there anything of the lämnare that cannot be opened, since its key is not there?"""
    return is_encrypted(home) and not has_key(lamnare) and _any_sealed(home, lamnare)


def refuse_locked(home: Home, lamnare: str) -> None:
    if is_locked(home, lamnare):
        key_of(lamnare)


def _any_sealed(home: Home, lamnare: str) -> bool:
    return any(sealed_for(path) for path in secret_files(home, lamnare))


def secret_files(home: Home, lamnare: str) -> Iterator[Path]:
    """Every file with rows or cells of the lämnare. What the cells tell of themselves is not secret."""
    for folder in home.secret(lamnare):
        yield from (p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix != ".json")
