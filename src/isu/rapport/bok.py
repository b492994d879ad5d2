"""The workbook: an area's published numbers as sheets to filter. What is lacking is told in words, and no text is taken
for a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter

from isu.ofarlig import XLSX_OPTIONS, ofarlig
from isu.rapport import ord
from isu.rapport.fynd import FOREGAENDE, Rad
from isu.rapport.las import Uppgifter, key
from isu.rapport.sida import STORRE
from isu.sajt.visning import SHOWN

KON = {"T": "alla", "K": "kvinnor och flickor", "M": "män och pojkar"}
TAL = ("Indikator", "Namn", "Mått", "Periodtyp", "Period", "Kön", "Ålder", "n", "n i ord")
VARDE = ("Värde", "Undre gräns", "Övre gräns", "I ord", "Tillförlitlighet")
MOT = ("Indikator", "Namn", "Mått", "Period", "Värde", "Jämfört med", "Dess värde", "I ord")
SKILLNAD = ("Skillnad", "Undre gräns", "Övre gräns", "Bedömning")
ORDNING = (*STORRE, FOREGAENDE)
#: Of the workbook itself: the same numbers give the same bytes.
SKAPAD = datetime(2000, 1, 1)
Cell = str | float | int | None
#: Headings, and rows below them.
Blad = tuple[Sequence[str], Iterable[Sequence[Cell]]]


def write_book(path: Path, about: Sequence[str], blad: Mapping[str, Blad]) -> None:
    """`about` is the first sheet, a line each; then each name with its headings and rows."""
    book = xlsxwriter.Workbook(path, {**XLSX_OPTIONS, "constant_memory": True})
    book.set_properties({"created": SKAPAD, "title": ofarlig(about[0])})
    bold = book.add_format({"bold": True})
    first = book.add_worksheet("Läs mig")
    first.set_column(0, 0, 100)
    for place, line in enumerate(about):
        first.write_string(place, 0, ofarlig(line), bold if place == 0 else None)
    for name, (headings, rows) in blad.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, 32 if heading in ("Namn", "Mått", "I ord") else 13)
            sheet.write_string(0, column, heading, bold)
        last = _fill(sheet, rows)
        sheet.autofilter(0, 0, last, len(headings) - 1)
    book.close()


def _fill(sheet: Any, rows: Iterable[Sequence[Cell]]) -> int:
    place = 0
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(place, column, ofarlig(value))
            elif value is not None:
                sheet.write_number(place, column, value)
    return place


def numbers(u: Uppgifter) -> Blad:
    """Every row of the area."""
    return (*TAL, *VARDE), map(partial(_number, u), u.egna)


def _number(u: Uppgifter, r: Rad) -> Sequence[Cell]:
    shown = r["status_n"] == SHOWN
    return (
        *(r["indikator"], u.definitioner[r["indikator"]]["namn"], ord.measure(r, u.koder), r["periodtyp"], r["period"]),
        *(KON[r["kon"]], r["aldersgrupp"], r["n"] if shown else None, ord.status_n(r)),
        *(r["varde"], r["nedre"], r["ovre"], ord.status(r), ord.reliability(r)),
    )


def differences(u: Uppgifter) -> Blad:
    """Every shown total that is compared, beside each thing it is compared with."""
    totals = u.totaler
    rows = sorted(u.jamforda, key=lambda r: (key(r), r["periodtyp"], r["period"], ORDNING.index(r["referens"])))
    return (*MOT, *SKILLNAD), (_difference(u, totals, r) for r in rows)


def _difference(u: Uppgifter, totals: Mapping[tuple, Rad], r: Rad) -> Sequence[Cell]:
    own = (*key(r), r["period"])
    other = u.storre.get((r["referens"], *own)) or totals.get((*key(r), r["referens_period"]))
    return (
        *(r["indikator"], u.definitioner[r["indikator"]]["namn"], ord.measure(r, u.koder), r["period"], r["varde"]),
        *(ord.against(r, u.omrade, u.namn), other and other["varde"], ord.status(other)),
        *(r["skillnad"], r["skillnad_nedre"], r["skillnad_ovre"], ord.compared(r, u.koder)),
    )
