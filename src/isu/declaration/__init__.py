"""What data must look like: reads the declarations in `schemas/` and in the user's own folder.

Everything else in the project asks here and never opens a declaration file by itself. No delivered data here.
"""

import atexit
import gc
from dataclasses import dataclass, field
from functools import lru_cache

from isu.declaration.befolkning import Befolkning, find_befolkning
from isu.declaration.granser import Granser, read_granser
from isu.declaration.identitet import Identitetsprofil, read_identitetsprofil
from isu.declaration.kalla import Kalla, read_kallor
from isu.declaration.katalog import Katalog
from isu.declaration.kodlista import Kod, Kodlista, read_kodlistor
from isu.declaration.lamnare import Kommun, Lamnare, geographic_parts, read_kommuner, read_lamnare
from isu.declaration.omappat import Omappatprofil, read_omappatprofil
from isu.declaration.profil import Intagsprofil, Skyddsprofil, read_intagsprofil, read_skyddsprofil
from isu.declaration.regel import Regel, read_regler
from isu.declaration.standardbefolkning import Standardbefolkning, read_standard
from isu.declaration.tabell import Tabell, read_tabeller
from isu.errors import IsuError
from isu.home import Home

__all__ = [
    "Deklaration",
    "Katalog",
    "Kodlista",
    "Kommun",
    "Lamnare",
    "Regel",
    "Tabell",
    "load_anew",
    "load_declarations",
    "read_declarations",
]


@dataclass(frozen=True, eq=False)
class Deklaration:
    """Everything declared, read once per process; known by identity."""

    katalog: Katalog
    kodlistor: dict[str, Kodlista]
    tabeller: dict[str, Tabell]
    regler: dict[str, Regel]
    kommuner: dict[str, Kommun]
    lamnare: dict[str, Lamnare]
    intag: Intagsprofil
    skydd: Skyddsprofil
    omappat: Omappatprofil = Omappatprofil()
    kallor: dict[str, Kalla] = field(default_factory=dict)
    granser: Granser = Granser()
    identitet: Identitetsprofil | None = None
    befolkning: Befolkning = Befolkning(None)
    standard: Standardbefolkning = Standardbefolkning()

    def sender(self, lamnare: str) -> Lamnare:
        if lamnare not in self.lamnare:
            raise IsuError(f"Lämnaren {lamnare} finns inte i lamnare.csv.")
        return self.lamnare[lamnare]


def load_declarations(home: Home | None = None) -> Deklaration:
    deklaration = _load(Katalog.of(home))
    _keep_what_is_loaded()
    return deklaration


def load_anew(home: Home) -> Deklaration:
    """When something has been written among the home's own declarations since they were loaded."""
    _load.cache_clear()
    return load_declarations(home)


@lru_cache(maxsize=1)
def _keep_what_is_loaded() -> None:
    """Libraries and declarations live as long as the process: each look for garbage among them costs as much as a small
    file."""
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is still alive at the end is looked through as ever


def _kommunlista(kommuner: dict[str, Kommun]) -> Kodlista:
    """The kommuner as a code list, for columns that name one. A file of that name wins."""
    return Kodlista("kommun", tuple(Kod(k.kommunkod, k.kommun, k.kommun, kalla="SCB") for k in kommuner.values()))


def read_declarations(katalog: Katalog) -> Deklaration:
    """Read anew: for declarations that are only tried."""
    kommuner = read_kommuner(katalog)
    kodlistor = {"kommun": _kommunlista(kommuner)} | read_kodlistor(katalog)
    tabeller = read_tabeller(katalog, kodlistor)
    lamnare = read_lamnare(katalog, kommuner, kodlistor["omrade"].values)
    regler = read_regler(katalog, tabeller)
    return Deklaration(
        katalog,
        kodlistor,
        tabeller,
        regler,
        kommuner,
        lamnare,
        read_intagsprofil(katalog, regler),
        read_skyddsprofil(katalog),
        omappat=read_omappatprofil(katalog),
        kallor=read_kallor(katalog, tabeller, kodlistor, lamnare),
        granser=read_granser(katalog),
        identitet=read_identitetsprofil(katalog),
        befolkning=find_befolkning(katalog, kommuner, geographic_parts(lamnare.values())),
        standard=read_standard(katalog),
    )


_load = lru_cache(maxsize=8)(read_declarations)
