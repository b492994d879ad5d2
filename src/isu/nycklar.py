"""The keys of an encrypted home: one file per lämnare, in a folder that lies outside the home. Knows no other file.

Whoever has the home and not the key has nothing of that lämnare; when the key is destroyed nobody has, not even in a
backup of the home. So the keys are never kept with it.
"""

import os
import secrets
from pathlib import Path

from isu.errors import IsuError
from isu.home import Home

FOLDER = "ISU_NYCKLAR"
BYTES = 32
#: In the folder: which home its keys belong to.
OWNER = "hem"


class KeyMissing(IsuError):
    """A lämnare's key is not there: what is encrypted with it cannot be read."""


def asked_for() -> bool:
    return bool(os.environ.get(FOLDER))


def folder() -> Path:
    """The folder of the keys. It is never made here: an empty one in place of one that is not mounted loses no key."""
    if not asked_for():
        raise IsuError(f"Hemmet är krypterat. Ange var nycklarna ligger i miljövariabeln {FOLDER}.")
    found = Path(os.environ[FOLDER]).expanduser().resolve()
    if not found.is_dir():
        raise IsuError(f"Nyckelmappen {found} finns inte. Är disken ansluten? {FOLDER} säger var den ska ligga.")
    if found.stat().st_mode & 0o077:
        raise IsuError(f"Andra än ägaren når nyckelmappen {found}. Kör chmod 700 på den.")
    return found


def key_of(lamnare: str) -> bytes:
    try:
        return bytes.fromhex(_file(lamnare).read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyMissing(
            f"Nyckeln för {lamnare} saknas i {folder()}. Lämnarens uppgifter går inte att läsa utan den: återställ den "
            f"ur säkerhetskopian, eller kör isu erase {lamnare} om de ska vara borta."
        ) from None


def has_key(lamnare: str) -> bool:
    return _file(lamnare).is_file()


def make_key(home: Home, lamnare: str) -> bytes:
    """A new key, on the disk before anything is written with it. One that is there already is kept."""
    belongs_to(home)
    target, partial = _file(lamnare), folder() / f".{lamnare}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_bytes(BYTES).hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(partial, target)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
    _settle()
    return key_of(lamnare)


def destroy_key(home: Home, lamnare: str) -> None:
    """Whatever was encrypted with it is gone for good."""
    belongs_to(home)
    _file(lamnare).unlink(missing_ok=True)
    _settle()


def belongs_to(home: Home) -> None:
    """Refuse the keys of another home: the same lämnare there has a key by the same name."""
    own = home.encrypted.read_text(encoding="ascii")
    owner = folder() / OWNER
    if not owner.is_file():
        owner.write_text(own, encoding="ascii")
    if owner.read_text(encoding="ascii") != own:
        raise IsuError(f"Nyckelmappen {folder()} hör till ett annat hem än {home.root}. Varje hem har sin egen.")


def _file(lamnare: str) -> Path:
    return folder() / f"{lamnare}.nyckel"


def _settle() -> None:
    """What was made or removed in the folder stays so if the power goes."""
    place = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
