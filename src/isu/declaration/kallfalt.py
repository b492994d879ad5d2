"""How each field of a source's table is read: constants, codes, joined texts, dates in parts, marks and rows.

From a place in the YAML file to data, or to a sentence that says what is allowed there. What the fields are together,
and how one source builds on another, stands in kalla.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isu.declaration.kodkarta import Oversattning, common_code, read_csv_map, read_inline
from isu.declaration.kodlista import Kodlista
from isu.declaration.tabell import DAGAR, Tabell
from isu.declaration.yamlfalt import Falt

Rubriker = tuple[str, ...]


@dataclass(frozen=True)
class Kodkolumn:
    """A common code column made from a local one: the headers it may have, and the translations."""

    rubriker: Rubriker
    oversattningar: tuple[Oversattning, ...] = ()


@dataclass(frozen=True)
class Markering:
    """A header, and the texts under it that mean something, in lower case."""

    rubriker: Rubriker
    varden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gren:
    """One of the rows that a record may become: where any header of `nar` holds one of its values the row is there."""

    nar: Markering
    konstanter: Mapping[str, str] = field(default_factory=dict)
    kolumner: Mapping[str, Rubriker] = field(default_factory=dict)

    @property
    def rubriker(self) -> frozenset[str]:
        return frozenset(self.nar.rubriker).union(*self.kolumner.values())


def list_of(tabell: Tabell, column: str, kodlistor: Mapping[str, Kodlista]) -> Kodlista | None:
    return kodlistor.get(tabell.kolumner[column].metadata.get("kodlista"))


def needed_list(place: Falt, tabell: Tabell, column: str, kodlistor: Mapping[str, Kodlista]) -> Kodlista:
    return list_of(tabell, column, kodlistor) or place.fail(
        "kolumnen har ingen kodlista. Skriv den under kolumner i stället."
    )


def constant(place: Falt, kodlista: Kodlista | None) -> str:
    """The same value in every row; an empty text when the system does not have it."""
    if kodlista is None or not place.text():
        return place.text()
    return common_code(place, kodlista)


def code(block: Falt, kodlista: Kodlista) -> Kodkolumn:
    parts = block.mapping(("rubrik", "oversattning", "kodlista"), needed=("rubrik",))
    if ("oversattning" in parts) == ("kodlista" in parts):
        block.fail("ange antingen oversattning (lokal kod: gemensam kod) eller kodlista (en CSV-fil bredvid).")
    translations = (
        read_inline(parts["oversattning"], kodlista)
        if "oversattning" in parts
        else read_csv_map(parts["kodlista"], kodlista)
    )
    return Kodkolumn(parts["rubrik"].texts(), translations)


def join(place: Falt, kind: str) -> tuple[Rubriker, ...]:
    """The headers that are joined, in order; each may be a list of alternatives. Joined to an id they are told by
    their checksum alone."""
    if kind not in ("text", "nyckel"):
        place.fail("bara lokala textkolumner kan sammanfogas, till exempel orsak_lokal, och id-kolumner.")
    if not isinstance(place.varde, list) or len(place.varde) < 2:
        place.fail("ange minst två rubriker: [kodens rubrik, textens rubrik].")
    return tuple(part.texts() for part in place.varde)


def mark(block: Falt) -> Markering:
    parts = block.mapping(("rubrik", "varden"), needed=("rubrik", "varden"))
    return Markering(parts["rubrik"].texts(), tuple(v.lower() for v in parts["varden"].texts()))


def date_parts(place: Falt, kind: str) -> tuple[Rubriker, ...]:
    """Year, month and, for a day, day: each a header, alternatives of it, or a number that always holds."""
    if kind not in DAGAR:
        place.fail("bara datum och månader har datumdelar.")
    most = 3 if kind == "datum" else 2
    if not isinstance(place.varde, list) or len(place.varde) != most:
        place.fail(f"ange {most} delar: [år, månad{', dag' if most == 3 else ''}].")
    return tuple(part.texts() for part in place.varde)


def branches(block: Falt, tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> tuple[Gren, ...]:
    if not isinstance(block.varde, list) or not block.varde:
        block.fail("här ska stå en lista, med nar, konstanter och kolumner för varje rad som en post kan bli.")
    return tuple(_branch(part, tabell, kodlistor) for part in block.varde)


def _branch(block: Falt, tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> Gren:
    parts = block.mapping(("nar", "konstanter", "kolumner"), needed=("nar", "konstanter"))
    constants = parts["konstanter"].mapping(tabell.kolumner).items()
    columns = parts["kolumner"].mapping(tabell.kolumner).items() if "kolumner" in parts else ()
    return Gren(
        mark(parts["nar"]),
        {c: constant(v, list_of(tabell, c, kodlistor)) for c, v in constants},
        {c: v.texts() for c, v in columns},
    )
