"""n is no more than n with those of unknown outcome, where another indicator shows how many these are together."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate.summor import Summor
from isu.declaration.profil import Skyddsprofil
from isu.disclosure.arsvis import Hagkomst, by_blocks
from isu.disclosure.besluta import Sokt, decide, verified
from isu.disclosure.familjer import families, whole_of
from isu.disclosure.hogst import Tak, most_by_others
from isu.disclosure.kanda import withheld_again
from isu.disclosure.minne import NO_CEILING, Minne
from isu.disclosure.modell import Grunder
from isu.disclosure.prova import Fraga
from isu.disclosure.sammanfogat import Bundet, unbound
from isu.disclosure.sammanhang import Sagt, nothing_told
from isu.disclosure.skydd import SEKRETESS, Skydd, counted
from isu.disclosure.tidigare import SHOWN
from isu.disclosure.tillsammans import reckoned_with, settled
from isu.disclosure.utbud import Utbud, everything
from isu.disclosure.utformning import Utbudsregel
from isu.flow.mellan import same_units
from isu.granskning.granska import INDIKATORER, audit, gathered
from isu.granskning.kunskap import no_guess
from tests.spec.publication.angripare import publish_all
from tests.unit.test_disclosure_bevis import GRUPP, KRAV, SIZES, nation
from tests.unit.test_disclosure_tillsammans import FORDELNING, of_parts


def at_most(summor: Summor, seed: int) -> Minne:
    """Of some n, all over what is printed of the sums, that they may be a few more, or none."""
    rng = np.random.default_rng(seed)
    told = [(rng.random(d.n.shape) < 0.5) & (d.n >= KRAV.namnare) & counted(summor) for d in summor.delar]
    tak = (
        np.where(t, d.n + rng.integers(0, 3, d.n.shape), NO_CEILING) for t, d in zip(told, summor.delar, strict=True)
    )
    return replace(nothing_told(summor), tak_n=tuple(tak))


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.sampled_from(SIZES),
    names=st.sampled_from(["H", "HA"]),
    ensamma=st.booleans(),
)
def test_what_the_search_has_proved_the_gate_takes(seed, sizes, names, ensamma):
    summor = nation(seed, sizes, names)
    found = Sokt(Grunder(summor), KRAV, seed, ensamma, at_most(summor, seed)).found(None)
    assert found.monster.obevisade.any() or not verified(found.modell, KRAV, found.monster, ensamma)


@pytest.mark.parametrize("seed", range(3))
def test_the_gate_takes_no_proof_that_was_found_without_knowing_of_it(seed):
    summor = nation(seed, (4, 40))
    modell = Sokt(Grunder(summor), KRAV, minne=at_most(summor, seed)).found(None).modell
    of_itself = decide(summor, KRAV)
    assert not verified(of_itself.modell, KRAV, of_itself.monster)
    faults = verified(modell, KRAV, of_itself.monster)
    assert faults and all(fault.endswith("med det antal som andra visar") for fault in faults)


@pytest.mark.parametrize(
    ("kon", "status", "told"),
    [("K", SHOWN, True), ("K", SEKRETESS, False), ("U", SHOWN, False)],
)
def test_the_most_is_what_another_shows_with_those_of_unknown_outcome(kon, status, told):
    """Of 13-17 in 1715; of unknown kön nothing is told."""
    own, other = pair(nation(3, (4, 40)))
    members = [("kommun", "1715"), ("halvar", "2024H1"), kon, "13-17", ("", "")]
    place = tuple(axel.medlemmar.index(m) for axel, m in zip(own.axlar.values(), members, strict=True))
    of_n = np.zeros(own.shape, np.uint8)
    of_n[place] = status
    skydd = Skydd((of_n,), (of_n[..., None],), everything(own.axlar))
    (tak,) = most_by_others(own, [Sagt(other, skydd)])
    (del_,) = own.delar
    assert tak[place] == (del_.n[place] + del_.n_okand[place] if told else NO_CEILING)


def test_two_are_decided_together_where_only_those_with_the_unknown_are_as_many():
    summor = nation(3, (4, 40))
    assert families([*map(whole_of, pair(summor))]) == [["TST-01", "TST-02"]]


@pytest.mark.parametrize(("seed", "sizes", "sallan"), [(62, (4, 40), 0.03), (63, (0, 1, 90), 0.03), (52, (4, 40), 0.3)])
def test_each_by_itself_they_would_tell_of_each_other_and_together_they_do_not(tmp_path, seed, sizes, sallan):
    of_both = pair(nation(seed, sizes, sallan=sallan))
    alone = [skydd for summor in of_both for skydd in together([summor])]
    assert told_by(tmp_path, of_both, alone) == {"annan"}
    assert not told_by(tmp_path, of_both, together(of_both))


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES), sallan=st.sampled_from([0.03, 0.3, 1]))
def test_the_attacker_has_nothing_back(tmp_path_factory, seed, sizes, sallan):
    of_both = pair(nation(seed, sizes, sallan=sallan))
    assert not told_by(tmp_path_factory.mktemp("utgava"), of_both, together(of_both), andel=0.003)


def told_by(path: Path, alla: list[Summor], skydd: list[Skydd], andel: float = 0) -> set[str]:
    """The kinds of breach in a file of these, by what is so of them all."""
    publish_all(path / INDIKATORER, [*zip(alla, skydd, strict=True)], metod="bevisad")
    behind = {summor.indikator: summor for summor in alla}
    lika = partial(same_units, Skyddsprofil("prov", KRAV.namnare), behind.get, dict.fromkeys(behind, behind))
    return set(gathered(list(audit(path, GRUPP, andel=andel, tror=lambda _: no_guess, lika=lika))).brister)


def pair(summor: Summor) -> list[Summor]:
    """Two indicators of the same units, of whom the outcome is known of a and b in the one, of a and c in the other."""
    return [of_two(summor, "TST-01", 0, 1), of_two(summor, "TST-02", 0, 2)]


def together(sums: list[Summor]) -> list[Skydd]:
    """By designs, made thinner where not all can be proved."""

    def of_one(k: int, andra: list[Sagt], tak: Tak, hogst: Utbud | None) -> Bundet:
        minne = reckoned_with(sums[k], andra, tak, KRAV.rest)
        fraga = Fraga(KRAV, Utbudsregel(0.2, 0.3, 0.5), k, hogst=hogst or {})
        skydd = by_blocks(sums[k], fraga, minne, Hagkomst())
        return unbound(sums[k], withheld_again(skydd, minne) if minne else skydd)

    return [bundet.skydd for bundet in settled(sums, of_one, KRAV.namnare)]


def of_two(summor: Summor, namn: str, *kanda: int) -> Summor:
    """An indicator in which the outcome of some categories is known."""
    (every,) = of_parts(summor, namn, FORDELNING).delar
    n = every.taljare[..., kanda].sum(-1)
    del_ = replace(every, matt="antal", utfall=("",), n=n, n_okand=every.n - n, taljare=n[..., None])
    return replace(summor, indikator=namn, delar=(del_,))
