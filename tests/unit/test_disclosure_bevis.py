"""Random small nations: what is proved stands up to the verifier and to an attacker who solves linear programs.

The verifier knows the counts, the attacker only the published file; neither shares code with the search.
"""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from isu.aggregate.axel import add_along, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.summor import Del, Summor
from isu.cells.indikator import Matt
from isu.declaration import Kommun
from isu.disclosure.besluta import decide, verified
from isu.disclosure.bevis import joined
from isu.disclosure.dimension import along
from isu.disclosure.fria import Fria
from isu.disclosure.krav import Krav
from isu.disclosure.prova import designed
from isu.disclosure.tak import UnderTak
from isu.disclosure.utformning import Utbudsregel
from isu.granskning.kunskap import no_guess
from isu.granskning.las import WITHHELD, read
from isu.granskning.utlatande import breaches
from isu.granskning.vetat import attacked
from tests.spec.publication.angripare import publish
from tests.spec.publication.nation import KOMMUNER, indikator

T = 5
KRAV = Krav(T, T, T)
GRUPP = {k: grupp for k, _, grupp in KOMMUNER}
#: Mostly zeros and small counts, at times large ones.
SIZES = [(0, 3), (0, 0, 0, 6), (4, 40), (0, 1, 90)]
random_nations = given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES))


def nation(seed: int, sizes: tuple[int, ...], names: str = "H", sallan: float = 1) -> Summor:
    """Shares, a distribution and a narrower variant over the same kommuner; with A also the year that is their sum. In
    b and c there is at most one in each cell, where they are so seldom (`sallan`)."""
    rng = np.random.default_rng(seed)
    axlar = {
        "omrade": omrade_axis({k: Kommun(k, k, lan, lan, grupp, grupp) for k, lan, grupp in KOMMUNER}),
        "period": period_axis(["2024H1", "2024H2", "2024"] if names == "HA" else ["2024H1"]),
        "kon": kon_axis(),
        "aldersgrupp": alder_axis(indikator(Matt("andel"))),
        "grupp": grupp_axis(indikator(Matt("andel"))),
    }
    shape = (*(len(axel.atomer) for axel in axlar.values()), 3)
    atoms = rng.integers(0, 1 + rng.choice(sizes, shape))
    atoms[..., 1:] = rng.random((*shape[:-1], 2)) < sallan if sallan < 1 else atoms[..., 1:]
    narrow = rng.integers(0, 1 + atoms)
    counts = np.ones(shape[:2], bool) & (rng.random(shape[0]) < 0.8)[:, None]
    units, part = (added(a * counts[:, :, None, None, None, None], axlar, names) for a in (atoms, narrow))
    status = np.where(add_along(counts, 0, axlar["omrade"]), 0, 4).astype(np.uint8)
    n, of_narrow = units.sum(-1), part.sum(-1)
    delar = (
        Del("", "andel", ("",), n, 0 * n, units[..., :1]),
        Del("", "fordelning", ("a", "b", "c"), n, 0 * n, units),
        Del("smal", "andel", ("",), of_narrow, 0 * n, part[..., :1]),
    )
    return Summor("TST-01", axlar, status, status, status > 9, delar)


def added(atoms: np.ndarray, axlar, names: str) -> np.ndarray:
    if names == "HA":
        year = [typ for typ, _ in axlar["period"].medlemmar].index("helar")
        halves = [i for i in range(3) if i != year]
        atoms[:, year] = atoms[:, halves].sum(1)
    for place, axel in enumerate(axlar.values()):
        atoms = add_along(atoms, place, axel)
    return atoms


def test_every_sensitive_number_is_proved_also_where_the_year_is_the_sum_of_its_halves():
    beslut = decide(nation(2, (4, 40), "HA"), KRAV)
    assert not beslut.hel
    assert not beslut.monster.obevisade.any()


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES), designs=st.booleans())
@example(seed=2467296, sizes=(0, 0, 0, 6), designs=True)
def test_the_attacker_has_nothing_back_and_cannot_exclude_any_small_count(tmp_path_factory, seed, sizes, designs):
    summor = nation(seed, sizes)
    beslut = designed(summor, KRAV, Utbudsregel(0.2, 0.3, 0.5), seed) if designs else decide(summor, KRAV)
    path = publish(tmp_path_factory.mktemp("utgava") / "indikatorer.parquet", summor, beslut.skydd)
    tabell = attacked(read(path, summor.indikator), GRUPP, 0.003, no_guess)
    assert not breaches(tabell, T)
    for place, value, offered in sensitive_numbers(summor, beslut, tabell):
        low, high = np.ceil(tabell.lag[place] - 1e-6), np.floor(tabell.hog[place] + 1e-6)
        if offered:
            assert low <= (0 if value == 1 else 1)
            assert high >= T
        else:  # it has no row in a release: that much of it may be told, but not which it is
            assert low < high


def sensitive_numbers(summor: Summor, beslut, tabell):
    """n and numerators from 1 to t - 1, by their places in the attacker's table, which is named alike, and whether the
    design offers them."""
    offered = beslut.plan.laid_out(beslut.modell.erbjuden, False)
    published = tabell.publicerat
    names = [[m if isinstance(m, str) else m[-1] for m in axel.medlemmar] for axel in summor.axlar.values()]
    for j, (variant, matt, utfall) in enumerate(published.storheter):
        i, del_ = next((i, d) for i, d in enumerate(summor.delar) if (d.variant, d.matt) == (variant, matt))
        if utfall is None or utfall in del_.utfall:
            nr = None if utfall is None else del_.utfall.index(utfall)
            true, quantity = del_.n if nr is None else del_.taljare[..., nr], beslut.plan.rakning.plats[i, nr]
            for place in np.ndindex(published.lage.shape[:-1]):
                own = [axel[i][-1] for axel, i in zip(published.axlar, place)]
                if all(name in known for name, known in zip(own, names)) and published.lage[(*place, j)] == WITHHELD:
                    at = tuple(known.index(name) for name, known in zip(own, names))
                    if 0 < true[at] < T:
                        yield (*place, j), true[at], offered[(*at, quantity)]


@settings(max_examples=4, deadline=None)
@random_nations
@example(seed=51, sizes=(0, 3))
def test_the_verifier_rejects_a_tampered_certificate_and_a_number_put_back(seed, sizes):
    beslut = decide(nation(seed, sizes), KRAV)
    modell, monster = beslut.modell, beslut.monster
    if beslut.hel:  # a nation of a few persons, of which not all can be proved: then nothing is shown
        assert verified(modell, KRAV, monster)
        assert (monster.dolda == modell.tryckt).all()
        return
    assert not verified(modell, KRAV, monster)
    rng = np.random.default_rng(seed)
    for place in rng.permutation(np.argwhere(monster.dolda & (modell.varden > 0)))[:4]:
        shown = monster.dolda.copy()
        shown[tuple(place)] = False
        assert verified(modell, KRAV, replace(monster, dolda=shown))
    for i in rng.permutation(np.unique(monster.bevis[monster.bevis >= 0]))[:4]:
        wrong = monster.certifikat.andring.copy()
        wrong[monster.certifikat.of(i)] *= -1
        certificates = replace(monster.certifikat, andring=wrong)
        assert verified(modell, KRAV, replace(monster, certifikat=certificates))


def test_the_verifier_does_not_take_the_search_at_its_word():
    """Without the certificates, and with none named, nothing is proved."""
    beslut = decide(nation(1, (0, 3), "H"), KRAV)
    nobody = replace(beslut.monster, bevis=np.full_like(beslut.monster.bevis, -1))
    assert verified(beslut.modell, KRAV, nobody)
    assert verified(beslut.modell, KRAV, replace(beslut.monster, certifikat=joined([])))


def test_what_is_named_as_proved_must_be_so_also_of_a_number_that_only_goes_with_its_n():
    """Such a number is not sensitive and needs no proof; but a proof that is told of it has to hold."""
    beslut = decide(nation(1, (0, 3), "H"), KRAV)
    modell, monster = beslut.modell, beslut.monster
    goes_with = monster.dolda & (modell.varden >= T) & ~(monster.krav > 0).any(0)
    place = tuple(np.argwhere(goes_with)[0])
    change = certificates_of(modell, monster)[place]
    up, down = np.flatnonzero(change > 0)[0], np.flatnonzero(change < 0)[0]
    for above, below, fault in ((up, down, False), (down, up, True), (up, up, True), (up, 10**6, True)):
        named = monster.bevis.copy()
        named[:, *place] = above, below
        told = verified(modell, KRAV, replace(monster, bevis=named))
        assert told == (["1 bevis visar inte det som de sägs visa"] if fault else [])


def certificates_of(modell, monster) -> np.ndarray:
    """By how much each number is another in each certificate."""
    found = []
    for i in range(len(monster.certifikat)):
        change = np.zeros(modell.y.size, np.int64)
        change[monster.certifikat.plats[monster.certifikat.of(i)]] = monster.certifikat.andring[
            monster.certifikat.of(i)
        ]
        found.append(along(change.reshape(modell.y.shape), [d.medlemmar for d in modell.dimensioner]))
    return np.stack(found, -1)


def test_small_numbers_that_are_not_offered_must_be_movable_too():
    summor = nation(1, (4, 40), "H")
    beslut = designed(summor, KRAV, Utbudsregel(0.0, 0.0))
    modell = beslut.modell
    assert (modell.lasbar & ~modell.erbjuden & (modell.varden > 0) & (modell.varden < T)).any()
    assert not beslut.hel
    faults = verified(modell, KRAV, replace(beslut.monster, certifikat=joined([])))
    assert any("inte erbjuds" in fault for fault in faults)


@pytest.mark.parametrize("seed", [1, 12])
def test_what_another_variant_leaves_is_no_kin_of_the_one_who_is_alone(seed):
    """Not all can be proved here, but no proof that is found rests on another who is alone."""
    beslut = decide(nation(seed, SIZES[seed % 4]), KRAV, seed, ensamma=True)
    faults = verified(beslut.modell, KRAV, beslut.monster, ensamma=True)
    assert not any("ensam" in fault for fault in faults)


@pytest.mark.parametrize("krav", [Krav(21, 4, 5), Krav(30, 5, 5)])
def test_other_limits_are_kept_too(krav):
    beslut = decide(nation(3, (4, 40), "H"), krav)
    shown = beslut.modell.tryckt & ~beslut.monster.dolda
    limit = krav.limits(beslut.modell.slag)
    assert not beslut.hel
    assert not (shown & (beslut.modell.varden > 0) & (beslut.modell.varden < limit)).any()


def test_of_no_moves_none_is_free():
    """A number that nothing can move, as in a small country whose kommuner count nobody there."""
    fria = Fria.__new__(Fria)
    fria.ensam, fria.karta = None, SimpleNamespace(steg=np.zeros(0, np.int64))
    fria.tak, times = UnderTak(fria.karta, np.zeros((0, 0), np.int32)), np.zeros((2, 1, 0), np.int64)
    assert [len(found) for found in fria._first(np.arange(2), np.zeros((2, 0), bool), times)] == [0, 0, 0]


def test_the_gate_leaves_what_is_claimed_as_it_was():
    beslut = decide(nation(2, (4, 40), "HA"), KRAV)
    proofs = beslut.monster.certifikat
    last_first = np.lexsort((-proofs.plats, np.repeat(np.arange(len(proofs)), np.diff(proofs.start))))
    claimed = replace(proofs, plats=proofs.plats[last_first], andring=proofs.andring[last_first])
    kept = claimed.plats.copy(), claimed.andring.copy()
    assert not verified(beslut.modell, KRAV, replace(beslut.monster, certifikat=claimed))
    assert (claimed.plats == kept[0]).all() and (claimed.andring == kept[1]).all()
