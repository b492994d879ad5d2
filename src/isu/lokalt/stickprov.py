"""The units behind one number, as counts per value, and the interval of each measure of them. Pure.

The intervals are those of isu.comparison. A limit of a percentile is somebody's own value, so it is told only where at
least as many units as the threshold lie outside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from isu.aggregate.celler import Atomer
from isu.aggregate.kvantil import percentile
from isu.aggregate.ordning import NIVA, order_places, quantile_limits, units_outside
from isu.aggregate.utfall import ANDEL, MEDEL, TIONDELAR, Utfall, is_known, is_unknown, numbers, weights
from isu.cells.falt import FORANDRING
from isu.cells.indikator import Matt
from isu.comparison.intervall import ORDNING, T_PARAD, WILSON, T, mean_t, wilson
from isu.comparison.skillnad import NEWCOMBE, WELCH, newcombe, paired_mean, welch

PERCENT = 100.0


class Intervall(NamedTuple):
    """NaN and '' where there is none."""

    nedre: float = np.nan
    ovre: float = np.nan
    metod: str = ""

    @property
    def finns(self) -> bool:
        return not (np.isnan(self.nedre) or np.isnan(self.ovre))


@dataclass(frozen=True)
class Stickprov:
    """Counts (`antal`) per value (`varden`), and how many units are of unknown outcome.

    A value is 0 or 1 for a share, the change for a paired measure, else the outcome. `fore` are the values before.
    """

    varden: np.ndarray
    antal: np.ndarray
    okanda: int
    fore: np.ndarray

    @property
    def n(self) -> int:
        return int(self.antal.sum())

    @property
    def summa(self) -> int:
        return int((self.varden * self.antal).sum())

    @property
    def andel_kand(self) -> float:
        return self.n / (self.n + self.okanda) if self.n + self.okanda else np.nan


@dataclass(frozen=True)
class Enheter:
    """The outcomes of one measure, ready to be counted: per outcome its value, and whether it is known."""

    atomer: Atomer
    varden: np.ndarray
    fore: np.ndarray
    kanda: np.ndarray
    okanda: np.ndarray

    @classmethod
    def of(cls, atomer: Atomer, matt: Matt) -> "Enheter":
        utfall = atomer.utfall
        varden = numbers(utfall) if matt.matt in TIONDELAR else _added(matt, utfall)
        fore = numbers([Utfall(u.fore) for u in utfall]) if matt.parat else np.zeros(len(utfall), dtype=np.int64)
        return cls(atomer, varden, fore, is_known(utfall, matt.parat), is_unknown(utfall, matt.parat))

    def counts(self, rows: np.ndarray) -> np.ndarray:
        """Units per outcome, of some of the atoms."""
        nr, antal = self.atomer.utfall_nr[rows], self.atomer.antal[rows]
        return np.bincount(nr, antal, minlength=len(self.varden)).astype(np.int64)

    def sample(self, counts: np.ndarray) -> Stickprov:
        known = self.kanda & (counts > 0)
        order = np.argsort(self.varden[known], kind="stable")
        okanda = int(counts[self.okanda].sum())
        return Stickprov(self.varden[known][order], counts[known][order], okanda, self.fore[known][order])


def _added(matt: Matt, utfall: Sequence[Utfall]) -> np.ndarray:
    """What each outcome adds to the numerator; nothing of a measure that is not a mean."""
    means = matt.matt in (ANDEL, MEDEL, FORANDRING)
    return weights(matt, ("",), utfall)[:, 0] if means else np.zeros(len(utfall), dtype=np.int64)


def interval(matt: str, s: Stickprov, troskel: int) -> Intervall:
    """The 95 per cent interval of the measure; a share in per cent."""
    if s.n == 0:
        return Intervall()
    if matt == ANDEL:
        lower, upper = wilson(s.summa, s.n, NIVA)
        return Intervall(PERCENT * float(lower), PERCENT * float(upper), WILSON)
    if matt == MEDEL:
        lower, upper = mean_t(_mean(s.varden, s.antal), _spread(s.varden, s.antal), s.n, NIVA)
        return Intervall(float(lower), float(upper), T) if _varies(s.varden) else Intervall()
    if matt == FORANDRING and not _varies(s.varden):
        return Intervall()
    if matt == FORANDRING:
        return Intervall(*paired_mean(s.varden, s.antal, NIVA)[1:], T_PARAD)
    return _of_percentile(s, TIONDELAR[matt] / 10, troskel) if matt in TIONDELAR else Intervall()


def _of_percentile(s: Stickprov, q: float, troskel: int) -> Intervall:
    if _fewest_outside(s.n, q) < troskel:
        return Intervall()
    return Intervall(*map(float, quantile_limits(s.varden, s.antal, q)), ORDNING)


@lru_cache(maxsize=4096)
def _fewest_outside(n: int, q: float) -> int:
    return min(int(units_outside(np.asarray(n), place)) for place in order_places(n, q))


def difference(matt: str, a: Stickprov, b: Stickprov, troskel: int) -> tuple[float, Intervall]:
    """`a` less `b` with its interval; percentage points for a share.

    Percentiles have no interval of their difference here: they are told apart where their own intervals do.
    """
    if matt == ANDEL:
        found = newcombe(a.summa, a.n, b.summa, b.n, NIVA)
        between = PERCENT * (a.summa / a.n - b.summa / b.n)
        return between, Intervall(*(PERCENT * float(limit) for limit in found), NEWCOMBE)
    if matt in (MEDEL, FORANDRING):
        return _between_means(a.varden, a.antal, b.varden, b.antal)
    own, other = interval(matt, a, troskel), interval(matt, b, troskel)
    apart = Intervall(own.nedre - other.ovre, own.ovre - other.nedre, ORDNING if own.finns and other.finns else "")
    return value(matt, a) - value(matt, b), apart


def value(matt: str, s: Stickprov) -> float:
    """The measure itself; a share in per cent."""
    if matt in TIONDELAR:
        return float(percentile(s.antal, s.varden, TIONDELAR[matt]))
    return s.summa / s.n * (PERCENT if matt == ANDEL else 1)


def before(a: Stickprov, b: Stickprov) -> tuple[float, Intervall]:
    """The same of the values before."""
    return _between_means(a.fore, a.antal, b.fore, b.antal)


def mean_before(s: Stickprov) -> float:
    return _mean(s.fore, s.antal)


def _between_means(x: np.ndarray, nx: np.ndarray, y: np.ndarray, ny: np.ndarray) -> tuple[float, Intervall]:
    if not (_varies(x) and _varies(y)):
        return _mean(x, nx) - _mean(y, ny), Intervall()
    one, two = ((_mean(v, n), _spread(v, n), int(n.sum())) for v, n in ((x, nx), (y, ny)))
    return one[0] - two[0], Intervall(*map(float, welch(*one, *two, NIVA)), WELCH)


def _varies(values: np.ndarray) -> bool:
    """Where all have the same value nothing is known of how it varies, least of all that it does not."""
    return len(np.unique(values)) > 1


def _mean(values: np.ndarray, counts: np.ndarray) -> float:
    return float((values * counts).sum() / counts.sum()) if counts.sum() else np.nan


def _spread(values: np.ndarray, counts: np.ndarray) -> float:
    """The sample's standard deviation; NaN below two units."""
    n = counts.sum()
    return float(np.sqrt((counts * (values - _mean(values, counts)) ** 2).sum() / (n - 1))) if n > 1 else np.nan


def can_be_compared(matt: str) -> bool:
    """A number of units is as large as the unit; a survival median has no interval here."""
    return matt in (ANDEL, MEDEL, FORANDRING, *TIONDELAR)


def is_small(matt: str, s: Stickprov, troskel: int) -> bool:
    """Would a comparison with these tell of fewer than the threshold?"""
    counts: Iterable[int] = (s.n, s.summa, s.n - s.summa) if matt == ANDEL else (s.n,)
    return any(0 < antal < troskel for antal in counts)
