"""The attack on what is about to be released, and what it decides. The command line and Dagster make releases by it.

An edition in which something that is withheld can be had back is not released, unless the steward says so. How the
attack is made is the business of isu.granskning.
"""

from collections.abc import Callable
from pathlib import Path

from isu.declaration import load_declarations
from isu.errors import IsuError
from isu.granskning.granska import Samlat, audit, gathered
from isu.granskning.utlatande import BRISTER
from isu.home import Home


class GarAttRaknaFram(IsuError):
    """Something that is withheld can be had back."""


def approval(home: Home, trots_brister: bool, tell: Callable[[Samlat], None]) -> Callable[[Path], None]:
    """What `make_release` asks before it makes a release: the edition is attacked as a reader could, what is found is
    told, and stops the release where it must."""

    def approve(edition: Path) -> None:
        kommuner = load_declarations(home).kommuner.values()
        found = gathered(list(audit(edition, {k.kommunkod: k.kommungrupp_kod for k in kommuner})))
        tell(found)
        if refused(found, trots_brister):
            raise GarAttRaknaFram("Utgåvan görs inte: något som döljs i arbetsutgåvan går att räkna fram.")

    return approve


def refused(found: Samlat, trots_brister: bool) -> bool:
    return bool(found.brister) and not trots_brister


def sentences(found: Samlat) -> list[str]:
    """What was found, in Swedish: how often per kind, and where; nothing where nothing was."""
    if not found.brister:
        return []
    of_kind = [f"{number} gånger: {BRISTER[slag]}" for slag, number in found.brister.items()]
    return [*of_kind, f"Indikatorer med brister: {', '.join(found.bristfalliga)}"]
