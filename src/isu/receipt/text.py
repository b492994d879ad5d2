"""Small wordings that every page shares: numbers, rows, lists, and text from outside made fit to show.

In Swedish, and in English with `sprak="en"`. No knowledge of verdicts or declarations.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

SV, EN = "sv", "en"

#: Parts the thousands and never breaks a line.
NBSP = "\u00a0"

_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


def tal(antal: int, sprak: str = SV) -> str:
    """4400 → 4 400, in English 4,400."""
    return f"{antal:,}" if sprak == EN else f"{antal:,}".replace(",", NBSP)


def skyddat_antal(antal: int, troskel: int) -> str:
    """12 → 12, 3 → färre än 5: how many protected persons there are is itself protected where they are few."""
    return f"färre än {troskel}" if 0 < antal < troskel else tal(antal)


def rader(antal: int, sprak: str = SV) -> str:
    """1 rad, 2 rader; a count is never parted from what it counts."""
    if sprak == EN:
        return f"1{NBSP}row" if antal == 1 else f"{tal(antal, EN)}{NBSP}rows"
    return f"1{NBSP}rad" if antal == 1 else f"{tal(antal)}{NBSP}rader"


def procent(andel: float, sprak: str = SV) -> str:
    """0.273 → 27,3 %. What is there is never told as nothing: a share below the last decimal is <0,1 %."""
    share = f"{100 * andel:.1f}".removesuffix(".0")
    if andel > 0 and share == "0":
        share = "<0.1"
    return f"{share}%" if sprak == EN else f"{share.replace('.', ',')}{NBSP}%"


def eller(delar: Sequence[str], sprak: str = SV) -> str:
    """a, b eller c."""
    return _joined(delar, "or" if sprak == EN else "eller")


def och(delar: Sequence[str], sprak: str = SV) -> str:
    """a, b och c."""
    return _joined(delar, "and" if sprak == EN else "och")


def _joined(delar: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, [", ".join(delar[:-1]), *delar[-1:]]))


def radlista(nummer: Iterable[int]) -> str:
    """[2, 5, 6, 7] → 2, 5–7: what a person looks for in a spreadsheet, written as a spreadsheet writes it."""
    runs: list[list[int]] = []
    for rad in sorted(set(nummer)):
        if runs and rad == runs[-1][-1] + 1:
            runs[-1].append(rad)
        else:
            runs.append([rad])
    return ", ".join(map(_run, runs))


def _run(run: list[int]) -> str:
    if len(run) < 3:
        return ", ".join(map(str, run))
    return f"{run[0]}–{run[-1]}"


def visbar(text: str) -> str:
    """Text from outside (a file name, a header) without control signs, direction marks and broken characters.

    A file name that is not UTF-8 comes with lone surrogates, which no file can be written with.
    """
    return _without_hidden(text).strip()


def _without_hidden(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_visible(sign) for sign in text)


def _visible(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cs":
        return "\ufffd"
    return " " if category in _INVISIBLE else sign


def skrivet(uppgift: Any, sprak: str = SV) -> str:
    """A name or a bound as a sentence says it. Whole numbers keep their form: some of them are years."""
    if isinstance(uppgift, float):
        plain = f"{uppgift:.1f}".removesuffix(".0")
        return plain if sprak == EN else plain.replace(".", ",")
    if isinstance(uppgift, date):
        return uppgift.isoformat()
    if isinstance(uppgift, list | tuple):
        return ", ".join(skrivet(del_, sprak) for del_ in uppgift)
    return _without_hidden(str(uppgift))
