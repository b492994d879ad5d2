"""A verdict on one file, as data: what the receipt prints, the ledger keeps and the checks show.

Pure: built by the engine, judged by `utfall`; holds counts and places, never a row and never a delivered value.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from isu.declaration.regel import AVVISNING, FEL, VARNING
from isu.period import Interval

ACCEPTERAD = "accepterad"
MED_ANMARKNING = "accepterad_med_anmarkning"
DELVIS = "delvis_accepterad"
AVVISAD = "avvisad"


@dataclass(frozen=True)
class Plats:
    """A column as the sender sees it: the name in the file and the letter in a spreadsheet."""

    kolumn: str
    rubrik: str
    bokstav: str


@dataclass(frozen=True)
class Fynd:
    """One broken rule in one place, with the exact count and the first rows, numbered as a spreadsheet does."""

    regel: str
    allvar: str
    antal: int
    platser: tuple[Plats, ...] = ()
    rader: tuple[int, ...] = ()
    uppgifter: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Normalisering:
    """Values that were written in another way than asked for and were understood without doubt."""

    kolumn: str
    form: str
    antal: int


@dataclass(frozen=True)
class Raknade:
    """Records below the header: rader = accepterade + avsatta + olasbara + tomma."""

    rader: int = 0
    accepterade: int = 0
    avsatta: int = 0
    olasbara: int = 0
    tomma: int = 0

    @property
    def bevarade(self) -> bool:
        return self.rader == self.accepterade + self.avsatta + self.olasbara + self.tomma


@dataclass(frozen=True)
class Omdome:
    """Everything that is known of one delivered file when it has been judged.

    `antaget` are Swedish sentences on what was assumed (encoding, separator, interval, uttagsdatum).
    `oanvanda` are columns of the file that no declaration knows; they are not read.
    """

    lamnare: str
    filnamn: str
    sha256: str
    storlek: int
    tabell: str | None = None
    interval: Interval | None = None
    interval_kalla: str | None = None
    uttagsdatum: date | None = None
    uttagsdatum_angivet: bool = False
    kallsystem: str | None = None
    raknade: Raknade = Raknade()
    fynd: tuple[Fynd, ...] = ()
    normaliserat: tuple[Normalisering, ...] = ()
    antaget: tuple[str, ...] = ()
    oanvanda: tuple[str, ...] = ()
    forsvunna_nycklar: int | None = None

    @property
    def utfall(self) -> str:
        if any(f.allvar == AVVISNING for f in self.fynd):
            return AVVISAD
        if any(f.allvar == FEL for f in self.fynd):
            return DELVIS
        if any(f.allvar == VARNING for f in self.fynd) or self.normaliserat:
            return MED_ANMARKNING
        return ACCEPTERAD
