"""A verdict on one file, as data: what the receipt prints, the ledger keeps and the checks show.

Pure: built by the engine, judged by `utfall`; holds counts and places, never a row and never a delivered value.
"""

from dataclasses import dataclass, field, replace
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
class Skrivsatt:
    """A way in which values that were no value are written, and in how many of the rows that were kept as text."""

    form: str
    antal: int


@dataclass(frozen=True)
class Fynd:
    """One broken rule in one place, with the exact count and the first rows, numbered as a spreadsheet does."""

    regel: str
    allvar: str
    antal: int
    platser: tuple[Plats, ...] = ()
    rader: tuple[int, ...] = ()
    uppgifter: dict[str, Any] = field(default_factory=dict)
    skrivsatt: tuple[Skrivsatt, ...] = ()


@dataclass(frozen=True)
class Normalisering:
    """Values that were written in another way than asked for and were understood without doubt."""

    kolumn: str
    form: str
    antal: int


@dataclass(frozen=True)
class Raknade:
    """Records below the header: rader = accepterade + avsatta + olasbara + tomma + borttagna + ersatta.

    `borttagna` are marked as deleted by the source system itself; `ersatta` are earlier versions of a decision that the
    same file holds in a later version.
    """

    rader: int = 0
    accepterade: int = 0
    avsatta: int = 0
    olasbara: int = 0
    tomma: int = 0
    borttagna: int = 0
    ersatta: int = 0

    @property
    def bevarade(self) -> bool:
        fates = self.accepterade + self.avsatta + self.olasbara + self.tomma + self.borttagna + self.ersatta
        return self.rader == fates

    @property
    def avvisade(self) -> "Raknade":
        """The same records when the file is refused: what was accepted is set aside."""
        return replace(self, accepterade=0, avsatta=self.avsatta + self.accepterade)


#: What became of a rule in a file.
GODKAND, UNDER_TROSKEL, UNDERKAND, EJ_TILLAMPAD = "godkand", "under_troskel", "underkand", "ej_tillampad"


@dataclass(frozen=True)
class Regelutfall:
    """One rule on its columns in one file. `andel` is of the filled rows, 0–1; `skal` says why it was not applied."""

    regel: str
    kolumner: tuple[str, ...]
    utfall: str
    antal: int = 0
    andel: float = 0.0
    troskel: float | None = None
    skal: str | None = None


@dataclass(frozen=True)
class OmappadKod:
    """A local code without translation. `kod` is None for all those too rare to be told, counted together."""

    kolumn: str
    kod: str | None
    antal: int
    olika: int = 1


@dataclass(frozen=True)
class Nyhet:
    """Something that differs from the sender's delivery before. `slag` is one of receipt's sentences; no values."""

    slag: str
    uppgifter: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Omdome:
    """Everything that is known of one delivered file when it has been judged.

    `antaget` are Swedish sentences on what was assumed (encoding, separator, interval, uttagsdatum).
    `oanvanda` are columns of the file that no declaration knows; they are not read. `kalla` is the source declaration
    that was used. `granskad` tells that the guard has seen all of the file and found no identity in it: only then may
    its bytes be kept. `profil` is what the next delivery is compared with: column → filled values and known codes.
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
    kalla: str | None = None
    granskad: bool = False
    regelutfall: tuple[Regelutfall, ...] = ()
    omappade: tuple[OmappadKod, ...] = ()
    nyheter: tuple[Nyhet, ...] = ()
    profil: dict[str, Any] = field(default_factory=dict)

    @property
    def utfall(self) -> str:
        if any(f.allvar == AVVISNING for f in self.fynd):
            return AVVISAD
        if any(f.allvar == FEL for f in self.fynd):
            return DELVIS
        if any(f.allvar == VARNING for f in self.fynd) or self.normaliserat:
            return MED_ANMARKNING
        return ACCEPTERAD
