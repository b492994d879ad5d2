"""The file of a pack: JSON with a key, a signature, and the signed text, which is JSON too. No clock, no compression.

Nothing of the signed text is looked at before the signature holds and the key is one that the reader believes.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from isu.errors import IsuError
from isu.home import Home
from isu.paket.innehall import NAMN, VERSION, Paket, refuse_other_files
from isu.signering import fingerprint, holds, public_key, signature

FORM, SUFFIX = 1, ".isupaket"
#: Bytes of the file; the texts in it are not packed, so it cannot grow.
MOST = 5_000_000


@dataclass(frozen=True)
class Signerat:
    """What a file of a pack says, its signature holding. `avtryck` is the fingerprint of the key."""

    avtryck: str
    paket: Paket


def packed(home: Home, paket: Paket) -> bytes:
    """The file, signed with the home's key. The same pack and key give the same bytes."""
    content = json.dumps({"form": FORM, **asdict(paket)}, sort_keys=True, ensure_ascii=False)
    public, signed = public_key(home), signature(home, content.encode())
    if public is None or signed is None:
        raise IsuError("Hemmet har ingen nyckel att signera med. Gör en med isu signing-key.")
    outer = {"nyckel": public.decode(), "signatur": base64.b64encode(signed).decode(), "innehall": content}
    return (json.dumps(outer, ensure_ascii=False, indent=0) + "\n").encode()


def read_pack(path: Path, believed: Mapping[str, str] | None = None) -> Signerat:
    """The pack. With `believed` (fingerprint → whose) only one that is signed with a key among them.

    Raises IsuError for anything that is not exactly what `packed` writes.
    """
    outer = _json(_bytes(path), path)
    try:
        public, signed = outer["nyckel"].encode(), base64.b64decode(outer["signatur"], validate=True)
        content, avtryck = outer["innehall"].encode(), fingerprint(public)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _no_pack(path) from None
    if not holds(public, signed, content):
        raise IsuError(f"Signaturen i {path.name} stämmer inte: filen är ändrad eller skadad. Hämta den igen.")
    if believed is not None and avtryck not in believed:
        raise IsuError(
            f"{path.name} är signerad med en nyckel som inte är betrodd här. Få nyckelns fingeravtryck av utgivaren på "
            "annan väg än med paketet, och skriv isu pack trust FINGERAVTRYCK --vem UTGIVAREN."
        )
    return Signerat(avtryck, _pack(_json(content, path), path))


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST + 1)
    if len(content) > MOST:
        raise IsuError(f"{path.name} är större än {MOST} byte. Så stort är inget paket.")
    return content


def _json(content: bytes, path: Path) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise _no_pack(path) from None
    if not isinstance(found, dict):
        raise _no_pack(path)
    return found


def _pack(facts: dict[str, Any], path: Path) -> Paket:
    if facts.pop("form", None) != FORM:
        raise IsuError(f"{path.name} är skriven av en annan version av ISU. Uppdatera, eller be om paketet igen.")
    try:
        counted = {str(id_): (str(v), str(d)) for id_, (v, d) in facts.pop("indikatorer").items()}
        filer = {str(place): _text(text) for place, text in facts.pop("filer").items()}
        paket = Paket(indikatorer=counted, filer=filer, **{name: _text(text) for name, text in facts.items()})
    except (KeyError, TypeError, AttributeError, ValueError):
        raise _no_pack(path) from None
    refuse_bad_names(paket.namn, paket.version)
    refuse_other_files(paket.filer)
    return paket


def refuse_bad_names(namn: str, version: str) -> None:
    """Both become names of folders."""
    if not NAMN.fullmatch(namn):
        raise IsuError("Ett pakets namn skrivs med små bokstäver a–z, siffror och understreck, som rss_vantetider.")
    if not VERSION.fullmatch(version):
        raise IsuError("Ett pakets version skrivs med tal och punkter, som 1 eller 2026.1.")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _no_pack(path: Path) -> IsuError:
    return IsuError(f"{path.name} är inget paket från isu pack make.")
