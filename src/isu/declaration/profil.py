"""Profiles: thresholds that somebody chose, each with the reason, in `schemas/profiles/*.yaml`."""

from dataclasses import dataclass

import yaml

from isu.declaration.katalog import Katalog


@dataclass(frozen=True)
class Intagsprofil:
    """Intake's own choices. Shares are of all rows in the file, 0–1."""

    hogsta_andel_avsatta: float
    platser_i_kvitto: int
    ratext_hogst_rader: int


@dataclass(frozen=True)
class Skyddsprofil:
    """Disclosure: counts from 1 to `troskel` - 1 are withheld; a median needs `troskel` units on each side."""

    namn: str
    troskel: int


def read_intagsprofil(katalog: Katalog) -> Intagsprofil:
    values = yaml.safe_load(katalog.file("schemas/profiles", "intag.yaml").read_text(encoding="utf-8"))
    return Intagsprofil(values["hogsta_andel_avsatta"], values["platser_i_kvitto"], values["ratext_hogst_rader"])


def read_skyddsprofil(katalog: Katalog) -> Skyddsprofil:
    values = yaml.safe_load(katalog.file("schemas/profiles", "skydd.yaml").read_text(encoding="utf-8"))
    return Skyddsprofil(values["namn"], values["troskel"])
