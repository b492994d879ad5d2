"""What a search withheld and need not have is shown again: with an asterisk what is withheld at last."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.disclosure import forrad, sok
from isu.disclosure.ater import shown_again
from isu.disclosure.besluta import decide, verified
from isu.disclosure.dimension import Dimension, along
from isu.disclosure.krav import requirements
from isu.disclosure.modell import Modell
from isu.disclosure.redskap import ARRAYS, compiled
from tests.unit.test_disclosure_bevis import KRAV, SIZES, nation

#: Three kommuner by three ages. The smallest ages were proved by the middle ones first, which were withheld for it.
TABELL = """
    0-6 | 7-12 | 13-17 | alla
    15* | 15   |    2* |   32
     9* |  9   |   12* |   30
     4* |  6   |    1* |   11
    28  | 30   |   15  |   73
"""


def drawn(text: str) -> tuple[np.ndarray, np.ndarray]:
    """The counts, and which of them are withheld."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()[1:]]
    return np.array([[int(c.strip("*")) for c in row] for row in rows]), np.char.endswith(np.array(rows), "*")


def with_total(namn: str, parts: int) -> Dimension:
    every, whole = np.eye(parts, dtype=np.int64), np.ones((int(parts > 1), parts), np.int64)
    members = np.vstack([every, whole])
    return Dimension(namn, members, every, np.ones(len(members), bool))


def modell_of(counts: np.ndarray) -> Modell:
    """Kommun × age, of units alone."""
    y = counts[:, None, None, :, None, None]
    dims = tuple(map(with_total, ("omrade", "period", "kon", "alder", "grupp", "rakning"), y.shape))
    values = along(y, [d.medlemmar for d in dims])
    every = np.ones(values.shape, bool)
    there = np.ones(y.shape, bool)
    return Modell(
        "TST-01",
        dims,
        y,
        there,
        values,
        every,
        every,
        every,
        np.zeros(1, int),
        np.zeros((1, 1), bool),
        np.zeros(1, int),
    )


@pytest.mark.parametrize("tools", [ARRAYS, compiled()], ids=["arrays", "compiled"])
def test_two_numbers_that_later_proofs_do_without_are_shown_again(monkeypatch, tools):
    monkeypatch.setattr(forrad, "redskap", lambda numbers: tools)
    values, withheld = drawn(TABELL)
    modell = modell_of(values[:-1, :-1])
    assert (modell.varden[:, 0, 0, :, 0, 0] == values).all()
    monster = sok.search(modell, *requirements(modell, KRAV))
    assert not verified(modell, KRAV, monster)
    np.testing.assert_array_equal(monster.dolda[:, 0, 0, :, 0, 0], withheld)


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES), ensamma=st.booleans())
def test_it_withholds_less_or_changes_nothing_and_all_is_proved_still(seed, sizes, ensamma):
    costs = []

    def recorded(sokning: sok.Sokning) -> bool:
        before = sokning.dolda.copy(), sokning.spar.bevis.copy()
        changed = shown_again(sokning)
        costs.append([sokning.pris[dolda].sum() for dolda in (before[0], sokning.dolda)])
        assert changed == (costs[-1][0] > costs[-1][1])
        assert changed or (before[0] == sokning.dolda).all()
        assert ((sokning.vikt > 0) == ((sokning.pris > 0) & ~sokning.dolda)).all()
        assert ((before[1] >= 0) <= (sokning.spar.bevis >= 0)).all()
        return changed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sok, "shown_again", recorded)
        beslut = decide(nation(seed, sizes), KRAV, seed, ensamma=ensamma)
    assert beslut.hel == beslut.monster.obevisade.any()
