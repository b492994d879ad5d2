"""Limits tell sums of squares: whichever are shown, no subtraction tells one that is withheld, or of few together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isu.aggregate import Del, Summor
from isu.aggregate.axel import HELHET, Axel, add_along, kon_axis, omrade_axis, period_axis
from isu.declaration import Kommun
from isu.disclosure import limits_shown, protect

KOMMUNER = {f"{10 * lan + i}": Kommun("", "", str(lan), "", f"G{i % 2}", "") for lan in (1, 2) for i in range(4)}
ONE = Axel((HELHET,), (HELHET,), ((0,),))
AXLAR = {"omrade": omrade_axis(KOMMUNER), "period": period_axis(["2024"]), "kon": kon_axis()}
AXLAR |= {"aldersgrupp": ONE, "grupp": ONE}
T = 5


def sums(matt: str, values: list[list[list[int]]]) -> Summor:
    """Of every kommun, the outcomes (or events per person) of men, women and those of unknown kön."""

    def added(of) -> np.ndarray:
        atoms = np.array([[of(v) for v in kommun] for kommun in values], np.int64).reshape(-1, 1, 3, 1, 1)
        return add_along(add_along(atoms, 0, AXLAR["omrade"]), 2, AXLAR["kon"])

    x, q = added(sum), added(lambda v: sum(y * y for y in v))
    n = added(len) if matt == "medel" else x
    squares, total = (q[..., None], x[..., None]) if matt == "medel" else (q, n[..., None])
    del_ = Del("", matt, ("",), n, 0 * n, total, kvadrat=squares, per_person="varje" if matt == "antal" else None)
    status = np.zeros((len(AXLAR["omrade"].medlemmar), 1), np.uint8)
    return Summor("X", AXLAR, status, status + 1, status > 0, (del_,))


def told(summor: Summor) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What may be told of the squares of each area and kön (K, M, T, unknown), with n, Σ y and Σ y²."""
    (del_,), skydd = summor.delar, protect(summor, T)
    may = limits_shown(summor, del_, skydd.status_n[0], skydd.status[0], T).spridning[..., 0]
    x = del_.taljare[..., 0]
    q = del_.kvadrat[..., 0] if del_.matt == "medel" else del_.kvadrat
    return tuple(a[:, 0, :, 0, 0] for a in (may, del_.n, x, q))


def enough(matt: str, n: int, x: int, q: int) -> bool:
    return (n >= 2 * T and n * q > x * x) if matt == "medel" else n * n >= 2 * T * q


def additions():
    """(whole, parts, never printed) as places of area and kön."""
    women, men, both, unknown = 0, 1, 2, 3
    for area in range(len(AXLAR["omrade"].medlemmar)):
        yield (area, both), [(area, women), (area, men)], (area, unknown)
    for whole, parts in AXLAR["omrade"].summor:
        for kon in (women, men, both):
            yield (whole, kon), [(part, kon) for part in parts], None


@pytest.mark.parametrize("matt", ["medel", "antal"])
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_withheld_of_an_addition_is_never_told_alone_or_of_few(matt, data):
    outcomes = st.lists(st.integers(1, 9), max_size=18)
    unknown = st.lists(st.integers(1, 9), max_size=1)
    values = data.draw(st.lists(st.tuples(outcomes, outcomes, unknown), min_size=8, max_size=8))
    may, n, x, q = told(sums(matt, values))
    for whole, parts, hidden in additions():
        assert not may[whole] or n[whole] == 0 or enough(matt, n[whole], x[whole], q[whole])
        away = [p for p in parts if not may[p] and n[p]]
        if may[whole] and away:
            rest = [*away, *([hidden] if hidden else [])]
            assert len(away) > 1 or (hidden and n[hidden] >= 2 * T)
            assert enough(matt, *(int(sum(of[p] for p in rest)) for of in (n, x, q)))


def test_the_spread_of_men_cannot_be_had_from_all_and_women():
    """The 6 men of one kommun have no limits, being fewer than ten. With those of all and of women they would: so the
    women's are withheld too, and those of a neighbour's."""
    few, many = list(range(1, 7)), list(range(1, 31))
    may, *_ = told(sums("medel", [[few if i == 0 else many, many, []] for i in range(8)]))
    women, men, both = range(3)
    assert not may[0, men] and may[0, both] and not may[0, women]
    assert not may[1:4, men].all()


def test_limits_of_units_that_are_all_alike_are_withheld():
    may, *_ = told(sums("medel", [[[7] * 20, list(range(1, 21)), []]] * 8))
    assert not may[:8, 1].any()


def test_events_of_one_person_are_not_told_as_events_of_many():
    """Twelve events of one person: were the limits of that kommun's persons shown, they would say so."""
    may, *_ = told(sums("antal", [[[12] if i == 0 else [1] * 20, [1] * 20, []] for i in range(8)]))
    assert not may[0, 1] and may[-1].all()
