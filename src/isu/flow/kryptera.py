"""Makes a home an encrypted one: from then on what is written of a lämnare's rows and cells is encrypted with its key.

What lies there already is encrypted too. Cut off in the middle it is finished by being run once more: both kinds of
file can be read all the while.
"""

from uuid import uuid4

from isu import nycklar, valv
from isu.errors import IsuError
from isu.home import Home
from isu.las import lock


def encrypt(home: Home) -> int:
    """Encrypt the home; how many files were not before. Only deliveries that are being worked on are waited for."""
    keys = nycklar.folder()
    if keys.is_relative_to(home.root):
        raise IsuError(
            f"Nyckelmappen {keys} ligger i hemmet. Lägg den utanför: en kopia av hemmet ska inte ha nycklarna."
        )
    if not valv.is_encrypted(home):
        _refuse_foreign_keys(home)
        home.encrypted.write_text(uuid4().hex, encoding="ascii")
    nycklar.belongs_to(home)
    home.holding.mkdir(exist_ok=True)
    return sum(_encrypt_one(home, lamnare) for lamnare in home.kept())


def _refuse_foreign_keys(home: Home) -> None:
    if (nycklar.folder() / nycklar.OWNER).exists():
        raise IsuError(
            f"Nyckelmappen {nycklar.folder()} hör till ett annat hem än {home.root}. Varje hem har sin egen."
        )


def _encrypt_one(home: Home, lamnare: str) -> int:
    with lock(home, lamnare):
        plain = [path for path in valv.secret_files(home, lamnare) if valv.sealed_for(path) is None]
        for path in plain:
            valv.put(home, lamnare, path, path)
    return len(plain)
