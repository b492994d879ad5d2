"""Packs in a home: made from a folder, installed, told of, taken away. `paket/<namn>/<version>/`, with the file itself.

The highest version that is there counts, so that a newer one takes over in one step.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from isu.declaration.katalog import Katalog, pack_of, version_key
from isu.declaration.yamlfalt import read_fields
from isu.errors import IsuError
from isu.filer import discard
from isu.home import Home
from isu.paket.fil import Signerat, packed, read_pack, refuse_bad_names
from isu.paket.innehall import Paket, refuse_other_files
from isu.paket.nycklar import believed
from isu.paket.prova import refuse_another_definition, tried

HUVUD, FILEN = "paket.yaml", "paket.isupaket"
_FALT = ("namn", "version", "sv", "en", "utgivare")


@dataclass(frozen=True)
class Installerat:
    """`fel` is what is wrong with it as it lies there."""

    paket: Paket
    avtryck: str
    fel: tuple[str, ...] = ()


def make_pack(home: Home, folder: Path) -> tuple[Paket, bytes]:
    """The pack of a folder with `paket.yaml`, tried here, and its signed file."""
    if not (folder / HUVUD).is_file():
        raise IsuError(f"Mappen {folder} saknar {HUVUD} med {', '.join(_FALT)}.")
    head = {name: field.filled() for name, field in read_fields(folder / HUVUD).mapping(_FALT, _FALT).items()}
    refuse_bad_names(head["namn"], head["version"])
    paket = Paket(**head, indikatorer={}, filer=_texts(folder))
    refuse_other_files(paket.filer)
    found = tried(Katalog.of(home), folder, paket.namn, paket.filer)
    paket = replace(paket, indikatorer=found)
    return paket, packed(home, paket)


def _texts(folder: Path) -> dict[str, str]:
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and p != folder / HUVUD]
    try:
        return {p.relative_to(folder).as_posix(): p.read_bytes().decode("utf-8") for p in paths}
    except UnicodeDecodeError:
        raise IsuError(f"Alla filer i {folder} ska vara text i UTF-8.") from None


def install(home: Home, path: Path) -> tuple[Paket, bool]:
    """The pack, and whether anything changed. Refused whole or installed whole; see isu.paket.fil and prova for why."""
    signed = read_pack(path, believed(home))
    paket, there = signed.paket, _there(home).get(signed.paket.namn)
    if there and _is_the_same(there, signed):
        return paket, False
    beside = home.packs / f".{paket.namn}.ny"
    discard(beside)
    try:
        _write(beside, paket, path)
        refuse_another_definition(paket, tried(Katalog.of(home), beside, paket.namn, paket.filer))
        target = home.packs / paket.namn / paket.version
        target.parent.mkdir(exist_ok=True)
        beside.rename(target)
    finally:
        discard(beside)
    for old in target.parent.iterdir():
        if old != target:
            shutil.rmtree(old)
    return paket, True


def _is_the_same(there: Path, signed: Signerat) -> bool:
    """Is the very pack there? Raises IsuError where that version, or a later, is there with something else in it."""
    paket, version = signed.paket, pack_of(there)[1]
    if version_key(version) > version_key(paket.version):
        raise IsuError(
            f"Paketet {paket.namn} finns här i version {version}, som är senare än {paket.version}. Ska den äldre "
            f"gälla, ta först bort den senare med isu pack remove {paket.namn}."
        )
    if version != paket.version:
        return False
    if read_pack(there / FILEN).paket != paket or _faults(there, paket):
        raise IsuError(
            f"Paketet {paket.kallas} finns redan här med annat innehåll. Ändrat innehåll ska ha en ny version; är det "
            f"filerna här som har ändrats, ta bort dem med isu pack remove {paket.namn} och installera igen."
        )
    return True


def _write(folder: Path, paket: Paket, path: Path) -> None:
    for place, text in paket.filer.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    shutil.copyfile(path, folder / FILEN)


def remove(home: Home, namn: str) -> None:
    if namn not in _there(home):
        raise IsuError(f"Inget paket som heter {namn[:40]!r} är installerat. De som finns listas av isu pack list.")
    shutil.rmtree(home.packs / namn)


def installed(home: Home) -> list[Installerat]:
    """Every pack in the home, by name, as its signed file tells of it."""
    keys, found = believed(home), []
    for folder in _there(home).values():
        signed = read_pack(folder / FILEN)
        unknown = () if signed.avtryck in keys else ("nyckeln är inte längre betrodd",)
        found.append(Installerat(signed.paket, signed.avtryck, (*_faults(folder, signed.paket), *unknown)))
    return found


def faults_of(home: Home) -> list[str]:
    """What is wrong with the packs of a home, in sentences."""
    found = []
    for folder in _there(home).values():
        namn, version = pack_of(folder)
        try:
            found += [
                f"Paketet {namn} {version}: {fault}." for fault in _faults(folder, read_pack(folder / FILEN).paket)
            ]
        except (IsuError, OSError):
            found.append(f"Paketet {namn} {version}: {FILEN} är borta eller ändrad.")
    return found


def _faults(folder: Path, paket: Paket) -> tuple[str, ...]:
    """Where the files differ from what was signed."""
    wanted = {place: text.encode() for place, text in paket.filer.items()}
    there = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
    there.pop(FILEN, None)
    changed = [place for place in wanted.keys() & there.keys() if there[place].read_bytes() != wanted[place]]
    return tuple(f"{place} är inte som den signerades" for place in sorted({*changed, *(wanted.keys() ^ there.keys())}))


def _there(home: Home) -> dict[str, Path]:
    """Name → folder of the version that counts."""
    return {pack_of(folder)[0]: folder for folder in Katalog.of(home).packs}
