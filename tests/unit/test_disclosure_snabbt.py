"""Compiled or with arrays, the search finds the same pattern and the same certificates, to the last whole number."""

from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isu.disclosure import forrad
from isu.disclosure.besluta import decide
from isu.disclosure.prova import designed
from isu.disclosure.redskap import ARRAYS, MANY, compiled, redskap
from isu.disclosure.utformning import Utbudsregel
from tests.unit.test_disclosure_bevis import KRAV, SIZES, nation
from tests.unit.test_disclosure_tak import at_most
from tests.verktyg import without

pytestmark = without("numba", find_spec("numba") is None)


def found(tools, summor, ensamma: bool, designs: bool, tak: bool, seed: int) -> list[np.ndarray]:
    minne = at_most(summor, seed) if tak else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forrad, "redskap", lambda numbers: tools)
        if designs:
            monster = designed(summor, KRAV, Utbudsregel(0.2, 0.3, 0.5), seed, ensamma, minne=minne).monster
        else:
            monster = decide(summor, KRAV, seed, ensamma=ensamma, minne=minne).monster
    proofs = monster.certifikat
    return [monster.dolda, monster.bevis, monster.rubbade, proofs.start, proofs.plats, proofs.andring]


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.sampled_from(SIZES),
    names=st.sampled_from(["H", "HA"]),
    ensamma=st.booleans(),
    designs=st.booleans(),
    tak=st.booleans(),
)
@example(seed=2, sizes=(4, 40), names="HA", ensamma=True, designs=False, tak=False)
@example(seed=2, sizes=(4, 40), names="HA", ensamma=True, designs=False, tak=True)
@example(seed=5, sizes=(0, 1, 90), names="H", ensamma=False, designs=True, tak=False)
@example(seed=5, sizes=(0, 1, 90), names="H", ensamma=False, designs=True, tak=True)
def test_the_same_is_found_by_both(seed, sizes, names, ensamma, designs, tak):
    summor = nation(seed, sizes, names)
    mine, its = (found(tools, summor, ensamma, designs, tak, seed) for tools in (compiled(), ARRAYS))
    for one, other in zip(mine, its, strict=True):
        np.testing.assert_array_equal(one, other)


def test_many_numbers_are_searched_by_compiled_loops_and_few_are_not():
    assert redskap(MANY) == compiled() != ARRAYS
    assert redskap(MANY - 1) == ARRAYS
