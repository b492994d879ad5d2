"""A steward holds back a value that cannot be trusted: nothing is counted again, and nothing of it is published."""

import json

import pytest
from typer.testing import CliRunner

from isu.aggregate.innehall import contents_of, read_files
from isu.cli.kommandon import app
from isu.errors import IsuError
from isu.flow.halla import hold, lift
from isu.flow.indikatorer import indicators
from isu.flow.rakna import renew_cells
from isu.ledger import Ledger
from isu.pipelines.ops_halla import hall_inne_job
from isu.pipelines.resources import Hem

ANMALNINGAR = """
aktualisering_id | inkom_datum | atgard | atgard_datum
a1               | 2024-02-01  | inleds | 2024-02-05
"""


@pytest.fixture
def counted(hem):
    hem.lamnar("aktualisering_2024H1.csv", ANMALNINGAR)
    hem.tar_emot()
    renew_cells(hem.home, hem.deklaration, indicators(hem.deklaration), "1780")
    return hem


def statuses(hem, id_: str = "AKT-02") -> dict[str, str]:
    saw = contents_of(read_files(hem.home), indicators(hem.deklaration)[id_])
    return {period: status for (_, period), status in saw.status.items()}


def shown_to_the_sender(hem) -> str:
    page = json.loads((hem.home.outbox("1780") / "laget.json").read_text(encoding="utf-8"))
    return next(r["status"] for r in page["indikatorer"] if (r["id"], r["period"]) == ("AKT-02", "2024H1"))


def test_what_is_held_is_told_as_kvalitet_until_it_is_lifted(counted):
    cells = counted.home.cells("1780") / "AKT-02.parquet"
    before = statuses(counted), cells.stat().st_mtime_ns
    hold(counted.home, "1780", "akt-02", "2024h1", "nytt system")
    assert statuses(counted)["2024H1"] == shown_to_the_sender(counted) == "kvalitet"
    lift(counted.home, "1780", "AKT-02", "2024H1")
    assert (statuses(counted), cells.stat().st_mtime_ns) == before
    assert shown_to_the_sender(counted) == "komplett"


def test_the_job_in_dagster_does_the_same(counted):
    def job(**chosen) -> bool:
        config = {
            "ops": {"vardet": {"config": {"lamnare": "1780", "indikator": "AKT-02", "period": "2024H1"} | chosen}}
        }
        return hall_inne_job.execute_in_process(config, resources={"hem": Hem(katalog=str(counted.home.root))}).success

    assert job(skal="nytt system") and statuses(counted)["2024H1"] == "kvalitet"
    assert [h.skal for h in Ledger(counted.home).held("1780")] == ["nytt system"]
    assert job(angra=True) and statuses(counted)["2024H1"] == "komplett"


def test_only_the_one_indicator_and_period_are_held(counted):
    before = statuses(counted), statuses(counted, "AKT-04")
    hold(counted.home, "1780", "AKT-02", "2024H1", "nytt system")
    assert statuses(counted) == before[0] | {"2024H1": "kvalitet"}
    assert statuses(counted, "AKT-04") == before[1]


def test_the_ledger_remembers_why_and_when_also_what_is_lifted(counted):
    hold(counted.home, "1780", "AKT-02", "2024H1", "nytt system")
    hold(counted.home, "1780", "AKT-02", "2024H1", "en gång till")
    assert [(h.indikator, h.skal) for h in Ledger(counted.home).held("1780")] == [("AKT-02", "nytt system")]
    lift(counted.home, "1780", "AKT-02", "2024H1")
    assert Ledger(counted.home).held() == []
    with pytest.raises(IsuError, match="hålls inte inne"):
        lift(counted.home, "1780", "AKT-02", "2024H1")


def test_a_period_that_is_not_complete_keeps_its_own_reason(counted):
    hold(counted.home, "1780", "AKT-02", "2024", "nytt system")
    assert statuses(counted)["2024"] == "ej_komplett"


@pytest.mark.parametrize(
    "words, says",
    [
        (["9999", "AKT-02", "2024H1", "--skal", "x"], "finns inte i lamnare.csv"),
        (["1780", "AKT-2", "2024H1", "--skal", "x"], "Närmast är AKT-02"),
        (["1780", "AKT-02", "våren", "--skal", "x"], "ingen period som AKT-02 räknas för"),
        (["1780", "AKT-02", "2024H1"], "Skriv varför"),
        (["1780", "AKT-02"], "Ange lämnare, indikator och period"),
    ],
)
def test_what_cannot_be_held_is_told_in_a_sentence(words, says, hem):
    done = CliRunner().invoke(app, ["hold", *words, "--home", str(hem.home.root)])
    assert says in str(done.exception)


def test_the_command_shows_what_is_held(counted):
    words = ["hold", "1780", "AKT-02", "2024H1", "--skal", "nytt system", "--home", str(counted.home.root)]
    assert "AKT-02 2024H1 för 1780 hålls inne." in CliRunner().invoke(app, words).stdout
    assert "nytt system" in CliRunner().invoke(app, ["hold", "--home", str(counted.home.root)]).stdout
