"""How a table of text becomes the bytes of a workbook, an archive or a Parquet file. Same table, same bytes."""

import io
import re
import zipfile
from datetime import date, datetime

import polars as pl
import xlsxwriter

from tests.fuzz.rows import Table


def workbook(rows: Table, manifest: bool = False, formula: bool = False) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": datetime(2024, 1, 1)})
        if manifest:
            sheet = book.add_worksheet("leverans")
            sheet.write_column(0, 0, ["period_start", "period_slut"])
            sheet.write_column(0, 1, ["2024-01-01", "2024-06-30"])
        sheet = book.add_worksheet("Uttag")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, [_cell(text) for text in row])
        if formula:
            sheet.write_formula(1, len(rows[0]) - 1, "=1+2", None, 3)
    return target.getvalue()


def _cell(text: str) -> str | int | date:
    """As a person types it: dates become dates, numbers numbers."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return int(text) if text.isdecimal() else text


def opendocument(rows: Table) -> bytes:
    """The least that is a spreadsheet in the OpenDocument format."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Uttag">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    listed = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": listed.encode()}
    )


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def parquet(rows: Table, typed: bool) -> bytes:
    header, *below = rows
    frame = pl.DataFrame(
        [[cell or None for cell in row] for row in below], schema=dict.fromkeys(header, pl.String), orient="row"
    )
    dates = [h for h in header if typed and (h.endswith("datum") or h in ("start", "slut"))]
    target = io.BytesIO()
    frame.with_columns(pl.col(dates).str.to_date()).write_parquet(target)
    return target.getvalue()
