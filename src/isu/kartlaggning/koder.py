"""Proposes common codes for a column of local ones. Pure; the local codes that it gives are frequent and no ids."""

from dataclasses import dataclass

from isu.declaration.kodlista import Kodlista
from isu.declaration.rubrik import normal_name
from isu.kartlaggning.kolumnbild import LEAST_FREQUENT, Kolumnbild, any_number
from isu.kartlaggning.likhet import best_likeness

LONGEST_CODE = 60
#: From here on a common code is worth proposing, with a question mark.
WORTH_ASKING = 0.6


@dataclass(frozen=True)
class Kodforslag:
    """One local code: its common one (None when there is no idea), whether that is certain, its rows and its words."""

    lokal: str
    kod: str | None
    saker: bool
    rader: int
    klartext: str | None = None


@dataclass(frozen=True)
class Kodkarta:
    """The frequent codes of a column, and how many different others there are, on how many rows."""

    koder: tuple[Kodforslag, ...]
    andra: int = 0
    andra_rader: int = 0


def known_share(bild: Kolumnbild, kodlista: Kodlista) -> float:
    """How much of the column is codes of the list, by code, synonym or label."""
    names = {normal_name(n) for k in kodlista.koder for n in (k.kod, k.sv, k.en, *k.synonymer)} - {""}
    known = sum(n for value, n in bild.varden.items() if normal_name(value) in names)
    return known / bild.ifyllda if bild.ifyllda and bild.varden else 0.0


def needs_no_map(bild: Kolumnbild, kodlista: Kodlista) -> bool:
    """Every value is understood as it stands."""
    understood = kodlista.synonyms()
    return bool(bild.varden) and all(value.lower() in understood for value in bild.varden)


def code_map(bild: Kolumnbild, kodlista: Kodlista) -> Kodkarta:
    frequent = {v: n for v, n in bild.varden.items() if n >= LEAST_FREQUENT and _may_be_written(v)}
    shown = sorted(frequent.items(), key=lambda item: (-item[1], item[0]))
    said = {v: t for v, t in bild.klartext.items() if _may_be_written(t)}
    others = len(bild.varden) - len(frequent)
    codes = tuple(_proposed(v, n, said.get(v), kodlista) for v, n in shown)
    return Kodkarta(codes, others, bild.varden.total() - sum(frequent.values()))


def _may_be_written(value: str) -> bool:
    return len(value) <= LONGEST_CODE and value.isprintable() and not any_number(value)


def _proposed(value: str, rows: int, klartext: str | None, kodlista: Kodlista) -> Kodforslag:
    """By the code itself, and by its words where the file has them."""
    said = [value, klartext] if klartext else [value]
    scored = [(max(best_likeness(s, (k.kod, k.sv, *k.synonymer)) for s in said), k.kod) for k in kodlista.koder]
    best, kod = max(scored, key=lambda pair: pair[0])
    certain = best == 1.0
    return Kodforslag(value, kod if best >= WORTH_ASKING else None, certain, rows, klartext)
