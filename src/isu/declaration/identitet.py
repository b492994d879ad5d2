"""The profile of the identity guard: `schemas/profiles/identitet.yaml` and the given names that it knows.

Words and limits only; how they are used stands in `isu.identitet`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from isu.declaration.katalog import Katalog
from isu.declaration.yamlfalt import Falt, read_fields
from isu.errors import DeclarationError

KINDS_OF_WORDS = ("ord", "hela", "del", "slut", "utom")
SHARES = ("andel_namn", "andel_adresser", "andel_telefon", "andel_konton")
COUNTS = ("urval_poster", "minst_konton", "fritext_tecken", "fritext_ord", "fritext_minst_olika")
TOP = ("rubriker", "ofarliga_ord", "innehall", "ej_namn", "gatuslut")


@dataclass(frozen=True)
class Rubrikmonster:
    """Words that show a column to be of the kind `slag`; what each list means is told in the profile."""

    slag: str
    ord: frozenset[str]
    hela: frozenset[str]
    del_: tuple[str, ...]
    slut: tuple[str, ...]
    utom: tuple[str, ...]


@dataclass(frozen=True)
class Innehallsgranser:
    """Limits for what a column of values may look like; shares are of its different values, 0–1."""

    urval_poster: int
    andel_namn: float
    andel_adresser: float
    andel_telefon: float
    andel_konton: float
    minst_konton: int
    fritext_tecken: int
    fritext_ord: int
    fritext_minst_olika: int


@dataclass(frozen=True, eq=False)
class Identitetsprofil:
    rubriker: tuple[Rubrikmonster, ...]
    ofarliga_ord: frozenset[str]
    innehall: Innehallsgranser
    fornamn: frozenset[str]
    ej_namn: tuple[str, ...]
    gatuslut: tuple[str, ...]


def read_identitetsprofil(katalog: Katalog) -> Identitetsprofil:
    fields = read_fields(katalog.file("schemas/profiles", "identitet.yaml")).mapping(TOP, needed=TOP)
    return Identitetsprofil(
        tuple(_pattern(slag, words) for slag, words in fields["rubriker"].mapping().items()),
        frozenset(fields["ofarliga_ord"].texts()),
        _limits(fields["innehall"]),
        read_fornamn(katalog.file("schemas/reference", "vanliga_fornamn.csv")),
        fields["ej_namn"].texts(),
        fields["gatuslut"].texts(),
    )


def _pattern(slag: str, field: Falt) -> Rubrikmonster:
    known = field.mapping((*KINDS_OF_WORDS, "varfor"), needed=("varfor",))
    words = {name: known[name].texts() if name in known else () for name in KINDS_OF_WORDS}
    return Rubrikmonster(
        slag, frozenset(words["ord"]), frozenset(words["hela"]), words["del"], words["slut"], words["utom"]
    )


def _limits(field: Falt) -> Innehallsgranser:
    known: Mapping[str, Falt] = field.mapping(SHARES + COUNTS, needed=SHARES + COUNTS)
    shares = {name: _number(known[name], float) for name in SHARES}
    wrong = next((name for name in SHARES if not 0 < shares[name] <= 1), None)
    if wrong:
        known[wrong].fail("andelen ska vara över 0 och högst 1; 20 procent skrivs 0.20.")
    return Innehallsgranser(**shares, **{name: _number(known[name], int) for name in COUNTS})


def _number(field: Falt, typ: type) -> float | int:
    try:
        return typ(field.filled())
    except ValueError:
        field.fail("här ska stå ett tal, med punkt som decimaltecken.")


def read_fornamn(path: Path) -> frozenset[str]:
    """The names in lower case. The list is replaceable: one column `namn`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or "namn" not in rows[0]:
        raise DeclarationError(f"Listan {path} saknar kolumnen namn eller har inga rader.")
    return frozenset(row["namn"].strip().lower() for row in rows if row["namn"].strip())
