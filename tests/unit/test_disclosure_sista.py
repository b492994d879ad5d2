"""The last resort of the search: small tables that no moves prove, and what the gate says of what is found."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isu.disclosure import sista
from isu.disclosure.besluta import Sokt, areas_of, decide, verified
from isu.disclosure.bevis import Monster
from isu.disclosure.modell import Grunder
from isu.disclosure.utbud import Klass
from tests.spec.publication.nation import Nation
from tests.spec.publication.test_publ_bevis import sums
from tests.unit.test_disclosure_bevis import KRAV, SIZES, nation

#: Totals alone, at every level.
TOTALER = {level: {Klass(False, False, ""): ""} for level in ("kommun", "kommungrupp", "lan", "riket")}


def without(monkeypatch) -> None:
    monkeypatch.setattr(sista, "LARGEST", 0)


def found(summor, asked) -> Monster:
    sokt = Sokt(Grunder(summor), KRAV, ensamma=asked)
    return sokt.found(None)[2]


def unproved(monster: Monster) -> int:
    return int(((monster.krav > 0) & (monster.bevis < 0)).sum())


def shown(summor, beslut) -> dict[str, list[str]]:
    """Area → n and numerator, as they are told."""
    values, hidden = (a.reshape(len(a), -1) for a in (beslut.modell.varden, beslut.monster.dolda))
    tryckt = beslut.modell.tryckt.reshape(hidden.shape)
    return {
        namn: [".." if d else str(v) for v, d, t in zip(values[i], hidden[i], tryckt[i], strict=True) if t]
        for i, (_, namn) in enumerate(summor.axlar["omrade"].medlemmar)
    }


def test_who_is_alone_in_a_kommun_and_in_what_a_numerator_leaves_of_its_lan_is_one_person(tmp_path, monkeypatch):
    """1715 may have five and 1885 six: who is alone in 1715 is alone among those with false in län 17, and no other
    number that is 1 changes. The moves spare both as if they were two."""
    table = Nation(tmp_path)
    table.celler("""
        lamnare | utfall | antal
        1715    | false  | 1
        1780    | false  | 0
        1880    | true   | 1
        1880    | false  | 9
        1885    | true   | 1
        1885    | false  | 9
        """)
    summor = sums(table)
    asked = areas_of(summor, {"kommun"})
    beslut = decide(summor, KRAV, ensamma=asked, utbud=TOTALER)
    assert not beslut.hel
    assert shown(summor, beslut) == {
        "1715": ["..", ".."],
        "1780": ["..", ".."],
        "1880": ["..", ".."],
        "1885": ["..", ".."],
        "B3": ["10", ".."],
        "B4": ["11", ".."],
        "17": ["..", ".."],
        "18": ["..", ".."],
        "0000": ["21", ".."],
    }
    without(monkeypatch)
    assert decide(summor, KRAV, ensamma=asked, utbud=TOTALER).hel


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES))
@example(seed=1, sizes=(0, 0, 0, 6))
def test_what_is_found_passes_the_gate(seed, sizes):
    """With everything offered, where not all can be proved."""
    summor = nation(seed, sizes)
    asked = areas_of(summor, {"kommun"})
    beslut = decide(summor, KRAV, seed, ensamma=asked)
    faults = verified(beslut.modell, KRAV, beslut.monster, asked)
    assert not [fault for fault in faults if "saknar bevis" not in fault and "räknas fram" not in fault]


def test_more_is_proved_of_the_same_pattern(monkeypatch):
    summor = nation(1, (0, 0, 0, 6))
    asked = areas_of(summor, {"kommun"})
    both = found(summor, asked)
    without(monkeypatch)
    by_moves = found(summor, asked)
    assert unproved(both) < unproved(by_moves)
    np.testing.assert_array_equal(both.dolda, by_moves.dolda)


def test_the_same_is_found_each_time():
    summor = nation(1, (0, 0, 0, 6))
    one, other = (found(summor, areas_of(summor, {"kommun"})).certifikat for _ in range(2))
    np.testing.assert_array_equal(one.plats, other.plats)
    np.testing.assert_array_equal(one.andring, other.andring)
