"""How a lämnare writes its files: from a typed frame to the bytes of a file. Pure.

First what is in the columns (order, unknown columns, other spellings of codes), then the form of the file.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import polars as pl
import xlsxwriter

from isu.declaration import Kodlista, Tabell
from isu.declaration.tabell import slag
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import stream


@dataclass(frozen=True)
class Dialekt:
    suffix: str
    skiljetecken: str = ";"
    kodning: str = "utf-8"
    radslut: str = "\n"

    @property
    def is_text(self) -> bool:
        return self.suffix != ".xlsx"


DIALEKTER = {
    "utf8": Dialekt(".csv"),
    "utf8_bom": Dialekt(".csv", kodning="utf-8-sig", radslut="\r\n"),
    "windows": Dialekt(".csv", kodning="cp1252", radslut="\r\n"),
    "komma": Dialekt(".csv", skiljetecken=","),
    "tabb": Dialekt(".txt", skiljetecken="\t"),
    "excel": Dialekt(".xlsx"),
}

#: Columns that no declaration knows and that tell nothing of anybody.
OKANDA = {"uttag_version": "3.2", "organisation": "Barn och unga, mottagning väster"}


def as_written(frame: pl.DataFrame, tabell: Tabell, s: Sardrag, kodlistor: dict[str, Kodlista]) -> pl.DataFrame:
    """The columns as this lämnare names, orders and spells them."""
    if s.skrivsatt.versaler:
        frame = frame.with_columns(pl.col(_code_columns(frame, tabell)).str.to_uppercase())
    if s.skrivsatt.kon_som_bokstav and "kon" in frame.columns:
        frame = frame.with_columns(pl.col("kon").replace(letters(kodlistor["kon"])))
    frame = frame.with_columns(pl.col(_month_columns(frame, tabell)).dt.strftime("%Y-%m"))
    if s.skrivsatt.okanda_kolumner:
        frame = frame.with_columns(pl.lit(value).alias(name) for name, value in OKANDA.items())
    if s.skrivsatt.egen_ordning:
        order = stream(s.seed, s.lamnare, "ordning", tabell.namn).permutation(len(frame.columns))
        frame = frame.select(frame.columns[i] for i in order)
    return frame


def _code_columns(frame: pl.DataFrame, tabell: Tabell) -> list[str]:
    return [name for name, column in tabell.kolumner.items() if "kodlista" in column.metadata and name in frame.columns]


def _month_columns(frame: pl.DataFrame, tabell: Tabell) -> list[str]:
    return [name for name in frame.columns if name in tabell.kolumner and slag(tabell.kolumner[name]) == "manad"]


def letters(kodlista: Kodlista) -> dict[str, str]:
    """Code → the first declared synonym that is a single letter: 1 → M, 2 → K."""
    single = {k.kod: [s.upper() for s in k.synonymer if len(s) == 1 and s.isalpha()] for k in kodlista.koder}
    return {kod: found[0] for kod, found in single.items() if found}


def encode(frame: pl.DataFrame, dialekt: Dialekt) -> bytes:
    if not dialekt.is_text:
        return _workbook(frame)
    text = frame.write_csv(separator=dialekt.skiljetecken, line_terminator=dialekt.radslut)
    return text.encode(dialekt.kodning)


def _workbook(frame: pl.DataFrame) -> bytes:
    """One sheet with real dates. The date of creation is fixed, so the same frame gives the same bytes."""
    target = BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(2024, 1, 1)})
        sheet = book.add_worksheet("Uttag")
        for place, name in enumerate(frame.columns):
            sheet.write_column(0, place, [name, *frame[name].to_list()])
    return target.getvalue()
