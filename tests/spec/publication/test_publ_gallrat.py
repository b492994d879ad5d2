"""Periods whose rows have been erased by retention, marked beside the numbers."""

import duckdb

from isu.declaration import load_declarations
from isu.period import period
from isu.release.gallrat import Lamnat, erased_rows
from tests.spec.tabell import rader

DEKLARATION = load_declarations()


def marked(text: str) -> list[tuple]:
    """Of Karlstad (1780), Kil (1715), their län and the nation: area, period, kommuner erased and delivered."""
    lamnat = [Lamnat(r["kommun"], "insats", period(r["tid"]).interval, bool(r["gallrat"])) for r in rader(text)]
    found = erased_rows(lamnat, DEKLARATION)
    assert set(found["status"].to_pylist()) <= {"visas"} and set(found["matt"].to_pylist()) <= {"gallrade"}
    return duckdb.sql(
        "select omrade, period, antal, antal_kommuner from found where omrade in ('1780', '1715', '17', '0000')"
        " order by omrade, period"
    ).fetchall()


def test_an_area_tells_how_many_of_its_kommuner_have_no_rows_left():
    """The year is marked too: half of its rows are gone. 2020H2 and Kil, where nothing is erased, have no row."""
    text = """
    kommun | tid    | gallrat
    1780   | 2020H1 | x
    1780   | 2020H2 |
    1715   | 2020H1 |
    """
    assert marked(text) == [
        *[("0000", "2020", 1, 2), ("0000", "2020H1", 1, 2)],
        *[("17", "2020", 1, 2), ("17", "2020H1", 1, 2)],
        *[("1780", "2020", 1, 1), ("1780", "2020H1", 1, 1)],
    ]


def test_where_nothing_is_erased_nothing_is_marked():
    assert marked("kommun | tid | gallrat\n1780 | 2020H1 |") == []
