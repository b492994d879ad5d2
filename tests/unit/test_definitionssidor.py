"""Every indicator is told of in full: its head, its examples, its page in the manual, its place in `isu indicators`."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isu.cells.indikator import load_indicators
from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.release.definitionssidor import STALLNING, pages, write_manual
from isu.release.specexempel import Leverans, Svar, examples_of, ordinary_rows, read_spec
from tests.spec.tabell import ORDINARY

ROOT = Path(__file__).parents[2]
SPEC_TESTS = ROOT / "tests" / "spec" / "indicators"
DEKLARATION = load_declarations()
INDIKATORER = load_indicators(DEKLARATION)
SPEC = read_spec(SPEC_TESTS)
PAGES = pages(DEKLARATION, INDIKATORER, SPEC, ordinary_rows(SPEC_TESTS))
EVERY = pytest.mark.parametrize("indikator", sorted(INDIKATORER))


def test_the_pages_are_what_the_heads_and_examples_give():
    """Mend with: python -m isu.release.definitionssidor docs/indikatorer tests/spec/indicators"""
    found = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "indikatorer").iterdir()}
    assert sorted(found) == sorted(PAGES)
    assert [name for name in PAGES if found[name] != PAGES[name]] == []


@EVERY
def test_every_head_says_what_the_number_can_not_tell_and_what_to_ask(indikator):
    i = INDIKATORER[indikator]
    assert set(i.sager_inte) == {"sv", "en"} and len(i.fragor) == 3


@EVERY
def test_every_indicator_has_examples_with_rows_in_and_numbers_out(indikator):
    """At least two, each with the cells or the statuses that it gives."""
    examples = SPEC.get(indikator, [])
    assert len([e for e in examples if e.leveranser and e.svar]) >= 2


@EVERY
def test_every_page_tells_the_head_and_shows_the_examples(indikator):
    i, page = INDIKATORER[indikator], PAGES[f"{indikator}.md"]
    words = [*i.definition.values(), *i.sager_inte.values(), *i.fragor, i.population, i.kalla, STALLNING[i.stallning]]
    assert [text for text in words if text not in page] == []
    assert all(f"`{tabell}`" in page for tabell in i.tabeller)
    assert "## Exempel" in page and f"[{i.id}]({i.id}.md)" in PAGES["README.md"]


def test_the_links_of_the_pages_lead_somewhere():
    for name, text in PAGES.items():
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (ROOT / "docs" / "indikatorer" / target).resolve().exists() or target in PAGES, (name, target)


def test_the_ordinary_rows_of_the_pages_are_those_of_the_tests():
    assert ordinary_rows(SPEC_TESTS) == ORDINARY


EXEMPEL = '''
import pytest
from tests.spec.tabell import Exempel, rader

BOTH = pytest.mark.parametrize("indikator", ["X-01", "X-02"])

@pytest.fixture
def exempel(tmp_path):
    exempel = Exempel(tmp_path)
    for ar in ("2022", "2023"):
        exempel.levererar("utredning", "pid", av=ar)
    return exempel

@BOTH
def test_day_14_is_within(exempel, indikator):
    """Dag 14 är inom tiden.

    Mer om saken."""
    exempel.invanare(10, 2024)
    exempel.levererar("utredning", "pid\\na", uttagsdatum="2025-01-15")
    assert exempel.celler(indikator, "utfall", period="2024H1") == rader("utfall | antal\\ntrue | 1")

@pytest.mark.parametrize("dag, ar", [("2024-02-29", 2024)])
def test_leap_days(exempel, dag, ar):
    en_dag(exempel, f"{dag[:7]}-01", f"{ar}H1")
    told = {p: e["status"] for p, e in exempel.perioder("X-03").items()}
    assert told == {"2024H1": "komplett"}

def en_dag(exempel, dag, av):
    exempel.levererar("utredning", f"dag\\n{dag}", av=av)
'''


def test_examples_are_told_as_they_are_delivered_through_parameters_fixtures_and_helpers():
    first, second, last = examples_of(EXEMPEL)
    fore = [Leverans("utredning", "pid", "2022"), Leverans("utredning", "pid", "2023")]
    assert first.rubrik == second.rubrik == "Dag 14 är inom tiden."
    assert first.leveranser == [*fore, Leverans("utredning", "pid\na", "2024H1", "2025-01-15")]
    assert first.svar == [Svar("X-01", {"period": "2024H1"}, [{"utfall": "true", "antal": "1"}])]
    assert second.svar[0].indikator == "X-02" and second.invanare == 10
    assert last.rubrik == "Leap days." and last.leveranser == [*fore, Leverans("utredning", "dag\n2024-02-01")]
    assert last.svar == [Svar("X-03", {}, {"2024H1": "komplett"})]


def test_the_pages_of_indicators_that_are_gone_are_taken_away(tmp_path):
    (tmp_path / "GAMMAL-01.md").write_text("borta", encoding="utf-8")
    write_manual(tmp_path, SPEC_TESTS)
    assert {path.name for path in tmp_path.iterdir()} == set(PAGES)


def test_the_command_lists_all_with_definition_tables_and_standing():
    told = json.loads(CliRunner().invoke(app, ["indicators", "--json"]).stdout)
    assert [entry["id"] for entry in told] == sorted(INDIKATORER)
    assert all(entry["definition"] and entry["fakta"]["Tabeller"] and entry["fakta"]["Ställning"] for entry in told)


def test_the_command_shows_one_or_a_group():
    one = CliRunner().invoke(app, ["indicators", "akt-05"]).stdout
    assert "Förhandsbedömning inom 14 dagar" in one and "aktualisering" in one and "1 indikator." in one
    group = json.loads(CliRunner().invoke(app, ["indicators", "EKB", "--json"]).stdout)
    assert [entry["id"] for entry in group] == ["EKB-01", "EKB-02", "EKB-03", "EKB-04"]


def test_the_command_lists_the_indicators_of_a_home(tmp_path):
    path = tmp_path / "egna" / "dbt_like_sql" / "indicators" / "barn_unga" / "AKT-05.sql"
    path.parent.mkdir(parents=True)
    path.write_text(INDIKATORER["AKT-05"].path.read_text("utf-8"), encoding="utf-8")
    (entry,) = json.loads(CliRunner().invoke(app, ["indicators", "AKT-05", "--json", "--home", str(tmp_path)]).stdout)
    assert entry["fil"] == "egna/dbt_like_sql/indicators/barn_unga/AKT-05.sql"


def test_the_command_says_what_there_is_to_choose():
    failed = CliRunner().invoke(app, ["indicators", "finns-inte"])
    assert failed.exit_code == 1 and "Det finns ingen indikator eller grupp FINNS-INTE" in str(failed.exception)
