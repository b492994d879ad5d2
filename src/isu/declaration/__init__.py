"""What data must look like: reads the declarations in `schemas/` and in the user's own folder.

Everything else in the project asks here and never opens a declaration file by itself. No delivered data here.
"""

from dataclasses import dataclass
from functools import lru_cache

from isu.declaration.katalog import Katalog
from isu.declaration.kodlista import Kodlista, read_kodlistor
from isu.declaration.lamnare import Kommun, Lamnare, read_kommuner, read_lamnare
from isu.declaration.profil import Intagsprofil, Skyddsprofil, read_intagsprofil, read_skyddsprofil
from isu.declaration.regel import Regel, read_regler
from isu.declaration.tabell import Tabell, read_tabeller
from isu.errors import IsuError
from isu.home import Home

__all__ = ["Deklaration", "Katalog", "Kodlista", "Kommun", "Lamnare", "Regel", "Tabell", "load_declarations"]


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

    def sender(self, lamnare: str) -> Lamnare:
        if lamnare not in self.lamnare:
            raise IsuError(f"Lämnaren {lamnare} finns inte i lamnare.csv.")
        return self.lamnare[lamnare]


def load_declarations(home: Home | None = None) -> Deklaration:
    return _load(Katalog.of(home))


@lru_cache(maxsize=8)
def _load(katalog: Katalog) -> Deklaration:
    kodlistor = read_kodlistor(katalog)
    kommuner = read_kommuner(katalog)
    return Deklaration(
        katalog,
        kodlistor,
        read_tabeller(katalog, kodlistor),
        read_regler(katalog),
        kommuner,
        read_lamnare(katalog, kommuner, kodlistor["omrade"].values),
        read_intagsprofil(katalog),
        read_skyddsprofil(katalog),
    )
