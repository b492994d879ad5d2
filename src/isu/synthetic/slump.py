"""Random draws as the rest of the room needs them. Every draw comes from a stream that is given.

A stream is named by the seed, the lämnare and what it is for, so that one lämnare's data never depend on another's.
"""

from typing import Protocol
from zlib import crc32

import numpy as np
import polars as pl


class Draws(Protocol):
    """A numpy Generator, or a lottery of rows (lott.py)."""

    def random(self, n: int) -> np.ndarray: ...


def stream(seed: int, lamnare: str, *what: str | int) -> np.random.Generator:
    """The stream of one lämnare for one purpose: [seed, kommunkod, rest of the id, purpose …]."""
    kommunkod, _, rest = lamnare.partition("-")
    return np.random.default_rng([seed, int(kommunkod), crc32(rest.encode()), *(_number(w) for w in what)])


def _number(what: str | int) -> int:
    return what if isinstance(what, int) else crc32(what.encode())


def positions(rng: Draws, shares: list[float], n: int) -> np.ndarray:
    """`n` positions in `shares`, each drawn as often as its share says."""
    limits = np.cumsum(np.asarray(shares, dtype=float))
    return np.searchsorted(limits / limits[-1], rng.random(n), side="right").astype(np.uint32)


def codes(rng: Draws, shares: dict[str, float], n: int, okand: float = 0.0, okand_kod: str | None = None) -> pl.Series:
    """`n` codes by their shares; a share `okand` of them is `okand_kod` (empty unless told)."""
    known = sum(shares.values())
    drawn = positions(rng, [*shares.values(), known * okand / (1 - okand)], n)
    return pl.Series([*shares, okand_kod], dtype=pl.String).gather(drawn)


def yes_no(rng: Draws, share: float | np.ndarray, n: int, okand: float = 0.0) -> pl.Series:
    """1 with the probability `share` (one number, or one per row), else 0; a share `okand` is 9."""
    yes = rng.random(n) < share
    unknown = rng.random(n) < okand
    return pl.Series(["0", "1", "9"]).gather(np.where(unknown, 2, yes).astype(np.uint32))


def constant(value: str, n: int) -> pl.Series:
    return pl.Series([value]).gather(np.zeros(n, dtype=np.uint32))


def choose(first: np.ndarray | pl.Series, then: pl.Series, otherwise: pl.Series | None) -> pl.Series:
    """Row by row: `then` where `first`, else `otherwise`."""
    return pl.select(pl.when(pl.lit(pl.Series(first))).then(pl.lit(then)).otherwise(pl.lit(otherwise))).to_series()


def only_if(kept: np.ndarray | pl.Series, values: np.ndarray | pl.Series) -> pl.Series:
    """The value where `kept`, else empty."""
    return choose(kept, pl.Series(values), None)


def dates(days: np.ndarray) -> pl.Series:
    """Days since 1970 as dates."""
    return pl.Series(np.asarray(days, dtype=np.int32)).cast(pl.Date)


def shift(share: float | np.ndarray, step: float | np.ndarray):
    """`share` moved by `step` on the logit scale, so that it stays between 0 and 1."""
    odds = share / (1 - share) * np.exp(step)
    moved = odds / (1 + odds)
    return moved if isinstance(moved, np.ndarray) else float(moved)
