"""The dimension of what is counted in one cell of the table: units and numerators, of every variant. Pure.

A *quantity* is n of a variant or a numerator of one of its measures. Quantities that are equal everywhere are one. From
two shown numbers a reader can tell a third: n - numerator, the wider variant - the narrower. These are members too,
never printed by themselves; `styr` says which printed number has to go when one of them must not be told.

A variant may be of those that another counts in its numerator, or of those that this leaves: then its n is no count of
its own, and stands in the same coordinates. Nor is it where two or three variants make up another: whoever has all but
one of these has that one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from isu.aggregate.summor import Del, Summor
from isu.aggregate.utfall import ANDEL, FORDELNING
from isu.disclosure.dimension import Dimension

NAMNARE, TALJARE, REST = range(3)


@dataclass(frozen=True)
class Rakning:
    """`varden` has one array per coordinate. `plats[(part, category)]` is the member of a numerator, `plats[(part,
    None)]` that of n. `styr[m]` is the printed member that is withheld when m must not be told; `foljer[m]` are the
    printed members that cannot be shown when m is withheld. `slag[m]` is NAMNARE, TALJARE or REST."""

    dimension: Dimension
    varden: list[np.ndarray]
    plats: dict[tuple[int, int | None], int]
    styr: np.ndarray
    foljer: np.ndarray
    slag: np.ndarray


@dataclass
class _Ritning:
    """The dimension while it is being drawn: rows of coordinates for members and layers, by name of quantity."""

    varden: list[np.ndarray] = field(default_factory=list)
    rader: list[dict[int, int]] = field(default_factory=list)
    tryckt: list[bool] = field(default_factory=list)
    styr: list[int] = field(default_factory=list)
    lager: list[dict[int, int]] = field(default_factory=list)
    n_av: list[int] = field(default_factory=list)
    varianter: list[str] = field(default_factory=list)
    totaler: list[np.ndarray] = field(default_factory=list)


def quantities(summor: Summor) -> Rakning:
    """Every n and numerator of the indicator, with what binds them to each other."""
    ritning, plats = _Ritning(), {}
    for i, del_ in enumerate(summor.delar):
        n = _n(ritning, del_)
        plats[i, None] = n
        if del_.matt == FORDELNING:
            _distribution(ritning, plats, i, del_, n)
        elif del_.matt == ANDEL:
            plats[i, 0] = _part(ritning, del_, n, del_.taljare[..., 0])
    _compare_variants(ritning)
    return _finished(ritning, plats)


def _n(ritning: _Ritning, del_: Del) -> int:
    for m, values in enumerate(ritning.totaler):
        if ritning.n_av[m] == m and np.array_equal(values, del_.n):
            return m
    row = _known(ritning, del_.n) or _made_of(ritning, del_.n, del_.variant, True) or _coordinate(ritning, del_.n)
    return _member(ritning, del_.n, row, len(ritning.totaler), del_.variant, printed=True)


def _coordinate(ritning: _Ritning, values: np.ndarray) -> dict[int, int]:
    """A coordinate of its own."""
    ritning.varden.append(values)
    return {len(ritning.varden) - 1: 1}


def _known(ritning: _Ritning, values: np.ndarray) -> dict[int, int] | None:
    """The coordinates of a number that is the same everywhere, and not always 0."""
    same = (m for m, known in enumerate(ritning.totaler) if np.array_equal(known, values))
    return next((ritning.rader[m] for m in same), None) if values.any() else None


def _made_of(ritning: _Ritning, values: np.ndarray, variant: str, of_n: bool) -> dict[int, int] | None:
    """The coordinates of a number that is everywhere the sum of those of two or three other variants, or what one or
    two of them leave of a third: n of n, numerators of numerators."""
    others = [
        m
        for m, n in enumerate(ritning.n_av)
        if ritning.tryckt[m] and (m == n) == of_n and ritning.varianter[m] != variant and ritning.totaler[m].any()
    ]
    sums, wanted = {m: int(ritning.totaler[m].sum()) for m in others}, int(values.sum())
    for terms, signs in _signed(others if wanted else [], ritning.varianter):
        # the sums of all tell most apart at once
        if wanted == sum(sign * sums[m] for m, sign in zip(terms, signs, strict=True)):
            made = sum(sign * ritning.totaler[m] for m, sign in zip(terms, signs, strict=True))
            if np.array_equal(values, made):
                return _summed([ritning.rader[m] for m in terms], signs)
    return None


def _signed(others: list[int], varianter: Sequence[str]) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Two or three of different variants: their sum, and what the others leave of each."""
    for many in (2, 3):
        for terms in combinations(others, many):
            if len({varianter[m] for m in terms}) == many:
                yield terms, [1] * many
                yield from ((terms, [1 if m == whole else -1 for m in terms]) for whole in terms)


def _summed(rows: Sequence[dict[int, int]], signs: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for row, sign in zip(rows, signs, strict=True):
        for j, factor in row.items():
            found[j] = found.get(j, 0) + sign * factor
    return {j: factor for j, factor in found.items() if factor}


def _member(ritning: _Ritning, values, row: dict[int, int], n: int, variant: str, printed: bool, styr=None) -> int:
    place = len(ritning.rader)
    ritning.rader.append(row)
    ritning.tryckt.append(printed)
    ritning.styr.append(place if styr is None else styr)
    ritning.n_av.append(n)
    ritning.varianter.append(variant)
    ritning.totaler.append(values)
    ritning.lager.append(row)
    return place


def _part(ritning: _Ritning, del_: Del, n: int, values: np.ndarray) -> int:
    """A numerator within n, and its complement. Two that are the same everywhere are one."""
    for m, known in enumerate(ritning.totaler):
        if ritning.n_av[m] == n != m and ritning.tryckt[m] and np.array_equal(known, values):
            return m
    left = ritning.totaler[n] - values
    row, rest = _known(ritning, values), _known(ritning, left)
    if row is None and rest is None:
        row = _made_of(ritning, values, del_.variant, False)
    if row is None:
        row = _coordinate(ritning, values) if rest is None else _difference(ritning.rader[n], rest)
    place = _member(ritning, values, row, n, del_.variant, printed=True)
    rest = _difference(ritning.rader[n], row)
    _member(ritning, left, rest, -1, del_.variant, printed=False, styr=place)
    return place


def _distribution(ritning: _Ritning, plats: dict, i: int, del_: Del, n: int) -> None:
    """Categories that add up to n: the last is what the others leave."""
    left = dict(ritning.rader[n])
    for k in range(len(del_.utfall)):
        values = del_.taljare[..., k]
        if k < len(del_.utfall) - 1:
            plats[i, k] = _part(ritning, del_, n, values)
            left = _difference(left, ritning.rader[plats[i, k]])
            continue
        plats[i, k] = _member(ritning, values, left, n, del_.variant, printed=True)
        rest = _difference(ritning.rader[n], left)
        _member(ritning, ritning.totaler[n] - values, rest, -1, del_.variant, printed=False, styr=plats[i, k])


def _difference(row: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    return _summed([row, other], [1, -1])


def _compare_variants(ritning: _Ritning) -> None:
    """Of two variants, one quantity that is nowhere larger than the other: their difference is a count of persons."""
    printed = [m for m, p in enumerate(ritning.tryckt) if p]
    for outer in printed:
        for inner in printed:
            same_kind = (ritning.n_av[outer] == outer) == (ritning.n_av[inner] == inner)
            if outer == inner or not same_kind or ritning.varianter[outer] == ritning.varianter[inner]:
                continue
            difference = ritning.totaler[outer] - ritning.totaler[inner]
            row = _difference(ritning.rader[outer], ritning.rader[inner])
            if row and (difference >= 0).all() and ritning.totaler[inner].any():
                _member(ritning, difference, row, -1, "", printed=False, styr=inner)


def _finished(ritning: _Ritning, plats: dict) -> Rakning:
    rows, layers = (_matrix(r, len(ritning.varden)) for r in (ritning.rader, ritning.lager))
    size = len(rows)
    follows = np.zeros((size, size), bool)
    for m, n in enumerate(ritning.n_av):
        if n >= 0:
            follows[n, m] = True
    dimension = Dimension("rakning", rows, np.unique(layers, axis=0), np.array(ritning.tryckt))
    kinds = [NAMNARE if m == n else TALJARE if n >= 0 else REST for m, n in enumerate(ritning.n_av)]
    return Rakning(dimension, ritning.varden, plats, np.array(ritning.styr), follows, np.array(kinds))


def _matrix(rows: list[dict[int, int]], size: int) -> np.ndarray:
    found = np.zeros((len(rows), size), np.int64)
    for i, row in enumerate(rows):
        for j, factor in row.items():
            found[i, j] = factor
    return found
