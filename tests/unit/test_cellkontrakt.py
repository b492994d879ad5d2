"""The quick answer that a file of cells keeps the contract, against pandera's own."""

import polars as pl
import pytest

from isu.cellutdrag import kontrakt
from isu.cellutdrag.fil import COLUMNS

CODES = frozenset(("true", "false", "omappad", "inleds"))
TYPES = {"censurerad": pl.Boolean, "antal": pl.Int64}
ROW = {"indikator": "AKT-05", "periodtyp": "halvar", "period": "2024H1", "aldersgrupp": "0-12", "kon": "1", "antal": 3}
PAIR = ROW | {"annat_kon": "2", "annan_aldersgrupp": "0-12"}


def frame(*rows: dict) -> pl.DataFrame:
    plain = {
        name: "" if name not in ("utfall", "fore", "censurerad", *kontrakt.upprepade.ANDRA) else None
        for name in COLUMNS
    }
    return pl.DataFrame([plain | row for row in rows], schema={n: TYPES.get(n, pl.String) for n in COLUMNS})


@pytest.mark.parametrize("more", [{}, {"utfall": "inleds"}, {"utfall": "31-60"}, {"utfall": "-7", "fore": "12"}])
def test_what_keeps_the_contract(more):
    cells = frame(ROW | more, PAIR)
    assert kontrakt._by_schema(cells, CODES) == kontrakt._by_row(cells, CODES) == {}


#   what the second row says                 where it breaks the contract
@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"kon": "3"}, "kon"),
        ({"kon": None}, "kon"),
        ({"annat_kon": "K"}, "annat_kon"),
        ({"antal": 0}, "antal"),
        ({"antal": 10**9 + 1}, "antal"),
        ({"utfall": "201401019876"}, "utfall"),
        ({"fore": "Karin"}, "fore"),
        ({"grupp": None}, "grupp"),
        (dict.fromkeys(kontrakt.upprepade.ANDRA), "raden"),
    ],
)
def test_what_breaks_it(wrong, where):
    cells = frame(ROW, PAIR | wrong)
    assert set(kontrakt._by_schema(cells, CODES)) == set(kontrakt._by_row(cells, CODES)) == {where}
