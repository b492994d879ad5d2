"""Words of the receipt that are the same for every file, from ord.yaml, where both languages stand side by side."""

from pathlib import Path
from typing import Any

from isu.receipt.text import EN, SV
from isu.yamltext import read_yaml

_ALL = read_yaml(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def _by_language(part: str) -> dict[str, dict[str, Any]]:
    """Language → name → words."""
    return {sprak: {name: said[sprak] for name, said in _ALL[part].items()} for sprak in (SV, EN)}


#: Kind of record, in the order of the bar → what the page calls it.
RADER = _by_language("rader")

#: Severity → [heading, introduction] of its part of the page.
GRUPPER = _by_language("grupper")

#: Severity of one line in the workbook and the terminal.
ALLVAR = _by_language("allvar")

#: Outcome of a rule → [sign, words for one, words for several].
REGELUTFALL = _by_language("regelutfall")

#: The page, name by name.
SIDA = _by_language("sida")

#: The workbook, name by name.
BOK = _by_language("bok")
