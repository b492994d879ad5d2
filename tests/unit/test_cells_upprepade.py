"""Pairs of events of the same person, beside the cells: from them the squares of events per person of any total."""

from collections import Counter
from itertools import product

import numpy as np
import pyarrow.parquet as pq
import pytest

from isu.aggregate import add_up, read_summor
from isu.cells.upprepade import FOLDER, SCHEMA
from tests.spec.tabell import LAMNARE, Exempel, rader
from tests.unit.test_cells_rakna import indikator

BARN = "alder: [0, 17]\naldersgrupper: {0-12: [0, 12], 13-17: [13, 17]}"
VARJE = "per_person: varje\nuppdelningar: {lagrum: {grupper: {SoL: SoL, LVU: LVU}}}"


@pytest.fixture
def exempel(tmp_path) -> Exempel:
    return Exempel(tmp_path)


def pairs(exempel: Exempel) -> list[dict]:
    path = exempel.home.cells(LAMNARE) / FOLDER / "X-01.parquet"
    assert pq.read_schema(path).names == SCHEMA.names
    told = ("kon", "aldersgrupp", "annan_aldersgrupp", "uppdelning", "grupp", "par")
    return [{name: str(row[name]) for name in told} for row in pq.read_table(path).to_pylist()]


def test_pairs_are_of_one_person_within_a_cell_and_over_a_birthday(exempel):
    """a has three events, two of them before the thirteenth birthday: 2 · 1 pairs within 0–12 and 2 · 1 each way over
    the birthday. b has one event, and rows without a person are each a person of their own. Unknown outcomes and ages
    outside the limit are no events."""
    indikator(exempel, "u.alder, u.lagrum, u.pid as person, u.utfall", VARJE, ages=BARN)
    exempel.levererar(
        "utredning",
        """
        pid | alder | lagrum | utfall
        a   | 12    | SoL    | insats
        a   | 12    | LVU    | insats
        a   | 13    | SoL    | insats
        a   | 13    | SoL    |
        a   | 18    | SoL    | insats
        b   | 12    | SoL    | insats
            | 12    | SoL    | insats
            | 12    | SoL    | insats
        """,
    )
    assert exempel.celler("X-01", "aldersgrupp", utfall="insats", uppdelning="") == rader(
        "aldersgrupp | antal\n0-12 | 5\n13-17 | 1"
    )
    assert pairs(exempel) == [{k: v or "" for k, v in row.items()} for row in rader(
        """
        kon | aldersgrupp | annan_aldersgrupp | uppdelning | grupp | par
        1   | 0-12        | 0-12              | ''         | ''    | 2
        1   | 0-12        | 13-17             | ''         | ''    | 2
        1   | 0-12        | 13-17             | lagrum     | SoL   | 1
        1   | 13-17       | 0-12              | ''         | ''    | 2
        1   | 13-17       | 0-12              | lagrum     | SoL   | 1
        """
    )]  # fmt: skip


def test_the_squares_of_every_total_are_those_of_its_persons(exempel):
    """Forty persons with up to five events each, some over a birthday or of another kön than last time, added up and
    held against counting each total's persons one by one."""
    rng = np.random.default_rng(5)
    rows = [(f"p{rng.integers(40)}", int(rng.integers(10, 17)), str(rng.choice(["1", "2", "9"]))) for _ in range(120)]
    indikator(exempel, "u.alder, u.pid as person, 1 as utfall", "per_person: varje", ages=BARN)
    exempel.levererar("utredning", "\n".join(["pid | alder | kon", *(f"{p} | {a} | {k}" for p, a, k in rows)]))
    exempel.raknar()
    own = exempel.indikatorer()["X-01"]
    add_up(exempel.home, exempel.deklaration, own)
    summor = read_summor(exempel.home, exempel.deklaration, own)
    (antal,) = summor.delar
    in_kon, in_ages = {"K": "2", "M": "1", "T": "129", "U": "9"}, {"0-12": range(13), "13-17": range(13, 18)}
    for (k, kon), (a, ages) in product(*(enumerate(summor.axlar[n].medlemmar) for n in ("kon", "aldersgrupp"))):
        inside = [p for p, age, of in rows if of in in_kon[kon] and age in in_ages.get(ages, range(18))]
        if ages != "okand":
            assert antal.n[0, 0, k, a, 0] == len(inside)
            assert antal.kvadrat[0, 0, k, a, 0] == sum(n**2 for n in Counter(inside).values())


def test_where_nobody_returns_there_is_a_file_without_rows(exempel):
    indikator(exempel, "u.alder, u.pid as person, 1 as utfall", "per_person: varje")
    exempel.levererar("utredning", "pid | alder\na | 12\nb | 13")
    exempel.celler("X-01", "utfall")
    assert pairs(exempel) == []
