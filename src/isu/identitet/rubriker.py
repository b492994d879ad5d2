"""Columns whose header says that they tell who somebody is. Pure: headers and the profile's words, no values."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from isu.declaration.identitet import Identitetsprofil, Rubrikmonster

#: No header that a person wrote is longer; the rest is not read.
LONGEST = 80

#: Said of a column that a source declaration names as identity, whatever its header.
UTPEKAD = "identitet enligt källsystemets deklaration"


@dataclass(frozen=True)
class Kolumnfynd:
    """A column at `plats`; `rubrik` only when every word of it is known, since a first line may be a row of values."""

    plats: int
    slag: str
    rubrik: str | None


def identity_columns(
    rubriker: Sequence[str], deklarerade: Collection[int], utpekade: Collection[int], profil: Identitetsprofil
) -> list[Kolumnfynd]:
    """Those that a source declares as identity, and of those that no declaration knows the ones with telling names."""
    found = []
    for plats, rubrik in enumerate(rubriker):
        slag = None if plats in deklarerade and plats not in utpekade else kind_of_header(rubrik, profil)
        if plats in utpekade:
            slag = slag or UTPEKAD
        if slag:
            found.append(Kolumnfynd(plats, slag, tellable(rubrik, profil)))
    return found


def kind_of_header(rubrik: str, profil: Identitetsprofil) -> str | None:
    words = words_of(rubrik)
    return next((pattern.slag for pattern in profil.rubriker if _fits(words, pattern)), None)


def words_of(rubrik: str) -> list[str]:
    """`HandläggareNamn` and `handlaggare_namn` → handlaggare, namn."""
    parted = re.sub(r"(?<=[^\W_A-ZÅÄÖ])(?=[A-ZÅÄÖ])", " ", rubrik.strip()[:LONGEST])
    plain = unicodedata.normalize("NFKD", parted.lower())
    return re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))


def _fits(words: list[str], pattern: Rubrikmonster) -> bool:
    whole = "".join(words)
    named = (
        not pattern.ord.isdisjoint(words)
        or whole in pattern.hela
        or any(part in whole for part in pattern.del_)
        or whole.endswith(pattern.slut)
    )
    return named and not _excepted(words, whole, pattern)


def _excepted(words: list[str], whole: str, pattern: Rubrikmonster) -> bool:
    """One of the words is an exception, or the header is written together of exceptions: enhetsnamn, kommunnamn."""
    if not pattern.utom:
        return False
    last = "|".join((*sorted(pattern.ord), *pattern.slut))
    together = rf"(?:(?:{'|'.join(pattern.utom)})s?)+(?:{last})"
    return not set(words).isdisjoint(pattern.utom) or re.fullmatch(together, whole) is not None


def tellable(rubrik: str, profil: Identitetsprofil, ord_till: Collection[str] = ()) -> str | None:
    """The header as written when every word of it is known (to the profile or in `ord_till`), else None: what stands
    in a first line may be a value."""
    words = words_of(rubrik)
    known = {*profil.ofarliga_ord, *ord_till}
    for pattern in profil.rubriker:
        known |= pattern.ord | pattern.hela | set(pattern.del_) | set(pattern.slut) | set(pattern.utom)
    return rubrik.strip() if "".join(words) in known or known.issuperset(words) else None
