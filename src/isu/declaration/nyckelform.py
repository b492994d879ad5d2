"""The form of an id: NYCKELFORM, one regular expression that Rust and RE2 run alike, so without looking ahead.

Letters a–z, digits and . _ : - up to 64 signs, but nothing that has the shape of a personal identity number: ten or
twelve digits, alone or parted as 6+4, 8+4 or as dates are. Only the shape is judged here, so that a column of such
numbers is refused in every row; whether a date and a check digit stand in one, isu.identitet asks.
"""

from collections.abc import Iterator

SIGN, LETTER, OTHER, MARK = "[A-Za-z0-9._:-]", "[A-Za-z]", "[0-9._:-]", "[._:-]"
DIGIT = f"(?:[0-9]{MARK}?)"

LONGEST = 64
#: Longer than any way to write an identity number: from here on all signs are free.
LONG = 21

#: How identity numbers are parted. Ten or twelve digits in four groups or more are refused however they are parted.
SOM_IDENTITET = {(6, 4), (8, 4), (2, 2, 6), (4, 2, 6), (4, 4, 4)}


def _with_letter() -> Iterator[str]:
    """A letter at some place: one alternative for each, since a total length cannot be asked for."""
    for place in range(LONG - 1):
        yield f"{OTHER}{{{place}}}{LETTER}{SIGN}{{0,{LONG - 2 - place}}}"


def _other_counts() -> list[str]:
    """Digits and marks only, with another number of digits than an identity number has."""
    return [f"{MARK}?{DIGIT}{{{count}}}" for count in ("1,9", "11", f"13,{LONG - 1}")]


def _parted_otherwise() -> Iterator[str]:
    """Ten or twelve digits in two or three groups, as in 2024-000123 and 2024-01-0001."""
    for digits in (10, 12):
        for groups in (*_partings(digits, 2), *_partings(digits, 3)):
            if groups not in SOM_IDENTITET:
                yield MARK.join(f"[0-9]{{{length}}}" for length in groups)


def _partings(digits: int, groups: int) -> Iterator[tuple[int, ...]]:
    if groups == 1:
        yield (digits,)
        return
    for first in range(1, digits - groups + 2):
        for rest in _partings(digits - first, groups - 1):
            yield (first, *rest)


NYCKELFORM = (
    "^(?:" + "|".join([f"{SIGN}{{{LONG},{LONGEST}}}", *_with_letter(), *_other_counts(), *_parted_otherwise()]) + ")$"
)
