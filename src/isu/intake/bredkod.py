"""Tells text with two (or four) bytes a sign by its first bytes. Light: the child process imports it too."""

import codecs

HEAD = 1 << 14  # bytes that are looked at


def wide_encoding(head: bytes) -> str | None:
    """utf-16 (or utf-32) by its BOM, or by every other byte being zero, as in all text with Western letters."""
    if head.startswith(codecs.BOM_UTF32_LE):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0::2], head[1::2]
    if len(head) < 8 or even.count(0) + odd.count(0) < len(odd) * 0.9:
        return None
    return {(True, False): "utf-16-be", (False, True): "utf-16-le"}.get((0 in even, 0 in odd))
