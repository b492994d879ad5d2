"""Several indicators that count the same units (`sammanhang`), decided so that none tells what another withholds. Pure;
for any rule of disclosure.

They are decided in order, each by what those before it tell. Where one has to withhold what an earlier one shows, they
are all decided again, and the earlier one withholds that too; what has once been withheld so is in every later round.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from isu.aggregate.axel import ALLA, TOTALT
from isu.aggregate.summor import Del, Summor
from isu.disclosure.kanda import hidden, withheld_again
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.sammanhang import Sagt, told_by_others
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SEKRETESS, SHOWN
from isu.disclosure.urval import only

MOST_ROUNDS = 5
#: What is to be printed of the indicator at this place, by what others tell.
Decide = Callable[[int, Sequence[Sagt]], Bundet]


def settled(summor: Sequence[Summor], decide: Decide) -> list[Bundet]:
    """What is to be printed of each. If it does not end, what one of them withholds is withheld in all."""
    later: list[list[Sagt]] = [[] for _ in summor]
    for _ in range(MOST_ROUNDS):
        found: list[Bundet] = []
        told: list[Sagt] = []
        for i, own in enumerate(summor):
            found.append(decide(i, [*told, *later[i]]))
            told.append(Sagt(own, _of_now(found[i])))
        more = [[sagt._replace(bara_doljs=True) for sagt in told[i + 1 :]] for i in range(len(told))]
        if not any(_shows(*pair) for pair in zip(told, more, strict=True)):
            return found
        later = [[*before, *own] for before, own in zip(later, more, strict=True)]
    return [_withheld(*three) for three in zip(summor, found, later, strict=True)]


def _of_now(bundet: Bundet) -> Skydd:
    """Where an earlier release's number stands, that of now is withheld."""
    pairs = [zip(part, bundet.vantar, strict=True) for part in (bundet.skydd.status_n, bundet.skydd.status)]
    of_n = tuple(hidden(own, waits) for own, waits in pairs[0])
    return replace(bundet.skydd, status_n=of_n, status=tuple(hidden(own, w[..., None]) for own, w in pairs[1]))


def _shows(own: Sagt, later: Sequence[Sagt]) -> bool:
    """Something that one of the later ones withholds?"""
    if (minne := told_by_others(own.summor, later)) is None:
        return False
    of_n, of_value = (
        zip(*of, strict=True) for of in ((own.skydd.status_n, minne.tvungna_n), (own.skydd.status, minne.tvungna))
    )
    return any(((status == SHOWN) & forced).any() for status, forced in (*of_n, *of_value))


def _withheld(summor: Summor, bundet: Bundet, later: Sequence[Sagt]) -> Bundet:
    minne = told_by_others(summor, later)
    return bundet if minne is None else replace(bundet, skydd=withheld_again(bundet.skydd, minne))


def in_order(totals: Sequence[Summor]) -> list[int]:
    """The order to decide a family in: first that of which others are a part, with those of unknown outcome, since it
    tells them what to withhold and they tell it nothing; then that with most numbers, which has least choice."""
    places = range(len(totals))
    leads = [sum(_only_withholds(own, totals[j]) for j in places) for own in totals]
    sizes = [sum(len(d.utfall) for d in own.delar) for own in totals]
    return sorted(places, key=lambda i: (-leads[i], -sizes[i], totals[i].indikator))


def _only_withholds(one: Summor, other: Summor) -> bool:
    return _tells(one, other, SEKRETESS) and not _tells(one, other, SHOWN)


def _tells(one: Summor, other: Summor, status: int) -> bool:
    """Does the first tell anything of the other, if all of it has this status?"""
    every = Skydd(
        tuple(np.full(d.n.shape, status, np.uint8) for d in one.delar),
        tuple(np.full((*d.n.shape, len(d.utfall)), status, np.uint8) for d in one.delar),
    )
    return told_by_others(other, [Sagt(one, every)], often=1) is not None


def totals_of(summor: Summor) -> Summor:
    """Only what disclosure compares, of kön and ages together."""
    at = {"kon": [TOTALT], "aldersgrupp": [ALLA]}
    kept = {
        name: [i for i, member in enumerate(axel.medlemmar) if name not in at or member in at[name]]
        for name, axel in summor.axlar.items()
    }
    axlar = {name: only(axel, kept[name]) if name in at else axel for name, axel in summor.axlar.items()}
    places = np.ix_(*kept.values())
    delar = tuple(
        Del(d.variant, d.matt, d.utfall, d.n[places], d.n_okand[places], _taken(d.taljare, places), parat=d.parat)
        for d in summor.delar
    )
    return replace(summor, axlar=axlar, delar=delar, underlag=None)


def _taken(values: np.ndarray | None, places: tuple[np.ndarray, ...]) -> np.ndarray | None:
    return None if values is None else values[places]
