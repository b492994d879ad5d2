"""What is in force, as a pure fold over intervals: the cases that no single delivery shows."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isu.in_force import Mottagen, crossing, crossing_pair, in_force
from isu.period import Interval, half_year, period
from tests.spec.tabell import rader


def received(text: str) -> list[Mottagen]:
    """Deliveries in the order of receipt: tid | uttag (empty when not stated)."""
    found = []
    for ordning, row in enumerate(rader(text)):
        interval = period(row["tid"]).interval
        stated = row["uttag"] is not None
        day = date.fromisoformat(row["uttag"]) if stated else interval.till
        found.append(Mottagen(ordning, interval, day, stated))
    return found


@pytest.mark.parametrize(
    "deliveries, kept",
    [
        ("tid | uttag\n2024H1 |\n2024H2 |", {0: [], 1: []}),
        ("tid | uttag\n2024H1 |\n2024H1 |", {1: []}),
        ("tid | uttag\n2024H1 |\n2024 |", {1: []}),
        ("tid | uttag\n2024 |\n2024H1 |", {0: ["2024H1"], 1: []}),
        ("tid | uttag\n2024 |\n2024H1 |\n2024H1 |", {0: ["2024H1"], 2: []}),
        ("tid | uttag\n2024 | 2025-03-01\n2024H1 | 2024-07-10", {0: []}),
        ("tid | uttag\n2024H1 | 2025-03-01\n2024 | 2025-01-10", {0: [], 1: ["2024H1"]}),
        ("tid | uttag\n2024H1 | 2024-07-20\n2024H1 | 2024-07-10", {0: []}),
        ("tid | uttag\n2024H1 |\n2024H1 | 2024-07-10", {1: []}),
    ],
)
def test_in_force_with_holes(deliveries, kept):
    found = {i.leverans.ordning: [str(h) for h in i.hal] for i in in_force(received(deliveries))}
    assert found == kept


def test_a_circle_of_governance_leaves_one():
    """A governs B and B governs C by receipt, C governs A by stated dates: something stays in force all the same."""
    circle = [
        Mottagen(0, period("2024H1").interval, date(2024, 9, 1), True),
        Mottagen(1, period("2024H1").interval, date(2024, 6, 30), False),
        Mottagen(2, period("2024H1").interval, date(2024, 8, 1), True),
    ]
    assert len(in_force(circle)) == 1


HALVES = st.sampled_from(["2024H1", "2024H2", "2024", "2025H1", "2025"])


@given(
    st.lists(st.tuples(HALVES, st.dates(date(2024, 7, 1), date(2026, 12, 31))), max_size=6, unique_by=lambda d: d[1])
)
def test_with_stated_dates_the_order_of_receipt_changes_nothing(deliveries):
    def kept(order):
        numbered = [Mottagen(n, period(name).interval, day, True) for n, (name, day) in enumerate(order)]
        return {(i.leverans.interval, i.leverans.uttagsdatum, i.hal) for i in in_force(numbered)}

    assert len({frozenset(kept(order)) for order in list(permutations(deliveries))[:24]}) <= 1


@given(st.lists(st.tuples(HALVES, st.booleans(), st.dates(date(2024, 7, 1), date(2026, 12, 31))), max_size=8))
def test_every_day_ever_covered_stays_covered_once(deliveries):
    """Whatever comes, a covered day is governed by exactly one delivery: no row is lost, none is counted twice."""
    everything = [Mottagen(n, period(name).interval, day, stated) for n, (name, stated, day) in enumerate(deliveries)]
    kept = in_force(everything)
    for day in {d.interval.fran for d in everything} | {d.interval.till for d in everything}:
        one = Interval(day, day)
        governing = [i for i in kept if i.leverans.interval.holds(one) and not any(h.holds(one) for h in i.hal)]
        assert len(governing) == 1


def test_crossing_names_the_delivery_in_force():
    found = crossing(Interval(date(2024, 3, 1), date(2024, 9, 30)), received("tid | uttag\n2025H1 |\n2024H1 |"))
    assert found.ordning == 1
    assert crossing(half_year(date(2024, 8, 1)).interval, received("tid | uttag\n2024 |")) is None


def test_a_withdrawn_delivery_is_as_if_it_had_never_come():
    half, year = received("tid | uttag\n2024H1 |\n2024 |")
    assert [i.leverans for i in in_force([half, year])] == [year]
    assert [i.leverans for i in in_force([half, replace(year, atertagen=True)])] == [half]
    assert crossing(Interval(date(2024, 3, 1), date(2024, 9, 30)), [replace(half, atertagen=True)]) is None


@given(
    st.lists(
        st.tuples(HALVES, st.booleans(), st.dates(date(2024, 7, 1), date(2026, 12, 31)), st.booleans()), max_size=8
    )
)
def test_any_withdrawals_leave_what_the_others_alone_would_give(deliveries):
    everything = [
        Mottagen(n, period(name).interval, day, stated, gone) for n, (name, stated, day, gone) in enumerate(deliveries)
    ]
    assert in_force(everything) == in_force([d for d in everything if not d.atertagen])
    assert crossing_pair(everything) is None  # halves and years hold each other or share no day


def test_a_crossing_pair_is_named_in_the_order_of_receipt():
    spring = Mottagen(2, Interval(date(2024, 3, 1), date(2024, 9, 30)), date(2024, 9, 30))
    half, year = received("tid | uttag\n2024H1 |\n2024 |")
    assert crossing_pair([half, year, spring]) is None  # the year holds both, and the half is not in force
    assert crossing_pair([half, replace(year, atertagen=True), spring]) == (half, spring)
