"""One bit per sign of a text: what kind of sign stands there, sixty-four at a time.

A plane answers "is the sign at place i a digit?" for all i. Combining shifted planes tries a written form at every
place of the text at once, at a few operations per sixty-four signs. Knows nothing of what the forms mean.
"""

import numpy as np

WORD = 64


def plane(mask: np.ndarray) -> np.ndarray:
    """Booleans as bits, with a word of zeros at the end so that a form may end with the text."""
    packed = np.packbits(mask, bitorder="little")
    words = np.zeros(mask.size // WORD + 2, dtype=np.uint64)
    words.view(np.uint8)[: packed.size] = packed
    return words


def ahead(words: np.ndarray, places: int) -> np.ndarray:
    """At every place, what stands `places` further on (fewer than 64)."""
    if places == 0:
        return words
    shifted = words >> np.uint64(places)
    shifted[:-1] |= words[1:] << np.uint64(WORD - places)
    return shifted


def behind(words: np.ndarray) -> np.ndarray:
    """At every place, what stands just before; nothing stands before the first."""
    shifted = words << np.uint64(1)
    shifted[1:] |= words[:-1] >> np.uint64(WORD - 1)
    return shifted


def row(words: np.ndarray, length: int) -> np.ndarray:
    """Places from which `length` set bits stand in a row."""
    have, found = 1, words
    while have < length:
        step = min(have, length - have)
        found = found & ahead(found, step)
        have += step
    return found


def sequence(*parts: tuple[np.ndarray, int]) -> np.ndarray:
    """Places where each part begins, one after the other; a part is (plane of its beginnings, its length)."""
    found, offset = None, 0
    for words, length in parts:
        shifted = ahead(words, offset)
        found = shifted if found is None else found & shifted
        offset += length
    return found


def places(words: np.ndarray) -> np.ndarray:
    """The places of the set bits, in order."""
    filled = np.flatnonzero(words)
    bits = np.unpackbits(words[filled].view(np.uint8), bitorder="little").reshape(-1, WORD)
    which, place = np.nonzero(bits)
    return filled[which] * WORD + place
