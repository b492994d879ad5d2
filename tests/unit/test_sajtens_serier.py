"""Which periods a page of the site shows of a number, as small tables."""

import pytest

from isu.sajt.bland import among
from isu.sajt.serier import series
from tests.spec.tabell import rader

WHOLE = {"indikator": "A", "variant": "", "matt": "andel", "utfall": "", "kon": "T", "aldersgrupp": "alla"}


def rows(text: str) -> list[dict]:
    told = [WHOLE | {"nedre": None, "ovre": None, "n": 9} | row for row in rader(text)]
    return [row | {"varde": float(row["varde"]) if row["varde"] else None} for row in told]


@pytest.mark.parametrize(
    ("half_year", "year", "period"),
    [("visas", "visas", "2025H2"), ("sekretess", "visas", "2025"), ("sekretess", "sekretess", "2025H2")],
)
def test_half_years_come_first_but_for_those_that_show_nothing(half_year, year, period):
    (serie,) = series(
        rows(
            f"""
            omrade_typ | omrade | periodtyp | period | varde | status
            kommun     | 1780   | halvar    | 2025H2 | 5     | {half_year}
            kommun     | 1780   | helar     | 2025   | 5     | {year}
            """
        )
    )
    assert serie.period == period


def test_all_kommuner_are_drawn_in_the_latest_period_in_which_any_is_shown():
    text = """
    omrade_typ | omrade | periodtyp | period | varde | status
    riket      | 0000   | halvar    | 2025H2 | 50    | visas
    kommun     | 1780   | halvar    | 2025H2 |       | sekretess
    kommun     | 1780   | halvar    | 2025H1 | 40    | visas
    """
    (((bland,),),) = [among(rows(text), [])]
    assert bland.period == "2025H1" and bland.bild["kommuner"] == [["1780", 40.0, None, None, 9]]
