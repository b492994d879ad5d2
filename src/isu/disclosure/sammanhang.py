"""What other indicators tell of the same units: what is known of this one by that, and what is to be withheld. Pure.

Two indicators count the same units where a number of one is a number of the other in every kommun: its n, its n with
those of unknown outcome (a reader has both beside each other), or a numerator. What the other shows is known then and
protects nothing here; what it withholds is withheld here too, and proved not to be had from what is told here. So
neither tells more of them than the other.

Not reckoned with: that those of one are some of those of the other.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from isu.aggregate.axel import KOMMUN, Axel
from isu.aggregate.summor import Summor
from isu.aggregate.utfall import ANDEL
from isu.disclosure.lager import OFTEN
from isu.disclosure.minne import Minne
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.utbud import offered_by_level

#: Members of each axis.
Places = tuple[list[int], ...]


class Sagt(NamedTuple):
    """Another indicator, with what has been decided of it; of one with `bara_doljs` only what it withholds counts."""

    summor: Summor
    skydd: Skydd
    bara_doljs: bool = False


class _Tal(NamedTuple):
    """One quantity over the axes. Of the other indicator `visas` and `doljs` say where it is shown and withheld; of
    this one they are what is to be filled in. None where it is not told, or does not follow."""

    varden: np.ndarray
    visas: np.ndarray | None
    doljs: np.ndarray | None


def told_by_others(summor: Summor, andra: Iterable[Sagt]) -> Minne | None:
    """None where no other counts the same units."""
    found = _nothing(summor)
    for sagt in andra:
        _add(found, summor, sagt)
    *bound, _ = vars(found).values()
    return found if any(rows.any() for parts in bound for rows in parts) else None


def with_others(minne: Minne, andra: Minne | None) -> Minne:
    """What earlier releases have told, and other indicators. What has changed is as in the first."""
    if andra is None:
        return minne
    *parts, _ = zip(vars(minne).values(), vars(andra).values(), strict=True)
    return Minne(*(tuple(map(np.logical_or, *pair)) for pair in parts), minne.lika)


def _nothing(summor: Summor) -> Minne:
    def none(with_categories: bool) -> tuple[np.ndarray, ...]:
        return tuple(
            np.zeros((*d.n.shape, len(d.utfall)) if with_categories else d.n.shape, bool) for d in summor.delar
        )

    return Minne(none(False), none(True), none(False), none(True), np.zeros(summor.shape[1], bool))


def _add(found: Minne, summor: Summor, sagt: Sagt) -> None:
    """What one of them tells, at the members that both have, of the whole and of each breakdown. Changes what is
    found."""
    axes = zip(summor.axlar.values(), sagt.summor.axlar.values(), strict=True)
    *others, groups = (_common(*pair) for pair in axes)
    names = [summor.axlar["grupp"].medlemmar[i][0] for i, _ in groups]
    for namn in dict.fromkeys(names) if all(others) else ():
        of_breakdown = [pair for pair, own in zip(groups, names, strict=True) if own == namn]
        here, there = (tuple([pair[side] for pair in pairs] for pairs in (*others, of_breakdown)) for side in (0, 1))
        _add_at(found, summor, sagt, here, there)


def _add_at(found: Minne, summor: Summor, sagt: Sagt, here: Places, there: Places) -> None:
    """The same at some places of either."""
    own, its = np.ix_(*here), np.ix_(*there)
    counts = (summor.status[np.ix_(*here[:2])] == SHOWN) & (sagt.summor.status[np.ix_(*there[:2])] == SHOWN)
    kommuner = np.array([summor.axlar["omrade"].medlemmar[i][0] == KOMMUN for i in here[0]])
    sources = [*_told(sagt)]
    for target in _wanted(found, summor):
        for source in sources:
            told = ((target.visas, source.visas), (target.doljs, source.doljs))
            if pairs := [pair for pair in told if all(rows is not None for rows in pair)]:
                same = _same(target.varden[own], source.varden[its], counts, kommuner)
                for mine, of_source in pairs if same.any() else ():
                    mine[own] |= same[:, :, None, None, None] & of_source[its]


def _common(axel: Axel, other: Axel) -> list[tuple[int, int]]:
    at = {member: i for i, member in enumerate(other.medlemmar)}
    return [(i, at[member]) for i, member in enumerate(axel.medlemmar) if member in at]


def _wanted(found: Minne, summor: Summor) -> Iterator[_Tal]:
    """n, n with the unknown, which withholds n if it must not be told, and the numerators of this indicator."""
    for i, del_ in enumerate(summor.delar):
        yield _Tal(del_.n, found.kanda_n[i], found.tvungna_n[i])
        if del_.n_okand.any():
            yield _Tal(del_.n + del_.n_okand, None, found.tvungna_n[i])
        if del_.matt == ANDEL:
            yield _Tal(del_.taljare[..., 0], found.kanda[i][..., 0], found.tvungna[i][..., 0])


def _told(sagt: Sagt) -> Iterator[_Tal]:
    """The same of the other: its n with the unknown can be had where n is shown."""
    summor, skydd, only_withheld = sagt
    rows = np.ones(summor.shape, bool) if skydd.utbud is None else offered_by_level(summor, skydd.utbud)
    seen: set[tuple[str, bool]] = set()
    for del_, of_n, of_value in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        shown, withheld = rows & (of_n == SHOWN) & (not only_withheld), rows & (of_n == SEKRETESS)
        if (del_.variant, del_.parat) not in seen:
            seen.add((del_.variant, del_.parat))
            yield _Tal(del_.n, shown, withheld)
            if del_.n_okand.any():
                yield _Tal(del_.n + del_.n_okand, shown, None)
        if del_.matt == ANDEL:
            value = of_value[..., 0]
            shown = rows & (value == SHOWN) & (not only_withheld)
            yield _Tal(del_.taljare[..., 0], shown, rows & (value == SEKRETESS))


def _same(own: np.ndarray, other: np.ndarray, counts: np.ndarray, kommuner: np.ndarray) -> np.ndarray:
    """Område × period: is all the same there? Nowhere, unless it is in all kommuner that count in both, and often."""
    equal = (own == other).all((2, 3, 4)) & counts
    somebody = ((own > 0) & equal[:, :, None, None, None])[kommuner]
    if not equal[kommuner][counts[kommuner]].all() or somebody.sum() < OFTEN:
        return np.zeros_like(equal)
    return equal
