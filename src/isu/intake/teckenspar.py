"""Which 8-bit encoding a text has, from the bytes above 127 that it uses. Pure; only for text that is not UTF-8.

Windows-1252 and ISO-8859-1 are the same for every printable sign. Old DOS systems wrote code page 437 or 850, which
agree on the letters of Swedish; in Windows-1252 those bytes are quotation marks and daggers. What the bytes do not
settle is refused, never guessed.
"""

import re
from dataclasses import dataclass

from isu.errors import ReadError

CP1252, DOS = "cp1252", "cp850"
NAMES = {CP1252: "Windows-1252", DOS: "MS-DOS (teckentabell 437 eller 850)"}

ASCII = bytes(range(128))
UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")
WINDOWS_SWEDISH = frozenset("åäöÅÄÖ".encode(CP1252))
#: Letters that code pages 437 and 850 write alike: å ä ö Å Ä Ö é É ü Ü.
DOS_LETTERS = frozenset("åäöÅÄÖéÉüÜ".encode(DOS))
C1 = frozenset(range(0x80, 0xA0))

_UTF8_SWEDISH = re.compile(rb"\xc3[\x84\x85\x96\xa4\xa5\xb6]|\xed[\xa0-\xbf][\x80-\xbf]")
_DOS_WORD = re.compile(rb"[A-Za-z][\x84\x86\x94\x8e\x8f\x99][A-Za-z]|[A-Za-z][\x86\x8f]|[\x86\x8f][A-Za-z]")
#: „ stands between small letters in no Windows text and † not even after one, as å does in DOS; Œ and Š between small
#: letters are å and ä of old Macintoshes.
_NOT_WINDOWS = re.compile(rb"[a-z][\x84\x8a\x8c][a-z]|[a-z]\x86")


@dataclass
class Spar:
    """What has been seen so far of bytes above 127."""

    hoga: frozenset[int] = frozenset()
    utf8: bool = False
    dos: bool = False
    ej_windows: bool = False

    def add(self, chunk: bytes) -> None:
        """Look at one more chunk; chunks should overlap by two bytes, so that a word over their border is seen."""
        high = frozenset(chunk.translate(None, ASCII))
        self.hoga |= high
        if 0xC3 in high or 0xED in high:
            self.utf8 = self.utf8 or bool(_UTF8_SWEDISH.search(chunk))
        if high & DOS_LETTERS:
            self.dos = self.dos or bool(_DOS_WORD.search(chunk))
        if high & C1:
            self.ej_windows = self.ej_windows or bool(_NOT_WINDOWS.search(chunk))


def decide(spar: Spar) -> str | None:
    """`cp1252` or `cp850`; None when bytes occur that Windows-1252 has no sign for. Raises ReadError when unclear."""
    if spar.dos and spar.hoga <= DOS_LETTERS:
        return DOS
    if spar.ej_windows:
        raise ReadError("oklar_teckenkodning", tyder=_hint(spar))
    return None if spar.hoga & UNDEFINED else CP1252


def _hint(spar: Spar) -> str:
    if spar.hoga & WINDOWS_SWEDISH:
        return "en del å, ä och ö är skrivna för Windows och en del för ett annat system"
    return "å, ä och ö är varken skrivna som UTF-8 eller för Windows"


def same_as_latin1(spar: Spar) -> bool:
    """Nothing in the file tells Windows-1252 from ISO-8859-1."""
    return not spar.hoga & C1
