"""The page of all rules is the catalogue, no more and no less."""

import re
from pathlib import Path

import pytest

from isu.declaration import load_declarations
from isu.receipt.regelsidor import ORD, allman, rules_markdown

REGLER = load_declarations().regler
PAGE = Path(__file__).parents[2] / "docs" / "regler.md"


def test_the_page_is_what_the_catalogue_gives():
    assert PAGE.read_text("utf-8") == rules_markdown(REGLER), "python -m isu.receipt.regelsidor > docs/regler.md"


def test_every_rule_has_one_anchor():
    anchors = re.findall(r'<a id="(\w+)">', rules_markdown(REGLER))
    assert sorted(anchors) == sorted(r.kod for r in REGLER.values())


@pytest.mark.parametrize("regel", sorted(REGLER))
def test_every_name_in_a_sentence_has_a_word(regel):
    rule = REGLER[regel]
    names = re.findall(r"\{(\w+)\}", rule.sv + rule.tillatet + rule.gor)
    assert set(names) <= set(ORD)
    assert "{" not in "".join(str(v) for v in allman(rule).values())
