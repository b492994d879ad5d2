"""Text with the signs that stand for plain ones made plain: en dashes, hard blanks, wide digits.

What comes out can be searched sign by sign; where each sign stood is kept. Swedish letters are left as they are.
"""

import numpy as np

from isu.identitet.nummer import MELLANRUM, OSYNLIGA, STRECK, enkel

_WIDE = [chr(c) for c in range(0xFF01, 0xFF5F)]

#: First bytes of what is rewritten. å, ä and ö begin with another one, so most Swedish text is left untouched.
_FIRST = (0xC2, 0xE2, 0xEF)


def _known() -> dict[int, int]:
    """The bytes of a sign as one number → the plain sign, or 0 where it is to vanish."""
    known = {}
    for sign in [*STRECK, *MELLANRUM, *OSYNLIGA, *_WIDE]:
        code = sign.encode()
        if len(code) > 1:
            plain = "" if sign in OSYNLIGA else enkel(f"0{sign}0")[1:-1]
            known[int.from_bytes(code.ljust(3, b"\0"))] = ord(plain) if plain else 0
    return known


_KNOWN = _known()
_CODES = np.array(sorted(_KNOWN), dtype=np.uint32)
_PLAIN = np.array([_KNOWN[c] for c in sorted(_KNOWN)], dtype=np.uint8)


def plain_signs(text: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """(text, None) when nothing has to be rewritten; else the plain text and the place of each of its signs."""
    first = np.flatnonzero((text == _FIRST[0]) | (text == _FIRST[1]) | (text == _FIRST[2]))
    first = first[first + 2 < text.size]
    if not first.size:
        return text, None
    two = text[first] == 0xC2
    third = np.where(two, 0, text[first + 2])
    code = text[first].astype(np.uint32) << 16 | text[first + 1].astype(np.uint32) << 8 | third
    where = np.searchsorted(_CODES, code).clip(max=_CODES.size - 1)
    hit = _CODES[where] == code
    if not hit.any():
        return text, None
    return _rewritten(text, first[hit], two[hit], _PLAIN[where[hit]])


def _rewritten(
    text: np.ndarray, first: np.ndarray, two: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The sign takes the place of the first byte; the other bytes go, and the first too where nothing is to stand."""
    plain, keep = text.copy(), np.ones(text.size, dtype=bool)
    plain[first] = signs
    keep[first[signs == 0]] = False
    keep[first + 1] = False
    keep[first[~two] + 2] = False
    return plain[keep], np.flatnonzero(keep)
