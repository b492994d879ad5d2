"""Small Swedish wordings that every page shares: numbers, rows, lists, and text from outside made fit to show.

No knowledge of verdicts or declarations.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

#: Parts the thousands and never breaks a line.
NBSP = "\u00a0"

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


def tal(antal: int) -> str:
    """4400 → 4 400."""
    return f"{antal:,}".replace(",", NBSP)


def rader(antal: int) -> str:
    return "1 rad" if antal == 1 else f"{tal(antal)} rader"


def eller(delar: Sequence[str]) -> str:
    """a, b eller c."""
    return " eller ".join(filter(None, [", ".join(delar[:-1]), *delar[-1:]]))


def och(delar: Sequence[str]) -> str:
    """a, b och c."""
    return " och ".join(filter(None, [", ".join(delar[:-1]), *delar[-1:]]))


def radlista(nummer: Iterable[int]) -> str:
    """[2, 5, 6, 7] → 2, 5–7: what a person looks for in a spreadsheet."""
    runs: list[list[int]] = []
    for rad in sorted(set(nummer)):
        if runs and rad == runs[-1][-1] + 1:
            runs[-1].append(rad)
        else:
            runs.append([rad])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) < 3:
        return ", ".join(map(tal, run))
    return f"{tal(run[0])}–{tal(run[-1])}"


def visbar(text: str) -> str:
    """Text from outside (a file name, a header) without control signs, direction marks and broken characters.

    A file name that is not UTF-8 comes with lone surrogates, which no file can be written with.
    """
    return "".join(_visible(sign) for sign in text).strip()


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cs":
        return "\ufffd"
    return " " if category in _INVISIBLE else sign


def skrivet(uppgift: Any) -> str:
    """A name or a bound as a sentence says it. Whole numbers keep their form: some of them are years."""
    if isinstance(uppgift, float):
        return f"{uppgift:.1f}".removesuffix(".0").replace(".", ",")
    if isinstance(uppgift, date):
        return uppgift.isoformat()
    if isinstance(uppgift, list | tuple):
        return ", ".join(skrivet(del_) for del_ in uppgift)
    return visbar(str(uppgift))
