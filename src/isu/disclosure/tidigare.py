"""An earlier release of one indicator, laid on the axes of now, and what has changed since it. Pure.

Whoever holds two releases has their difference too: so many were added or taken away. That is a number of persons like
any other, with a numerator and a complement, and small ones are not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isu.aggregate import status
from isu.aggregate.summor import OF_KVANTIL, Del
from isu.aggregate.utfall import ANDEL, ANTAL, FORDELNING
from isu.cells.falt import PER_INVANARE
from isu.disclosure.krav import Krav

#: The status where the release had no such row.
NEVER = 255
SHOWN, SEKRETESS = status.kod(status.VISAS), status.kod(status.SEKRETESS)
COUNTS = (ANDEL, FORDELNING, ANTAL, *PER_INVANARE)
#: What is read off the units, or made of more than how many they are.
READ = ("kvadrat", *OF_KVANTIL)


@dataclass(frozen=True)
class Tidigare:
    """Per part of the sums of now, in their order: the counts behind what was printed, 0 where there were none, and the
    statuses. `vantar` are the rows that stood there from a still earlier release. `raknas` and `antal_kommuner` are per
    area and period: did it count, and how many kommuner were behind it. With `samma_regler` it was made by the limits
    that hold now."""

    delar: tuple[Del, ...]
    status_n: tuple[np.ndarray, ...]
    status: tuple[np.ndarray, ...]
    vantar: tuple[np.ndarray, ...]
    raknas: np.ndarray
    antal_kommuner: np.ndarray
    samma_regler: bool = False

    def of(self, perioder: Sequence[int]) -> "Tidigare":
        """Of some periods."""

        def of(values: np.ndarray) -> np.ndarray:
            return values[:, perioder]

        delar = tuple(del_.changed(of) for del_ in self.delar)
        statuses = (tuple(map(of, rows)) for rows in (self.status_n, self.status, self.vantar))
        return Tidigare(delar, *statuses, of(self.raknas), of(self.antal_kommuner), self.samma_regler)


@dataclass(frozen=True)
class Andring:
    """By how much n, the unknown and the numerators of one part differ, and where what is read off does."""

    n: np.ndarray
    okand: np.ndarray
    taljare: np.ndarray
    avlast: np.ndarray

    def at(self, places: np.ndarray) -> "Andring":
        """Areas × so many of their places."""
        return Andring(*(values[:, places] for values in vars(self).values()))

    @property
    def of_value(self) -> np.ndarray:
        """Is the value made of something else than before? With categories."""
        return (self.taljare != 0) | ((self.n != 0) | self.avlast)[..., None]

    @property
    def of_row(self) -> np.ndarray:
        return self.of_value.any(-1) | (self.okand != 0)


def change(now: Del, before: Del) -> Andring:
    taljare = np.zeros((*now.n.shape, len(now.utfall)), np.int64)
    if now.taljare is not None and before.taljare is not None:
        taljare = now.taljare - before.taljare
    read = np.zeros(now.n.shape, bool)
    for name in () if now.matt in COUNTS else READ:
        if getattr(now, name) is not None and getattr(before, name) is not None:
            read |= differs(getattr(now, name), getattr(before, name)).reshape(*now.n.shape, -1).any(-1)
    return Andring(now.n - before.n, now.n_okand - before.n_okand, taljare, read)


def differs(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Place by place; what is unknown in both is the same."""
    return ~((one == other) | (np.isnan(one.astype(float)) & np.isnan(other.astype(float))))


def tells_few(del_: Del, andring: Andring, shown_n: np.ndarray, shown: np.ndarray, krav: Krav) -> np.ndarray:
    """The rows whose difference is a few persons. `shown_n` and `shown` say what was printed before.

    How many persons are behind another mean, sum or percentile is not seen: it may be another only with at least so
    many units more or less as n may be shown for.
    """
    few = shown_n & (_few(andring.n, krav.namnare) | _few(andring.okand, krav.namnare))
    if del_.matt in COUNTS:
        rest = andring.n[..., None] - andring.taljare if del_.matt in (ANDEL, FORDELNING) else 0
        of_value = _few(andring.taljare, krav.taljare) | _few(rest, krav.rest)
    else:
        of_value = andring.of_value & (np.abs(andring.n) < krav.namnare)[..., None]
    return few | (shown & of_value).any(-1)


def _few(difference: np.ndarray, limit: int) -> np.ndarray:
    return (difference != 0) & (np.abs(difference) < limit)
