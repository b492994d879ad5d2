"""The command line as its users meet it: exit codes, sentences without tracebacks, JSON that machines can read."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isu.cli import main
from isu.cli.kommandon import app
from isu.errors import IsuError

ROOT = Path(__file__).parents[2]
BAD = ROOT / "tests" / "bad_files"
HEADER = "aktualisering_id;inkom_datum;typ;omrade;atgard;atgard_datum\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("ISU_HOME", str(tmp_path / "hem"))
    return lambda *arguments: CliRunner().invoke(app, arguments)


def test_check_ends_with_0_when_all_would_be_accepted(run, tmp_path):
    path = tmp_path / "aktualisering_2024H1.csv"
    path.write_text(HEADER + "a1;2024-02-01;anmalan;barn_unga;inleds;2024-02-03\n")
    assert run("check", str(path), "--lamnare", "1780").exit_code == 0


def test_check_ends_with_1_and_tells_the_place(run):
    result = run("check", str(BAD / "ej_datum.aktualisering_2024H1.csv"), "--lamnare", "1780")
    assert result.exit_code == 1
    assert "R03" in result.output and "Rader: 6" in result.output


def test_check_as_json_is_the_receipt(run):
    result = run("check", str(BAD / "ej_datum.aktualisering_2024H1.csv"), "--lamnare", "1780", "--json")
    assert json.loads(result.stdout)["rader"] == {
        "rader": 12, "accepterade": 11, "avsatta": 1, "olasbara": 0, "tomma": 0, "borttagna": 0, "ersatta": 0
    }  # fmt: skip


def test_check_stores_nothing(run, tmp_path):
    run("check", str(BAD / "ej_datum.aktualisering_2024H1.csv"), "--lamnare", "1780")
    kept = [p.name for p in (tmp_path / "hem").rglob("*") if p.is_file()]
    assert [name for name in kept if not name.startswith(("ledger.sqlite", ".ledger"))] == []


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["check", str(BAD / "README.md"), "--lamnare", "9999"], "Lämnaren 9999 finns inte"),
        (["template", "besok"], "Tabellen besok finns inte. Välj en av aktualisering"),
        (["release", "../ut"], "kan inte heta"),
        (["release", "2024H1"], "Det finns ingen arbetsutgåva"),
    ],
)
def test_what_can_be_expected_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.setenv("ISU_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["isu", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    complaint = capsys.readouterr().err
    assert complaint.startswith("isu: ") and told in complaint and "Traceback" not in complaint


@pytest.mark.parametrize(
    ("options", "told"), [((), "till och med 9999-12-31"), (("--i-fortid",), "Det finns ingen arbetsutgåva")]
)
def test_there_is_no_release_before_the_last_day_to_object_unless_the_steward_says_so(tmp_path, options, told):
    plan = tmp_path / "egna/schemas/reference/leveransplan.yaml"
    plan.parent.mkdir(parents=True)
    coming = "utgavor: [{namn: 2024H1, synpunkter_senast: 9999-12-31}]"
    plan.write_text(f"andamal: prov\ninsamlingar:\ndeltagare:\n{coming}\n", encoding="utf-8")
    ended = CliRunner().invoke(app, ["release", "2024H1", "--home", str(tmp_path), *options])
    assert isinstance(ended.exception, IsuError) and told in str(ended.exception)


def test_a_home_is_asked_for(monkeypatch, capsys):
    monkeypatch.delenv("ISU_HOME", raising=False)
    monkeypatch.setattr("sys.argv", ["isu", "status"])
    with pytest.raises(SystemExit):
        main()
    assert "--home" in capsys.readouterr().err


def test_status_as_json(run):
    assert json.loads(run("status", "--json").stdout)["leveranser"] == 0


def test_every_command_has_help_and_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert command.callback.__doc__, name
        assert re.search(rf"\b(isu|make) {name}\b", readme), name
