"""Workbooks as text: .xlsx, .xlsb, .xls and .ods, every sheet, hidden ones too, every cell as it is meant.

A formula is the value that was saved with it. What stands outside the cells is gathered for the guard (delar.py). Rows
keep their numbers and columns their letters.
"""

from pathlib import Path

import fastexcel
import pyarrow as pa

from isu.errors import ReadError
from isu.intake.barn.delar import Delar, look_inside, strings_in
from isu.intake.barn.svar import refuse_long, refuse_wide, write_table, write_texts
from isu.intake.zipkatalog import open_zip


def read(path: str, slag: str, out: str, granser) -> dict:
    delar = _beside(Path(path), slag, granser)
    named = Path(f"{out}.{slag}")  # the reader goes by the suffix, and tries one format after the other without it
    named.unlink(missing_ok=True)
    named.symlink_to(path)
    try:
        book = fastexcel.read_excel(str(named))
        names = book.sheet_names
    except fastexcel.FastExcelError as error:
        if "limit exceeded" in str(error):  # the reader's own, for repeated cells of OpenDocument
            raise ReadError("for_tung_fil") from None
        raise ReadError("ej_lasbar", skal="arbetsboken går inte att öppna") from None
    if len(names) > granser.arkivposter:
        raise ReadError("over_granserna", vad="blad", grans=granser.arkivposter)
    blad = []
    for number, name in enumerate(names):
        columns = _columns(book, number, granser)
        file = f"{out}.{number}.arrow"
        shifted = _shifted(columns, delar.first_cell(number), granser)
        write_table(file, len(shifted), [shifted] if shifted else [])
        blad.append({"namn": name, "rubriker": None, "fil": file, **delar.hidden(number)})
    return {"blad": blad, "antaget": delar.told(), "sidotext": write_texts(out, [*names, *delar.texter])}


def _beside(path: Path, slag: str, granser) -> Delar:
    if slag == "xls":
        return Delar(texter=list(strings_in(path.read_bytes())))
    with open_zip(path, granser) as archive:
        return look_inside(archive, slag)


def _columns(book: fastexcel.ExcelReader, number: int, granser) -> list[pa.Array]:
    """The sheet's columns as text, from row 1; a sheet that is a chart has none."""
    try:
        sheet = book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string", eager=True)
    except fastexcel.FastExcelError:
        raise ReadError("ej_lasbar", skal=f"blad {number + 1} i arbetsboken går inte att läsa") from None
    refuse_wide(sheet.num_columns, granser)
    refuse_long(sheet.num_rows, granser)
    return sheet.columns


def _shifted(columns: list[pa.Array], first: tuple[int, int] | None, granser) -> list[pa.Array]:
    """The reader leaves out empty columns at the left; put them back so that letters are those of the sheet."""
    if not columns or first is None:
        return columns
    row, place = first
    filled = [i for i, c in enumerate(columns) if row < len(c) and c[row].is_valid]
    missing = max(0, place - filled[0]) if filled else 0
    refuse_wide(missing + len(columns), granser)
    return [pa.nulls(len(columns[0]), pa.string())] * missing + columns
