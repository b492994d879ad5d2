"""The quantities of one cell of a table, and which are the sum of which, where what is printed is near the truth. Pure.

A *quantity* is n of a variant, a numerator, or what one of these leaves of another. What is bound to what is found by
`rakning`; here it is said as sums. Those that are equal everywhere are one. How numbers are changed stands elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from isu.aggregate.summor import Summor
from isu.aggregate.utfall import FORDELNING
from isu.disclosure.rakning import NAMNARE, TALJARE, Rakning, quantities

#: The first quantity is the sum of the others.
Summa = tuple[int, tuple[int, ...]]
#: A measure and its category; without category it is n.
Plats = tuple[int, int | None]


@dataclass(frozen=True)
class Storheter:
    """`antal` is quantity × cell. `av[place]` is the quantity that is printed there, `styr[quantity]` are the places
    that are withheld when it must not be told, and `foljer[place of n]` are its numerators."""

    antal: np.ndarray
    av: dict[Plats, int]
    styr: list[list[Plats]]
    foljer: dict[Plats, list[Plats]]
    summor: list[Summa]


def quantities_of(summor: Summor) -> Storheter:
    rakning = quantities(summor)
    rows, of = np.unique(rakning.dimension.medlemmar, axis=0, return_inverse=True)
    of = of.ravel()
    counted = np.stack(rakning.varden).reshape(len(rakning.varden), -1).astype(np.int32)
    av = {plats: int(of[member]) for plats, member in rakning.plats.items()}
    styr = [[plats for plats, m in rakning.plats.items() if m in rakning.styr[of == q]] for q in range(len(rows))]
    return Storheter(
        rows.astype(np.int32) @ counted, av, styr, _followers(rakning), [*_sums(summor, rakning, of, rows)]
    )


def _followers(rakning: Rakning) -> dict[Plats, list[Plats]]:
    every = rakning.plats.items()
    return {n: [p for p, m in every if rakning.foljer[own, m]] for n, own in every if n[1] is None}


def _sums(summor: Summor, rakning: Rakning, of: np.ndarray, rows: np.ndarray) -> Iterator[Summa]:
    at = {tuple(row): q for q, row in enumerate(rows)}
    printed = rakning.dimension.tryckt
    for m in np.flatnonzero(~printed):
        part = of[rakning.styr[m]]
        whole = at.get(tuple(rows[part] + rows[of[m]]))
        if whole is not None and whole != part:
            yield whole, (int(part), int(of[m]))
    for i, del_ in enumerate(summor.delar):
        if del_.matt == FORDELNING:
            yield int(of[rakning.plats[i, None]]), tuple(int(of[rakning.plats[i, k]]) for k in range(len(del_.utfall)))
    for kind in (NAMNARE, TALJARE):
        own = sorted({int(q) for q in of[printed & (rakning.slag == kind)] if rows[q].any()})
        for parts in (c for many in (2, 3) for c in combinations(own, many)):
            if (whole := at.get(tuple(rows[list(parts)].sum(0)))) in own:
                yield whole, parts
