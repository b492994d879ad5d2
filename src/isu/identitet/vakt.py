"""The guard: refuses a text that tells who somebody is. Nothing may be stored before it has passed.

It looks for numbers and e-mail addresses anywhere, columns with telling headers and columns with telling values.
What it says holds counts, rows, letters and kinds; a header only when every word of it is known, a value never.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from isu.declaration.identitet import Identitetsprofil, read_identitetsprofil
from isu.declaration.katalog import Katalog
from isu.errors import ReadError
from isu.identitet.avsokning import EPOST, Traff, search, search_bytes
from isu.identitet.form import ADRESS, FRITEXT, KONTO, NAMN, TELEFON, kind_of_column
from isu.identitet.ord import columns_in_words, kinds_in_words, rows_in_words, where
from isu.identitet.rubriker import Kolumnfynd, identity_columns
from isu.identitet.stallen import Stalle, locate
from isu.identitet.urval import columns

#: Counted exactly up to here; a file with more is no more refused.
MOST_HITS = 10_000

RULES = {
    NAMN: "namnliknande",
    ADRESS: "adressliknande",
    TELEFON: "telefonliknande",
    KONTO: "kontoliknande",
    FRITEXT: "fritext",
}


@dataclass(frozen=True)
class _Tabell:
    """The text under guard and what is known of it."""

    text: Path
    separator: str
    rubrikrad: int
    rubriker: Sequence[str]
    deklarerade: frozenset[int]
    utpekade: frozenset[int]


def granska(
    text: Path,
    separator: str,
    rubrikrad: int,
    rubriker: Sequence[str],
    deklarerade: Collection[int],
    identitetskolumner: Collection[int],
    profil: Identitetsprofil | None = None,
) -> None:
    """Raises ReadError when `text`, UTF-8 with \\n between lines, holds identities.

    `rubrikrad` is the header's line, from 1; 0 when none is known, and then only numbers and e-mail are looked for.
    `deklarerade` are places that a table or a source knows, `identitetskolumner` those that a source says are
    identities. The error names the gravest rule; its `fler` are the errors of the other rules that the text breaks.
    """
    found = _findings(
        _Tabell(text, separator, rubrikrad, rubriker, frozenset(deklarerade), frozenset(identitetskolumner)),
        profil or standard_profile(),
    )
    if found:
        found[0].fler = tuple(found[1:])
        raise found[0]


def granska_namn(filnamn: str) -> bool:
    """True when the name of a file holds an identity number or an e-mail address."""
    return bool(search_bytes(filnamn.encode("utf-8", errors="replace")))


@lru_cache(maxsize=1)
def standard_profile() -> Identitetsprofil:
    return read_identitetsprofil(Katalog())


def _findings(tabell: _Tabell, profil: Identitetsprofil) -> list[ReadError]:
    if not tabell.rubrikrad:
        return _numbers(tabell, [])
    values = columns(
        tabell.text, tabell.separator, tabell.rubrikrad, len(tabell.rubriker), profil.innehall.urval_poster
    )
    named = identity_columns(tabell.rubriker, tabell.deklarerade, tabell.utpekade, profil)
    return [*_numbers(tabell, values), *_headers(named), *_shapes(tabell, values, {f.plats for f in named}, profil)]


def _numbers(tabell: _Tabell, values: Sequence[Sequence[str]]) -> list[ReadError]:
    hits = search(tabell.text, tabell.separator, MOST_HITS)
    if not hits:
        return []
    places = locate(tabell.text, tabell.separator, [h.plats for h in hits])
    numbers = [(h, p) for h, p in zip(hits, places) if h.slag != EPOST]
    mail = [(h, p) for h, p in zip(hits, places) if h.slag == EPOST]
    found = []
    if numbers:
        rule = "nyckel_som_nummer" if _are_keys(tabell, [p for _, p in numbers], values) else "identitetsnummer"
        found.append(ReadError(rule, **kinds_in_words(h.slag for h, _ in numbers), **_told(numbers, tabell)))
    if mail:
        found.append(ReadError("epost", **_told(mail, tabell)))
    return found


def _told(finds: Sequence[tuple[Traff, Stalle]], tabell: _Tabell) -> dict[str, str | int]:
    """How many, in which columns and in which rows first. A line above the header has no column."""
    below = [p.plats for _, p in finds if p.rad > tabell.rubrikrad]
    return {
        "antal": len(finds),
        "minst": "minst " if len(finds) >= MOST_HITS else "",
        "minst_en": "at least " if len(finds) >= MOST_HITS else "",
        "rader": rows_in_words(p.rad for _, p in finds),
        **where(below, above_header=len(below) < len(finds)),
    }


def _are_keys(tabell: _Tabell, places: Sequence[Stalle], values: Sequence[Sequence[str]]) -> bool:
    """All in declared columns full of ten- or twelve-digit numbers of which few pass: perhaps a system's own."""
    here = {p.plats for p in places}
    if any(p.rad <= tabell.rubrikrad for p in places) or not here <= tabell.deklarerade:
        return False
    return all(place < len(values) and _mostly_other_numbers(values[place]) for place in here)


def _mostly_other_numbers(values: Sequence[str]) -> bool:
    bare = [v for v in values if v.isascii() and v.isdigit() and len(v) in (10, 12)]
    passed = len(search_bytes("\n".join(bare).encode()))
    return 2 * len(bare) > len(values) and 2 * passed < len(bare)


def _headers(named: Sequence[Kolumnfynd]) -> list[ReadError]:
    if not named:
        return []
    kinds = ", ".join(dict.fromkeys(f.slag for f in named))
    return [
        ReadError(
            "identitetskolumn",
            antal=len(named),
            kolumner=columns_in_words({f.plats: f.rubrik for f in named}),
            slag=kinds,
        )
    ]


def _shapes(
    tabell: _Tabell, values: Sequence[Sequence[str]], named: Collection[int], profil: Identitetsprofil
) -> list[ReadError]:
    """One finding per kind, with all columns of it, for columns that no header has given away."""
    kinds = {
        place: kind_of_column(cells, profil, place in tabell.deklarerade)
        for place, cells in enumerate(values)
        if place not in named
    }
    found = {rule: [place for place, kind in kinds.items() if kind == of] for of, rule in RULES.items()}
    return [
        ReadError(rule, antal=len(places), kolumner=columns_in_words(dict.fromkeys(places)))
        for rule, places in found.items()
        if places
    ]
