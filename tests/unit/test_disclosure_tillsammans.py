"""Indicators that count the same units, decided together: what one withholds of them no other tells."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import reject, settings

from isu.aggregate.axel import KOMMUN
from isu.aggregate.summor import Summor
from isu.disclosure.besluta import decide
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.hogst import Tak
from isu.disclosure.kanda import withheld_again
from isu.disclosure.sammanfogat import Bundet, unbound
from isu.disclosure.sammanhang import Sagt, told_by_others
from isu.disclosure.skydd import SEKRETESS, Skydd
from isu.disclosure.tillsammans import reckoned_with, settled
from isu.disclosure.utbud import Utbud
from tests.unit.test_disclosure_bevis import KRAV, nation, random_nations

#: Where the three measures of `nation` stand: a share, a distribution of the same, a share of some of them.
ANDEL, FORDELNING, SMAL = range(3)


def of_parts(summor: Summor, namn: str, *parts: int, okanda: int = 0) -> Summor:
    """An indicator of some of the measures; of ten units so many are of unknown outcome, and so not in n."""
    chosen = [summor.delar[part] for part in parts]
    unknown = [d.n * okanda // 10 for d in chosen]
    delar = tuple(replace(d, n=d.n - u, n_okand=u) for d, u in zip(chosen, unknown, strict=True))
    return replace(summor, indikator=namn, delar=delar)


class Obevisat(AssertionError):
    """Not all could be proved."""


def decided_or_rejected(sums: list[Summor]) -> list[Bundet]:
    """A country in which not all can be proved is no example."""
    try:
        return decided(sums)
    except Obevisat:
        reject()


def decided(sums: list[Summor]) -> list[Bundet]:
    """All by the richest design, whatever they differ by."""

    def of_one(k: int, andra: list[Sagt], tak: Tak, hogst: Utbud | None) -> Bundet:
        minne = reckoned_with(sums[k], andra, tak, rest=1)
        beslut = decide(sums[k], KRAV, seed=k, minne=minne)
        if beslut.hel:
            raise Obevisat
        return unbound(sums[k], withheld_again(beslut.skydd, minne) if minne else beslut.skydd)

    return settled(sums, of_one, KRAV.namnare)


def withheld(bundet: Bundet) -> np.ndarray:
    """Where n of the first measure is."""
    return bundet.skydd.status_n[0] == SEKRETESS


@settings(max_examples=10, deadline=None)
@random_nations
def test_the_same_n_is_withheld_in_both_or_in_neither(seed, sizes):
    summor = nation(seed, sizes)
    one, other = decided_or_rejected([of_parts(summor, "TST-01", ANDEL), of_parts(summor, "TST-02", FORDELNING, SMAL)])
    assert (withheld(one) == withheld(other)).all()


def test_decided_each_for_itself_one_would_tell_what_the_other_withholds():
    summor = nation(2, (4, 40))
    one, other = (decided([of_parts(summor, "TST-01", *parts)])[0] for parts in ([ANDEL], [FORDELNING, SMAL]))
    assert (withheld(one) & ~withheld(other)).any() or (withheld(other) & ~withheld(one)).any()


@pytest.mark.parametrize("seed", range(3))
def test_where_n_is_withheld_so_is_the_n_that_makes_it_up_with_those_of_unknown_outcome(seed):
    summor = nation(seed, (4, 40))
    every, known = decided([of_parts(summor, "TST-01", ANDEL), of_parts(summor, "TST-02", FORDELNING, okanda=3)])
    assert (withheld(every) <= withheld(known)).all()


@pytest.mark.parametrize(
    ("part", "of"),
    [
        (ANDEL, lambda del_: del_.n - del_.taljare[..., 0]),  # those who are not among the share
        (FORDELNING, lambda del_: del_.taljare[..., 1]),  # those of the second category
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_a_numerator_is_withheld_where_the_n_that_tells_it_is(seed, part, of):
    """Another indicator counts as its n those that are in a category, or, where n is shown, those who are not in the
    numerator."""
    summor = nation(seed, (4, 40))
    del_, kategori = summor.delar[part], 0 if part == ANDEL else 1
    own = replace(summor.delar[SMAL], n=of(del_), taljare=of(del_)[..., None])
    sums = of_parts(summor, "TST-01", part), replace(summor, indikator="TST-02", delar=(own,))

    def told_by_the_other(one: Bundet, other: Bundet) -> np.ndarray:
        secret = one.skydd.status[0][..., kategori] == SEKRETESS
        return (secret != withheld(other)) & (~withheld(one) | (part == FORDELNING))

    for order in (sums, sums[::-1]):
        assert not told_by_the_other(*sorted(decided([*order]), key=lambda bundet: bundet.summor.indikator)).any()
    assert told_by_the_other(*(decided([own])[0] for own in sums)).any()


@pytest.mark.parametrize(("kommuner", "follows"), [(1, False), (3, True)])
def test_what_is_the_same_in_few_numbers_may_be_so_by_chance(kommuner, follows):
    """So many kommuner have anybody, two of 0–12 each: in T and M, 0–12, 0–17 and alla, two numbers or six a kommun."""
    summor = nation(1, (0, 3))
    areas = summor.axlar["omrade"].of_type(KOMMUN)[:kommuner]
    n = np.zeros(summor.shape, np.int64)
    n[np.ix_(areas, [0], [0], [0, 1], [0])] = 2
    n[np.ix_(areas[1:], [0], [1], [0, 1, 2], [0])] = 2
    own = replace(
        summor, status=0 * summor.status, delar=(replace(summor.delar[ANDEL], n=n, taljare=0 * n[..., None]),)
    )
    shown = Skydd((np.zeros(n.shape, np.uint8),), (np.full((*n.shape, 1), SEKRETESS, np.uint8),))
    assert (told_by_others(own, [Sagt(own, shown)]) is not None) is follows


def test_families_are_those_that_share_a_number_and_who_tells_the_others_what_to_withhold_is_first():
    summor = nation(3, (4, 40))
    every, known = of_parts(summor, "TST-03", ANDEL), of_parts(summor, "TST-01", FORDELNING, okanda=3)
    others = of_parts(summor, "TST-02", SMAL)
    known, others = with_more(known, n=0, taljare=7), with_more(others, n=12, taljare=7)
    assert families([whole_of(s) for s in (known, others, every)]) == [["TST-03", "TST-01"]]


def with_more(summor: Summor, n: int, taljare: int) -> Summor:
    """So many more everywhere, so that they are as many as nobody else's."""
    (del_,) = summor.delar
    return replace(summor, delar=(replace(del_, n=n + del_.n, taljare=taljare + del_.taljare),))
