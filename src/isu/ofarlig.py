"""Text that a spreadsheet may not take for a formula. For every room that writes Excel or CSV; knows no content.

A cell that begins with = + - @, a tab or a line end is run or split by a spreadsheet when the file is opened. An
apostrophe before it makes it text, in the file that we write and in the CSV that somebody makes of it later.
"""

from collections.abc import Iterable

_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")

#: Options of xlsxwriter.Workbook: no text of ours or of a sender's becomes a formula, a link or a number by itself.
XLSX_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def ofarlig(text: str) -> str:
    """'=1+1 instead of =1+1; also where blanks stand first. Text that is harmless is left as it is."""
    first = text[:1], text.lstrip()[:1]
    return f"'{text}" if any(sign in _SIGNS for sign in first if sign) else text


def ofarliga(texter: Iterable[str]) -> list[str]:
    """A line of cells made harmless."""
    return [ofarlig(text) for text in texter]
