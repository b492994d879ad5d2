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
    that hold now. `status_okand` is of those of unknown outcome; an older release said nothing of them by itself."""

    delar: tuple[Del, ...]
    status_n: tuple[np.ndarray, ...]
    status: tuple[np.ndarray, ...]
    vantar: tuple[np.ndarray, ...]
    raknas: np.ndarray
    antal_kommuner: np.ndarray
    samma_regler: bool = False
    okanda: tuple[np.ndarray, ...] = ()

    @property
    def status_okand(self) -> tuple[np.ndarray, ...]:
        return self.okanda or self.status_n

    def of(self, perioder: Sequence[int]) -> "Tidigare":
        """Of some periods."""

        def of(values: np.ndarray) -> np.ndarray:
            return values[:, perioder]

        delar = tuple(del_.changed(of) for del_ in self.delar)
        statuses = (tuple(map(of, rows)) for rows in (self.status_n, self.status, self.vantar))
        per_area, okanda = (of(self.raknas), of(self.antal_kommuner)), tuple(map(of, self.okanda))
        return Tidigare(delar, *statuses, *per_area, self.samma_regler, okanda)


@dataclass(frozen=True)
class Andring:
    """By how much n, the unknown and the numerators of one part differ, and where what is read off does: areas × the
    `platser`, those of period × kön × age × group where it is so of some area. Mostly they are few."""

    platser: np.ndarray
    n: np.ndarray
    okand: np.ndarray
    taljare: np.ndarray
    avlast: np.ndarray

    @property
    def of_value(self) -> np.ndarray:
        """Is the value made of something else than before? With categories."""
        return (self.taljare != 0) | ((self.n != 0) | self.avlast)[..., None]

    @property
    def of_row(self) -> np.ndarray:
        return self.of_value.any(-1) | (self.okand != 0)

    @property
    def period(self) -> np.ndarray:
        return np.nonzero(self.platser)[0]

    def of(self, values: np.ndarray) -> np.ndarray:
        """What stands there."""
        return values[:, self.platser]

    def laid_out(self, found: np.ndarray) -> np.ndarray:
        """Yes and no over the axes; no everywhere else."""
        rows = np.zeros((len(found), *self.platser.shape, *found.shape[2:]), bool)
        rows[:, self.platser] = found
        return rows

    def by_period(self, found: np.ndarray) -> np.ndarray:
        """Area × period: is it so at any of its places?"""
        so = np.zeros((len(found), len(self.platser)), bool)
        for period in np.unique(self.period):
            so[:, period] = found[:, self.period == period].any(1)
        return so


def change(now: Del, before: Del) -> Andring:
    counts = now.taljare is not None and before.taljare is not None
    platser = ((now.n != before.n) | (now.n_okand != before.n_okand)).any(0)
    if counts:
        platser |= (now.taljare != before.taljare).any((0, -1))
    read = np.zeros(now.n.shape, bool)
    for name in () if now.matt in COUNTS else READ:
        if getattr(now, name) is not None and getattr(before, name) is not None:
            read |= differs(getattr(now, name), getattr(before, name), now.n.ndim)
    platser |= read.any(0)
    n, okand = (a[:, platser] - b[:, platser] for a, b in ((now.n, before.n), (now.n_okand, before.n_okand)))
    taljare = np.zeros((*n.shape, len(now.utfall)), np.int64)
    if counts:
        taljare = now.taljare[:, platser] - before.taljare[:, platser]
    return Andring(platser, n, okand, taljare, read[:, platser])


def differs(one: np.ndarray, other: np.ndarray, axes: int) -> np.ndarray:
    """Place by place of so many axes; what is unknown in both is the same."""
    found = one != other
    if one.dtype.kind == other.dtype.kind == "f":
        found &= ~(np.isnan(one) & np.isnan(other))
    return found.any(tuple(range(axes, found.ndim)))


def tells_few(del_: Del, andring: Andring, shown_n: np.ndarray, shown: np.ndarray, krav: Krav) -> np.ndarray:
    """The rows whose difference is a few persons. `shown_n` and `shown` say of the places what was printed before.

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
