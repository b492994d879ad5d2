"""A file on its way to the intake: where it will lie and what is in it. Nothing is written here."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import polars as pl

from isu.declaration import Tabell
from isu.period import Period
from isu.synthetic.dialekt import DIALEKTER, Dialekt, encode
from isu.synthetic.sardrag import Sardrag

#: The files of a half-year are sent this many days after its last day, in the order of the tables.
DAGAR_TILL_LEVERANS = 20


@dataclass(frozen=True)
class Fil:
    """`innehall` replaces what `frame` would become; `stam` and `mapp` say where the file lies."""

    mapp: str
    stam: str
    tabell: Tabell
    period: Period
    dialekt: Dialekt
    frame: pl.DataFrame
    innehall: bytes | None = None

    @property
    def plats(self) -> str:
        """The path below the intake."""
        return str(PurePosixPath(self.mapp, self.stam + self.dialekt.suffix))

    @property
    def content(self) -> bytes:
        return encode(self.frame, self.dialekt) if self.innehall is None else self.innehall

    def with_frame(self, frame: pl.DataFrame) -> "Fil":
        return replace(self, frame=frame)


def delivery_file(s: Sardrag, tabell: Tabell, period: Period, frame: pl.DataFrame) -> Fil:
    dialekt = DIALEKTER[s.skrivsatt.dialekt]
    return Fil(s.lamnare, f"{tabell.namn}_{period.namn}", tabell, period, dialekt, frame)


def sent_at(period: Period, turn: int) -> float:
    """When a file was sent, in seconds since 1970: later half-years later, and tables in their order."""
    day = datetime(period.till.year, period.till.month, period.till.day, 8, tzinfo=UTC)
    return day.timestamp() + DAGAR_TILL_LEVERANS * 86400 + turn * 60
