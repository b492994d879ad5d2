"""Proposes a source declaration for a table of an unknown system. Pure: pictures of columns in, a proposal out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from isu.declaration import Deklaration, Lamnare
from isu.declaration.katalog import Katalog
from isu.declaration.tabell import Tabell, slag
from isu.identitet.form import FRITEXT
from isu.kartlaggning.koder import Kodkarta, code_map, needs_no_map
from isu.kartlaggning.kolumnbild import PERSONNUMMER, Kolumnbild
from isu.kartlaggning.matchning import Ord, Traff, fit, match
from isu.yamltext import TextLoader

LOKAL = "_lokal"


@dataclass(frozen=True)
class Forslag:
    """A proposal for one table. `kolumner` and `koder` are our columns; `konstanter` have a value, or None to ask."""

    tabell: Tabell
    rader: int
    kolumner: Mapping[str, Traff]
    koder: Mapping[str, tuple[Traff, Kodkarta]]
    konstanter: Mapping[str, str | None]
    sammanfoga: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    identitet: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    oanvanda: tuple[str, ...] = ()

    @property
    def saknas(self) -> list[str]:
        """Required columns that nothing was found for."""
        return [c for c in self.tabell.required if c not in self.kolumner and c not in self.koder]

    @property
    def utan(self) -> list[str]:
        """Optional columns that nothing was found for."""
        found = {*self.kolumner, *self.koder, *self.konstanter, *self.sammanfoga}
        return [c for c in self.tabell.kolumner if c not in found and c not in self.tabell.required]


def common_words(katalog: Katalog) -> Ord:
    """Our column → words that headers use for it."""
    path = katalog.file("schemas/reference", "vanliga_rubriker.yaml")
    return yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)


def propose(
    bilder: Sequence[Kolumnbild], rader: int, deklaration: Deklaration, sender: Lamnare, tabell: str | None = None
) -> Forslag:
    """The proposal for `tabell`, else for the table that fits best."""
    ord = common_words(deklaration.katalog)
    open_ones = [b for b in bilder if b.identitet is None and b.text_av is None]
    chosen = [deklaration.tabeller[tabell]] if tabell else list(deklaration.tabeller.values())
    matched = [(t, match(t, open_ones, deklaration, _words_of(t, ord, deklaration))) for t in chosen]
    best, found = max(matched, key=lambda pair: fit(*pair))
    return _proposal(best, found, bilder, rader, deklaration, sender)


def _words_of(tabell: Tabell, ord: Ord, deklaration: Deklaration) -> Ord:
    """The common words, and the headers that declared sources use."""
    found = {column: list(names) for column, names in ord.items()}
    for kalla in deklaration.kallor.values():
        table = kalla.tabeller.get(tabell.namn)
        for column, headers in (table.kolumner if table else {}).items():
            found.setdefault(column, []).extend(headers)
    return found


def _proposal(tabell: Tabell, found: dict[str, Traff], bilder, rader, deklaration, sender) -> Forslag:
    numbers = [b for b in bilder if b.identitet == PERSONNUMMER]
    if "pid" in tabell.kolumner and "pid" not in found and numbers:
        found = found | {"pid": Traff(numbers[0], 1.0, True)}
    found = {c: found[c] for c in tabell.kolumner if c in found}
    koder = {
        c: (t, _map_of(tabell, c, t, deklaration)) for c, t in found.items() if _needs_map(tabell, c, t, deklaration)
    }
    joined = _joined(tabell, koder, bilder)
    plain = {c: t for c, t in found.items() if c not in koder and c not in joined}
    used = {t.bild.rubrik for t in found.values()} | {h for pair in joined.values() for h in pair}
    pid = {plain["pid"].bild.rubrik} if "pid" in plain else set()
    identitet = tuple(b.rubrik for b in bilder if b.identitet not in (None, FRITEXT) and b.rubrik not in pid)
    return Forslag(
        tabell,
        rader,
        plain,
        koder,
        {c: _constant(tabell, c, sender) for c in tabell.required if c not in found},
        joined,
        identitet,
        tuple(b.rubrik for b in numbers),
        tuple(b.rubrik for b in bilder if b.rubrik not in used and b.rubrik not in identitet),
    )


def _needs_map(tabell: Tabell, column: str, hit: Traff, deklaration: Deklaration) -> bool:
    listnamn = tabell.kolumner[column].metadata.get("kodlista")
    return bool(listnamn) and not needs_no_map(hit.bild, deklaration.kodlistor[listnamn])


def _map_of(tabell: Tabell, column: str, hit: Traff, deklaration: Deklaration) -> Kodkarta:
    return code_map(hit.bild, deklaration.kodlistor[tabell.kolumner[column].metadata["kodlista"]])


def _joined(tabell: Tabell, koder, bilder: Sequence[Kolumnbild]) -> dict[str, tuple[str, str]]:
    """orsak_lokal of a code and its words."""
    texts = {b.text_av: b.rubrik for b in bilder if b.text_av}
    codes = {column + LOKAL: hit.bild.rubrik for column, (hit, _) in koder.items()}
    return {c: (code, texts[code]) for c, code in codes.items() if c in tabell.kolumner and code in texts}


def _constant(tabell: Tabell, column: str, sender: Lamnare) -> str | None:
    """The only value that it can have, if there is one."""
    return next(iter(sender.omraden)) if column == tabell.omrade and len(sender.omraden) == 1 else None


def is_code(tabell: Tabell, column: str) -> bool:
    return slag(tabell.kolumner[column]) == "kod"
