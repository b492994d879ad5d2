"""The signature of a release: Ed25519 over its list of checksums, so that a reader can tell who made it.

The private key lies in the home and never in a release. The public key goes with every release, but whoever wants to be
certain compares its fingerprint with one had some other way. The same key gives the same bytes.
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

#: Beside the checksums: 64 bytes, and the key that they are checked with.
SIGNATUR, NYCKEL = "checksummor.txt.sig", "signaturnyckel.pem"


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
    return fingerprint(_public_text(private.public_key()))


def write_public_key(home: Home, folder: Path) -> None:
    """Put the public key in a folder that is to be signed; nothing where the home has no key."""
    if private := _private(home):
        (folder / NYCKEL).write_bytes(_public_text(private.public_key()))


def sign(home: Home, folder: Path, listed: Path) -> None:
    """Sign the file `listed`; nothing where the home has no key."""
    if private := _private(home):
        (folder / SIGNATUR).write_bytes(private.sign(listed.read_bytes()))


def faults_of(folder: Path, listed: Path) -> list[str]:
    """What is wrong with the signature: nothing where there is none, and none was promised by a key."""
    signed, key = (folder / SIGNATUR).is_file(), (folder / NYCKEL).is_file()
    if not signed or not key:
        return [f"{SIGNATUR if key else NYCKEL} saknas."] if signed != key else []
    try:
        public = load_pem_public_key((folder / NYCKEL).read_bytes())
        assert isinstance(public, Ed25519PublicKey)
        public.verify((folder / SIGNATUR).read_bytes(), listed.read_bytes())
    except (InvalidSignature, ValueError, AssertionError):
        return [f"Signaturen {SIGNATUR} stämmer inte."]
    return []


def told(folder: Path) -> str:
    """Whether a release is signed, in a sentence."""
    if not (folder / NYCKEL).is_file():
        return "Utgåvan är inte signerad. Gör en nyckel med isu signing-key innan nästa."
    return f"Utgåvan är signerad. Nyckelns fingeravtryck: {fingerprint((folder / NYCKEL).read_bytes())}"


def fingerprint(public: bytes) -> str:
    """SHA-256 of the key's own bytes, in base64 as ssh writes it."""
    key = load_pem_public_key(public).public_bytes(Encoding.Raw, PublicFormat.Raw)
    return f"SHA256:{base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip('=')}"


def _private(home: Home) -> Ed25519PrivateKey | None:
    if not key_place(home).is_file():
        return None
    key = load_pem_private_key(key_place(home).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise IsuError(f"{key_place(home)} är ingen Ed25519-nyckel.")
    return key


def _public_text(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
