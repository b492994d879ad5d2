"""Code lists: one CSV each in `schemas/codes/`, columns kod, sv, en, synonymer, okand, kalla (fran and till optional).

`synonymer` are other spellings, parted by |, that mean the code without doubt; using one is counted and told. `okand`
is 1 for a code that says that the sender does not know.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError

REQUIRED = ("kod", "sv", "en")


@dataclass(frozen=True)
class Kod:
    kod: str
    sv: str
    en: str
    synonymer: tuple[str, ...] = ()
    kalla: str = ""
    okand: bool = False


@dataclass(frozen=True)
class Kodlista:
    namn: str
    koder: tuple[Kod, ...]

    @property
    def values(self) -> list[str]:
        return [k.kod for k in self.koder]

    def synonyms(self) -> dict[str, str]:
        """Other spelling, in lower case → code. A code in another case, with blanks for its underscores, or by its
        Swedish name is a spelling of itself; a name that two codes share is nobody's."""
        names = [(spelling, k.kod) for k in self.koder for spelling in (k.sv.lower(), k.kod.lower().replace("_", " "))]
        shared = {s for s, kod in names if any(s == other and kod != of for other, of in names)}
        spellings = {s: kod for s, kod in names if s not in shared}
        for k in self.koder:
            spellings |= {s.lower(): k.kod for s in k.synonymer}
        return spellings | {k.kod.lower(): k.kod for k in self.koder}

    @property
    def okanda(self) -> list[str]:
        """Codes that say that nothing is known."""
        return [k.kod for k in self.koder if k.okand]

    def label(self, kod: str) -> str:
        return next((k.sv for k in self.koder if k.kod == kod), kod)


def read_kodlista(path: Path) -> Kodlista:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [c for c in REQUIRED if not rows or c not in rows[0]]
    if missing:
        raise DeclarationError(f"Kodlistan {path} saknar kolumnen {missing[0]} eller har inga rader.")
    koder = tuple(
        Kod(
            r["kod"],
            r["sv"],
            r["en"],
            tuple(s for s in (r.get("synonymer") or "").split("|") if s),
            r.get("kalla") or "",
            bool((r.get("okand") or "").strip()),
        )
        for r in rows
    )
    if len({k.kod for k in koder}) < len(koder):
        raise DeclarationError(f"Kodlistan {path} har samma kod två gånger.")
    return Kodlista(path.stem, koder)


def read_kodlistor(katalog: Katalog) -> dict[str, Kodlista]:
    return {name: read_kodlista(path) for name, path in katalog.files("schemas/codes", ".csv").items()}
