"""Source systems: how a verksamhetssystem's headers and local codes become ours, one YAML file each.

`schemas/sources/<namn>.yaml`, ours, and the user's own in `<home>/egna/schemas/sources/`. What a field means to a
person stands in schemas/sources/README.md. Files become data here; a delivered file is recognised in intake/header.py.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from isu.declaration.kallfalt import (
    Gren,
    Kodkolumn,
    Markering,
    Rubriker,
    branches,
    code,
    constant,
    date_parts,
    join,
    list_of,
    mark,
    needed_list,
)
from isu.declaration.katalog import Katalog
from isu.declaration.kodkarta import FRAGA, OMAPPAD
from isu.declaration.kodlista import Kodlista
from isu.declaration.tabell import Tabell, slag
from isu.declaration.yamlfalt import Falt, read_fields
from isu.errors import DeclarationError

if TYPE_CHECKING:
    from isu.declaration import Deklaration

__all__ = ["OMAPPAD", "Kalla", "Gren", "Kalltabell", "Kodkolumn", "Markering", "for_sender", "read_kallor"]

#: Fields whose parts are columns of ours.
KOLUMNFALT = ("kolumner", "konstanter", "koder", "sammanfoga", "datumdelar")
LISTOR = ("identitet", "pseudonymisera", "person", "kannetecken")
#: Lists of values, not of headers.
TEXTER = ("tomma_datum",)
#: Fields that are not about columns: what a source says itself takes the place of the whole.
OVRIGA = ("rader", "borttagen", "omprovning", *LISTOR, *TEXTER)


@dataclass(frozen=True)
class Kalltabell:
    """One table as a source writes it. Each of our columns stands in at most one of the five first fields.

    `kolumner`, `koder` and `sammanfoga` name headers, alternatives in order; `datumdelar` headers or numbers. `rader`
    are the rows that one record becomes, where it holds several. `borttagen` marks deleted rows; of rows
    with the same key the one with the highest number under `omprovning` counts, or with the text that stands last
    in its `varden`. `identitet` are headers that must be gone before delivery, `pseudonymisera` become pseudonyms,
    `person` hold the number that they are made from. `tomma_datum` are days that the system writes where there is none.
    """

    kalla: str
    tabell: str
    kolumner: Mapping[str, Rubriker] = field(default_factory=dict)
    konstanter: Mapping[str, str] = field(default_factory=dict)
    koder: Mapping[str, Kodkolumn] = field(default_factory=dict)
    sammanfoga: Mapping[str, tuple[Rubriker, ...]] = field(default_factory=dict)
    datumdelar: Mapping[str, tuple[Rubriker, ...]] = field(default_factory=dict)
    rader: tuple[Gren, ...] = ()
    borttagen: Markering | None = None
    omprovning: Markering | None = None
    identitet: Rubriker = ()
    pseudonymisera: Rubriker = ()
    person: Rubriker = ()
    kannetecken: Rubriker = ()
    tomma_datum: tuple[str, ...] = ()

    @property
    def egna_kolumner(self) -> dict[str, str]:
        """Our column → the field that tells where it comes from."""
        return {c: name for name in KOLUMNFALT for c in getattr(self, name)}

    @property
    def radkolumner(self) -> tuple[str, ...]:
        """Our columns that differ between the rows of one record."""
        return tuple(dict.fromkeys(c for gren in self.rader for c in (*gren.konstanter, *gren.kolumner)))

    @property
    def rubriker(self) -> frozenset[str]:
        """Every header that the declaration names, as it is written there."""
        found = {h for name in LISTOR for h in getattr(self, name)}
        found |= {h for headers in self.kolumner.values() for h in headers}
        found |= {h for code in self.koder.values() for h in code.rubriker}
        joined = (*self.sammanfoga.values(), *self.datumdelar.values())
        found |= {h for parts in joined for headers in parts for h in headers if not h.isdigit()}
        found |= {h for gren in self.rader for h in gren.rubriker}
        return frozenset(found.union(*(mark.rubriker for mark in (self.borttagen, self.omprovning) if mark)))


@dataclass(frozen=True)
class Kalla:
    """One source system. `lamnare` limits it to some senders (empty: all); `fragor` are its unfilled places."""

    namn: str
    sv: str
    kalla: str
    tabeller: Mapping[str, Kalltabell]
    path: Path = Path()
    utgar_fran: str | None = None
    lamnare: frozenset[str] = frozenset()
    fragor: tuple[str, ...] = ()


def read_kallor(
    katalog: Katalog,
    tabeller: Mapping[str, Tabell],
    kodlistor: Mapping[str, Kodlista],
    lamnare: Container[str],
) -> dict[str, Kalla]:
    """Every source by name; one that starts from another has been filled out with what that one says."""
    files = katalog.files("schemas/sources", ".yaml")
    read = {name: read_kalla(path, tabeller, kodlistor) for name, path in sorted(files.items())}
    for kalla in read.values():
        unknown = sorted(name for name in kalla.lamnare if name not in lamnare)
        if unknown:
            raise DeclarationError(f"{kalla.path}, lamnare: {unknown[0]} finns inte i lamnare.csv.")
    return {name: _filled_out(kalla, read, ()) for name, kalla in read.items()}


def read_kalla(path: Path, tabeller: Mapping[str, Tabell], kodlistor: Mapping[str, Kodlista]) -> Kalla:
    top = read_fields(path)
    head = top.mapping(("sv", "kalla", "utgar_fran", "lamnare", "tabeller"), needed=("sv", "kalla", "tabeller"))
    return Kalla(
        path.stem,
        head["sv"].filled(),
        head["kalla"].filled(),
        {n: _table(path.stem, n, f, tabeller, kodlistor) for n, f in head["tabeller"].mapping(tabeller).items()},
        path,
        head["utgar_fran"].filled() if "utgar_fran" in head else None,
        frozenset(head["lamnare"].texts()) if "lamnare" in head else frozenset(),
        tuple(f"{path.name}, rad {f.rad}: {f.plats}" for f in top.scalars() if f.text().startswith(FRAGA)),
    )


def _table(kalla: str, namn: str, block: Falt, tabeller, kodlistor) -> Kalltabell:
    tabell = tabeller[namn]
    readers = {
        "kolumner": lambda f: {c: v.texts() for c, v in f.mapping(tabell.kolumner).items()},
        "konstanter": lambda f: {c: constant(v, list_of(tabell, c, kodlistor)) for c, v in _columns(f, tabell)},
        "koder": lambda f: {c: code(v, needed_list(v, tabell, c, kodlistor)) for c, v in _columns(f, tabell)},
        "sammanfoga": lambda f: {c: join(v, slag(tabell.kolumner[c])) for c, v in _columns(f, tabell)},
        "datumdelar": lambda f: {c: date_parts(v, slag(tabell.kolumner[c])) for c, v in _columns(f, tabell)},
        "rader": lambda f: branches(f, tabell, kodlistor),
        "borttagen": mark,
        "omprovning": lambda f: mark(f) if isinstance(f.varde, dict) else Markering(f.texts()),
    } | dict.fromkeys((*LISTOR, *TEXTER), Falt.texts)
    parts = block.mapping(readers)
    read = Kalltabell(kalla, namn, **{name: readers[name](part) for name, part in parts.items()})
    _refuse_twice(read, parts)
    _refuse_rows(read, parts)
    return read


def _refuse_rows(read: Kalltabell, parts: Mapping[str, Falt]) -> None:
    """What stands for the whole record cannot stand for one of its rows too."""
    if not read.rader:
        return
    if read.omprovning:
        parts["omprovning"].fail("går inte att förena med rader: en post blir flera rader.")
    if twice := [c for c in read.radkolumner if c in read.egna_kolumner]:
        parts["rader"].fail(f"kolumnen {twice[0]} har redan en källa i {read.egna_kolumner[twice[0]]}.")


def _columns(block: Falt, tabell: Tabell):
    return block.mapping(tabell.kolumner).items()


def _refuse_twice(read: Kalltabell, parts: Mapping[str, Falt]) -> None:
    for column, last in read.egna_kolumner.items():
        if sum(column in getattr(read, name) for name in KOLUMNFALT) > 1:
            parts[last].varde[column].fail("kolumnen har redan en källa i ett annat fält. Behåll den ena.")


def _filled_out(kalla: Kalla, read: Mapping[str, Kalla], below: tuple[str, ...]) -> Kalla:
    """What the source itself says, over what the one that it starts from says."""
    if kalla.utgar_fran is None:
        return kalla
    if kalla.utgar_fran not in read:
        raise DeclarationError(f"{kalla.path}: utgar_fran nämner {kalla.utgar_fran}, som inte finns bland källorna.")
    if kalla.namn in below or kalla.utgar_fran == kalla.namn:
        raise DeclarationError(f"{kalla.path}: källorna utgår från varandra i en ring. Ge filen ett eget namn.")
    base = _filled_out(read[kalla.utgar_fran], read, (*below, kalla.namn))
    tables = {namn: replace(t, kalla=kalla.namn) for namn, t in base.tabeller.items()}
    tables |= {namn: _over(tables[namn], t) if namn in tables else t for namn, t in kalla.tabeller.items()}
    return replace(kalla, tabeller=tables, fragor=(*kalla.fragor, *base.fragor))


def _over(base: Kalltabell, own: Kalltabell) -> Kalltabell:
    """Column by column, and field by field where a field has no columns; what is not said again is kept."""
    said = own.egna_kolumner
    columns = {
        name: {c: v for c, v in getattr(base, name).items() if c not in said} | dict(getattr(own, name))
        for name in KOLUMNFALT
    }
    others = {name: getattr(own, name) or getattr(base, name) for name in OVRIGA}
    return replace(own, **columns, **others)


def for_sender(deklaration: "Deklaration", lamnare: str) -> "Deklaration":
    """The declarations as they are for one sender: without the sources that are limited to others."""
    open_to = frozenset(n for n, k in deklaration.kallor.items() if not k.lamnare or lamnare in k.lamnare)
    return deklaration if len(open_to) == len(deklaration.kallor) else _with_sources(deklaration, open_to)


@lru_cache(maxsize=512)
def _with_sources(deklaration: "Deklaration", names: frozenset[str]) -> "Deklaration":
    """One object for each set of names, so that what others remember by declaration is remembered once."""
    return replace(deklaration, kallor={n: k for n, k in deklaration.kallor.items() if n in names})
