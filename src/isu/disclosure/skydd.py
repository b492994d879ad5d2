"""The plain rule of disclosure: which numbers of one indicator are withheld. Pure; decides on counts only.

*Small* is 1 to t - 1, t the threshold of the profile. First n, numerators and complements (n - numerator) that are
small are withheld. Then, for as long as anything changes, every addition that a reader can make (T = K + M + unknown,
riket = Σ län, n = Σ categories …) is checked, and a partner is withheld where one subtraction would tell a
withheld number or a small sum. Both look the same afterwards: `sekretess`.

Rates are judged as counts: everybody knows the population. A mean and a mean change need n; a percentile needs t units
on its smaller side, a survival median t ends on each; a median of months needs every month.

Unknown kön, age and group are never printed. A reader cannot tell them from a withheld number beside them, so they
blur it, when they are enough. Whether they need protection of their own is the choice `okanda_skyddas`: without it
a reader can learn, by T - K - M, that two persons of unknown kön are behind a number.

Not judged here, and said so in docs/forskare.md: variants against each other, measures of the same outcome against
each other, additions along two axes at once, and one release against another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from isu.aggregate import status
from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING, TIONDELAR
from isu.cells.falt import KM_MEDIAN, MANADSMEDIAN
from isu.disclosure.manader import monthly_status
from isu.disclosure.minne import Minne, bound_of
from isu.disclosure.urval import among
from isu.disclosure.utbud import Utbud

SEKRETESS = status.kod(status.SEKRETESS)
NO_PARTNER = np.iinfo(np.int64).max
LAST_RESORT = NO_PARTNER - 1


@dataclass(frozen=True)
class Skydd:
    """Per part of the sums, in their order: the status of n, and of the value per category. `utbud` is
    what is offered at each level, where not everything is: the rest has no rows. `okanda` says where those of unknown
    outcome are withheld though n is shown; it is empty where they nowhere are."""

    status_n: tuple[np.ndarray, ...]
    status: tuple[np.ndarray, ...]
    utbud: Utbud | None = None
    okanda: tuple[np.ndarray, ...] = ()

    @cached_property
    def status_okand(self) -> tuple[np.ndarray, ...]:
        """Of those of unknown outcome, and of what is computed from them."""
        if not self.okanda:
            return self.status_n
        pairs = zip(self.okanda, self.status_n, strict=True)
        return tuple(np.where(rows & (of_n == 0), SEKRETESS, of_n).astype(np.uint8) for rows, of_n in pairs)

    def of(self, perioder: Sequence[int]) -> "Skydd":
        parts = [tuple(s[:, perioder] for s in part) for part in (self.status_n, self.status, self.okanda)]
        return Skydd(*parts[:2], self.utbud, parts[2])

    def among(self, perioder: Sequence[int], own: "Skydd") -> "Skydd":
        """With the statuses of these periods in their places."""
        parts = ((self.status_n, own.status_n), (self.status, own.status))
        status_n, status = (among(every, perioder, of_periods) for every, of_periods in parts)
        return replace(self, status_n=status_n, status=status)


@dataclass(frozen=True)
class Lage:
    """What is the same for every table of an indicator. Cells are numbered through all dimensions but the category.

    `additions` are matrices with one addition per row: the number of the sum's cell, then those of its parts.
    """

    printed: np.ndarray
    hidden: np.ndarray
    additions: tuple[np.ndarray, ...]
    troskel: int
    okanda_skyddas: bool
    noll: bool = False


def protect(
    summor: Summor, troskel: int, okanda_skyddas: bool = False, minne: Minne | None = None, noll: bool = False
) -> Skydd:
    """The status of every number in the sums, with the plain rule and this threshold; `minne` binds, if there is
    any. With `noll` also numerators of nobody and of everybody are withheld for their own sake."""
    lage = replace(situation(summor, troskel, okanda_skyddas), noll=noll)
    status_n: dict[int, np.ndarray] = {}
    values: dict[int, np.ndarray] = {}
    for places in same_units(summor):
        bound = bound_of(minne, summor, places)
        withheld_n, withheld = _protect_units([summor.delar[i] for i in places], lage, *bound)
        for i, secret in zip(places, withheld, strict=True):
            status_n[i] = of_status(summor.status, withheld_n.reshape(summor.shape))
            values[i] = _value_status(summor, summor.delar[i], status_n[i], secret)
    order = range(len(summor.delar))
    return Skydd(tuple(status_n[i] for i in order), tuple(values[i] for i in order))


def same_units(summor: Summor) -> list[list[int]]:
    """The parts whose n is the same: those of one variant, but those of units with a value before by themselves."""
    found: dict[tuple[str, bool], list[int]] = {}
    for i, del_ in enumerate(summor.delar):
        found.setdefault((del_.variant, del_.parat), []).append(i)
    return list(found.values())


def with_unknown(summor: Summor) -> Iterator[tuple[list[int], np.ndarray]]:
    """Those parts, with their n and those of unknown outcome."""
    for places in same_units(summor):
        del_ = summor.delar[places[0]]
        yield places, del_.n + del_.n_okand


def situation(summor: Summor, troskel: int, okanda_skyddas: bool) -> Lage:
    printed = counted(summor)
    hidden = (summor.status == 0)[:, :, None, None, None] & ~printed
    return Lage(printed.ravel(), hidden.ravel(), additions(summor, printed.ravel()), troskel, okanda_skyddas)


def counted(summor: Summor) -> np.ndarray:
    """Where numbers are printed if nothing is withheld."""
    found = np.zeros(summor.shape, bool)
    found[np.ix_(*(axel.visade for axel in summor.axlar.values()))] = True
    return found & (summor.status == 0)[:, :, None, None, None]


def additions(summor: Summor, told: np.ndarray) -> tuple[np.ndarray, ...]:
    """Every addition along one axis, whose sum is one of the cells `told`, for all places on the other axes."""
    cells = np.arange(told.size, dtype=np.int32).reshape(summor.shape)
    found = []
    for place, axel in enumerate(summor.axlar.values()):
        for whole, parts in axel.summor:
            rows = np.moveaxis(cells.take((whole, *parts), place), place, -1).reshape(-1, 1 + len(parts))
            found.append(rows[told[rows[:, 0]]])
    return tuple(found)


def of_status(own: np.ndarray, withheld: np.ndarray) -> np.ndarray:
    """Secret where withheld, else the area's own status, which is also why there is nothing to withhold."""
    own = np.broadcast_to(own[:, :, None, None, None], withheld.shape)
    return np.where(withheld & (own == 0), SEKRETESS, own).astype(np.uint8)


def _value_status(summor: Summor, del_: Del, status_n: np.ndarray, withheld: np.ndarray) -> np.ndarray:
    """The status of the value per category: a rate has a status of its own, and monthly counts are many numbers."""
    if del_.matt == MANADSMEDIAN:
        return monthly_status(summor, status_n)[..., None]
    own = summor.status if del_.status is None else del_.status
    return np.stack([of_status(own, secret.reshape(summor.shape)) for secret in withheld], axis=-1)


def _protect_units(
    delar: list[Del], lage: Lage, known: np.ndarray, forced: np.ndarray
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Which n are withheld, and per measure and category which values. All measures share n."""
    n = delar[0].n.ravel()
    taljare = [del_.taljare.reshape(n.size, len(del_.utfall)).T for del_ in delar if del_.matt in (ANDEL, FORDELNING)]
    counts = np.ascontiguousarray(np.concatenate([n[None], *taljare]))  # rows one after the other: see categories
    none_or_all = (counts == 0) | (counts == counts[0])
    if lage.noll:
        forced = forced | (none_or_all & (n > 0) & (np.arange(len(counts)) > 0)[:, None])
    withheld = _withhold(counts, category_additions(delar, lage), lage, forced, known)
    found, row = [], 1
    for del_ in delar:
        if del_.matt in (ANDEL, FORDELNING):
            found.append(withheld[row : row + len(del_.utfall)])
            row += len(del_.utfall)
        else:
            few = lage.printed & (n > 0) & (smaller_side(del_).ravel() < lage.troskel)
            found.append((withheld[0] | few)[None])
    return withheld[0], found


def withheld_together(summor: Summor, antal: np.ndarray, dolda: np.ndarray, troskel: int) -> np.ndarray:
    """Of other numbers than counts, which add up as the counts `antal` behind them do: those in `dolda`, those of few,
    and a partner in each addition that would tell one. Of nobody there is nothing to tell."""
    lage = situation(summor, troskel, okanda_skyddas=False)
    somebody = lage.printed & (antal.ravel() > 0)
    counts = np.ascontiguousarray(antal.reshape(1, -1))
    return _withhold(counts, [], replace(lage, printed=somebody), dolda.reshape(1, -1)).reshape(antal.shape)


def smaller_side(del_: Del) -> np.ndarray:
    """How many units at least stand on each side of a percentile; of other measures there are no sides to judge."""
    if del_.matt in TIONDELAR:
        tenths = TIONDELAR[del_.matt]
        return del_.n * min(tenths, 10 - tenths) // 10
    return del_.sida if del_.matt == KM_MEDIAN else np.full(del_.n.shape, NO_PARTNER)


def category_additions(delar: list[Del], lage: Lage) -> list[np.ndarray]:
    """n = Σ categories, with cells numbered through the tables of n and of every numerator, one after the other."""
    cells = np.flatnonzero(lage.printed)[:, None]
    found, row = [], 1
    for del_ in delar:
        if del_.matt == FORDELNING:
            tables = np.array([0, *range(row, row + len(del_.utfall))])
            found.append(tables * lage.printed.size + cells)
        row += len(del_.utfall) if del_.matt in (ANDEL, FORDELNING) else 0
    return found


def _withhold(
    counts: np.ndarray,
    categories: list[np.ndarray],
    lage: Lage,
    dolda: np.ndarray | bool = False,
    known: np.ndarray | None = None,
) -> np.ndarray:
    """`counts` has n in its first row, then one row per numerator; the same shape comes back, True where withheld.
    `dolda` are withheld for reasons of their own, and what is `known` already is no partner."""
    rest = counts[0] - counts
    known = np.zeros(counts.shape, bool) if known is None else known
    withheld = lage.printed & (_small(counts, lage.troskel) | _small(rest, lage.troskel) | dolda)
    before, unseen = np.zeros_like(withheld), lage.hidden & (counts[0] > 0) & lage.okanda_skyddas
    while True:
        start = withheld.copy()
        withheld[1:] |= withheld[0] & ~known[1:]
        for i, secret in enumerate(withheld):
            for rows in lage.additions:
                rows = rows[((secret ^ before[i]) | unseen)[rows].any(1)]
                for values in (counts[i], rest[i]) if i else (counts[i],):
                    _withhold_partners(rows, values, secret, known[i], lage)
        for rows in categories:
            rows = rows[(withheld ^ before).ravel()[rows].any(1)]
            _withhold_partners(rows, counts.reshape(-1), withheld.reshape(-1), known.reshape(-1), lage)
        if (withheld == start).all():
            return withheld
        before, unseen = start, np.zeros_like(unseen)


def _small(counts: np.ndarray, troskel: int) -> np.ndarray:
    return (counts > 0) & (counts < troskel)


def _withhold_partners(rows: np.ndarray, values: np.ndarray, secret: np.ndarray, known: np.ndarray, lage: Lage) -> None:
    """Withhold one more number in each of these additions that tells too much as it stands. Changes `secret`.

    An addition tells too much when exactly one printed number of it is withheld and what is never printed is too
    small to blur it, or when the sum is shown and all that the reader does not know of its parts is small together.
    An addition binds only where it is true: half-years need not add up to the year, nor groups that overlap.
    """
    amount, hides = values[rows], secret[rows]
    unprinted = lage.hidden.take(rows, mode="wrap")
    parts = amount[:, 1:]
    blur = np.where(unprinted, amount, 0).sum(1)
    unknown = np.where(hides | unprinted, amount, 0)[:, 1:].sum(1)
    alone = (hides.sum(1) == 1) & (blur < lage.troskel)
    little = ~hides[:, 0] & _small(unknown, lage.troskel) & (hides.any(1) | lage.okanda_skyddas)
    tells = (alone | little) & (parts.sum(1) == amount[:, 0])
    candidates = (lage.printed.take(rows, mode="wrap") & ~hides & ~known[rows])[tells, 1:]
    secret[_partner(rows[tells], parts[tells], candidates, little[tells])] = True


def _partner(rows: np.ndarray, parts: np.ndarray, candidates: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """In each addition the cell of the smallest part that may be withheld: a zero only if nothing else will do and
    it helps at all (`positive` says where it does not); the sum itself if no part is left. The first of equals."""
    zero = np.where(positive, NO_PARTNER, LAST_RESORT)[:, None]
    cost = np.where(candidates, np.where(parts > 0, parts, zero), NO_PARTNER)
    place = cost.argmin(1)
    none_left = cost.min(1, initial=NO_PARTNER) == NO_PARTNER
    return np.where(none_left, rows[:, 0], rows[np.arange(len(rows)), 1 + place])
