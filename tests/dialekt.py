"""Files as municipalities send them, made by hand, and what reading makes of them: rows with their numbers."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import xlsxwriter

from isu.declaration import load_declarations
from isu.errors import ReadError
from isu.intake.read import Last, read_file

DEKLARATION = load_declarations()
RUBRIKER = ["aktualisering_id", "inkom_datum", "typ", "omrade", "atgard", "atgard_datum", "orsak_lokal"]
POSTER = [
    ["a1", "2024-02-01", "anmalan", "barn_unga", "inleds", "2024-02-10", "Ånger över någon"],
    ["a2", "2024-02-02", "ansokan", "barn_unga", "inleds", "2024-02-03", "Höga skulder"],
]
NAMN = "aktualisering_2024H1.csv"


def csv_text(separator: str = ";", line_end: str = "\n", rows: list[list[str]] | None = None) -> str:
    return "".join(separator.join(row) + line_end for row in rows or [RUBRIKER, *POSTER])


def las(folder: Path, innehall: bytes | str, namn: str = NAMN, vakta: bool = False, **mer) -> Last:
    """Read these bytes as a file of this name; without the guard unless the test is about it."""
    path = folder / "kopia"
    path.write_bytes(innehall.encode() if isinstance(innehall, str) else innehall)
    return read_file(path, namn, mer.get("manifest"), mer.get("deklaration", DEKLARATION), folder / "las", vakta)


def regel(folder: Path, innehall: bytes | str, namn: str = NAMN, **mer) -> str:
    """The rule that refuses these bytes."""
    try:
        las(folder, innehall, namn, **mer)
    except ReadError as error:
        assert error.regel in DEKLARATION.regler
        return error.regel
    return "läst"


def rader(last: Last, noga: bool = False) -> list[tuple]:
    """(row number, cells …) of every record, read the fast way or the careful one; unreadable ones as their number."""
    relation = last.careful() if noga and last.careful else last.relation
    found = duckdb.connect().execute(f"select * from ({relation.sql}) order by rad").fetchall()
    assert len(found) == relation.rader
    return [(rad, "olasbar") if falt is not None else (rad, *cells) for rad, falt, *cells in found]


def som_rader(poster: list[list[str]], fran: int) -> list[tuple]:
    """What `rader` gives for these records when the first stands on row `fran`."""
    return [(fran + i, *(cell or None for cell in post)) for i, post in enumerate(poster)]


def xlsx(blad: dict[str, list[list]], **bok) -> bytes:
    """A workbook with these sheets; cells may be text, numbers, days."""
    innehall = io.BytesIO()
    with xlsxwriter.Workbook(innehall, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **bok}) as book:
        for namn, rows in blad.items():
            sheet = book.add_worksheet(namn)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return innehall.getvalue()


def ods(blad: dict[str, list[list[str]]], efter: str = "") -> bytes:
    """An OpenDocument spreadsheet with text cells; `efter` is more XML in the last cell of the first row."""

    def cell(text: str, more: str = "") -> str:
        if not text and not more:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>{more}</table:table-cell>'

    def row(cells: list[str], more: str) -> str:
        last = len(cells) - 1
        return f"<table:table-row>{''.join(cell(c, more * (i == last)) for i, c in enumerate(cells))}</table:table-row>"

    sheets = {namn: "".join(row(r, efter * (i == 0)) for i, r in enumerate(rows)) for namn, rows in blad.items()}
    tables = "".join(f'<table:table table:name="{namn}">{rows}</table:table>' for namn, rows in sheets.items())
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return arkiv({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def arkiv(filer: dict[str, str | bytes], packat: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    innehall = io.BytesIO()
    with zipfile.ZipFile(innehall, "w", packat) as archive:
        for namn, text in filer.items():
            archive.writestr(namn, text)
    return innehall.getvalue()


def andrad(bok: bytes, delar: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(bok)) as archive:
        filer = {n: archive.read(n) for n in archive.namelist()}
    return arkiv(filer | delar)


def del_av(bok: bytes, namn: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bok)) as archive:
        return archive.read(namn)
