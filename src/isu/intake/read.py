"""Reads one held file: kind, archive, then the reader of that kind, up to a relation. The shell of this room."""

import logging
from dataclasses import replace
from pathlib import Path

from isu.declaration import Deklaration
from isu.errors import IsuError, ReadError
from isu.intake.kind import ARCHIVES, TEXT, kind_of, told_difference
from isu.intake.last import Last
from isu.intake.manifest import Manifest, read_manifest
from isu.intake.packning import refuse_nested, unpack
from isu.intake.tabellfil import read_tables
from isu.intake.textfil import read_text
from isu.intake.vaktpost import Vaktpost

__all__ = ["Last", "read_file"]

#: Refused bytes that are not kept even where the guard saw nothing: answers promised to be anonymous.
NEVER_KEPT = ("svar_med_individ",)


def read_file(
    path: Path, filnamn: str, manifest: Path | None, deklaration: Deklaration, scratch: Path, vakta: bool = True
) -> Last:
    """Read the held copy `path` of the file that the sender calls `filnamn`. Raises ReadError with its rule.

    Files that begin with `scratch` are left for the relation. Without `vakta` identities are let through: only for the
    sender's own tools.
    """
    vakt = Vaktpost(deklaration, scratch, vakta)
    try:
        return replace(_read(path, filnamn, manifest, deklaration, scratch, vakt), granskad=vakt.granskad)
    except ReadError as error:
        error.granskad = vakt.granskad and error.regel not in NEVER_KEPT
        raise
    except (OSError, IsuError):  # of this machine, not of the file
        raise
    except Exception as error:  # a file that nobody foresaw gets a verdict; its content is in no message
        logging.getLogger(__name__).error("läsningen av en fil stannade oväntat: %s", type(error).__name__)
        raise ReadError("ej_lasbar", skal="den är skadad på ett sätt som läsaren inte känner igen") from None


def _read(path: Path, filnamn: str, manifest: Path | None, deklaration: Deklaration, scratch: Path, vakt) -> Last:
    granser, namn, told = deklaration.granser, filnamn, []
    if path.stat().st_size == 0:
        raise ReadError("tom_fil")
    if path.stat().st_size > granser.fil_byte:
        raise ReadError("over_granserna", vad="byte i en fil", grans=granser.fil_byte)
    slag = kind_of(path, granser)
    told.append(told_difference(slag, filnamn))
    if slag in ARCHIVES:
        inner = unpack(path, slag, filnamn, scratch, granser)
        vakt.beside((inner.namn, *inner.texter))
        path, namn, manifest = inner.path, f"{filnamn}/{inner.namn}", manifest or inner.manifest
        if path.stat().st_size == 0:
            raise ReadError("tom_fil")
        slag = kind_of(path, granser)
        refuse_nested(slag)
        told += ["Arkivets enda datafil lästes.", told_difference(slag, inner.namn)]
    stated = _stated(manifest, vakt)
    reader = read_text(path, stated, deklaration, vakt, scratch) if slag == TEXT else None
    last = reader or read_tables(path, slag, stated, deklaration, vakt, scratch)
    return replace(last, antaget=(*filter(None, told), *last.antaget), namn=namn)


def _stated(manifest: Path | None, vakt: Vaktpost) -> Manifest:
    """The manifest; its text is kept with the delivery and passes the guard like the rest."""
    stated = read_manifest(manifest)
    if manifest is not None:
        vakt.beside(manifest.read_text(encoding="utf-8-sig").splitlines())
    return stated
