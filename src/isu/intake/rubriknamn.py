"""The names that headers go by: those that some table or source knows, and what resembles one. Pure.

A header is a known name when it has the same letters and digits in the same order; what merely resembles one is told
of and never taken for it. Which table a header makes stands in header.py.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from isu.declaration import Deklaration
from isu.declaration.rubrik import normal_name
from isu.identitet.rubriker import LONGEST, words_of

#: Fewer names than this in one cell may be a sentence; so many are a row that nothing has split.
UNSPLIT_FROM = 3

_BETWEEN = re.compile(r"[;,\t|\s]+")


def likeness(cells: Iterable[str], deklaration: Deklaration) -> int:
    """How many different cells are headers that some table or source knows."""
    return len(set(names_in(cells, deklaration)) & known_names(deklaration))


def names_in(cells: Iterable[str], deklaration: Deklaration) -> list[str]:
    """Each header as it is compared; `UtredningID` as the `utredning_id` that it is but for what parts the words."""
    known, joined = known_names(deklaration), _without_signs(deklaration)
    names = (normal_name(cell) for cell in cells)
    return [name if name in known else joined.get(_joined(name), name) for name in names]


@lru_cache(maxsize=64)
def known_names(deklaration: Deklaration) -> frozenset[str]:
    ours = {column for tabell in deklaration.tabeller.values() for column in tabell.kolumner}
    sources = {h for kalla in deklaration.kallor.values() for table in kalla.tabeller.values() for h in table.rubriker}
    return frozenset(ours | {normal_name(h) for h in sources}) - {""}


@lru_cache(maxsize=64)
def known_words(deklaration: Deklaration) -> frozenset[str]:
    return frozenset(word for name in known_names(deklaration) for word in words_of(name))


@lru_cache(maxsize=64)
def _without_signs(deklaration: Deklaration) -> dict[str, str]:
    """Our columns, written together; a name that two of them share is none of them."""
    ours = sorted({column for tabell in deklaration.tabeller.values() for column in tabell.kolumner})
    together = [_joined(column) for column in ours]
    return {name: column for name, column in zip(together, ours) if together.count(name) == 1}


def _joined(name: str) -> str:
    return name.replace("_", "")


def resembling(column: str, names: Sequence[str]) -> int | None:
    """The place of the header that may be meant for the column: its name with more after it, or less, or misspelt."""
    part = [place for place, name in enumerate(names) if _begins(name, column) or _begins(column, name)]
    close = get_close_matches(column, [name[:LONGEST] for name in names], n=1, cutoff=0.8)
    misspelt = [place for place, name in enumerate(names) if name[:LONGEST] in close]
    return next(iter(part + misspelt), None)


def _begins(longer: str, shorter: str) -> bool:
    return bool(shorter) and longer.startswith(f"{shorter}_")


def is_unsplit(cells: Iterable[str], deklaration: Deklaration) -> bool:
    """One cell holds the names of several columns: the file's rows have not been split."""
    return any(likeness(_BETWEEN.split(cell), deklaration) >= UNSPLIT_FROM for cell in cells)
