"""Whose packs a home believes: `egna/betrodda_nycklar.yaml`, fingerprint: who. Written by `isu pack trust`."""

import re
from pathlib import Path

from isu.declaration.yamlfalt import read_fields
from isu.errors import IsuError
from isu.filer import write_whole
from isu.home import Home

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


def believed(home: Home) -> dict[str, str]:
    """Fingerprint → who has the key."""
    place = _place(home)
    if not place.is_file():
        return {}
    found = {avtryck: field.filled() for avtryck, field in read_fields(place).mapping().items()}
    for avtryck in found:
        _refuse_other_form(avtryck)
    return found


def believe(home: Home, avtryck: str, vem: str) -> None:
    _refuse_other_form(avtryck)
    if not vem.strip() or not vem.isprintable():
        raise IsuError("Skriv med --vem vems nyckeln är.")
    _write(home, believed(home) | {avtryck: vem.strip()})


def believe_no_more(home: Home, avtryck: str) -> None:
    known = believed(home)
    if avtryck not in known:
        raise IsuError("Den nyckeln är inte betrodd. De som är det listas av isu pack list.")
    _write(home, {a: vem for a, vem in known.items() if a != avtryck})


def _write(home: Home, keys: dict[str, str]) -> None:
    lines = [
        f'"{avtryck}": "{vem.replace(chr(92), "").replace(chr(34), "")}"\n' for avtryck, vem in sorted(keys.items())
    ]
    if lines:
        write_whole(_place(home), "".join(lines))
    else:
        _place(home).unlink(missing_ok=True)


def _refuse_other_form(avtryck: str) -> None:
    if not _FINGERPRINT.fullmatch(avtryck):
        raise IsuError("Ett fingeravtryck börjar med SHA256: och har sedan 43 tecken, som isu signing-key skriver det.")


def _place(home: Home) -> Path:
    return home.own / "betrodda_nycklar.yaml"
