"""Decides a text file's encoding and makes a UTF-8 copy with plain line ends where one is needed.

BOM → UTF-8; valid UTF-8 → UTF-8; else Windows-1252, in which five bytes mean nothing: those are reported, not guessed.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from isu.errors import ReadError

CHUNK = 1 << 22
UTF8, UTF8_BOM, CP1252 = "UTF-8", "UTF-8 med BOM", "Windows-1252"


@dataclass(frozen=True)
class Text:
    """A file as UTF-8 with \\n between lines. `rader` counts lines, the header included."""

    path: Path
    kodning: str
    rader: int
    tomma_rader: bool


def as_utf8(source: Path, target: Path) -> Text:
    """Read `source` once; write `target` only when the bytes must change."""
    with source.open("rb") as file:
        start = file.read(3)
    has_bom = start == codecs.BOM_UTF8
    try:
        counted = _Counter()
        for chunk in _decoded(source, "utf-8"):
            counted.add(chunk)
        counted.finish()
    except UnicodeDecodeError:
        if has_bom:
            raise ReadError("ej_lasbar", skal="den börjar som UTF-8 men är inte det hela vägen") from None
        return _rewritten(source, target, "cp1252", CP1252)
    if counted.carriage_returns:
        return _rewritten(source, target, "utf-8-sig", UTF8_BOM if has_bom else UTF8)
    return Text(source, UTF8_BOM if has_bom else UTF8, counted.lines, counted.blank)


class _Counter:
    """Counts lines and notices blank ones, chunk by chunk."""

    def __init__(self):
        self.lines, self.blank, self.carriage_returns, self._last = 0, False, False, ""

    def add(self, text: str) -> None:
        self.lines += text.count("\n")
        self.carriage_returns = self.carriage_returns or "\r" in text
        self.blank = self.blank or "\n\n" in text or (self._last == "\n" and text.startswith("\n"))
        self._last = text[-1:] or self._last

    def finish(self) -> None:
        """A last line without line end is a line too."""
        self.lines += self._last not in ("", "\n")


def _decoded(source: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _rewritten(source: Path, target: Path, encoding: str, name: str) -> Text:
    counted = _Counter()
    try:
        with target.open("w", encoding="utf-8", newline="") as out:
            for text in _plain_lines(_decoded(source, encoding)):
                counted.add(text)
                out.write(text)
    except UnicodeDecodeError:
        raise ReadError("okand_teckenkodning", plats=_first_undefined(source)) from None
    counted.finish()
    return Text(target, name, counted.lines, counted.blank)


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


def _first_undefined(source: Path) -> int:
    """Place, counted from 1, of the first byte that Windows-1252 leaves undefined."""
    undefined, offset = b"\x81\x8d\x8f\x90\x9d", 0
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            places = [chunk.find(b) for b in (bytes([u]) for u in undefined)]
            if found := [p for p in places if p >= 0]:
                return offset + min(found) + 1
            offset += len(chunk)
    return 0
