"""A workbook of plain sheets as a file: headings, lines of text and whole numbers, ready to filter and to print.

Written directly, since a general library takes most of what it costs to receive a small file. Knows nothing of what the
sheets say. Every cell is text or a number, and text is made harmless here: nothing becomes a formula or a link.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from isu.intake.relation import letter
from isu.ofarlig import ofarlig

#: Places among the cell formats of bokfil_format.xml.
RUBRIK, TAL, TEXT, NOT, FET, TUSENTAL = 1, 2, 3, 4, 5, 6

#: Points that a line of text takes.
LINE = 15

#: Excel shows no more of a cell.
LONGEST_CELL = 32_767

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")

Cell = int | str


@dataclass(frozen=True)
class Blad:
    """One sheet. `rubriker`, where there are any, are frozen and repeated on paper; `fot` stands below the lines."""

    namn: str
    bredder: Sequence[int]
    rader: Sequence[Sequence[Cell]]
    rubriker: Sequence[str] = ()
    fot: str = ""
    filtrerat: bool = False
    liggande: bool = True
    fet_forst: bool = False
    tal: int = TAL

    @property
    def omfang(self) -> str:
        """The lines with their headings, as a formula names them."""
        return f"$A$1:${letter(len(self.bredder) - 1)}${len(self.rader) + bool(self.rubriker)}"


def write_book(path: Path, titel: str, blad: Sequence[Blad]) -> None:
    """Same sheets, same bytes. The file is whole or not there at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    texts = _Texts()
    parts = {f"xl/worksheets/sheet{i}.xml": _sheet(b, texts, i == 1) for i, b in enumerate(blad, start=1)}
    parts |= {"xl/sharedStrings.xml": texts.xml(), "xl/styles.xml": _FORMATS.read_text(encoding="utf-8")}
    parts |= {"xl/workbook.xml": _workbook(blad), "docProps/core.xml": _properties(titel)}
    parts |= {"xl/_rels/workbook.xml.rels": _relations(_of_workbook(blad)), "_rels/.rels": _relations(_OF_PACKAGE)}
    with ZipFile(beside, "w") as book:
        for name, text in ({"[Content_Types].xml": _kinds(parts)} | parts).items():
            book.writestr(ZipInfo(name), HEAD + text, ZIP_DEFLATED)
    os.replace(beside, path)


class _Texts(dict[str, int]):
    """Each text once, numbered in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number

    def xml(self) -> str:
        return f'<sst xmlns="{MAIN}">{"".join(map(_text, self))}</sst>'


def _text(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<si><t{kept}>{_plain(ofarlig(text)[:LONGEST_CELL])}</t></si>"


def _plain(text: str) -> str:
    """Signs that XML cannot hold are told as lost; what looks like Excel's own escape of a sign is not one."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", _NOT_XML.sub("\ufffd", text)))


def _sheet(blad: Blad, texts: _Texts, first: bool) -> str:
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if blad.rubriker else ""
    selected = ' tabSelected="1"' if first else ""
    paper = "landscape" if blad.liggande else "portrait"
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{selected} workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE}"/><cols>{_columns(blad)}</cols>'
        f"<sheetData>{''.join(_rows(blad, texts))}</sheetData>"
        + (f'<autoFilter ref="{blad.omfang.replace("$", "")}"/>' if blad.filtrerat else "")
        + '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" fitToHeight="0" orientation="{paper}"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _columns(blad: Blad) -> str:
    """An empty cell has the format of its column, so that a correction with leading zeros stays as it is written."""
    widths = enumerate(blad.bredder, start=1)
    return "".join(f'<col min="{i}" max="{i}" width="{w}.71" style="{TEXT}" customWidth="1"/>' for i, w in widths)


def _rows(blad: Blad, texts: _Texts) -> Iterable[str]:
    letters, row = [letter(i) for i in range(len(blad.bredder))], count(1)
    if blad.rubriker:
        height = _height(blad.rubriker, blad.bredder)
        yield _row(next(row), blad.rubriker, letters, [RUBRIK] * len(letters), blad.tal, texts, height)
    formats = [FET if blad.fet_forst else TEXT, *[TEXT] * (len(letters) - 1)]
    for line in blad.rader:
        yield _row(next(row), line, letters, formats, blad.tal, texts, _height(line, blad.bredder))
    if blad.fot:
        yield _row(next(row) + 1, [blad.fot], letters, [NOT], blad.tal, texts)


def _height(line: Sequence[Cell], widths: Sequence[int]) -> str:
    """Room for all lines of the longest cell. Excel would find it out itself; LibreOffice lets the lines overlap."""
    lines = max((ceil(len(c) / w) for c, w in zip(line, widths) if isinstance(c, str)), default=1)
    return f' ht="{LINE * lines}"' if lines > 1 else ""


def _row(
    number: int,
    line: Sequence[Cell],
    letters: Sequence[str],
    formats: Sequence[int],
    whole: int,
    texts: _Texts,
    height: str = "",
) -> str:
    cells = [
        f'<c r="{letter}{number}" s="{whole}"><v>{cell}</v></c>'
        if isinstance(cell, int)
        else f'<c r="{letter}{number}" s="{form}" t="s"><v>{texts[cell]}</v></c>'
        for letter, form, cell in zip(letters, formats, line)
        if cell != ""
    ]
    return f'<row r="{number}"{height}>{"".join(cells)}</row>'


def _workbook(blad: Sequence[Blad]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(b.namn)}" sheetId="{i}" r:id="rId{i}"/>' for i, b in enumerate(blad, start=1)
    )
    names = "".join(_names(b, i) for i, b in enumerate(blad))
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{f'<definedNames>{names}</definedNames>' if names else ''}</workbook>"
    )


def _names(blad: Blad, place: int) -> str:
    """What is filtered, and the headings on every page."""
    sheet, name = f"'{escape(blad.namn)}'", f'<definedName name="_xlnm.{{}}" localSheetId="{place}"{{}}>'
    filtered = name.format("_FilterDatabase", ' hidden="1"') + f"{sheet}!{blad.omfang}</definedName>"
    repeated = name.format("Print_Titles", "") + f"{sheet}!$1:$1</definedName>"
    return (filtered if blad.filtrerat else "") + (repeated if blad.rubriker else "")


def _properties(titel: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_plain(titel)}</dc:title></cp:coreProperties>'
    )


def _of_workbook(blad: Sequence[Blad]) -> list[tuple[str, str]]:
    sheets = [(f"{OFFICE}/worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(blad) + 1)]
    return [*sheets, (f"{OFFICE}/styles", "styles.xml"), (f"{OFFICE}/sharedStrings", "sharedStrings.xml")]


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    told = (f'<Relationship Id="rId{i}" Type="{t}" Target="{to}"/>' for i, (t, to) in enumerate(targets, start=1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(told)}</Relationships>'


def _kinds(parts: Iterable[str]) -> str:
    told = "".join(f'<Override PartName="/{p}" ContentType="{k}"/>' for p in parts if (k := _kind(p)))
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rels}{told}</Types>'


def _kind(part: str) -> str | None:
    if part == "docProps/core.xml":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    names = {"workbook": "sheet.main", "sharedStrings": "sharedStrings", "styles": "styles"}
    stem = Path(part).stem
    return f"{KIND}.{names.get(stem, 'worksheet')}+xml" if part.endswith(".xml") else None


_FORMATS = Path(__file__).with_name("bokfil_format.xml")
_OF_PACKAGE = [
    (f"{OFFICE}/officeDocument", "xl/workbook.xml"),
    (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
]
