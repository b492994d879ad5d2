"""The template of one table: what a sender fills in, or holds an extract against.

`.csv` is the header alone. `.xlsx` has the table's sheet, `leverans` (what the delivery concerns), `kodlistor` and
`beskrivning`. Intake reads the same workbook back: names of sheets and keys are the same there.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandera.polars as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from isu.declaration import Kodlista, Tabell
from isu.declaration.tabell import slag
from isu.errors import IsuError
from isu.ofarlig import XLSX_OPTIONS, ofarlig, ofarliga
from isu.receipt.kolumntext import FINNAS, FRIVILLIG, IFYLLD, TYPER, granser, kodlista_av, krav, tillatet
from isu.receipt.text import skrivet

#: Rows that the help in the cells covers: all that a sheet has.
LAST_ROW = 1_048_575

#: Cells are text so that leading zeros and long ids stay as written.
CELL_FORMATS = {"datum": "yyyy-mm-dd", "heltal": "0", "decimaltal": "General"}

COLOURS = {IFYLLD: ("#1F4E79", "#FFFFFF"), FINNAS: ("#9DC3E6", "#000000"), FRIVILLIG: ("#EDEDED", "#000000")}

LEVERANS = (
    ("period_start", "Första dagen som filen gäller, ÅÅÅÅ-MM-DD. Får vara tom om perioden står i filnamnet."),
    ("period_slut", "Sista dagen som filen gäller, ÅÅÅÅ-MM-DD."),
    ("uttagsdatum", "Dagen då uppgifterna togs ut ur verksamhetssystemet, ÅÅÅÅ-MM-DD."),
    ("kallsystem", "Verksamhetssystemets namn."),
)


def write_template(
    tabell: Tabell, kodlistor: Mapping[str, Kodlista], out: Path, matar: Sequence[tuple[str, str]] = ()
) -> None:
    """Write the template of the table's latest version to `out`; `.csv` or `.xlsx` decides the form.

    `matar` are the indicators that the table feeds, as (id, name); the workbook's description lists them.
    """
    tabell = tabell.latest
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix.lower() == ".csv":
        out.write_text(";".join(ofarliga(tabell.own)) + "\n", encoding="utf-8-sig", newline="\r\n")
    elif out.suffix.lower() == ".xlsx":
        with xlsxwriter.Workbook(out, XLSX_OPTIONS) as workbook:
            _fill(workbook, tabell, kodlistor, matar)
    else:
        raise IsuError(f"Mallen {out.name} kan inte skrivas. Namnet ska sluta på .csv eller .xlsx.")


def _fill(
    workbook: Workbook, tabell: Tabell, kodlistor: Mapping[str, Kodlista], matar: Sequence[tuple[str, str]]
) -> None:
    workbook.set_properties({"title": tabell.namn, "created": datetime(2000, 1, 1)})
    used = {k.namn: k for c in tabell.own.values() if (k := kodlista_av(c, kodlistor))}
    data = workbook.add_worksheet(tabell.namn)
    _delivery_sheet(workbook)
    places = _code_sheet(workbook, used)
    _feeds(_description_sheet(workbook, tabell, kodlistor), len(tabell.own) + 2, matar)
    _data_sheet(workbook, data, tabell, kodlistor, places)


def _header_formats(workbook: Workbook) -> dict[str, Format]:
    """One colour per requirement."""
    return {
        k: workbook.add_format({"bold": True, "bg_color": back, "font_color": front, "border": 1, "num_format": "@"})
        for k, (back, front) in COLOURS.items()
    }


def _data_sheet(
    workbook: Workbook,
    sheet: Worksheet,
    tabell: Tabell,
    kodlistor: Mapping[str, Kodlista],
    places: dict[str, tuple[int, int]],
) -> None:
    headers = _header_formats(workbook)
    cells = {kind: workbook.add_format({"num_format": CELL_FORMATS.get(kind, "@")}) for kind in TYPER}
    sheet.freeze_panes(1, 0)
    sheet.set_comments_author("ISU")
    for place, (name, column) in enumerate(tabell.own.items()):
        sheet.set_column(place, place, max(12, len(name) + 3), cells[slag(column)])
        sheet.write_string(0, place, ofarlig(name), headers[krav(column)])
        sheet.write_comment(0, place, _comment(column, kodlistor), {"x_scale": 2.5, "y_scale": 1.8})
        if help_ := _help(column, places):
            sheet.data_validation(1, place, LAST_ROW, place, help_)


def _comment(column: pa.Column, kodlistor: Mapping[str, Kodlista]) -> str:
    allowed = "se listan i cellen" if kodlista_av(column, kodlistor) else tillatet(column, kodlistor)
    return f"{column.metadata['sv']}.\nKrav: {krav(column)}.\nTillåtet: {allowed}."


def _help(column: pa.Column, places: dict[str, tuple[int, int]]) -> dict | None:
    """A choice or a bound that the spreadsheet itself can keep; pasted values pass it by and are judged at intake."""
    kind = slag(column)
    if kind == "kod":
        return _choice(column, *places[column.metadata["kodlista"]])
    if kind == "heltal":
        return _between("integer", "Ett heltal", *granser(column))
    if kind == "decimaltal":
        return _between("decimal", "Ett tal", *map(float, granser(column)))
    if kind == "datum":
        since = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1)}
        return _refusal("stop", "Ett datum, ÅÅÅÅ-MM-DD.") | since
    return None


def _choice(column: pa.Column, first: int, last: int) -> dict:
    level = "stop" if column.metadata["okand_kod_ar_fel"] else "information"
    listed = {"validate": "list", "source": f"=kodlistor!$B${first}:$B${last}"}
    return _refusal(level, "Koden finns inte i listan.") | listed


def _between(kind: str, what: str, minst: float, hogst: float) -> dict:
    bounds = {"validate": kind, "criteria": "between", "minimum": minst, "maximum": hogst}
    return _refusal("stop", f"{what} från {skrivet(minst)} till {skrivet(hogst)}.") | bounds


def _refusal(level: str, message: str) -> dict:
    return {"ignore_blank": True, "error_type": level, "error_title": "Stämmer inte", "error_message": message}


def _delivery_sheet(workbook: Workbook) -> None:
    """Keys as intake knows them; empty values are allowed."""
    sheet = workbook.add_worksheet("leverans")
    text, dim = workbook.add_format({"num_format": "@"}), workbook.add_format({"font_color": "#555555"})
    sheet.set_column(0, 1, 18, text)
    sheet.set_column(2, 2, 80)
    for row, (key, explanation) in enumerate(LEVERANS):
        sheet.write_string(row, 0, key, text)
        sheet.write_blank(row, 1, None, text)
        sheet.write_string(row, 2, explanation, dim)


def _code_sheet(workbook: Workbook, used: dict[str, Kodlista]) -> dict[str, tuple[int, int]]:
    """All lists below each other; list → its first and last row, as a formula counts them.

    A code stays as it is, since a cell of the table offers it to be chosen: it is text, also when it is edited.
    """
    sheet = workbook.add_worksheet("kodlistor")
    text = workbook.add_format({"num_format": "@", "quote_prefix": True})
    _rows(workbook, sheet, ("kodlista", "kod", "benämning", "English"), (24, 36, 55, 45))
    places, row = {}, 1
    for namn, kodlista in sorted(used.items()):
        places[namn] = (row + 1, row + len(kodlista.koder))
        for kod in kodlista.koder:
            for place, value in enumerate((namn, kod.kod, ofarlig(kod.sv), ofarlig(kod.en))):
                sheet.write_string(row, place, value, text)
            row += 1
    return places


def _description_sheet(workbook: Workbook, tabell: Tabell, kodlistor: Mapping[str, Kodlista]) -> Worksheet:
    sheet = workbook.add_worksheet("beskrivning")
    headers = ("kolumn", "svenska", "English", "typ", "krav", "tillåtet", "enhet", "källa")
    _rows(workbook, sheet, headers, (26, 45, 45, 9, 38, 70, 10, 45))
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    names = _header_formats(workbook)
    for row, (name, column) in enumerate(tabell.own.items(), start=1):
        about = column.metadata
        described = (about["sv"], about["en"], TYPER[slag(column)], krav(column), tillatet(column, kodlistor))
        sheet.write_string(row, 0, ofarlig(name), names[krav(column)])
        for place, value in enumerate((*described, about.get("enhet") or "", about["kalla"]), start=1):
            sheet.write_string(row, place, ofarlig(value), wrapped)
    return sheet


def _feeds(sheet: Worksheet, row: int, matar: Sequence[tuple[str, str]]) -> None:
    """Below the columns: what they are collected for."""
    if matar:
        sheet.write_string(row, 0, "Används av indikatorerna")
    for place, (id_, namn) in enumerate(matar, start=row + 1):
        sheet.write_string(place, 0, ofarlig(id_))
        sheet.write_string(place, 1, ofarlig(namn))


def _rows(workbook: Workbook, sheet: Worksheet, headers: tuple[str, ...], widths: tuple[int, ...]) -> None:
    """A bold, frozen header with widths."""
    bold = workbook.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    for place, (header, width) in enumerate(zip(headers, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, header, bold)
