"""Thinning of cells before they are sent: what a profile may ask, and what then stands in the file."""

from pathlib import Path

import polars as pl
import pytest

from isu.cells.falt import Matt
from isu.cellutdrag.fil import COLUMNS
from isu.cellutdrag.fortunna import bands, fault_of, laid_in_place, thinned
from isu.declaration.fortunning import Grovre, read_fortunning
from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError, IsuError
from tests.spec.publication.nation import indikator
from tests.spec.tabell import rader

DAGAR = (0, 31, 61)
MEDIAN = indikator(Matt("median"), Matt("andel", "<= 30"))
VANLIG = {"indikator": "TST-01", "variant": "", "period": "2024H1", "periodtyp": "halvar", "kon": "1"}
VANLIG |= {"uppdelning": "", "grupp": "", "fore": None, "censurerad": None, "annat_kon": None}
VANLIG |= {"annan_aldersgrupp": None, "utfall": "5"}


def cells(text: str) -> pl.DataFrame:
    rows = [VANLIG | row | {"antal": int(row["antal"])} for row in rader(text)]
    types = dict.fromkeys(COLUMNS, pl.String) | {"antal": pl.Int64, "censurerad": pl.Boolean}
    return pl.DataFrame([{name: row[name] for name in COLUMNS} for row in rows], schema=types)


def seen(rows: pl.DataFrame, columns: str) -> list[dict]:
    found = rows.select(columns.split()).sort(columns.split()).to_dicts()
    return [{name: None if value is None else str(value) for name, value in row.items()} for row in found]


def test_ages_that_are_sent_as_one_are_added_and_laid_in_one_place():
    rows = cells(
        """
        aldersgrupp | utfall | antal
        0-12        | 5      | 2
        13-17       | 5      | 3
        13-17       | 6      | 4
        18-20       | 5      | 1
        okand       | 5      | 1
        """
    )
    grovre = Grovre(aldrar=("0-17",))
    sent = thinned(rows, MEDIAN, grovre)
    assert seen(sent, "aldersgrupp utfall antal") == rader(
        """
        aldersgrupp | utfall | antal
        0-17        | 5      | 5
        0-17        | 6      | 4
        18-20       | 5      | 1
        okand       | 5      | 1
        """
    )
    assert set(laid_in_place(sent, MEDIAN, grovre)["aldersgrupp"]) == {"0-12", "18-20", "okand"}
    whole = laid_in_place(thinned(rows, MEDIAN, Grovre(aldrar=("alla",))), MEDIAN, Grovre(aldrar=("alla",)))
    assert set(whole["aldersgrupp"]) == {"okand"} and whole["antal"].sum() == 11


def test_pairs_of_events_follow_both_ages():
    rows = cells(
        """
        aldersgrupp | annat_kon | annan_aldersgrupp | utfall | antal
        0-12        | 1         | 13-17             |        | 2
        13-17       | 1         | 18-20             |        | 1
        """
    )
    assert seen(thinned(rows, MEDIAN, Grovre(aldrar=("0-17",))), "aldersgrupp annan_aldersgrupp antal") == rader(
        """
        aldersgrupp | annan_aldersgrupp | antal
        0-17        | 0-17              | 2
        0-17        | 18-20             | 1
        """
    )


def test_days_are_sent_in_bands_and_what_is_unknown_stays_so():
    rows = cells(
        """
        aldersgrupp | utfall  | antal
        0-12        | 0       | 1
        0-12        | 30      | 2
        0-12        | 31      | 3
        0-12        | 900     | 4
        0-12        | omappad | 5
        0-12        |         | 6
        """
    )
    assert bands(DAGAR) == ("0-30", "31-60", "61-")
    assert seen(thinned(rows, MEDIAN, Grovre(dagar=DAGAR)), "utfall antal") == [
        {"utfall": None, "antal": "6"},
        *rader("utfall | antal\n0-30 | 3\n31-60 | 3\n61- | 4\nomappad | 5"),
    ]
    with pytest.raises(IsuError, match="under det första dagbandet"):
        thinned(cells("aldersgrupp | utfall | antal\n0-12 | 0 | 1"), MEDIAN, Grovre(dagar=(1, 31)))


@pytest.mark.parametrize(
    "of, grovre, said",
    [
        (MEDIAN, Grovre(aldrar=("0-20",)), "har ingen åldersunion 0-20; välj bland alla, 0-17"),
        (MEDIAN, Grovre(aldrar=("0-17", "alla")), "har samma ålder i två"),
        (MEDIAN, Grovre(dagar=(0,)), "minst två dagband"),
        (MEDIAN, Grovre(dagar=(0, 61, 31)), "i stigande ordning"),
        (MEDIAN, Grovre(dagar=(0, 30, 61)), "villkoret <= 30, som delar ett av dagbanden"),
        (indikator(Matt("andel")), Grovre(dagar=DAGAR), "har måttet andel"),
        (indikator(Matt("andel", ("insats",))), Grovre(dagar=DAGAR), "har måttet andel"),
        (indikator(Matt("fordelning", kodlista="orsak")), Grovre(dagar=DAGAR), "har måttet fordelning"),
        (indikator(Matt("forandring")), Grovre(dagar=DAGAR), "har måttet forandring"),
        (MEDIAN, Grovre(("0-17",), DAGAR), None),
        (indikator(Matt("andel", "> 30"), Matt("km_median", variant="")), Grovre(dagar=DAGAR), None),
    ],
)
def test_what_an_indicator_cannot_be_thinned_to_is_said(of, grovre, said):
    found = fault_of(of, grovre)
    assert (found is None) if said is None else said in found


def profile(tmp_path: Path, text: str):
    path = tmp_path / "schemas" / "fortunning" / "var.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return read_fortunning(Katalog(tmp_path), "var")


def test_a_profile_is_a_file(tmp_path):
    text = "sv: Studien\nvarfor: Liten kommun\nindikatorer:\n  RSS-01:\n  RSS-02: {aldrar: [0-17], dagar: [0, 31]}\n"
    found = profile(tmp_path, text)
    assert found.indikatorer == {"RSS-01": Grovre(), "RSS-02": Grovre(("0-17",), (0, 31))}
    with pytest.raises(IsuError, match="De som finns: var"):
        read_fortunning(Katalog(tmp_path), "annan")


@pytest.mark.parametrize(
    "text, said",
    [
        ("sv: S\nindikatorer: {A: {}}", "fältet varfor saknas"),
        ("sv: S\nvarfor: V\nindikatorer: {A: {dagar: [x]}}", "antal dagar"),
        ("sv: S\nvarfor: V\nindikatorer: {A: {aldersgrupper: [x]}}", "fältet är okänt"),
        ("sv: S\nvarfor: V\nindikatorer: [A]", "namn: värde"),
    ],
)
def test_a_slip_in_a_profile_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(DeclarationError, match=said):
        profile(tmp_path, text)
