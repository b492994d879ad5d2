"""Ed25519: the key that a home signs with, what it signs, and whether a signature holds.

The private key lies in the home and is never sent. A public key is known by its fingerprint, which whoever wants to be
certain has had some other way than what is signed. The same key and bytes give the same signature. What is signed and
where the signature is put is said by the rooms that sign.
"""

import base64
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from isu.errors import IsuError
from isu.home import Home


def key_place(home: Home) -> Path:
    return home.root / ".signeringsnyckel"


def make_key(home: Home) -> str:
    """Make the home's key, which only the owner may read; the fingerprint of its public half. Never replaces one."""
    place = key_place(home)
    private = Ed25519PrivateKey.generate()
    text = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise IsuError(
            f"Hemmet har redan en signeringsnyckel ({place}). Flytta undan den för att göra en ny."
        ) from None
    with os.fdopen(opened, "wb") as file:
        file.write(text)
    return fingerprint(_text(private.public_key()))


def public_key(home: Home) -> bytes | None:
    """The public half as PEM; None where the home has no key."""
    private = _private(home)
    return _text(private.public_key()) if private else None


def signature(home: Home, content: bytes) -> bytes | None:
    """64 bytes; None where the home has no key."""
    private = _private(home)
    return private.sign(content) if private else None


def holds(public: bytes, signed: bytes, content: bytes) -> bool:
    """Is `signed` the signature of `content` by the key `public` (PEM)? No for anything that is no such key."""
    try:
        _key(public).verify(signed, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """SHA-256 of the key's own bytes, in base64 as ssh writes it. Raises ValueError where it is no Ed25519 key."""
    key = _key(public).public_bytes(Encoding.Raw, PublicFormat.Raw)
    return f"SHA256:{base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip('=')}"


def _key(public: bytes) -> Ed25519PublicKey:
    key = load_pem_public_key(public)
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("another kind of key")
    return key


def _private(home: Home) -> Ed25519PrivateKey | None:
    if not key_place(home).is_file():
        return None
    key = load_pem_private_key(key_place(home).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise IsuError(f"{key_place(home)} är ingen Ed25519-nyckel.")
    return key


def _text(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
