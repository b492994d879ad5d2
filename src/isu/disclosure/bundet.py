"""What may be printed of an indicator when earlier releases have printed some of it. Pure; for any rule of disclosure.

Printed numbers bind. A kommun (or a stadsdel) whose correction would tell of a few persons waits for the yearly
revision, with its whole table and all periods that hang together: its printed numbers stand. A number that has not
changed is known and no longer protects anything; one that was withheld and has not changed stays withheld. What stands
of larger areas is said in `storre`. What stands must not be told by other new numbers either, so the rule decides again
until nothing more stands; where that does not end, nothing new of the indicator is printed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.disclosure import perioder
from isu.disclosure.delomraden import Delomraden, parts_of
from isu.disclosure.kanda import known_withheld
from isu.disclosure.krav import Krav
from isu.disclosure.minne import Minne
from isu.disclosure.oforandrat import unchanged
from isu.disclosure.sammanfogat import Bundet, joined, since
from isu.disclosure.skydd import Skydd
from isu.disclosure.storre import standing
from isu.disclosure.tidigare import COUNTS, NEVER, SEKRETESS, SHOWN, Tidigare, change
from isu.disclosure.vantan import together, waiting

MOST_TRIES = 6
Decide = Callable[[Minne], Skydd]
#: Per part of the sums, one array over the axes.
Rader = list[np.ndarray]


@dataclass(frozen=True)
class _Lage:
    """What has been found to wait: area × period, and per part the rows that stand, and what else stays withheld: n,
    and the value with categories."""

    vantar: np.ndarray
    star: Rader
    dolda_n: Rader
    dolda: Rader

    def differs(self, other: "_Lage", rows_too: bool) -> np.ndarray:
        """Per period."""
        mine, its = ((*lage.star, *lage.dolda_n, *lage.dolda) for lage in (self, other))
        pairs = zip(mine, its, strict=True) if rows_too else ()
        return reduce(np.logical_or, (_by_period(a != b) for a, b in pairs), _by_period(self.vantar != other.vantar))


def bound(summor: Summor, decide: Decide, historik: Sequence[Tidigare], krav: Krav, revision: bool = False) -> Bundet:
    """`historik` are the earlier releases, the last first, at least one; all on the axes of `summor`."""
    nothing = [np.zeros(d.n.shape, bool) for d in summor.delar]
    no_value = [np.zeros((*d.n.shape, len(d.utfall)), bool) for d in summor.delar]
    delar = parts_of(summor.axlar["omrade"], historik)
    found = _Lage(waiting(summor, historik[0], krav, delar) & (not revision), nothing, nothing, no_value)
    fresh = any((never & _counts(summor)).any() for never in (s == NEVER for s in historik[0].status_n))
    for _ in range(MOST_TRIES):
        lage = found
        minne = remembered(summor, historik[0], krav, lage, delar)
        skydd = decide(minne)
        useless = known_withheld(summor, skydd, minne)
        blamed = useless | (_told_in_part(summor, skydd, historik[0], delar) & _by_period(useless))
        vantar = lage.vantar | together(summor.axlar["period"], blamed, delar)
        found = _standing(summor, skydd, historik, delar, replace(lage, vantar=vantar), krav, revision)
        if not (differs := found.differs(lage, rows_too=fresh)).any():
            break
    last = remembered(summor, historik[0], krav, found, delar)
    stuck = perioder.together(summor.axlar["period"]) @ (differs | _by_period(useless))
    return joined(summor, *_nothing_new(summor, _withheld(skydd, last), historik[0], found.star, stuck), historik)


def _told_in_part(summor: Summor, skydd: Skydd, fore: Tidigare, delar: Delomraden) -> np.ndarray:
    """Area × period: the kommuner of whose corrections something is shown and something is not."""
    found = np.zeros(summor.status.shape, bool)
    for i, del_ in enumerate(summor.delar):
        hidden = (skydd.status_n[i] != SHOWN) | (fore.status_n[i] != SHOWN)
        found |= (change(del_, fore.delar[i]).of_row & hidden).any((2, 3, 4))
    return found & ~delar.larger[:, None]


def _by_period(found: np.ndarray) -> np.ndarray:
    """Of arrays over areas, periods and more: is it so of any?"""
    return np.moveaxis(found, 1, 0).reshape(found.shape[1], -1).any(1)


def _counts(summor: Summor) -> np.ndarray:
    """Where numbers are printed if nothing is withheld."""
    found = np.zeros(summor.shape, bool)
    found[np.ix_(*(axel.visade for axel in summor.axlar.values()))] = True
    return found & (summor.status == SHOWN)[:, :, None, None, None]


def remembered(summor: Summor, fore: Tidigare, krav: Krav, lage: _Lage, delar: Delomraden) -> Minne:
    """What is known, and what has to be withheld: what was and has not changed, newer numbers of what stands, and
    what has never been printed of an area that waits."""
    known_n, known, forced_n, forced = [], [], [], []
    waits = _counts(summor) & (lage.vantar & delar.spread(fore.raknas[delar.platser]))[:, :, None, None, None]
    for i, del_ in enumerate(summor.delar):
        andring = change(del_, fore.delar[i])
        same_n = (andring.n == 0) & (andring.okand == 0)
        same = ~andring.of_value
        known_n.append((fore.status_n[i] == SHOWN) & same_n & ~_small(del_.n, krav.namnare))
        known.append((fore.status[i] == SHOWN) & same & ~_small_value(del_, krav))
        star = lage.star[i]
        new = waits & (fore.status_n[i] == NEVER)
        of_n, of_value = star & (andring.n != 0), star[..., None] & andring.of_value
        forced_n.append(((fore.status_n[i] == SEKRETESS) & same_n) | lage.dolda_n[i] | of_n | new)
        forced.append(((fore.status[i] == SEKRETESS) & same) | lage.dolda[i] | of_value | new[..., None])
    return Minne(*map(tuple, (known_n, known, forced_n, forced)), unchanged(summor, fore) & ~lage.vantar.any(0))


def _small(counts: np.ndarray, limit: int) -> np.ndarray:
    return (counts > 0) & (counts < limit)


def _small_value(del_: Del, krav: Krav) -> np.ndarray:
    if del_.matt not in COUNTS or del_.taljare is None:
        return np.zeros((*del_.n.shape, len(del_.utfall)), bool)
    return _small(del_.taljare, krav.taljare) | _small(del_.n[..., None] - del_.taljare, krav.rest)


def _standing(
    summor: Summor,
    skydd: Skydd,
    historik: Sequence[Tidigare],
    delar: Delomraden,
    lage: _Lage,
    krav: Krav,
    revision: bool,
) -> _Lage:
    """With the rows that stand added: of each larger area, by the release that its numbers have stood since."""
    star, dolda_n, dolda = list(lage.star), list(lage.dolda_n), list(lage.dolda)
    for nr, tidigare in enumerate(historik):
        of_larger = standing(summor, skydd, tidigare, delar, lage.vantar, krav, revision)
        for i, (stands, stays_n, stays) in enumerate(of_larger):
            here = _printed_before(summor, historik[0], i) & (since(historik, i) == nr)
            star[i], dolda_n[i] = star[i] | (stands & here), dolda_n[i] | (stays_n & here)
            dolda[i] = dolda[i] | (stays & here[..., None])
    for i, del_ in enumerate(summor.delar):
        here = lage.vantar[:, :, None, None, None] & _printed_before(summor, historik[0], i)
        star[i] = star[i] | (here & change(del_, historik[0].delar[i]).of_row)
    return _Lage(lage.vantar, star, dolda_n, dolda)


def _printed_before(summor: Summor, fore: Tidigare, part: int) -> np.ndarray:
    """Rows that the last release had, of areas that count now too."""
    return (fore.status_n[part] != NEVER) & (summor.status == SHOWN)[:, :, None, None, None]


def _withheld(skydd: Skydd, minne: Minne) -> Skydd:
    """With what is forced withheld, whatever the rule says."""
    of_n = [_hidden(own, forced) for own, forced in zip(skydd.status_n, minne.tvungna_n, strict=True)]
    of_value = [
        _hidden(own, forced | (n == SEKRETESS)[..., None])
        for own, forced, n in zip(skydd.status, minne.tvungna, of_n, strict=True)
    ]
    return replace(skydd, status_n=tuple(of_n), status=tuple(of_value))


def _hidden(status: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return np.where(rows & (status == SHOWN), SEKRETESS, status)


def _nothing_new(
    summor: Summor, skydd: Skydd, fore: Tidigare, star: Rader, stuck: np.ndarray
) -> tuple[Skydd, list[np.ndarray]]:
    """In the periods that are `stuck` what has been printed stands, and the rest is withheld."""
    here = stuck[:, None, None, None]
    printed = [_printed_before(summor, fore, i) for i in range(len(summor.delar))]
    hidden = replace(
        skydd,
        status_n=tuple(_hidden(s, here & ~rows) for s, rows in zip(skydd.status_n, printed, strict=True)),
        status=tuple(_hidden(s, (here & ~rows)[..., None]) for s, rows in zip(skydd.status, printed, strict=True)),
    )
    return hidden, [np.where(here, rows, stands) for rows, stands in zip(printed, star, strict=True)]
