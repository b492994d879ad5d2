"""What one indicator counts is what a numerator of another leaves of its n, or one of its categories: whoever has both
files has the one where the other is withheld, and n shown."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate.summor import Summor
from tests.unit.test_disclosure_bevis import nation
from tests.unit.test_disclosure_tak import SIZES, together, told_by
from tests.unit.test_disclosure_tillsammans import ANDEL, FORDELNING, of_parts

PARTS = (ANDEL, FORDELNING)


def pair(summor: Summor, part: int) -> list[Summor]:
    """A share and those who are not in it; a distribution and those of its second category."""
    del_ = summor.delar[part]
    n = del_.n - del_.taljare[..., 0] if part == ANDEL else del_.taljare[..., 1]
    own = replace(del_, matt="antal", utfall=("",), n=n, n_okand=0 * n, taljare=n[..., None])
    return [of_parts(summor, "TST-01", part), replace(summor, indikator="TST-02", delar=(own,))]


@pytest.mark.parametrize("part", PARTS)
def test_each_by_itself_they_would_tell_of_each_other_and_together_they_do_not(tmp_path, part):
    of_both = pair(nation(3, (4, 40)), part)
    alone = [skydd for summor in of_both for skydd in together([summor])]
    assert told_by(tmp_path, of_both, alone) == {"annan"}
    assert not told_by(tmp_path, of_both, together(of_both))


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES), part=st.sampled_from(PARTS))
def test_the_attacker_has_nothing_back(tmp_path_factory, seed, sizes, part):
    of_both = pair(nation(seed, sizes), part)
    assert not told_by(tmp_path_factory.mktemp("utgava"), of_both, together(of_both), andel=0.003)
