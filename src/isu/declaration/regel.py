"""The rule catalogue: one YAML file per rule in `schemas/rules/`, every sentence written by hand.

A rule has a short stable code (kod), an allvar (avvisning: the file is refused; fel: the row is set aside;
varning: the row is kept and reported), what is wrong (sv, en), what is allowed (tillatet), what to do (gor)
and where the rule comes from (kalla). Braces in a sentence are filled with names from the declaration,
never with delivered values unless the column is marked harmless.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError

AVVISNING, FEL, VARNING = "avvisning", "fel", "varning"


@dataclass(frozen=True)
class Regel:
    namn: str
    kod: str
    allvar: str
    sv: str
    en: str
    tillatet: str
    gor: str
    kalla: str
    tillatet_en: str = ""
    gor_en: str = ""

    def text(self, **names) -> str:
        return self.sv.format_map(_Names(names))

    def allowed(self, **names) -> str:
        return self.tillatet.format_map(_Names(names))

    def advice(self, **names) -> str:
        return self.gor.format_map(_Names(names))


class _Names(dict):
    def __missing__(self, key: str) -> str:
        return "…"


def read_regel(path: Path) -> Regel:
    try:
        return Regel(namn=path.stem, **yaml.safe_load(path.read_text(encoding="utf-8")))
    except TypeError as error:
        raise DeclarationError(f"Regeln {path} saknar ett fält eller har ett för mycket: {error}") from None


def read_regler(katalog: Katalog) -> dict[str, Regel]:
    regler = {name: read_regel(path) for name, path in katalog.files("schemas/rules", ".yaml").items()}
    codes = [r.kod for r in regler.values()]
    twice = {k for k in codes if codes.count(k) > 1}
    if twice:
        raise DeclarationError(f"Två regler har koden {sorted(twice)[0]}.")
    return regler
