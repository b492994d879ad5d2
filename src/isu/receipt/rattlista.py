"""The workbook of places to mend: every faulty line's place, rule and what is allowed, with room for the correction.

Same places, same bytes. All text is text: nothing that a sender wrote becomes a formula, a link or a number.
"""

import os
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from isu.ofarlig import XLSX_OPTIONS, ofarlig
from isu.receipt.kvittosida import how_many, in_language, segments
from isu.receipt.ord import BOK, SIDA
from isu.receipt.rattrader import Stalle, cells, places_to_mend
from isu.receipt.text import EN, SV

#: Widths of the sheets' columns, in signs.
WIDTHS = (8, 9, 22, 8, 46, 46, 18, 22, 22, 30, 12)

#: Places among the columns that are left out when no line has anything there.
ONLY_IF_GIVEN = (6, 7)

HEADER = {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1, "text_wrap": True, "valign": "top"}
TEXT = {"num_format": "@", "text_wrap": True, "valign": "top"}


def write_mending(data: dict, places: Path | None, target: Path, sprak: str = SV) -> int:
    """Write the workbook of one receipt; how many places it lists. With nothing to mend there is no file."""
    found = places_to_mend(data, places)
    if not found:
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.tmp")
    with xlsxwriter.Workbook(beside, XLSX_OPTIONS) as book:
        book.set_properties({"title": data["fil"]["namn"], "created": datetime(2000, 1, 1)})
        _places_sheet(book, found, data, sprak)
        _summary_sheet(book, data, how_many(data, len(found), sprak), sprak)
        _rules_sheet(book, data, sprak)
    os.replace(beside, target)
    return len(found)


def _places_sheet(book: Workbook, found: list[Stalle], data: dict, sprak: str) -> None:
    sheet = book.add_worksheet(BOK[sprak]["att_ratta"])
    lines = [cells(stalle, data, sprak) for stalle in found]
    kept = [i for i in range(len(WIDTHS)) if i not in ONLY_IF_GIVEN or any(line[i] for line in lines)]
    _table(book, sheet, [BOK[sprak]["rubriker"][i] for i in kept], [[line[i] for i in kept] for line in lines])
    for place, i in enumerate(kept):
        sheet.set_column(place, place, WIDTHS[i])
    sheet.autofilter(0, 0, len(lines), len(kept) - 1)
    note = book.add_format({"italic": True, "font_color": "#4A535D"})
    sheet.write_string(len(lines) + 2, 0, how_many(data, len(found), sprak), note)
    _on_paper(sheet, landscape=True)


def _table(book: Workbook, sheet: Worksheet, headers: list[str], lines: list[list[int | str]]) -> None:
    """A frozen header and the lines below; whole numbers as numbers, all else as text."""
    header, text = book.add_format(HEADER), book.add_format(TEXT)
    number = book.add_format({"num_format": "0", "valign": "top", "align": "left"})
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(headers):
        sheet.write_string(0, place, name, header)
    for row, line in enumerate(lines, start=1):
        for place, cell in enumerate(line):
            if cell == "":
                sheet.write_blank(row, place, None, text)
            elif isinstance(cell, int):
                sheet.write_number(row, place, cell, number)
            else:
                sheet.write_string(row, place, ofarlig(cell), text)


def _summary_sheet(book: Workbook, data: dict, listed: str, sprak: str) -> None:
    sheet = book.add_worksheet(BOK[sprak]["sammanfattning"])
    bold, text = book.add_format({"bold": True, "valign": "top"}), book.add_format(TEXT)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(_summary(data, listed, sprak)):
        sheet.write_string(row, 0, ofarlig(name), bold)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, book.add_format({"num_format": "#,##0", "align": "left"}))
        else:
            sheet.write_string(row, 1, ofarlig(value), text)
    _on_paper(sheet)


def _summary(data: dict, listed: str, sprak: str) -> list[tuple[str, int | str]]:
    words, book = SIDA[sprak], BOK[sprak]
    steps = data["gor_en" if sprak == EN else "gor"]
    return [
        (words["fil"], data["fil"]["namn"]),
        (words["lamnare"], " ".join(filter(None, [data["lamnare"], data["namn"]]))),
        (in_language(data, "rubrik", sprak), in_language(data, "mening", sprak)),
        ("", in_language(data, "betyder", sprak)),
        *[(words["gor_nu"] if i == 1 else "", f"{i}. {step}") for i, step in enumerate(steps, start=1)],
        (words["rader_i_filen"], data["rader"]["rader"]),
        *[(s["ord"], s["antal"]) for s in segments(data, sprak)],
        (book["att_ratta"], listed),
        ("", book["varden_om"]),
    ]


def _rules_sheet(book: Workbook, data: dict, sprak: str) -> None:
    sheet = book.add_worksheet(BOK[sprak]["regler"])
    words = SIDA[sprak]
    headers = [words[name] for name in ("regel", "fel", "kolumn", "tillatet", "gor")] + [words["rader"].capitalize()]
    _table(book, sheet, headers, [_fault_line(f, sprak) for f in data["fel"]])
    for place, width in enumerate((8, 60, 30, 70, 50, 10)):
        sheet.set_column(place, place, width)
    _on_paper(sheet, landscape=True)


def _fault_line(fault: dict, sprak: str) -> list[int | str]:
    said = [in_language(fault, name, sprak) for name in ("mening", "tillatet", "gor")]
    columns = ", ".join(" ".join(filter(None, [p["bokstav"], p["kolumn"]])) for p in fault["platser"])
    return [fault["kod"], said[0], columns, said[1], said[2], fault["antal"]]


def _on_paper(sheet: Worksheet, landscape: bool = False) -> None:
    """A4, as wide as the page, the header on every page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    if landscape:
        sheet.set_landscape()
