"""What looks like a number but is something else: whole tokens, decimals, dates that stand close together. Pure.

Each is told from what stands around it in its own cell. When in doubt it is a number.
"""

import re

#: How much around a number is looked at; longer tokens than this are not known.
SYNHALL = 160

_HEX = (16, 20, 24, 28, 32, 40, 48, 56, 64, 96, 128)
_BASE32 = (16, 24, 26, 32, 40, 52, 56, 64)


def _lengths(signs: bytes, lengths: tuple[int, ...]) -> bytes:
    return b"|".join(b"%s{%d}" % (signs, n) for n in lengths)


_UUID = rb"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_ULID = rb"[0-7][0-9A-HJKMNP-TV-Z]{25}"
_TOKEN = re.compile(
    rb"\{?(?:[A-Za-z]{1,8}[-_.:]|[A-Za-z])??(?:%s|(?=[^A-Za-z]*[A-Za-z])(?:%s|%s|%s|%s|%s))\}?"
    % (
        _UUID,
        _lengths(rb"[0-9a-f]", _HEX),
        _lengths(rb"[0-9A-F]", _HEX),
        _lengths(rb"[A-Z2-7]", _BASE32),
        _lengths(rb"[a-z2-7]", _BASE32),
        _ULID,
    )
)
_DECIMAL = re.compile(rb"[-+]?\d{1,9}[.,]\d+(?:[Ee][-+]?\d+)?")
_REST_OF_DATE = re.compile(rb"([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)")
_START_OF_DATE = re.compile(rb"(?:0[1-9]|[12]\d|3[01])([-./])(?:0[1-9]|1[0-2])\1$")
_YEAR = re.compile(rb"(?:19|20)\d\d$")


def is_token(cell: bytes) -> bool:
    """A UUID, or hexadecimal or base32 of the usual lengths with a letter, with a short prefix or without."""
    return _TOKEN.fullmatch(cell) is not None


def other_than_number(before: bytes, hit: bytes, after: bytes, separator: bytes) -> bool:
    """True when `hit`, which passed date and check digit, is a part of something harmless."""
    left, right = _cell_edges(before, after, separator)
    cell = (left + hit + right).strip()
    return is_token(cell) or _is_fraction(left, hit, cell) or _is_between_dates(before, hit, after)


def _cell_edges(before: bytes, after: bytes, separator: bytes) -> tuple[bytes, bytes]:
    edge = re.compile(b'["\n' + re.escape(separator) + b"]")
    return edge.split(before)[-1], edge.split(after, maxsplit=1)[0]


def _is_fraction(left: bytes, hit: bytes, cell: bytes) -> bool:
    """The decimals of a number; a whole number with decimals of its own is still looked at."""
    return hit.isdigit() and left[-1:] in (b".", b",") and _DECIMAL.fullmatch(cell) is not None


def _is_between_dates(before: bytes, hit: bytes, after: bytes) -> bool:
    """In `2024-01-01 - 2024-12-31` the last four are another date's year, in `05-01-2024-05-03-2024` the first."""
    next_date = _YEAR.search(hit) and not hit.isdigit() and _REST_OF_DATE.match(after)
    own_year = re.match(rb"(?:19|20)\d\d[-./]", hit) and _START_OF_DATE.search(before)
    return bool(next_date or own_year)
