"""What kind of file it is, from its first bytes. The name's suffix is a hint that a difference is told from.

Pure but for reading the head and a zip's list of parts. What the kinds mean is known where they are read.
"""

import mmap
import re
from pathlib import Path
from typing import TYPE_CHECKING

from isu.errors import ReadError
from isu.intake.bredkod import HEAD, wide_encoding
from isu.intake.zipkatalog import open_zip, part_chunks

if TYPE_CHECKING:
    from isu.declaration.granser import Granser

TEXT, JSON, PARQUET, GZIP, ZIP = "text", "json", "parquet", "gzip", "zip"
XLSX, XLSB, XLS, ODS = "xlsx", "xlsb", "xls", "ods"

WORKBOOKS = frozenset({XLSX, XLSB, XLS, ODS})
ARCHIVES = frozenset({ZIP, GZIP})

SAID = {
    TEXT: "en textfil",
    JSON: "en JSON-fil",
    PARQUET: "en Parquetfil",
    GZIP: "ett gzip-arkiv",
    ZIP: "ett zip-arkiv",
    XLSX: "en Excelbok (xlsx)",
    XLSB: "en Excelbok (xlsb)",
    XLS: "en Excelbok (xls)",
    ODS: "ett kalkylblad (ods)",
}
SUFFIXES = {
    ".csv": TEXT,
    ".txt": TEXT,
    ".tsv": TEXT,
    ".json": JSON,
    ".parquet": PARQUET,
    ".gz": GZIP,
    ".zip": ZIP,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".xlsb": XLSB,
    ".xls": XLS,
    ".ods": ODS,
}

_ZIP = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The name of a stream in an OLE file is written in UTF-16; these tell an Excel book and a book under a password.
_BOOK, _ENCRYPTED = "Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_OLD_BOOK = "Book".encode("utf-16-le")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_JSON_START = re.compile(rb"\s*(\[\s*[{\]]|\{\s*[\"}])")
_MARKUP_START = re.compile(rb"\s*<(!doctype|html|table|\?xml|meta|head|body)", re.IGNORECASE)
_OTHER_KINDS = (b"%PDF", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
_CONTROL = bytes(set(range(32)) - set(b"\0\t\n\r\f\x1a"))


def kind_of(path: Path, granser: "Granser") -> str:
    """The kind that the content has. Raises ReadError('okand_filtyp') for what no reader takes."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(_ZIP):
        return _kind_of_zip(path, granser)
    if head.startswith(OLE):
        return _kind_of_ole(path)
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(b"PAR1"):
        return PARQUET
    return _kind_of_text(head)


def _kind_of_zip(path: Path, granser: "Granser") -> str:
    with open_zip(path, granser) as archive:
        names = set(archive.namelist())
        mimetype = next(part_chunks(archive, "mimetype"), b"") if "mimetype" in names else b""
    if mimetype.startswith(_ODS_TYPE):
        return ODS
    if mimetype or any(n.startswith(("word/", "ppt/")) for n in names):
        raise ReadError("okand_filtyp")
    if "[Content_Types].xml" in names:
        return XLSB if "xl/workbook.bin" in names else XLSX
    return ZIP


def _kind_of_ole(path: Path) -> str:
    """An old Excel book; its directory may lie anywhere, so all of the file is searched."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_ENCRYPTED) >= 0:
            raise ReadError("losenordsskyddad", vad="Arbetsboken")
        if content.find(_BOOK) >= 0 or content.find(_OLD_BOOK) >= 0:
            return XLS
    raise ReadError("okand_filtyp")


def _kind_of_text(head: bytes) -> str:
    wide = wide_encoding(head)
    plain = head.decode(wide, errors="ignore").encode() if wide else head.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith(_OTHER_KINDS) or _looks_binary(plain):
        raise ReadError("okand_filtyp")
    if _MARKUP_START.match(plain):
        raise ReadError("ej_lasbar", skal="den är en webbsida eller XML, även om den heter något annat")
    return JSON if _JSON_START.match(plain) else TEXT


def _looks_binary(head: bytes) -> bool:
    """More than one sign in a hundred is a control sign, or one in three is zero: no text is written so."""
    control = len(head) - len(head.translate(None, _CONTROL))
    return control > max(4, len(head) / 100) or head.count(0) > len(head) / 3


def told_difference(kind: str, filnamn: str) -> str | None:
    """A sentence when the name promises another kind than the content has."""
    suffix = Path(filnamn).suffix.lower()
    promised = SUFFIXES.get(suffix)
    if promised is None or promised == kind:
        return None
    return f"Filen heter {suffix} men är {SAID[kind]} och lästes som det."
