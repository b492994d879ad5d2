"""Several indicators that count the same units (`sammanhang`), decided so that none tells what another withholds. Pure;
for any rule of disclosure.

They are decided in order, each by what those before it tell. Where one has to withhold what an earlier one shows, they
are all decided again, and the earlier one withholds that too; what has once been withheld so is in every later round.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from isu.aggregate.summor import Summor
from isu.disclosure.kanda import hidden, withheld_again
from isu.disclosure.sammanfogat import Bundet
from isu.disclosure.sammanhang import Sagt, told_by_others
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import SHOWN

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
