"""n is shown without those of unknown outcome, where how many there are in all gives away what another withholds.

A table is of women and men in two ages, with sums; `7!` are seven of unknown outcome that are to be withheld.
"""

from dataclasses import replace

import numpy as np
import pytest

from isu.aggregate import status
from isu.aggregate.summor import Summor
from isu.comparison.osakerhet import TACKNING, uncertainty, without_unknown
from isu.comparison.skattning import estimate
from isu.comparison.varde import values
from isu.disclosure import limits_shown
from isu.disclosure.okanda import Helheter
from isu.disclosure.sammanfogat import unbound, with_unknown_of_before
from isu.disclosure.sammanhang import Sagt
from isu.disclosure.skydd import Skydd
from isu.disclosure.tidigare import Tidigare
from isu.disclosure.utbud import everything
from isu.disclosure.utraknat import bounded
from tests.unit.test_disclosure_bevis import nation
from tests.unit.test_disclosure_tak import pair, together, told_by
from tests.unit.test_disclosure_utraknat import in_table, laid_out, read

SMALL = 5


def of_table(table: str) -> tuple[Summor, np.ndarray]:
    """Two hundred of known outcome in each cell and these of unknown; and which of these are to be withheld."""
    summor, unknown, *_ = laid_out(table.replace("!", "?"))
    hides = np.zeros(summor.shape, bool)
    hides[in_table(summor)] = np.array([cell.endswith("!") for cell in table.split()]).reshape(1, 1, 3, 3, 1)
    n = 0 * unknown
    n[in_table(summor)] = np.array([200, 200, 400, 200, 200, 400, 400, 400, 800]).reshape(1, 1, 3, 3, 1)
    (del_,) = pair(summor)[0].delar
    return replace(summor, delar=(replace(del_, n=n, n_okand=unknown, taljare=n[..., None]),)), hides


def shown(summor: Summor) -> Skydd:
    return Skydd(
        (np.zeros(summor.shape, np.uint8),), (np.zeros((*summor.shape, 1), np.uint8),), everything(summor.axlar)
    )


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (  # at least five in all that is withheld of each sum
            """2!  7  9
               6   1  7
               8   8 16""",
            """2!  7! 9
               6!  1! 7
               8   8 16""",
        ),
        (  # the smallest that is enough; where none is, the sum
            """3!  0  3
               4   9 13
               7   9 16""",
            """3!  0  3!
               4!  9! 13!
               7   9 16""",
        ),
        (  # of nobody too: what is counted in all would be n
            """0!  9  9
               6   7 13
               6  16 22""",
            """0!  9! 9
               6!  7! 13
               6  16 22""",
        ),
        ("0 0 0  6 1 7  6 1 7", "0 0 0  6 1 7  6 1 7"),
    ],
)
def test_so_many_are_withheld_together_that_they_cannot_be_had_by_subtraction(table, found):
    summor, hides = of_table(table)
    (sagt,) = Helheter([summor]).with_hidden([Sagt(summor, shown(summor))], [[hides]], SMALL)
    (okanda,) = sagt.skydd.okanda or (np.zeros(summor.shape, bool),)
    wanted = np.array([cell.endswith("!") for cell in found.split()]).reshape(3, 3)
    assert (read(okanda, summor) == wanted).all()


def test_they_are_withheld_in_all_that_count_the_same_units():
    one, other = pair(nation(3, (4, 40)))
    hides = np.zeros(one.shape, bool)
    hides[place(one, "K", "0-12")] = True
    told = [Sagt(own, shown(own)) for own in (one, other)]
    first, second = Helheter([one, other]).with_hidden(told, [[hides], []], SMALL)
    assert hides.sum() < first.skydd.okanda[0].sum()
    assert (first.skydd.okanda[0] == second.skydd.okanda[0]).all()


@pytest.mark.parametrize("told_by_n", [True, False])
def test_they_are_not_withheld_where_it_is_of_no_use(told_by_n):
    """Another shows as its n how many there are in all, or the last release told of it."""
    one, _ = pair(nation(3, (4, 40)))
    (del_,) = one.delar
    every = replace(del_, n=del_.n + del_.n_okand, n_okand=0 * del_.n)
    other = replace(one, indikator="TST-03", delar=(replace(every, taljare=every.n[..., None]),))
    hides = np.ones(one.shape, bool)
    by_n = [Sagt(one, shown(one)), Sagt(other, shown(other))]
    told = by_n if told_by_n else [Sagt(one, shown(one), hela=(hides,))]
    found = Helheter([sagt.summor for sagt in told]).with_hidden(told, [[hides], []], SMALL)
    in_common = in_table(one, ("K", "M", "T"))
    assert not found[0].skydd.okanda[0][in_common].any()


@pytest.mark.parametrize(("lowest", "most"), [(0, 22), (13, 9)])
def test_all_that_are_counted_are_no_fewer_than_the_n_that_are_shown(lowest, most):
    """Of 22 women in all somebody shows 13 of 13-17, so that there are no more than 9 of 0-12."""
    summor, n, known, _ = laid_out("9? 13? 22  20? 7? 27  29 20 49")
    golv = 0 * n
    golv[place(summor, "K", "13-17")] = lowest
    assert bounded(summor, n, known, golv=golv).most[place(summor, "K", "0-12")] == most


def test_nor_than_what_is_left_of_those_that_are_shown():
    """Nobody prints those of unknown kön, but T - K - M tells of them in the other indicator too."""
    one, other = pair(nation(3, (4, 40)))
    _, (golv,) = Helheter([one, other]).golv([Sagt(one, shown(one)), Sagt(other, shown(other))])
    of_unknown = np.s_[:, :, one.axlar["kon"].medlemmar.index("U")]
    told = np.maximum(one.delar[0].n, other.delar[0].n)[of_unknown]
    assert (golv[of_unknown] == told).all() and told.any()


def place(summor: Summor, kon: str, alder: str) -> tuple[int, ...]:
    members = [("kommun", "1715"), ("halvar", "2024H1"), kon, alder, ("", "")]
    return tuple(axel.medlemmar.index(m) for axel, m in zip(summor.axlar.values(), members, strict=True))


def test_the_attacker_finds_what_they_would_have_told(tmp_path):
    of_both = pair(nation(52, (4, 40), sallan=0.3))
    decided = together(of_both)
    assert any(rows.any() for skydd in decided for rows in skydd.okanda)
    assert not told_by(tmp_path, of_both, decided)
    assert told_by(tmp_path, of_both, [replace(skydd, okanda=()) for skydd in decided]) == {"annan"}


@pytest.mark.parametrize(
    ("n", "n_okand", "visas", "tackning", "klass"),
    [
        (40, 5, True, 88.9, "god"),
        (40, 5, False, None, "god"),
        (40, 15, False, None, "lag"),
        (19, 1, True, 95.0, "god"),
        (19, 1, False, None, ""),  # a fourth of 19 is less than five
    ],
)
def test_what_is_computed_from_them_is_withheld_with_them(n, n_okand, visas, tackning, klass):
    (summor, _) = of_table("0 0 0  0 0 0  0 0 0")
    of_all = np.full(summor.shape, n)
    del_ = replace(summor.delar[0], n=of_all, n_okand=np.full(summor.shape, n_okand), taljare=of_all[..., None])
    skydd = shown(summor)
    varden = values(summor, del_, skydd.status_n[0], skydd.status[0])
    limits = limits_shown(summor, del_, skydd.status_n[0], skydd.status[0], SMALL)
    known = uncertainty(del_, varden, estimate(del_, varden, limits, summor.axlar["omrade"]))
    found = without_unknown(known, varden.n, np.full(summor.shape, visas), SMALL)
    at = (*place(summor, "K", "0-12"), 0)
    assert TACKNING[found.tackning_klass[at]] == klass
    assert tackning is None if np.isnan(found.tackning[at]) else round(float(found.tackning[at]), 1) == tackning


@pytest.mark.parametrize(
    ("then", "now", "hides", "tells"),
    [
        ("visas", 7, False, True),  # the same as then
        ("visas", 8, False, False),
        ("sekretess", 7, True, False),
        ("sekretess", 8, True, False),
    ],
)
def test_they_stay_as_the_last_release_had_them(then, now, hides, tells):
    """Seven were of unknown outcome then."""
    summor, _ = of_table("7 7 14  7 7 14  14 14 28")
    at, (del_,) = place(summor, "K", "0-12"), summor.delar
    of_then = np.zeros(summor.shape, np.uint8)
    of_then[at] = status.kod(then)
    fore = Tidigare(
        (del_,),
        (0 * of_then,),
        (0 * of_then[..., None],),
        (of_then > 1,),
        summor.status == 0,
        summor.antal_kommuner,
        okanda=(of_then,),
    )
    unknown = del_.n_okand.copy()
    unknown[at] = now
    summor = replace(summor, delar=(replace(del_, n_okand=unknown),))
    found = with_unknown_of_before(unbound(summor, shown(summor)), summor, fore)
    assert (bool(found.skydd.okanda[0][at]), bool(found.hela[0][at])) == (hides, tells)
