"""n is no more than n with those of unknown outcome, where another indicator shows how many these are together."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isu.aggregate.summor import Summor
from isu.disclosure.besluta import Sokt, decide, verified
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.modell import Grunder
from isu.disclosure.sammanhang import Sagt, most_by_others, nothing_told, with_ceilings
from isu.disclosure.skydd import SEKRETESS
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.tillsammans import settled
from tests.unit.test_disclosure_bevis import KRAV, SIZES, nation
from tests.unit.test_disclosure_tillsammans import ANDEL, SMAL, decided, of_parts


def at_most(summor: Summor, seed: int) -> Minne:
    """Of some n, all over the sums, that they may be no, or a few, more."""
    rng = np.random.default_rng(seed)
    told = [(rng.random(d.n.shape) < 0.5) & (d.n >= KRAV.namnare) for d in summor.delar]
    tak = (np.where(t, d.n + rng.integers(0, 3, d.n.shape), NO_CEILING) for t, d in zip(told, summor.delar, strict=True))
    return replace(nothing_told(summor), tak_n=tuple(tak))


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.sampled_from(SIZES),
    names=st.sampled_from(["H", "HA"]),
    ensamma=st.booleans(),
)
def test_no_proof_makes_a_number_more_than_it_can_be(seed, sizes, names, ensamma):
    summor = nation(seed, sizes, names)
    minne = at_most(summor, seed)
    found = Sokt(Grunder(summor), KRAV, seed, ensamma, minne).found(None)
    faults = verified(found.modell, KRAV, found.monster, ensamma)
    assert not [fault for fault in faults if "fler än det finns" in fault]
    assert not faults or found.monster.obevisade.any()


@pytest.mark.parametrize("seed", range(3))
def test_the_gate_takes_no_proof_that_was_found_without_knowing_of_it(seed):
    summor = nation(seed, (4, 40))
    modell = Sokt(Grunder(summor), KRAV, minne=at_most(summor, seed)).found(None).modell
    of_itself = decide(summor, KRAV)
    assert not verified(of_itself.modell, KRAV, of_itself.monster)
    (fault,) = verified(modell, KRAV, of_itself.monster)
    assert fault.endswith("certifikat räknar fler än det finns")
