"""From a header line to a table: which declared columns the file has, and where.

Pure. A header is understood in any case and order and with å, ä, ö spelt as a and o; nothing else is guessed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isu.declaration.tabell import Tabell
from isu.errors import ReadError
from isu.intake.relation import letter

SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class Rubrikrad:
    """A recognised header: `platser` is declared column → place in the file; `oanvanda` are the others' names."""

    tabell: Tabell
    rubriker: tuple[str, ...]
    platser: Mapping[str, int]
    oanvanda: tuple[str, ...]


def normal_name(text: str) -> str:
    """`Inkom datum ` → `inkom_datum`, `Ålder` → `alder`."""
    plain = unicodedata.normalize("NFKD", text.strip().strip('"').strip().lower())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


def separator_of(line: str) -> str:
    """The separator that occurs most in the header line; `;` where none does."""
    return max(SEPARATORS, key=lambda s: (line.count(s), -SEPARATORS.index(s)))


def recognise(rubriker: Iterable[str], tabeller: Mapping[str, Tabell], wanted: str | None = None) -> Rubrikrad:
    """The table whose required columns are all there; the one with most columns in common when several are."""
    written = tuple(rubriker)
    names = [normal_name(r) for r in written]
    candidates = {wanted: tabeller[wanted]} if wanted in tabeller else tabeller
    complete = [t for t in candidates.values() if set(t.required) <= set(names)]
    if not complete:
        raise _not_recognised(names, candidates)
    tabell = max(complete, key=lambda t: (len(set(t.kolumner) & set(names)), t.namn))
    _refuse_twice(names, written, tabell)
    places = {name: names.index(name) for name in tabell.kolumner if name in names}
    unused = tuple(
        w.strip() or letter(i) for i, (w, n) in enumerate(zip(written, names)) if n not in tabell.kolumner and n
    )
    return Rubrikrad(tabell, written, places, unused)


def _not_recognised(names: list[str], tabeller: Mapping[str, Tabell]) -> ReadError:
    """The nearest table and what it lacks; column names are ours, so they may be told."""
    nearest = max(tabeller.values(), key=lambda t: (_share(t, names), len(set(t.kolumner) & set(names)), t.namn))
    missing = [c for c in nearest.required if c not in names]
    return ReadError(
        "okand_tabell", tabell=nearest.namn, saknas=", ".join(missing), rubriker=", ".join(nearest.required)
    )


def _share(tabell: Tabell, names: list[str]) -> float:
    return sum(c in names for c in tabell.required) / len(tabell.required)


def _refuse_twice(names: list[str], written: tuple[str, ...], tabell: Tabell) -> None:
    for name in tabell.kolumner:
        places = [i for i, n in enumerate(names) if n == name]
        if len(places) > 1:
            raise ReadError("dubbel_kolumn", kolumn=name, bokstaver=" och ".join(letter(i) for i in places))
