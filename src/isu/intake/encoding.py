"""Decides a text file's encoding and makes a UTF-8 copy with plain line ends where one is needed.

BOM → what it says; valid UTF-8 → UTF-8; every other byte zero → UTF-16; else one of the 8-bit ones (teckenspar.py).
What is only partly in an encoding, or was encoded twice, is refused: nothing is guessed.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from isu.errors import ReadError
from isu.intake.bredkod import HEAD, wide_encoding
from isu.intake.teckenspar import CP1252, NAMES, UNDEFINED, Spar, decide, same_as_latin1

if TYPE_CHECKING:
    from isu.declaration.granser import Granser

CHUNK = 1 << 22
UTF8, UTF8_BOM = "UTF-8", "UTF-8 med BOM"
DOS_END = "\x1a"  # old systems end a file with it

#: `Ã¥` and its like: UTF-8 that was taken for Windows-1252 and encoded once more.
_TWICE = re.compile("Ã[¥¤¶…„–\u0085\u0084\u0096]")


@dataclass(frozen=True)
class Text:
    """A file as UTF-8 with \\n between lines. `rader` counts lines down to the last filled one; `forsta_tomma` is the
    number of the first blank line that a filled one follows."""

    path: Path
    kodning: str
    rader: int
    forsta_tomma: int | None = None
    forstorda: int = 0
    latin1: bool = False


class _Undecodable(Exception):
    """`place` is the byte, counted from 1, where the encoding breaks."""

    def __init__(self, place: int):
        super().__init__(place)
        self.place = place


def as_utf8(source: Path, target: Path, granser: "Granser") -> Text:
    """Read `source` once when it is plain UTF-8; write `target` only when the bytes must change."""
    head = _head(source)
    if wide := wide_encoding(head):
        return _whole(source, target, wide, wide.upper(), granser)
    if head.startswith(codecs.BOM_UTF8):
        return _whole(source, target, "utf-8-sig", UTF8_BOM, granser)
    try:
        return _as_utf8(source, target, head, granser)
    except _Undecodable as fault:
        return _eight_bit(source, target, fault.place, granser)


def _head(source: Path) -> bytes:
    with source.open("rb") as file:
        return file.read(HEAD)


def _as_utf8(source: Path, target: Path, head: bytes, granser: "Granser") -> Text:
    if b"\r" not in head:
        counted = _Counter(granser)
        for chunk in _decoded(source, "utf-8"):
            counted.add(chunk)
        if not counted.must_change:
            return counted.text(source, UTF8)
    return _rewritten(source, target, "utf-8", UTF8, granser)


def _whole(source: Path, target: Path, encoding: str, name: str, granser: "Granser") -> Text:
    """A file that says what it is must be so all the way."""
    try:
        return _rewritten(source, target, encoding, name, granser)
    except _Undecodable as fault:
        raise ReadError("trasig_teckenkodning", kodning=name, plats=fault.place) from None


def _eight_bit(source: Path, target: Path, place: int, granser: "Granser") -> Text:
    spar = Spar()
    for chunk in _overlapping(source):
        spar.add(chunk)
        if spar.utf8:
            raise ReadError("trasig_teckenkodning", kodning=UTF8, plats=place)
    encoding = decide(spar)
    if encoding is None:
        raise ReadError("okand_teckenkodning", plats=_first_undefined(source))
    latin1 = encoding == CP1252 and same_as_latin1(spar)
    return _rewritten(source, target, encoding, NAMES[encoding], granser, latin1)


def _rewritten(source: Path, target: Path, encoding: str, name: str, granser: "Granser", latin1: bool = False) -> Text:
    counted = _Counter(granser)
    with target.open("w", encoding="utf-8", newline="") as out:
        for text in _without_dos_end(_plain_lines(_decoded(source, encoding))):
            counted.add(text)
            out.write(text)
    return counted.text(target, name, latin1)


class _Counter:
    """Counts lines and notices what must be told or refused, chunk by chunk.

    Blank lines at the end of a file are no lines of it. `_ends` is how many line ends came last; one stands before all.
    """

    def __init__(self, granser: "Granser"):
        self._granser = granser
        self.lines, self.first_blank, self.spoilt, self.must_change = 0, None, 0, False
        self._ends, self._unbroken = 1, 0

    def add(self, text: str) -> None:
        if not text:
            return
        self._look_for_faults(text)
        body = text.rstrip("\n")
        if body and self.first_blank is None:
            self._look_for_blank(body)
        self._ends = len(text) - len(body) + (0 if body else self._ends)
        self.lines += text.count("\n")
        self.must_change = self.must_change or "\r" in text or text[-1] == DOS_END
        if self.lines > self._granser.poster:
            raise ReadError("over_granserna", vad="rader", grans=self._granser.poster)

    def _look_for_faults(self, text: str) -> None:
        if (place := text.find("\0")) >= 0:
            raise ReadError("nolltecken", rad=self.lines + text.count("\n", 0, place) + 1)
        if "Ã" in text and (found := _TWICE.search(text)):
            raise ReadError("dubbelkodad_text", rad=self.lines + text.count("\n", 0, found.start()) + 1)
        self.spoilt += 0 if text.isascii() else text.count("\ufffd")
        self._unbroken = len(text) - 1 - end if (end := text.rfind("\n")) >= 0 else self._unbroken + len(text)
        if self._unbroken > max(self._granser.rad_byte, CHUNK):
            raise ReadError("over_granserna", vad="tecken på en rad", grans=self._granser.rad_byte)

    def _look_for_blank(self, body: str) -> None:
        """The first blank line that something follows: at the border to the chunk before, or inside this one."""
        leading = len(body) - len(body.lstrip("\n"))
        if self._ends + leading > 1:
            self.first_blank = self.lines - self._ends + 2
        elif (place := body.find("\n\n")) >= 0:
            self.first_blank = self.lines + body.count("\n", 0, place) + 2

    def text(self, path: Path, name: str, latin1: bool = False) -> Text:
        """A last line without line end is a line too."""
        lines = self.lines + 1 - self._ends
        return Text(path, name, lines, self.first_blank, self.spoilt, latin1)


def _decoded(source: Path, encoding: str) -> Iterator[str]:
    decoder, read, held = codecs.getincrementaldecoder(encoding)(), 0, 0
    with source.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                yield decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise _Undecodable(read - held + error.start + 1) from None
            if not chunk:
                return
            read, held = read + len(chunk), len(decoder.getstate()[0])


def _plain_lines(chunks: Iterator[str]) -> Iterator[str]:
    """CRLF and lone CR become LF; a CR that ends a chunk waits for what follows."""
    held = ""
    for chunk in chunks:
        text = held + chunk
        held = "\r" if text.endswith("\r") else ""
        text = text[: len(text) - len(held)]
        yield text.replace("\r\n", "\n").replace("\r", "\n")
    if held:
        yield "\n"


def _without_dos_end(chunks: Iterator[str]) -> Iterator[str]:
    """Leave out the sign that ends a DOS file; anywhere else it is a sign like others."""
    held = ""
    for chunk in chunks:
        if not chunk:
            continue
        text = held + chunk
        plain = text.rstrip(DOS_END)
        held = text[len(plain) :]
        yield plain


def _overlapping(source: Path) -> Iterator[bytes]:
    tail = b""
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield tail + chunk
            tail = chunk[-2:]


def _first_undefined(source: Path) -> int:
    """Place, counted from 1, of the first byte that Windows-1252 leaves undefined."""
    offset = 0
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            places = [chunk.find(bytes([u])) for u in UNDEFINED]
            if found := [p for p in places if p >= 0]:
                return offset + min(found) + 1
            offset += len(chunk)
    return 0
