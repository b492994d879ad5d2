"""Mutations that know nothing of what they change: bytes in, bytes out, everything else from the given chance."""

from collections.abc import Callable
from random import Random

#: Bytes that readers trip over: NUL, marks of byte order, halves of surrogates, too long forms, odd line ends.
TRAPS = (
    b"\x00", b"\x00" * 64, b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\x80",
    b"\xf4\x90\x80\x80", b"\xff", b"\x81", b"\x1f", b"\x1a", b"\x0b", b"\x0c", b"\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\r", b"\n", b"\r\n", b'"', b'""', b"'", b"\\", b"\\N", b";" * 40, b",", b"\t", b"|", b"\n\n\n",
    b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{", b"[",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
)  # fmt: skip


def _place(data: bytes, chance: Random) -> int:
    return chance.randint(0, len(data))


def _range(data: bytes, chance: Random) -> tuple[int, int]:
    start = _place(data, chance)
    length = chance.choice((1, 2, 7, 30, 200, 2000))
    return start, min(len(data), start + chance.randint(1, length))


def flip_bits(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def delete_range(data: bytes, chance: Random) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def double_range(data: bytes, chance: Random) -> bytes:
    start, end = _range(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 20)) + data[end:]


def move_range(data: bytes, chance: Random) -> bytes:
    start, end = _range(data, chance)
    rest, target = data[:start] + data[end:], 0
    target = _place(rest, chance)
    return rest[:target] + data[start:end] + rest[target:]


def truncate(data: bytes, chance: Random) -> bytes:
    return data[: _place(data, chance)]


def insert_noise(data: bytes, chance: Random) -> bytes:
    place = _place(data, chance)
    return data[:place] + chance.randbytes(chance.choice((1, 3, 50))) + data[place:]


def insert_trap(data: bytes, chance: Random) -> bytes:
    place = chance.choice((0, len(data), _place(data, chance), _place(data, chance)))
    return data[:place] + chance.choice(TRAPS) + data[place:]


def replace_byte(data: bytes, chance: Random) -> bytes:
    """Every occurrence of one byte becomes another."""
    if not data:
        return data
    return data.replace(bytes([chance.choice(data)]), chance.choice(TRAPS))


Bytewise = Callable[[bytes, Random], bytes]

BYTEWISE: tuple[Bytewise, ...] = (
    flip_bits, delete_range, double_range, move_range, truncate, insert_noise, insert_trap, insert_trap, replace_byte,
)  # fmt: skip
