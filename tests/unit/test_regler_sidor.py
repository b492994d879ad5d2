"""The manual has a page per rule that says what the catalogue says, and tells of every rule and every command."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from isu.cli.kommandon import app
from isu.declaration import load_declarations
from isu.declaration.regel import EN
from isu.receipt.regelord import ORD, ORD_I_REGEL
from isu.receipt.regelsidor import allman, examples, filename, page_data, pages_markdown, waiting_rules, write_pages

ROOT = Path(__file__).parents[2]
DEKLARATION = load_declarations()
REGLER = DEKLARATION.regler
PAGES = pages_markdown(DEKLARATION, examples(ROOT / "tests" / "bad_files"))
TOLD_COMMANDS = {
    kommando
    for page in (ROOT / "docs").glob("*.md")
    for kommando in re.findall(r"\bisu ([a-z-]+)", page.read_text("utf-8"))
}


def test_the_pages_are_what_the_catalogue_gives():
    """Mend with: python -m isu.receipt.regelsidor docs/regler tests/bad_files"""
    found = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "regler").iterdir()}
    assert sorted(found) == sorted(PAGES)
    assert [name for name in PAGES if found[name] != PAGES[name]] == []


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_every_rule_is_in_the_manual(regel):
    """A page of its own with every sentence, and a line in the index that leads to it."""
    rule = REGLER[regel]
    page, index = PAGES[filename(rule)], PAGES["README.md"]
    words = allman(rule)
    assert all(words[f] in page for f in ("sv", "en", "tillatet", "tillatet_en", "gor", "gor_en", "kalla", "foljd"))
    assert f"[{rule.kod}]({filename(rule)})" in index and words["sv"] in index


def commands() -> list[str]:
    return sorted(get_command(app).commands)


@pytest.mark.parametrize("kommando", commands())
def test_every_command_is_in_the_manual(kommando):
    """Tell of it in docs/kommun.md or docs/steward.md."""
    assert kommando in TOLD_COMMANDS


def test_the_links_of_the_pages_lead_somewhere():
    for name, text in PAGES.items():
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (ROOT / "docs" / "regler" / target).resolve().exists() or target in PAGES, (name, target)


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_every_name_in_a_sentence_has_a_word(regel):
    rule = REGLER[regel]
    names = set(re.findall(r"\{(\w+)\}", rule.sv + rule.tillatet + rule.gor))
    assert names - set(ORD) - {name for where, name in ORD_I_REGEL if where == regel} == set()
    assert "{" not in "".join(str(v) for v in allman(rule).values())


def test_a_page_tells_where_the_rule_is_tried_and_what_its_limit_is():
    data = page_data(REGLER["vard_utan_behovsprovning"], DEKLARATION, ["b.csv", "a.csv"])
    assert data["provas"] == [("insats", ["behovsprovad", "insatstyp", "alder"])]
    assert data["exempel"] == ["a.csv", "b.csv"]
    assert "insatstyp in" in data["sql"]
    (limit,) = page_data(REGLER["okant_kon"], DEKLARATION)["trosklar"]
    assert (limit["andel"], limit["kolumn"]) == ("5", "kon")


def test_the_same_word_in_both_languages():
    rule = REGLER["referens_saknas"]
    assert allman(rule)["sv"] == "‹kolumn› i ‹tabell› pekar på rader som inte finns i ‹annan tabell›."
    assert allman(rule)["en"] == "‹column› in ‹table› points at rows that are not in ‹another table›."
    assert rule.text(EN, kolumn="pid", tabell="insats", till="person") == (
        "pid in insats points at rows that are not in person."
    )


def test_rules_that_wait_for_their_table_are_told_by_table():
    tables = waiting_rules()
    assert not set(tables) & set(DEKLARATION.tabeller)
    assert all(
        rule["om"] in PAGES["README.md"] and rule["allvar"] in ("fel", "varning") for t in tables.values() for rule in t
    )


def test_pages_for_a_home(tmp_path):
    """The page of a rule that a receipt leads to, and one page of all rules, each whole in itself; written once more
    they are not touched."""
    write_pages(tmp_path, DEKLARATION, ["R45", "R00"])
    assert {path.name for path in tmp_path.iterdir()} == {"R45.html", "index.html"}
    page, index = ((tmp_path / name).read_text("utf-8") for name in ("R45.html", "index.html"))
    for text in (page, index):
        assert "Förhandsbedömningen tog mer än 14 dagar" in text and "The screening took more than 14 days" in text
        assert "<script" not in text and 'src="' not in text and "http" not in text.replace("http-equiv", "")
    assert set(re.findall(r'href="([^"#]+)"', page)) == {"index.html"} and "href" not in index
    assert re.findall(r'<details id="(\w+)"', index) and all(f'id="{rule.kod}"' in index for rule in REGLER.values())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    write_pages(tmp_path, DEKLARATION, ["R45"])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_pages_that_are_there_are_kept_as_they_should_be(tmp_path):
    """An earlier receipt leads to them."""
    write_pages(tmp_path, DEKLARATION, ["R45"])
    page = (tmp_path / "R45.html").read_text("utf-8")
    (tmp_path / "R45.html").write_text("som den var förr", encoding="utf-8")
    write_pages(tmp_path, DEKLARATION, [])
    assert (tmp_path / "R45.html").read_text("utf-8") == page
