"""No cell of ours is run by a spreadsheet."""

import pytest

from isu.ofarlig import ofarlig, ofarliga


@pytest.mark.parametrize(
    "text, written",
    [
        ("=1+1", "'=1+1"),
        ("+46 70", "'+46 70"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'=1+1", "'=1+1"),
        ("2024-01-05", "2024-01-05"),
        ("a=b", "a=b"),
        ("–", "–"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text, written):
    assert ofarlig(text) == written


def test_a_line_of_cells():
    assert ofarliga(["kon", "=2"]) == ["kon", "'=2"]
