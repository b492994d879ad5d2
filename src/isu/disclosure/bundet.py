"""What may be printed of an indicator when earlier releases have printed some of it. Pure; for any rule of disclosure.

Printed numbers bind. A kommun (or a stadsdel) whose correction would tell of a few persons waits for the yearly
revision, with its whole table and all periods that hang together: its printed numbers stand. A number that has not
changed is known and no longer protects anything; one that was withheld and has not changed stays withheld. What stands
of larger areas is said in `storre`. What stands must not be told by other new numbers either, so the rule decides again
until nothing more stands; where that does not end, nothing new of the indicator is printed.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from isu.aggregate.summor import Summor
from isu.disclosure import perioder
from isu.disclosure.berort import Berort, Utanfor
from isu.disclosure.delomraden import Delomraden, parts_of
from isu.disclosure.ihagkommet import Rader, Vantelage, by_period, likely, remembered, told
from isu.disclosure.kanda import hidden, known_withheld, withheld_again
from isu.disclosure.krav import Krav
from isu.disclosure.minne import Minne
from isu.disclosure.oforandrat import unchanged
from isu.disclosure.sammanfogat import Bundet, joined, since, with_unknown_of_before
from isu.disclosure.skydd import Skydd, counted
from isu.disclosure.storre import standing
from isu.disclosure.tidigare import NEVER, SHOWN, Tidigare, change
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
    return with_unknown_of_before(_decided(summor, decide, historik, krav, revision), summor, historik[0])


def _decided(summor: Summor, decide: Decide, historik: Sequence[Tidigare], krav: Krav, revision: bool) -> Bundet:
    delar, fore = parts_of(summor.axlar["omrade"], historik), historik[0]
    fresh = any((never & counted(summor)).any() for never in (s == NEVER for s in fore.status_n))
    lika = unchanged(summor, fore)
    fall = _Fall(summor, decide, historik, krav, revision, delar, lika, fresh)
    touched = np.flatnonzero(perioder.together(summor.axlar["period"]) @ ~lika)
    if len(touched) < len(lika):
        berort = Berort(summor, decide, told(summor, fore, krav, lika), touched)
        then = [tidigare.of(touched) for tidigare in historik]
        own = replace(fall, summor=berort.summor, decide=berort.decided, historik=then, lika=lika[touched])
        with suppress(Utanfor):
            return berort.among_all(_bound(own))
    return _bound(fall)


def _bound(fall: _Fall) -> Bundet:
    summor, fore = fall.summor, fall.historik[0]
    utfall = _settled(fall, _at_first(summor, waiting(summor, fore, fall.krav, fall.delar) & (not fall.revision)))
    stuck = perioder.together(summor.axlar["period"]) @ (utfall.differs | by_period(utfall.useless))
    skydd = withheld_again(utfall.skydd, fall.minne(utfall.found))
    return joined(summor, *_nothing_new(summor, skydd, fore, utfall.found.star, stuck), fall.historik)


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
        andring = change(del_, fore.delar[i])
        withheld = (andring.of(skydd.status_n[i]) != SHOWN) | (andring.of(fore.status_n[i]) != SHOWN)
        found |= andring.by_period(andring.of_row & withheld)
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
        andring = change(del_, historik[0].delar[i])
        star[i] = star[i] | andring.laid_out(andring.of(here) & andring.of_row)
    return Vantelage(lage.vantar, star, dolda_n, dolda)


def _printed_before(summor: Summor, fore: Tidigare, part: int) -> np.ndarray:
    """Rows that the last release had, of areas that count now too."""
    return (fore.status_n[part] != NEVER) & (summor.status == SHOWN)[:, :, None, None, None]


def _nothing_new(
    summor: Summor, skydd: Skydd, fore: Tidigare, star: Rader, stuck: np.ndarray
) -> tuple[Skydd, list[np.ndarray]]:
    """In the periods that are `stuck` what has been printed stands, and the rest is withheld."""
    here = stuck[:, None, None, None]
    printed = [_printed_before(summor, fore, i) for i in range(len(summor.delar))]
    less = replace(
        skydd,
        status_n=tuple(hidden(s, here & ~rows) for s, rows in zip(skydd.status_n, printed, strict=True)),
        status=tuple(hidden(s, (here & ~rows)[..., None]) for s, rows in zip(skydd.status, printed, strict=True)),
    )
    return less, [np.where(here, rows, stands) for rows, stands in zip(printed, star, strict=True)]
