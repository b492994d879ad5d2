"""Reads what the made-up data assume: shares, days and sizes, from two YAML files in `schemas/reference`.

No randomness here. A user who wants another made-up nation replaces the files in the own folder.
"""

from typing import Any

from isu import yamltext
from isu.declaration import Deklaration, Katalog, Kodlista
from isu.errors import DeclarationError

FILNAMN = "syntetiska_antaganden.yaml"


class Antaganden:
    """The assumptions by name, and shares kept to the codes that are declared."""

    def __init__(self, values: dict[str, Any], kodlistor: dict[str, Kodlista]):
        self._values, self.kodlistor = values, kodlistor

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._values:
            raise DeclarationError(f"{FILNAMN} saknar {name}. Lägg till det, eller ta bort er egen fil.")
        return self._values[name]

    def koder(self, name: str, kodlista: str, grupp: str | None = None) -> dict[str, float]:
        """Code → share. Only codes of the list count; a list that shares no code with the file gets equal shares."""
        return self.koder_av(getattr(self, name)[grupp] if grupp else getattr(self, name), kodlista)

    def koder_av(self, stated: dict[str, float], kodlista: str) -> dict[str, float]:
        """Those of the stated codes that are in the list."""
        return known_shares(stated, self.kodlistor[kodlista].values)


def known_shares(stated: dict[str, float], codes: list[str]) -> dict[str, float]:
    kept = {kod: stated[kod] for kod in codes if stated.get(kod)} or dict.fromkeys(codes, 1.0)
    total = sum(kept.values())
    return {kod: share / total for kod, share in kept.items()}


def read_yaml(katalog: Katalog, name: str) -> dict[str, Any]:
    return yamltext.read_yaml(katalog.file("schemas/reference", name).read_text(encoding="utf-8"))


def read_antaganden(deklaration: Deklaration) -> Antaganden:
    return Antaganden(read_yaml(deklaration.katalog, FILNAMN), deklaration.kodlistor)
