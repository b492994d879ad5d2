"""`isu compare`: published numbers only, near names for bad input, ranks only when asked for."""

import json

import pytest
from typer.testing import CliRunner

from isu.cli.jamfor import BREDD, bar
from isu.cli.kommandon import app
from isu.errors import IsuError
from tests.spec.publication.nation import Nation


@pytest.fixture(scope="module")
def hem(tmp_path_factory):
    """An edition of four kommuner; 1885 has 2 of 100 in the latest period, which hides all kommuner there."""
    nation = Nation(tmp_path_factory.mktemp("hem"), id="AKT-05")
    counts = {"2023H2": {"1715": 40, "1780": 30, "1880": 50, "1885": 20}, "2024H1": {"1780": 60, "1880": 50}}
    rows = [
        f"{k} | {p} | {kon} | {u} | {n // 2}"
        for p, of in counts.items()
        for k, x in of.items()
        for u, n in (("true", x), ("false", 100 - x))
        for kon in (1, 2)
    ]
    nation.celler("\n".join(["lamnare | period | kon | utfall | antal", *rows]))
    nation.publicerar()
    return nation.home.root


@pytest.fixture
def run(hem, monkeypatch):
    monkeypatch.setenv("ISU_HOME", str(hem))
    monkeypatch.setenv("COLUMNS", "240")
    return lambda *arguments: CliRunner().invoke(app, ["compare", *arguments])


def test_the_latest_period_against_each_reference(run):
    told = json.loads(run("--kommun", "1780", "--json").stdout)
    (row,) = told["rader"]
    assert (told["kommun"], row["period"], row["varde"], row["metod"]) == ("1780", "2024H1", 60.0, "wilson")
    assert {r["referens"]: r["skillnad"] for r in row["referenser"]} == {
        "foregaende": 30.0, "kommungrupp": 5.0, "lan": None, "riket": 5.0
    }  # fmt: skip


def test_the_table_has_the_interval_and_the_class_in_words(run):
    shown = run("--kommun", "Karlstad", "--grupp", "akt").stdout
    assert "Karlstad (1780)" in shown and "60,0 (50,2–69,1)" in shown
    assert "inga andra kommuner" in shown  # of its län nobody else has delivered
    assert "▲ högre" in shown and "+30,0 (16,3 till 42,2)" in shown
    assert "●" in shown and "rang" not in shown


def test_a_rank_is_an_interval_and_only_on_request(run):
    (row,) = json.loads(
        run("--kommun", "1780", "--indikator", "AKT-05", "--period", "2023H2", "--rang", "--json").stdout
    )["rader"]
    assert row["rang"]["hogst"] < row["rang"]["lagst"] <= row["rang"]["av"] == 4
    refused = run("--kommun", "1780", "--rang")
    assert isinstance(refused.exception, IsuError) and "--indikator" in str(refused.exception)


@pytest.mark.parametrize(
    "arguments, says",
    [
        (["--kommun", "Kalstad"], "Menades Karlstad (1780)"),
        (["--kommun", "1799"], "Kommunen 1799 finns inte"),
        (["--kommun", "1780", "--indikator", "AKT-5"], "Menades AKT-05"),
        (["--kommun", "1780", "--indikator", "utredningstid"], "Menades UTR-0"),
        (["--kommun", "1780", "--grupp", "AKTT"], "Menades AKT"),
        (["--kommun", "1780", "--period", "2024H3"], "Menades 2024H1"),
        (["--kommun", "1780", "--utgava", "finns_inte"], "ingen utgåva"),
    ],
)
def test_what_does_not_exist_is_told_with_what_is_near(run, arguments, says):
    assert says in str(run(*arguments).exception)


def test_the_bar_has_the_interval_the_value_and_riket():
    drawn = bar({"nedre": 10.0, "ovre": 20.0, "varde": 15.0}, {"varde": 30.0})
    assert len(drawn) == BREDD and drawn[0] == "─" and drawn[-1] == "│" and drawn.count("●") == 1
    assert bar({"nedre": None, "ovre": 20.0, "varde": 15.0}, None) == ""
