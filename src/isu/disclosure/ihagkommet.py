"""What an earlier release and what waits leave of choice, made of its numbers and those of now. Pure."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.disclosure.delomraden import Delomraden
from isu.disclosure.krav import Krav
from isu.disclosure.minne import Minne
from isu.disclosure.skydd import Skydd, counted
from isu.disclosure.tidigare import COUNTS, NEVER, SEKRETESS, SHOWN, Tidigare, change

#: Per part of the sums, one array over the axes.
Rader = list[np.ndarray]


@dataclass(frozen=True)
class Vantelage:
    """What has been found to wait: area × period, and per part the rows that stand, and what else stays withheld: n,
    and the value with categories."""

    vantar: np.ndarray
    star: Rader
    dolda_n: Rader
    dolda: Rader

    def differs(self, other: "Vantelage", rows_too: bool) -> np.ndarray:
        """Per period."""
        mine, its = ((*lage.star, *lage.dolda_n, *lage.dolda) for lage in (self, other))
        pairs = zip(mine, its, strict=True) if rows_too else ()
        return reduce(np.logical_or, (by_period(a != b) for a, b in pairs), by_period(self.vantar != other.vantar))


def remembered(
    summor: Summor, fore: Tidigare, krav: Krav, lage: Vantelage, delar: Delomraden, lika: np.ndarray
) -> Minne:
    """What is known, and what has to be withheld: what was and has not changed, newer numbers of what stands, and
    what has never been printed of an area that waits. `lika` are the periods of which nothing has changed."""
    found = told(summor, fore, krav, lika & ~lage.vantar.any(0))
    waits = counted(summor) & (lage.vantar & delar.spread(fore.raknas[delar.platser]))[:, :, None, None, None]
    for i, del_ in enumerate(summor.delar):
        andring = change(del_, fore.delar[i])
        same_n, other = (andring.n == 0) & (andring.okand == 0), andring.of_value
        star, at = andring.of(lage.star[i]), (slice(None), andring.platser)
        found.kanda_n[i][at] &= same_n
        found.kanda[i][at] &= ~other
        found.tvungna_n[i][at] &= same_n
        found.tvungna[i][at] &= ~other
        found.tvungna_n[i][at] |= star & (andring.n != 0)
        found.tvungna[i][at] |= star[..., None] & other
        new = waits & (fore.status_n[i] == NEVER)
        found.tvungna_n[i][...] |= lage.dolda_n[i] | new
        found.tvungna[i][...] |= lage.dolda[i] | new[..., None]
    return found


def told(summor: Summor, fore: Tidigare, krav: Krav, lika: np.ndarray) -> Minne:
    """The same where nothing has changed."""
    known_n = (
        (status == SHOWN) & ~_small(d.n, krav.namnare) for d, status in zip(summor.delar, fore.status_n, strict=True)
    )
    known = ((status == SHOWN) & ~_small_value(d, krav) for d, status in zip(summor.delar, fore.status, strict=True))
    withheld = (tuple(status == SEKRETESS for status in part) for part in (fore.status_n, fore.status))
    return Minne(tuple(known_n), tuple(known), *withheld, lika)


def likely(summor: Summor, fore: Tidigare, krav: Krav) -> Skydd:
    """The statuses of then; what has changed, or did not count then, is hidden if it is small."""
    late = ~fore.raknas[:, :, None, None, None]
    of_n, of_value = [], []
    for i, del_ in enumerate(summor.delar):
        andring, (n, value) = change(del_, fore.delar[i]), (fore.status_n[i], fore.status[i])
        new_n = andring.laid_out((andring.of(n) == SEKRETESS) & (andring.n != 0)) | late
        new = andring.laid_out((andring.of(value) == SEKRETESS) & andring.of_value) | late[..., None]
        of_n.append(_if_small(n, new_n, _small(del_.n, krav.namnare)))
        of_value.append(_if_small(value, new, _small_value(del_, krav)))
    return Skydd(tuple(of_n), tuple(of_value))


def _if_small(status: np.ndarray, new: np.ndarray, small: np.ndarray) -> np.ndarray:
    return np.where(new, np.where(small, SEKRETESS, SHOWN), status)


def _small(counts: np.ndarray, limit: int) -> np.ndarray:
    return (counts > 0) & (counts < limit)


def _small_value(del_: Del, krav: Krav) -> np.ndarray:
    if del_.matt not in COUNTS or del_.taljare is None:
        return np.zeros((*del_.n.shape, len(del_.utfall)), bool)
    return _small(del_.taljare, krav.taljare) | _small(del_.n[..., None] - del_.taljare, krav.rest)


def by_period(found: np.ndarray) -> np.ndarray:
    """Of arrays over areas, periods and more: is it so of any?"""
    return found.any((0, *range(2, found.ndim)))
