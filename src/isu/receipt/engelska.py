"""English for what other rooms say in Swedish, from engelska.yaml: assumptions, reasons, and words inside sentences.

A sentence that is not known there stays in Swedish; tests/unit/test_receipt_english.py looks for them in the rooms.
"""

import re
from pathlib import Path

from isu.yamltext import read_yaml

_KNOWN = read_yaml(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))

#: Whole texts, as they are said.
TEXTER: dict[str, str] = _KNOWN["texter"]

#: Texts with names in them.
MONSTER = tuple((re.compile(pattern).fullmatch, told) for pattern, told in _KNOWN["monster"])


def known_english(text: str) -> str | None:
    """The English of a Swedish text, or None when it is not known."""
    if text in TEXTER:
        return TEXTER[text]
    for match, told in MONSTER:
        if found := match(text):
            return told.format(*(TEXTER.get(part, part) for part in found.groups()))
    return None


def english(text: str) -> str:
    """The English of a Swedish text; the text itself when it is not known, or is no text but a name."""
    return known_english(text) or text
