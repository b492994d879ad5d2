"""What a workbook's file holds beside its cells: comments, headers, text boxes, names, caches, leftovers.

Read as text without being understood, for the guard; refused where no text can be had (pictures, embedded files,
macros). Also counts what the reader of cells passes over without a word: formulas and errors without a value.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from isu.errors import ReadError
from isu.intake.bredkod import wide_encoding
from isu.intake.zipkatalog import part_chunks

_BINARY_SHEET = re.compile(r"xl/worksheets/[^/]*\.bin$")
_EMBEDDED = re.compile(r"xl/(embeddings|media|activeX)/|vbaProject|(^|/)(Pictures|Object[^/]*|media|Basic)/.")
#: Layout only, or written for everyone alike; of no interest to the guard.
_LAYOUT = re.compile(r"xl/(styles|theme|calcChain|printerSettings)|Thumbnails/|thumbnail\.|settings\.xml$|^mimetype$")
_AUTHORS = re.compile(r"docProps/|xl/persons/|(^|/)meta\.xml$")
_DTD = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T\x00?Y\x00?P|E\x00?N\x00?T\x00?I\x00?T)", re.IGNORECASE)

_TEXT = re.compile(r">([^<>]+)<")
_VALUE = re.compile(r"=\"([^\"]*)\"|='([^']*)'")
#: Where attributes carry what people wrote.
_WITH_ATTRIBUTES = re.compile(r"pivotCache|workbook\.xml$|worksheets/_rels|tables/|definedName|queryTable")
_MEASURE = re.compile(r"\s*|0?\.\d+")  # nothing, or a share of an inch
_MEASURE_BEGINS = frozenset(" \t\r\n0.")
_MAIL = re.compile(r"\S+@\S+")
_RUN = re.compile(rb"[\x20-\x7e\xa0-\xff]{9,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){9,}")

_NO_VALUE = re.compile(rb"(?:</f>|<f\b[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_FORMULA = re.compile(rb"<f\b[^<>]*>([^<>]+)</f>")
_FILLED_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})(\d{1,7})\"(?![^<>]*t=\"e\")[^<>]*>\s*<(?:v>|is>|f)")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^<>]*>")
_SHEET_REF, _SHEET_HIDDEN = re.compile(r"\b\w+:id=\"([^\"]+)\""), re.compile(r"\bstate=\"(?:hidden|veryHidden)\"")
_HIDDEN_ROW = re.compile(rb"<row\b[^<>]*\bhidden=\"(?:1|true)\"")
_RELATION = re.compile(r"<Relationship\b[^<>]*>")
_ID, _TARGET = re.compile(r"\bId=\"([^\"]+)\""), re.compile(r"\bTarget=\"([^\"]+)\"")


@dataclass
class Delar:
    """Gathered from the parts of one workbook. `forsta` is part → (row, column) of its first filled cell, from 0;
    `dolda` are the parts of hidden sheets, and `dolda_rader` part → how many of its rows are hidden, as by a filter."""

    texter: list[str] = field(default_factory=list)
    utan_varde: int = 0
    felvarden: int = 0
    forsta: dict[str, tuple[int, int]] = field(default_factory=dict)
    bladdelar: list[str] = field(default_factory=list)
    formler: set[str] = field(default_factory=set)
    dolda: set[str] = field(default_factory=set)
    dolda_rader: dict[str, int] = field(default_factory=dict)

    def first_cell(self, number: int) -> tuple[int, int] | None:
        return self.forsta.get(self._part(number))

    def hidden(self, number: int) -> dict[str, bool | int]:
        part = self._part(number)
        return {"dolt": part in self.dolda, "dolda_rader": self.dolda_rader.get(part, 0)}

    def _part(self, number: int) -> str:
        return self.bladdelar[number] if number < len(self.bladdelar) else ""

    def told(self) -> list[str]:
        told = []
        if self.utan_varde:
            told.append(f"Formler utan sparat värde lästes som tomma celler: {self.utan_varde} stycken.")
        if self.felvarden:
            told.append(f"Celler som visar ett Excelfel (som #SAKNAS!) lästes som tomma: {self.felvarden} stycken.")
        return told


def look_inside(archive: zipfile.ZipFile, slag: str) -> Delar:
    sheets = _sheet_parts(archive) if slag == "xlsx" else []
    delar = Delar(bladdelar=[part for part, _ in sheets], dolda={part for part, hidden in sheets if hidden})
    for entry in archive.infolist():
        if entry.is_dir() or _LAYOUT.search(entry.filename):
            continue
        if _EMBEDDED.search(entry.filename):
            raise ReadError("inbaddat_innehall")
        if entry.filename in delar.bladdelar or (slag == "xlsb" and _BINARY_SHEET.match(entry.filename)):
            _look_at_sheet(archive, entry.filename, delar)
        else:
            _look_at_part(archive, entry.filename, delar)
    delar.texter += delar.formler
    return delar


def _look_at_part(archive: zipfile.ZipFile, name: str, delar: Delar) -> None:
    content = b"".join(part_chunks(archive, name))
    if not name.endswith((".xml", ".rels", ".vml", ".rdf")):
        delar.texter += strings_in(content)
        return
    _refuse_dtd(content)
    if b"encryption-data" in content and name.endswith("manifest.xml"):
        raise ReadError("losenordsskyddad", vad="Arbetsboken")
    text = content.decode(wide_encoding(content[:1000]) or "utf-8", errors="replace")
    found = texts_in(text, bool(_WITH_ATTRIBUTES.search(name)))
    delar.texter += (_MAIL.sub("", t) for t in found) if _AUTHORS.search(name) else found


def texts_in(xml: str, with_attributes: bool) -> list[str]:
    """Everything between tags, and what attributes hold where people's words may stand there."""
    found = _TEXT.findall(xml)
    if with_attributes:
        found += [value for pair in _VALUE.findall(xml) if (value := "".join(pair))]
    kept = (t for t in found if t[0] not in _MEASURE_BEGINS or not _MEASURE.fullmatch(t))
    return [html.unescape(t) if "&" in t else t for t in kept]


def strings_in(content: bytes) -> Iterator[str]:
    """Runs of signs in a binary part, written with one or two bytes each."""
    for run in _RUN.findall(content):
        yield run.decode("cp1252", errors="replace").strip()
    for run in _WIDE_RUN.findall(content):
        yield run.decode("utf-16-le", errors="replace").strip()


def _look_at_sheet(archive: zipfile.ZipFile, name: str, delar: Delar) -> None:
    """A sheet may be large: it is looked through piece by piece, and only its end, after the cells, is kept."""
    held = None
    for chunk in part_chunks(archive, name):
        if held is None:  # a DTD stands before all else
            _refuse_dtd(chunk)
        piece = (held or b"") + chunk
        if name not in delar.forsta and (first := _first_filled(piece)):
            delar.forsta[name] = first
        cut = piece.rfind(b"</c>") + 4
        held = piece[cut:] if cut > 3 else piece[-(1 << 20) :]
        _count_faults(piece[:cut] if cut > 3 else b"", delar)
        if b" hidden=" in piece[:cut]:
            delar.dolda_rader[name] = delar.dolda_rader.get(name, 0) + len(_HIDDEN_ROW.findall(piece[:cut]))
    if held and name.endswith(".xml"):
        tail = held.rpartition(b"</sheetData>")[2].decode("utf-8", errors="replace")
        delar.texter += texts_in(tail, True)


def _count_faults(piece: bytes, delar: Delar) -> None:
    delar.felvarden += piece.count(b' t="e"')
    if b"<f" in piece:
        delar.utan_varde += len(_NO_VALUE.findall(piece))
        delar.formler.update(html.unescape(f.decode("utf-8", errors="replace")) for f in _FORMULA.findall(piece))


def _first_filled(piece: bytes) -> tuple[int, int] | None:
    found = _FILLED_CELL.search(piece)
    if not found:
        return None
    place = 0
    for letter in found[1]:
        place = place * 26 + letter - ord("A") + 1
    return int(found[2]) - 1, place - 1


def _refuse_dtd(content: bytes) -> None:
    if (b"<!" in content or b"<\0!" in content) and _DTD.search(content):
        raise ReadError("ej_lasbar", skal="arbetsboken har XML-deklarationer (DOCTYPE, ENTITY) som Excel inte skriver")


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, bool]]:
    """The part of each sheet, in the order of the sheets, and whether the sheet is hidden."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    book, relations = (
        b"".join(part_chunks(archive, n)).decode("utf-8", errors="replace")
        for n in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    )
    targets = {}
    for relation in _RELATION.findall(relations):
        key, target = _ID.search(relation), _TARGET.search(relation)
        if key and target:
            targets[key[1]] = f"xl/{target[1].removeprefix('/xl/').removeprefix('./')}"
    found = ((_SHEET_REF.search(sheet), bool(_SHEET_HIDDEN.search(sheet))) for sheet in _SHEET.findall(book))
    return [(targets.get(key[1], ""), hidden) for key, hidden in found if key]
