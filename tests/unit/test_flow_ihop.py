"""Several indicators of a file attacked together: what they withhold counts too, and not only what they show."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from isu.aggregate.summor import Summor
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.skydd import Skydd
from isu.errors import IsuError
from isu.flow.angrepp import guesses
from isu.flow.ekvationer import Familj
from isu.flow.ihop import attacked, tables
from isu.granskning.granska import INDIKATORER
from isu.granskning.jamte import Utgava
from tests.spec.publication.angripare import publish_all
from tests.unit.test_disclosure_bevis import GRUPP, KRAV, nation
from tests.unit.test_disclosure_inom import some_and_all
from tests.unit.test_disclosure_tak import pair, together

PROFIL = Skyddsprofil("prov", KRAV.namnare)


def known(path: Path, alla: list[Summor], skydd: list[Skydd]) -> tuple[int, int]:
    """How many numbers in a file of these are withheld, and how many of these are known."""
    publish_all(path / INDIKATORER, [*zip(alla, skydd, strict=True)], metod="bevisad")
    summor = {own.indikator: own for own in alla}
    found = attacked(read(path, summor), KRAV.namnare)
    assert [own.indikator for own in found] == [*summor]
    return sum(own.dolda for own in found), sum(own.kanda for own in found)


def read(path: Path, summor: dict[str, Summor]) -> Familj:
    tror = partial(guesses, PROFIL, summor.get)
    return Familj(tables(Utgava(path / INDIKATORER, GRUPP), summor, tror), summor)


@pytest.mark.parametrize(
    "of_both",
    [
        pair(nation(62, (4, 40), sallan=0.03)),
        pair(nation(52, (4, 40), sallan=0.3)),
        [*reversed(some_and_all(1, (0, 1, 90)))],
    ],
    ids=["n är högst alla", "många okända", "den ena räknar några av den andras"],
)
def test_decided_each_by_itself_they_tell_of_each_other_and_together_they_do_not(tmp_path, of_both):
    alone = [skydd for summor in of_both for skydd in together([summor])]
    dolda, kanda = known(tmp_path, of_both, alone)
    assert 0 < kanda <= dolda
    dolda, kanda = known(tmp_path, of_both, together(of_both))
    assert dolda and not kanda


def test_the_sums_must_be_those_that_the_file_was_made_of(tmp_path):
    of_both = pair(nation(62, (4, 40), sallan=0.03))
    publish_all(tmp_path / INDIKATORER, [*zip(of_both, together(of_both), strict=True)], metod="bevisad")
    one, other = of_both
    (del_,) = one.delar
    corrected = replace(one, delar=(replace(del_, n=del_.n + np.int64(1)),))
    with pytest.raises(IsuError, match="TST-01"):
        attacked(read(tmp_path, {"TST-01": corrected, "TST-02": other}), KRAV.namnare)
