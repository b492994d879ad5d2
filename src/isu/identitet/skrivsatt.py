"""The written forms of an identity number, and where in a piece of text each of them stands.

A form is groups of digits with signs between them. Which digits make a date and a check digit is decided in prov.py.
"""

from dataclasses import dataclass

import numpy as np

from isu.identitet.bitar import ahead, behind, places, plane, row, sequence

SEPARATORS = b" -+./_"
_IS_SEPARATOR = np.zeros(256, dtype=bool)
_IS_SEPARATOR[list(SEPARATORS)] = True

#: Between the date and the last four there may be up to three signs: `1985 01 01 - 1234`.
WIDEST_GAP = 3

NOWHERE = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Skrivsatt:
    """`grupper` are the lengths of the digit groups. One sign parts them, the last group up to three.

    `lika` are two signs that must be the same: those inside a date.
    """

    grupper: tuple[int, ...]
    lika: tuple[int, int] | None = None

    @property
    def siffror(self) -> np.ndarray:
        """Places of the digits, counted from the first."""
        found, at = [], 0
        for length in self.grupper:
            found += range(at, at + length)
            at += length + 1
        return np.array(found)


HELA = (Skrivsatt((10,)), Skrivsatt((12,)))
DELADE = (
    Skrivsatt((6, 4)),
    Skrivsatt((8, 4)),
    Skrivsatt((2, 2, 2, 4), (2, 5)),
    Skrivsatt((4, 2, 2, 4), (4, 7)),
    Skrivsatt((2, 2, 6), (2, 5)),
    Skrivsatt((4, 2, 6), (4, 7)),
    Skrivsatt((4, 4, 4)),
    Skrivsatt((1, 3, 3, 3), (1, 5)),
    Skrivsatt((3, 3, 3, 3), (3, 7)),
)


class Plan:
    """The planes that the forms are tried on, of one piece of text."""

    def __init__(self, text: np.ndarray):
        self.text = text
        self._separator = plane(_separators(text))
        self._runs = {1: plane((text - np.uint8(48)) < 10)}
        self._stop = ~self._runs[1]
        self._begin = ~behind(self._runs[1])
        self._ends: dict[int, np.ndarray | None] = {}

    def _row(self, length: int) -> np.ndarray:
        if length not in self._runs:
            self._runs[length] = row(self._runs[1], length)
        return self._runs[length]

    def _after_gap(self, planes: np.ndarray) -> np.ndarray:
        """Where a gap begins that leads to what `planes` marks."""
        found, gap = np.zeros_like(planes), self._separator
        for width in range(1, WIDEST_GAP + 1):
            found |= gap & ahead(planes, width)
            gap = gap & ahead(self._separator, width)
        return found

    def _end(self, length: int) -> np.ndarray:
        """Where the last group begins: so many digits and then none."""
        return self._row(length) & ahead(self._stop, length)

    def _last(self, length: int) -> np.ndarray | None:
        """Where a gap begins that leads to the last group. None in most text, which saves trying the rest."""
        if length not in self._ends:
            found = self._after_gap(self._end(length))
            self._ends[length] = found if found.any() else None
        return self._ends[length]

    def begins(self, form: Skrivsatt) -> np.ndarray:
        """Places where the form begins with a digit that no digit stands before."""
        *dated, last = form.grupper
        if not dated:
            return places(self._begin & self._end(last))
        end = self._last(last)
        if end is None:
            return NOWHERE
        parts = [(self._begin, 0)]
        for length in dated:
            parts += [(self._row(length), length), (self._separator, 1)]
        parts[-1] = (end, 1)
        return places(sequence(*parts))

    def before_letters(self) -> np.ndarray:
        """Places of eight digits that four letters and digits follow, directly or after a gap."""
        letter = ((self.text | np.uint8(32)) - np.uint8(97)) < 26
        word = plane(letter) | self._runs[1]
        four = row(word, 4) & ~self._row(4) & ahead(~word, 4)
        return places(sequence((self._begin, 0), (self._row(8), 8), (four | self._after_gap(four), 1)))


def _separators(text: np.ndarray) -> np.ndarray:
    found = text == SEPARATORS[0]
    for sign in SEPARATORS[1:]:
        found |= text == sign
    return found


def digits_of(text: np.ndarray, begins: np.ndarray, form: Skrivsatt) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(begins, ends, digits) of the forms there, one row of digits each, where the signs inside the date agree."""
    if form.lika:
        begins = begins[text[begins + form.lika[0]] == text[begins + form.lika[1]]]
    at = begins[:, None] + form.siffror[None, :]
    if len(form.grupper) > 1:
        last = form.grupper[-1]
        gap = at[:, -last] - 1
        at[:, -last:] += _more(text, gap)[:, None]
    return begins, at[:, -1] + 1 if at.size else begins, text[at] - np.uint8(48)


def _more(text: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """How many signs the gap has besides its first."""
    second = _IS_SEPARATOR[text[gap + 1]]
    return second.astype(np.int64) + (second & _IS_SEPARATOR[text[gap + 2]])
