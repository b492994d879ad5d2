"""What may be printed of an indicator when earlier releases have printed some of it. Pure; for any rule of disclosure.

Printed numbers bind. A kommun (or a stadsdel) whose correction would tell of a few persons waits for the yearly
revision, with its whole table and all periods that hang together: its printed numbers stand. A number that has not
changed is known and no longer protects anything; one that was withheld and has not changed stays withheld. What stands
of larger areas is said in `storre`. What stands must not be told by other new numbers either, so the rule decides again
until nothing more stands; where that does not end, nothing new of the indicator is printed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure import perioder
from isu.disclosure.delomraden import Delomraden, parts_of
from isu.disclosure.ihagkommet import Rader, Vantelage, by_period, counted, likely, remembered
from isu.disclosure.kanda import known_withheld
from isu.disclosure.krav import Krav
from isu.disclosure.minne import Minne
from isu.disclosure.oforandrat import unchanged
from isu.disclosure.sammanfogat import Bundet, joined, since
from isu.disclosure.skydd import Skydd
from isu.disclosure.storre import standing
from isu.disclosure.tidigare import NEVER, SEKRETESS, SHOWN, Tidigare, change
from isu.disclosure.vantan import together, waiting

MOST_TRIES = 6
Decide = Callable[[Minne], Skydd]


@dataclass(frozen=True)
class _Utfall:
    """What the rule decided when so much stood, what it would withhold though it is known, what stands then, and in
    which periods that is something else."""

    skydd: Skydd
    useless: np.ndarray
    found: Vantelage
    differs: np.ndarray


@dataclass(frozen=True)
class _Fall:
    """One indicator and what earlier releases have told of it: `lika` are the periods of which nothing has changed
    since. With `fresh` something of it was never printed."""

    summor: Summor
    decide: Decide
    historik: Sequence[Tidigare]
    krav: Krav
    revision: bool
    delar: Delomraden
    lika: np.ndarray
    fresh: bool

    def minne(self, lage: Vantelage) -> Minne:
        return remembered(self.summor, self.historik[0], self.krav, lage, self.delar, self.lika)

    def standing(self, skydd: Skydd, lage: Vantelage) -> Vantelage:
        return _standing(self.summor, skydd, self.historik, self.delar, lage, self.krav, self.revision)

    def tried(self, lage: Vantelage, known: Vantelage) -> _Utfall:
        """`known` is what is sure to stand of it."""
        minne = self.minne(lage)
        skydd = self.decide(minne)
        useless = known_withheld(self.summor, skydd, minne)
        in_part = _told_in_part(self.summor, skydd, self.historik[0], self.delar)
        blamed = useless | (in_part & by_period(useless))
        vantar = known.vantar | together(self.summor.axlar["period"], blamed, self.delar)
        found = self.standing(skydd, replace(known, vantar=vantar))
        return _Utfall(skydd, useless, found, found.differs(lage, rows_too=self.fresh))


def bound(summor: Summor, decide: Decide, historik: Sequence[Tidigare], krav: Krav, revision: bool = False) -> Bundet:
    """`historik` are the earlier releases, the last first, at least one; all on the axes of `summor`."""
    delar = parts_of(summor.axlar["omrade"], historik)
    fresh = any((never & counted(summor)).any() for never in (s == NEVER for s in historik[0].status_n))
    fall = _Fall(summor, decide, historik, krav, revision, delar, unchanged(summor, historik[0]), fresh)
    utfall = _settled(fall, _at_first(summor, waiting(summor, historik[0], krav, delar) & (not revision)))
    stuck = perioder.together(summor.axlar["period"]) @ (utfall.differs | by_period(utfall.useless))
    skydd = _withheld(utfall.skydd, fall.minne(utfall.found))
    return joined(summor, *_nothing_new(summor, skydd, historik[0], utfall.found.star, stuck), historik)


def _at_first(summor: Summor, vantar: np.ndarray) -> Vantelage:
    nothing = [np.zeros(d.n.shape, bool) for d in summor.delar]
    return Vantelage(vantar, nothing, nothing, [np.zeros((*d.n.shape, len(d.utfall)), bool) for d in summor.delar])


def _settled(fall: _Fall, first: Vantelage) -> _Utfall:
    """What was hidden then mostly is again, so that what stands because of that is mostly all that will: that is tried
    first, and else from nothing."""
    guess = fall.standing(likely(fall.summor, fall.historik[0], fall.krav), first)
    utfall = fall.tried(guess, first)
    for _ in range(MOST_TRIES if utfall.found.differs(guess, rows_too=True).any() else 0):
        utfall = fall.tried(first, first)
        if not utfall.differs.any():
            break
        first = utfall.found
    return utfall


def _told_in_part(summor: Summor, skydd: Skydd, fore: Tidigare, delar: Delomraden) -> np.ndarray:
    """Area × period: the kommuner of whose corrections something is shown and something is not."""
    found = np.zeros(summor.status.shape, bool)
    for i, del_ in enumerate(summor.delar):
        hidden = (skydd.status_n[i] != SHOWN) | (fore.status_n[i] != SHOWN)
        found |= (change(del_, fore.delar[i]).of_row & hidden).any((2, 3, 4))
    return found & ~delar.larger[:, None]


def _standing(
    summor: Summor,
    skydd: Skydd,
    historik: Sequence[Tidigare],
    delar: Delomraden,
    lage: Vantelage,
    krav: Krav,
    revision: bool,
) -> Vantelage:
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
    return Vantelage(lage.vantar, star, dolda_n, dolda)


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
