"""An attacker reads the published table of random small nations and subtracts.

The attacker knows the areas, the ages and what adds up to what, and shares no code with the rule that protects.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate.axel import Axel, add_along, alder_axis, grupp_axis, kon_axis, omrade_axis, period_axis
from isu.aggregate.summor import Del, Summor
from isu.cells.indikator import Matt
from isu.declaration import Kommun
from isu.disclosure import protect
from tests.spec.publication.nation import KOMMUNER, indikator, uppdelning

T = 5
KOMMUN = {k: Kommun(k, k, lan, lan, grupp, grupp) for k, lan, grupp in KOMMUNER}
KATEGORIER = ("a", "b", "c")
HEAD = indikator(Matt("andel"), uppdelningar={"typ": uppdelning("x", "y")})
AXLAR = {
    "omrade": omrade_axis(KOMMUN),
    "period": period_axis(["2024H1", "2024H2", "2024", "2024K1", "2024K2", "2024-11-01"]),
    "kon": kon_axis(),
    "aldersgrupp": alder_axis(HEAD),
    "grupp": grupp_axis(HEAD),
}


def whole_from_parts(atoms: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Units per category for every member of every axis; the year is its halves, the first half is its quarters, the
    whole is its groups, and the day is nobody's part."""
    at = {namn: i for i, (_, namn) in enumerate(AXLAR["period"].medlemmar)}
    atoms[:, at["2024H1"]] = atoms[:, at["2024K1"]] + atoms[:, at["2024K2"]]
    atoms[:, at["2024"]] = atoms[:, at["2024H1"]] + atoms[:, at["2024H2"]]
    atoms = atoms * counts[:, :, None, None, None, None]
    atoms[:, :, :, :, 0] = atoms[:, :, :, :, 1:].sum(-2)
    for place, axel in enumerate(AXLAR.values()):
        atoms = add_along(atoms, place, axel)
    return atoms


def nation(atoms: np.ndarray, counts: np.ndarray) -> Summor:
    """Sums of a share (the first category is the numerator), a distribution and a count, over the same units."""
    status = np.where(add_along(counts, 0, AXLAR["omrade"]), 0, 4).astype(np.uint8)
    units = whole_from_parts(atoms, counts)
    n = units.sum(-1)
    delar = (
        Del("", "andel", ("",), n, 0 * n, units[..., :1]),
        Del("", "antal", ("",), n, 0 * n, n[..., None]),
        Del("", "fordelning", KATEGORIER, n, 0 * n, units),
    )
    return Summor("TST-01", AXLAR, status, status, status > 9, delar)


def additions(axel: Axel) -> list[tuple[int, list[int]]]:
    """What a reader can add along an axis, told by names and not by the axis' own list."""
    at = {member: i for i, member in enumerate(axel.medlemmar)}
    told = {
        "T": ["K", "M", "U"],
        "alla": ["0-12", "13-17", "18-20", "okand"],
        "0-17": ["0-12", "13-17"],
        ("", ""): [("typ", "x"), ("typ", "y"), ("typ", "okand")],
        ("helar", "2024"): [("halvar", "2024H1"), ("halvar", "2024H2")],
        ("halvar", "2024H1"): [("kvartal", "2024K1"), ("kvartal", "2024K2")],
        ("lan", "17"): [("kommun", "1715"), ("kommun", "1780")],
        ("lan", "18"): [("kommun", "1880"), ("kommun", "1885")],
        ("kommungrupp", "B3"): [("kommun", "1780"), ("kommun", "1880")],
        ("kommungrupp", "B4"): [("kommun", "1715"), ("kommun", "1885")],
        ("riket", "0000"): [("lan", "17"), ("lan", "18")],
    }
    found = [(at[whole], [at[p] for p in parts]) for whole, parts in told.items() if whole in at]
    if ("riket", "0000") in at:
        found.append((at["riket", "0000"], [at["kommungrupp", "B3"], at["kommungrupp", "B4"]]))
    if "alla" in at:
        found.append((at["alla"], [at[a] for a in ("0-17", "18-20", "okand")]))
    return found


def known_by_subtraction(counts, withheld, printed, okanda_skyddas):
    """Every sum that one subtraction gives: (the sum, how many withheld numbers it is of, what of it is unprinted)."""
    for place, axel in enumerate(AXLAR.values()):
        for whole, parts in additions(axel):
            count, hidden, prints = (np.moveaxis(a, place, 0)[[whole, *parts]] for a in (counts, withheld, printed))
            shown = prints & ~hidden
            adds = count[0] == count[1:].sum(0)
            if axel is AXLAR["period"]:  # a kommun outside a län's sum adds nothing; a half-year without a number may
                adds &= prints[1:].all(0)
            rest = np.where(shown, 0, count)[1:].sum(0)
            unprinted = np.where(prints, 0, count)[1:].sum(0)
            number = (hidden & prints).sum(0)
            reads = adds & prints[0] & ((number > 0) | okanda_skyddas)
            yield from zip(rest[reads], number[reads], unprinted[reads], shown[0][reads], strict=True)


def assert_safe(counts, withheld, printed, okanda_skyddas):
    for rest, hidden, unprinted, whole_shown in known_by_subtraction(counts, withheld, printed, okanda_skyddas):
        assert hidden != 1 or unprinted >= T, "one withheld number is left alone in an addition"
        assert not whole_shown or not 0 < rest < T, "a small sum is left over when what is shown is subtracted"


def printed_cells(summor: Summor) -> np.ndarray:
    printed = np.zeros(summor.shape, bool)
    printed[np.ix_(*(axel.visade for axel in AXLAR.values()))] = True
    return printed & (summor.status == 0)[:, :, None, None, None]


#: Mostly zeros and small counts, at times large ones, so that every branch of the rule is met.
SIZES = [(0, 3), (0, 0, 0, 6), (4, 40), (0, 1, 90)]
random_nations = given(seed=st.integers(0, 2**32 - 1), sizes=st.sampled_from(SIZES))


def small_nation(seed: int, sizes: tuple[int, ...]) -> Summor:
    rng = np.random.default_rng(seed)
    shape = tuple(len(axel.atomer) for axel in AXLAR.values()) + (len(KATEGORIER),)
    return nation(rng.integers(0, 1 + rng.choice(sizes, shape)), rng.random(shape[:2]) < 0.8)


@pytest.mark.parametrize("okanda_skyddas", [False, True])
@settings(max_examples=12, deadline=None)
@random_nations
def test_no_subtraction_tells_a_withheld_number_or_a_small_sum(okanda_skyddas, seed, sizes):
    summor = small_nation(seed, sizes)
    skydd = protect(summor, T, okanda_skyddas)
    printed = printed_cells(summor)
    n = summor.delar[0].n
    assert_safe(n, skydd.status_n[0] == 1, printed, okanda_skyddas)
    for part in (0, 2):
        for k, withheld in enumerate(np.moveaxis(skydd.status[part] == 1, -1, 0)):
            numerator = summor.delar[part].taljare[..., k]
            assert_safe(numerator, withheld, printed, okanda_skyddas)
            assert_safe(n - numerator, withheld, printed, okanda_skyddas)


@settings(max_examples=12, deadline=None)
@random_nations
def test_no_category_can_be_had_from_n_and_the_others(seed, sizes):
    summor = small_nation(seed, sizes)
    skydd = protect(summor, T)
    secret_n, secret = skydd.status_n[2] == 1, skydd.status[2] == 1
    left = np.where(secret, summor.delar[2].taljare, 0).sum(-1)
    printed = printed_cells(summor)
    assert not (printed & (secret.sum(-1) + secret_n == 1)).any()
    assert not (printed & ~secret_n & (left > 0) & (left < T)).any()


@settings(max_examples=12, deadline=None)
@random_nations
def test_nothing_small_is_shown_and_measures_of_the_same_units_agree(seed, sizes):
    summor = small_nation(seed, sizes)
    skydd = protect(summor, T)
    n, shown_n = summor.delar[0].n, printed_cells(summor) & (skydd.status_n[0] == 0)
    assert not np.isin(n[shown_n], range(1, T)).any()
    for del_, status_n, status in zip(summor.delar, skydd.status_n, skydd.status, strict=True):
        assert (status_n == skydd.status_n[0]).all()
        shown = shown_n[..., None] & (status == 0)
        assert (status[~shown_n] != 0)[printed_cells(summor)[~shown_n]].all()
        if del_.matt != "antal":
            assert not np.isin(del_.taljare[shown], range(1, T)).any()
            assert not np.isin((n[..., None] - del_.taljare)[shown], range(1, T)).any()


@settings(max_examples=6, deadline=None)
@random_nations
def test_a_rate_is_withheld_exactly_as_the_count_that_it_tells(seed, sizes):
    summor = small_nation(seed, sizes)
    n = summor.delar[0].n
    people = np.full(n.shape[:-1], 1000)
    rate = Del("", "per_1000", ("",), n, 0 * n, n[..., None], befolkning=people, status=summor.status)
    skydd = protect(replace(summor, delar=(*summor.delar[:2], rate)), T)
    assert (skydd.status[2] == skydd.status[1]).all()
    assert (skydd.status_n[2] == skydd.status_n[1]).all()


@pytest.mark.parametrize("okanda_skyddas", [False, True])
def test_nothing_is_withheld_when_nothing_is_small(okanda_skyddas):
    rng = np.random.default_rng(3)
    shape = tuple(len(axel.atomer) for axel in AXLAR.values()) + (len(KATEGORIER),)
    atoms = rng.integers(T, 50, shape) * rng.integers(0, 2, (*shape[:-1], 1))
    skydd = protect(nation(atoms, np.ones(shape[:2], bool)), T, okanda_skyddas)
    assert not any((status == 1).any() for status in (*skydd.status_n, *skydd.status))


def test_the_same_sums_are_always_protected_alike():
    rng = np.random.default_rng(4)
    shape = tuple(len(axel.atomer) for axel in AXLAR.values()) + (len(KATEGORIER),)
    summor = nation(rng.integers(0, 9, shape), np.ones(shape[:2], bool))
    copy = replace(summor, delar=tuple(replace(d, n=d.n.copy(), taljare=d.taljare.copy()) for d in summor.delar))
    first, second = protect(summor, T), protect(copy, T)
    assert all((a == b).all() for a, b in zip(first.status, second.status, strict=True))
    assert any((status == 1).any() for status in first.status)


def test_the_attacker_finds_what_a_rule_without_partners_would_leave():
    """The examples above can fail: primary withholding alone does not stand up to the attacker."""
    rng = np.random.default_rng(5)
    shape = tuple(len(axel.atomer) for axel in AXLAR.values()) + (len(KATEGORIER),)
    summor = nation(rng.integers(0, 9, shape), np.ones(shape[:2], bool))
    n = summor.delar[0].n
    printed = printed_cells(summor)
    with pytest.raises(AssertionError, match="left"):
        assert_safe(n, printed & (n > 0) & (n < T), printed, False)


def test_every_axis_knows_the_additions_that_the_attacker_knows():
    for axel in AXLAR.values():
        own = {(whole, tuple(sorted(parts))) for whole, parts in axel.summor}
        assert {(whole, tuple(sorted(parts))) for whole, parts in additions(axel)} <= own
