"""The signature of a release: over its list of checksums, so that a reader can tell who made it.

The public key goes with every release, but whoever wants to be certain compares its fingerprint with one had some other
way. The keys themselves are isu.signering's.
"""

from pathlib import Path

from isu.home import Home
from isu.signering import fingerprint, holds, public_key, signature

#: Beside the checksums: 64 bytes, and the key that they are checked with.
SIGNATUR, NYCKEL = "checksummor.txt.sig", "signaturnyckel.pem"


def write_public_key(home: Home, folder: Path) -> None:
    """Put the public key in a folder that is to be signed; nothing where the home has no key."""
    if public := public_key(home):
        (folder / NYCKEL).write_bytes(public)


def sign(home: Home, folder: Path, listed: Path) -> None:
    """Sign the file `listed`; nothing where the home has no key."""
    if signed := signature(home, listed.read_bytes()):
        (folder / SIGNATUR).write_bytes(signed)


def faults_of(folder: Path, listed: Path) -> list[str]:
    """What is wrong with the signature: nothing where there is none, and none was promised by a key."""
    signed, key = (folder / SIGNATUR).is_file(), (folder / NYCKEL).is_file()
    if not signed or not key:
        return [f"{SIGNATUR if key else NYCKEL} saknas."] if signed != key else []
    if not holds((folder / NYCKEL).read_bytes(), (folder / SIGNATUR).read_bytes(), listed.read_bytes()):
        return [f"Signaturen {SIGNATUR} stämmer inte."]
    return []


def told(folder: Path) -> str:
    """Whether a release is signed, in a sentence."""
    if not (folder / NYCKEL).is_file():
        return "Utgåvan är inte signerad. Gör en nyckel med isu signing-key innan nästa."
    return f"Utgåvan är signerad. Nyckelns fingeravtryck: {fingerprint((folder / NYCKEL).read_bytes())}"
