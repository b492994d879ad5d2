"""Ids that look made from a key: a letter and eight hexadecimal digits, all different within one lämnare.

The number behind an id is mixed with a key of the lämnare by steps that can be undone, so two numbers never
become the same id. Eight digits at most stand in a row, so no id can be taken for a personnummer.
"""

from zlib import crc32

import numpy as np
import polars as pl

_FOUR = pl.Series([f"{number:04x}" for number in range(1 << 16)])

#: Numbers of one year's people or events; the year stands in the bits above.
ROOM = 1 << 23


def pseudonyms(prefix: str, key: str, kull: int, count: int) -> pl.Series:
    """`count` ids for the people or events of the year `kull`."""
    if count > ROOM:
        raise ValueError(f"{count} > {ROOM}")
    return ids(prefix, key, np.arange(count, dtype=np.uint32) + np.uint32(first_number(kull)))


def first_number(kull: int, omrade: int = 0) -> int:
    """The first number of a year's room. Each further area has rooms of its own: 60 years, up to eight areas."""
    return (kull - 1900 + 60 * omrade) * ROOM


def ids(prefix: str, key: str, numbers: np.ndarray) -> pl.Series:
    """The ids of these numbers, each below 2³²."""
    mixed = _mix(numbers.astype(np.uint32), crc32(f"{prefix}/{key}".encode()))
    return prefix + _FOUR.gather(mixed >> np.uint32(16)) + _FOUR.gather(mixed & np.uint32(0xFFFF))


def _mix(numbers: np.ndarray, key: int) -> np.ndarray:
    mixed = numbers ^ np.uint32(key)
    for factor, bits in ((0x9E3779B1, 15), (0x85EBCA77, 13)):
        mixed = mixed * np.uint32(factor)
        mixed = mixed ^ (mixed >> np.uint32(bits))
    return mixed
