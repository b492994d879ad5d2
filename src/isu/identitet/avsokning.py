"""Looks through all of a text for identity numbers and e-mail addresses, quickly and in little memory.

Gives places (bytes from the beginning of the file) and kinds, never a number. A number is found in any cell and inside
text, as long as it does not cross a cell's edge and no digit touches it. Of ten digits taken at random one in 270 has
the date and check digit of a personnummer, and as many those of a samordningsnummer; so what is something
else is recognised whole (undantag.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np

from isu.identitet.nummer import PNR, RESERV, SAMNR, tolka
from isu.identitet.prov import identity, possible_eight
from isu.identitet.renskrift import plain_signs
from isu.identitet.skrivsatt import DELADE, HELA, Plan, digits_of
from isu.identitet.undantag import SYNHALL, other_than_number

EPOST = "epost"

#: Fits the processor's cache together with what is computed from it; twice this is several times slower.
CHUNK = 1 << 18

_LABEL = rb"[A-Za-z0-9\x80-\xff-]+"
_MAIL = re.compile(rb"(?<=[\w.%%+\x80-\xff-])@%s(?:\.%s)*\.[A-Za-z\x80-\xff]{2,}" % (_LABEL, _LABEL))
_EIGHT_AND_FOUR = re.compile(rb"(\d{8})([-+ ./_]{0,3})([A-Za-z0-9]{4})")


@dataclass(frozen=True, order=True)
class Traff:
    """`plats` counts bytes from the beginning of the text."""

    plats: int
    slag: str


def search(path: Path, separator: str, most: int) -> list[Traff]:
    """The first `most` finds in the file, in order."""
    with path.open("rb") as file:
        return list(islice(_finds(file, separator.encode()), most))


def search_bytes(text: bytes, separator: bytes = b"\n") -> list[Traff]:
    """All finds in a short text."""
    return sorted(_in_piece(text, separator))


def _finds(file: BinaryIO, separator: bytes) -> Iterator[Traff]:
    """Piece by piece; each is searched with what stands around it, so that nothing is cut in two."""
    around, at, done = b"", 0, 0
    while True:
        read = file.read(CHUNK)
        piece = around + read
        reach = at + len(piece) - (SYNHALL if read else 0)
        found = sorted(Traff(at + t.plats, t.slag) for t in _in_piece(piece, separator))
        yield from (t for t in found if done <= t.plats < reach)
        if not read:
            return
        done = max(done, reach)
        around = piece[-2 * SYNHALL :]
        at += len(piece) - len(around)


def _in_piece(piece: bytes, separator: bytes) -> Iterator[Traff]:
    text, stood = plain_signs(np.frombuffer(piece, dtype=np.uint8))
    for place, slag in _numbers(text, separator):
        yield Traff(int(stood[place]) if stood is not None else place, slag)
    if b"@" in piece:
        yield from (Traff(found.start(), EPOST) for found in _MAIL.finditer(piece))


def _numbers(text: np.ndarray, separator: bytes) -> Iterator[tuple[int, str]]:
    plan = Plan(text)
    for form in (*HELA, *DELADE):
        begins = plan.begins(form)
        if not begins.size:
            continue
        begins, ends, digits = digits_of(text, begins, form)
        for i in np.flatnonzero(identity(digits)):
            if not other_than_number(*_around(text, begins[i], ends[i]), separator):
                yield int(begins[i]), _kind(digits[i])
    yield from _with_letters(text, plan.before_letters(), separator)


def _around(text: np.ndarray, begin: int, end: int) -> tuple[bytes, bytes, bytes]:
    before = text[max(0, begin - SYNHALL) : begin]
    return before.tobytes(), text[begin:end].tobytes(), text[end : end + SYNHALL].tobytes()


def _kind(digits: np.ndarray) -> str:
    if digits.size == 12 and digits[0] == 9:
        return RESERV
    return SAMNR if digits[-6] >= 6 else PNR


def _with_letters(text: np.ndarray, begins: np.ndarray, separator: bytes) -> Iterator[tuple[int, str]]:
    if not begins.size:
        return
    eight = text[begins[:, None] + np.arange(8)] - np.uint8(48)
    for begin in begins[possible_eight(eight)]:
        found = _EIGHT_AND_FOUR.match(text[begin : begin + 15].tobytes())
        slag = _kind_with_letters(*found.groups()) if found else None
        if slag and not other_than_number(*_around(text, begin, begin + found.end()), separator):
            yield int(begin), slag


def _kind_with_letters(eight: bytes, gap: bytes, four: bytes) -> str | None:
    """A region's own number has only its form, so it must be written as one: capitals, a hyphen if anything."""
    number = tolka((eight + four).decode(), date.max)
    if number is None:
        return None
    regional = number.slag == RESERV and eight[:2] in (b"18", b"19", b"20")
    return None if regional and (gap not in (b"", b"-") or four != four.upper()) else number.slag
