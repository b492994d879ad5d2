"""Code lists: one CSV each in `schemas/codes/`, columns kod, sv, en, synonymer, okand, kalla (fran and till optional).

`synonymer` are other spellings, parted by |, that mean the code without doubt; using one is counted and told. `okand`
is 1 for a code that says that the sender does not know. `fran` and `till` are the first and the last day that a code is
used: in a delivery of other days it is told as a code outside its time.
"""

import csv
from dataclasses import dataclass
from datetime import date
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
    fran: date | None = None
    till: date | None = None

    @property
    def giltighet(self) -> str:
        """2020-01-01–2023-12-31, with one end open where it has no date; '' for a code that is always used."""
        return f"{self.fran or ''}–{self.till or ''}" if self.fran or self.till else ""

    def covers(self, day: date) -> bool:
        return (not self.fran or self.fran <= day) and (not self.till or day <= self.till)


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
        owners: dict[str, set[str]] = {}
        for spelling, kod in names:
            owners.setdefault(spelling, set()).add(kod)
        spellings = {s: kod for s, kod in names if len(owners[s]) == 1}
        for k in self.koder:
            spellings |= {s.lower(): k.kod for s in k.synonymer}
        return spellings | {k.kod.lower(): k.kod for k in self.koder}

    @property
    def daterade(self) -> tuple[Kod, ...]:
        """The codes that are used for some time only."""
        return tuple(k for k in self.koder if k.giltighet)

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
    koder = tuple(_kod(r, path) for r in rows)
    if len({k.kod for k in koder}) < len(koder):
        raise DeclarationError(f"Kodlistan {path} har samma kod två gånger.")
    return Kodlista(path.stem, koder)


def _kod(row: dict[str, str], path: Path) -> Kod:
    return Kod(
        row["kod"],
        row["sv"],
        row["en"],
        tuple(s for s in (row.get("synonymer") or "").split("|") if s),
        row.get("kalla") or "",
        bool((row.get("okand") or "").strip()),
        *_validity(row, path),
    )


def _validity(row: dict[str, str], path: Path) -> tuple[date | None, date | None]:
    try:
        first, last = (date.fromisoformat(t) if (t := (row.get(n) or "").strip()) else None for n in ("fran", "till"))
    except ValueError:
        raise DeclarationError(f"Kodlistan {path}, koden {row['kod']}: fran och till skrivs ÅÅÅÅ-MM-DD.") from None
    if first and last and last < first:
        raise DeclarationError(f"Kodlistan {path}, koden {row['kod']}: till ligger före fran.")
    return first, last


def read_kodlistor(katalog: Katalog) -> dict[str, Kodlista]:
    return {name: read_kodlista(path) for name, path in katalog.files("schemas/codes", ".csv").items()}
