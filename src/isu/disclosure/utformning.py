"""The design of the tables: which breakdowns an indicator is offered by at each level, decided before anything is
withheld. Pure; decides on counts only.

Where much of what there is to show would have to be withheld, a class is not offered at all. A level is offered a class
only if it is offered every coarser one, and at most a given share of the class' numbers there are small, over all
periods. The total without kön, ages and groups is always offered; where there is none, the groups are if not nearly all
of them are small. No level gets the classes that would make the table of one area larger than is read: the finest and
largest are left out first, also because every number told somewhere must be proved to be unknown everywhere else.

Then the rule is tried: where most of a class turns out withheld to protect the rest, it is taken away too, the finest
first (`thinned`). What was offered in the release before stays, also when somewhat more has become small, so that
series do not come and go.
"""

import math
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.declaration.profil import NIVAER
from isu.disclosure.krav import Krav
from isu.disclosure.per_niva import PerNiva, share
from isu.disclosure.utbud import Klass, Utbud, classes, coarser, members_of

#: Why a class is not offered: too many are small, too many would be withheld, the table would be too large, or a
#: coarser one is not.
FOR_MANGA_SMA, FOR_MANGA_DOLDA, FOR_STOR = "for_manga_sma", "for_manga_dolda", "for_stor_tabell"
GROVRE_SAKNAS = "grovre_saknas"


@dataclass(frozen=True)
class Utbudsregel:
    """At most `hogst` of a class' numbers above 0 may be small; `behalls` where it was offered before. At most `dolda`
    of them may be withheld; a class of which more than `genast` is goes at once, before its finer ones have been tried
    without. `storst` numbers at most are told of one area and period."""

    hogst: float
    behalls: float
    dolda: float = 1.0
    storst: int = 400
    genast: float = 0.8


def design(
    summor: Summor, krav: Krav, regel: Utbudsregel, tidigare: Utbud | None = None
) -> dict[str, dict[Klass, str]]:
    """What is offered; `tidigare` is what the release before offered."""
    found: dict[str, dict[Klass, str]] = {}
    large = _too_large(summor, tidigare or {}, regel.storst)
    for level, small, positive in _counted(summor, krav):
        before = (tidigare or {}).get(level, {})
        own: dict[Klass, str] = {}
        for klass in classes(summor.axlar):
            at = np.ix_(*members_of(klass, summor.axlar))
            limit = regel.behalls if before.get(klass) == "" else regel.hogst
            limit = limit if coarser(klass, own) else max(limit, regel.genast)
            many = small[at].sum() > limit * positive[at].sum()
            own[klass] = _reason(klass, own, bool(many), large)
        found[level] = own
    return found


def thinned(
    utbud: Utbud, summor: Summor, printed: PerNiva, withheld: PerNiva, regel: Utbudsregel, tidigare: Utbud
) -> Utbud:
    """The design without the finest classes of which too much is withheld, and without others of which nearly all is;
    the same design where there are none.

    `printed` and `withheld` are how many numbers above 0 are offered, and how many of them are not shown.
    """
    found = {}
    for level, own in utbud.items():
        before = {klass for klass, reason in tidigare.get(level, {}).items() if not reason}
        asked = [klass for klass, reason in own.items() if not reason and klass not in before]
        places = {klass: np.ix_(*members_of(klass, summor.axlar)) for klass in asked}
        shares = {klass: share(withheld[level][at], printed[level][at]) for klass, at in places.items()}
        found[level] = _without(own, shares, regel)
    return found


def unproved_left_out(utbud: Utbud, summor: Summor, obevisade: np.ndarray) -> Utbud:
    """The design without the classes in which a number of these has no proof even where it is closed: all would be
    withheld to protect it. Where those have no coarser, without the finest of every level."""
    found = {}
    for level, own in utbud.items():
        areas = [i for i, (typ, _) in enumerate(summor.axlar["omrade"].medlemmar) if typ == level]
        places = {klass: np.ix_(*members_of(klass, summor.axlar)) for klass in own}
        shares = {klass: float(obevisade[areas].any((0, 1))[at].any()) for klass, at in places.items()}
        found[level] = _without(own, shares, Utbudsregel(0, 0, 0, genast=0))
    if found != utbud:
        return found
    return {level: _without(own, dict.fromkeys(_finest(own), 1), Utbudsregel(0, 0, 0)) for level, own in utbud.items()}


def smallest_left_out(
    utbud: Utbud, summor: Summor, rows: np.ndarray, withheld: np.ndarray, regel: Utbudsregel
) -> Utbud:
    """The design without the smallest areas that have any rows, where more than `genast` of what they have is withheld:
    then the larger areas are worth more. `rows` and `withheld` are over the members of the sums and what is counted."""
    for level in (level for level in NIVAER[:-1] if "" in utbud.get(level, {}).values()):
        areas = [i for i, (typ, _) in enumerate(summor.axlar["omrade"].medlemmar) if typ == level]
        if withheld[areas].sum() > regel.genast * rows[areas].sum():
            return {**utbud, level: {klass: reason or FOR_MANGA_DOLDA for klass, reason in utbud[level].items()}}
        break
    return utbud


def _without(own: Mapping[Klass, str], shares: Mapping[Klass, float], regel: Utbudsregel) -> dict[Klass, str]:
    finest = _finest(own)
    left: dict[Klass, str] = {}
    for klass, reason in own.items():
        above = coarser(klass, own)
        limit = regel.dolda if klass in finest else max(regel.dolda, regel.genast)
        if not reason and any(left[c] for c in above):
            reason = GROVRE_SAKNAS
        elif not reason and above and shares.get(klass, 0) > limit:
            reason = FOR_MANGA_DOLDA
        left[klass] = reason
    return left


def _finest(own: Mapping[Klass, str]) -> set[Klass]:
    """Offered, with no finer one offered."""
    offered = {klass for klass, reason in own.items() if not reason}
    return offered - {c for klass in offered for c in coarser(klass, offered)}


def _too_large(summor: Summor, tidigare: Utbud, storst: int) -> set[Klass]:
    """The finest classes, the largest first, until the table of an area is small enough; none that was offered."""
    per_cell = len({d.variant for d in summor.delar})
    per_cell += sum(len(d.utfall) for d in summor.delar if d.matt in (ANDEL, FORDELNING))
    every = classes(summor.axlar)
    size = {klass: per_cell * math.prod(map(len, members_of(klass, summor.axlar))) for klass in every}
    before = {klass for own in tidigare.values() for klass, reason in own.items() if not reason}
    while sum(size.values()) > storst:
        finest = [k for k in _finest(dict.fromkeys(size, "")) if coarser(k, size) and k not in before]
        if not finest:
            break
        del size[max(finest, key=lambda klass: (size[klass], klass))]
    return set(every) - set(size)


def _reason(klass: Klass, own: Mapping[Klass, str], many: bool, large: Container[Klass]) -> str:
    above = coarser(klass, own)
    if any(own[c] for c in above):
        return GROVRE_SAKNAS
    if klass in large:
        return FOR_STOR
    return FOR_MANGA_SMA if many and (above or klass.uppdelning) else ""


def _counted(summor: Summor, krav: Krav) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Per level: how many numbers of each kön, age and group are small, and how many are more than 0."""
    areas = [typ for typ, _ in summor.axlar["omrade"].medlemmar]
    shows = (summor.status == 0)[:, :, None, None, None]
    numbers = [*_numbers(summor, krav)]
    for level in sorted(set(areas)):
        own = [i for i, typ in enumerate(areas) if typ == level]
        small, positive = np.zeros((2, *summor.shape[2:]), np.int64)
        for values, limit in numbers:
            here = np.where(shows[own], values[own], 0)
            small += ((here > 0) & (here < limit)).sum((0, 1))
            positive += (here > 0).sum((0, 1))
        yield level, small, positive


def _numbers(summor: Summor, krav: Krav) -> Iterator[tuple[np.ndarray, int]]:
    """n of every variant once, every numerator of a share and its complement, with the limit of each. Whether the
    categories of distributions are told is a question of its own (`fordelningar`)."""
    seen: set[tuple[str, bool]] = set()
    for del_ in summor.delar:
        if (del_.variant, del_.parat) not in seen:
            seen.add((del_.variant, del_.parat))
            yield del_.n, krav.namnare
        if del_.matt == ANDEL:
            for taljare in np.moveaxis(del_.taljare, -1, 0):
                yield taljare, krav.taljare
                yield del_.n - taljare, krav.rest
