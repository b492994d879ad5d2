"""What the attack means: which withheld numbers it told, and how wide the others are left. Pure.

What is promised of a small count is that none of 1, …, t can be excluded. From outside one cannot see which of the
withheld numbers are small, so these are the certain breaches: a small number is printed or is the difference of two
printed ones; a withheld number is known exactly, and is not 0; it is known to be from 1 to t - 1; all that is
withheld of one sum is known to be less than t, and more than 0 together; or a small number that has no row is known
exactly. Of an indicator whose head says so, also that nobody or everybody is known to be in a numerator. Where an
earlier release's number stands the newer one may be worked out, if it is not just a few persons from what stands.

Where numbers are rounded or changed the promise is another: that no number, printed or not, is surely from 1 to t - 1.
That a large one can be known exactly is no breach of it, nor that one of several, nobody knows which, is small: parts
that are all printed as 0 say that of every whole that is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from isu.granskning.angrepp import Tabell, binds
from isu.granskning.las import NEVER, OKAND, SHOWN, WITHHELD, Publicerat

NARROW = 1e-6
#: What there is to find only by what other indicators tell.
MELLAN = ANNAN, INOM = "annan", "inom"
BRISTER = {
    "visat": "ett för litet tal visas, eller är skillnaden mellan två som visas",
    "framraknat": "ett dolt tal kan räknas fram",
    "litet": "ett dolt tal är säkert mellan 1 och tröskeln",
    "bredvid": "ett värde eller en gräns står kvar vid ett dolt tal",
    "standardiserat": "ett standardiserat tal är en summa av visade tal och ett dolt",
    "vantande": "ett tal som väntar på årsrevisionen kan räknas fram, och skiljer sig med för få",
    "litet_ihop": "det som döljs i en summa är säkert litet tillsammans",
    "utanfor": "ett litet tal som inte redovisas kan räknas fram",
    "noll": "det går att se att ingen, eller alla, har det som indikatorn frågar efter",
    "ensam": "den som är ensam i ett dolt tal kan räkna fram att ett annat är litet",
    ANNAN: "ett dolt tal kan räknas fram, eller är säkert litet, med det som en annan indikator visar av samma enheter",
    INOM: "det skiljer för få från det som en annan indikator visar, som räknar samma enheter och några till",
    "skillnad": "ett tal skiljer sig från den tidigare utgåvan med för få",
}


@dataclass(frozen=True)
class Brist:
    """A breach: which kind, and the place in the table. Never the number."""

    slag: str
    plats: tuple[int, ...]


def breaches(tabell: Tabell, troskel: int) -> list[Brist]:
    """Every certain breach, in the order of the table."""
    p = tabell.publicerat
    low, high = np.ceil(tabell.lag - NARROW), np.floor(tabell.hog + NARROW)
    shown, withheld = p.lage == SHOWN, (p.lage == WITHHELD) & ~p.vantar
    unsure = shown | withheld if p.fel else withheld
    newer = np.where(p.vantar & (low == high), np.abs(low - np.nan_to_num(p.tal)), 0)
    printed = ~p.skillnader
    found = {
        # the difference of two counts that have been changed is none
        "visat": shown & (p.tal > 0) & (p.tal < troskel) & (printed | (p.storning == 0)),
        "framraknat": withheld & printed & (low == high) & (low > 0) & (not p.fel),
        "litet": unsure & (low >= 1) & (high < troskel),
        "vantande": (newer > 0) & (newer < troskel),
        "litet_ihop": _small_together(tabell, low, high, troskel),
        "noll": _of_everyone(p, low, high) & p.noll,
        "utanfor": _named(p) & (p.lage == NEVER) & (low == high) & (low > 0) & (low < troskel),
    }
    return [Brist(slag, tuple(map(int, at))) for slag, where in found.items() for at in np.argwhere(where)]


def added(tabell: Tabell, utan: Tabell, troskel: int) -> set[tuple]:
    """The breaches, by kind, place and quantity, that there are not in the table without what was added. A number that
    waits is the business of its own indicator."""
    found, before = (
        {
            (brist.slag, brist.plats[:-1], table.publicerat.storheter[brist.plats[-1]])
            for brist in breaches(table, troskel)
            if brist.slag != "vantande"
        }
        for table in (tabell, utan)
    )
    return found - before


def _of_everyone(p: Publicerat, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Numerators that are surely of nobody, or of everybody, where there is somebody."""
    found = np.zeros(p.lage.shape, bool)
    units = {variant: i for i, (variant, _, utfall) in reversed([*enumerate(p.storheter)]) if utfall is None}
    units |= {(variant, matt): i for i, (variant, matt, utfall) in enumerate(p.storheter) if utfall is None}
    for j, (variant, matt, utfall) in enumerate(p.storheter):
        if utfall is not None and not utfall.endswith("-"):
            n = units.get((variant, matt), units[variant])
            known = (high[..., j] == 0) | (low[..., j] >= high[..., n])
            found[..., j] = (low[..., n] > 0) & known
    return found & _named(p)


def _named(p: Publicerat) -> np.ndarray:
    """Numbers of members that have a name in the file: not those of unknown kön, age or group."""
    found = np.ones(p.lage.shape, bool)
    for place, axel in enumerate(p.axlar):
        np.moveaxis(found, place, 0)[[i for i, member in enumerate(axel) if member[-1] == OKAND]] = False
    return found


def _small_together(tabell: Tabell, low: np.ndarray, high: np.ndarray, troskel: int) -> np.ndarray:
    """The withheld parts of an addition that are each below t, and not all 0. What is never printed may be the rest."""
    lage = tabell.publicerat.lage
    found = np.zeros(lage.shape, bool)
    for place, ways in enumerate([] if tabell.publicerat.fel else tabell.summor):
        lows, highs, states, marks = (np.moveaxis(a, place, 0) for a in (low, high, lage, found))
        for whole, parts in ways:
            parts = list(parts)
            hides = states[parts] == WITHHELD
            rest = lows[whole] - np.where(states[parts] == SHOWN, highs[parts], 0).sum(0)
            rest = rest - np.where(states[parts] == NEVER, highs[parts], 0).sum(0)
            small = (highs[parts] < troskel) | ~hides
            adds_up = binds(tabell, place, whole, tuple(parts))
            marks[parts] |= hides & (small.all(0) & hides.any(0) & (rest >= 1) & adds_up)[None]
    return found


def widths(tabell: Tabell) -> dict[str, tuple[int, float]]:
    """Kind of area → how many numbers are withheld, and how narrow the narrowest of them is that is not surely 0."""
    p = tabell.publicerat
    printed = ~p.skillnader
    withheld = (p.lage == WITHHELD) & printed & (tabell.hog > 0)
    return {typ: _narrowest(tabell, withheld[list(areas)], list(areas)) for typ, areas in _levels(p.axlar[0])}


def _levels(areas: tuple) -> Iterator[tuple[str, tuple[int, ...]]]:
    for typ in ("riket", "lan", "kommungrupp", "kommun", "stadsdel"):
        yield typ, tuple(i for i, (t, _) in enumerate(areas) if t == typ)


def _narrowest(tabell: Tabell, withheld: np.ndarray, areas: list[int]) -> tuple[int, float]:
    width = (tabell.hog[areas] - tabell.lag[areas])[withheld]
    return int(withheld.sum()), float(width.min(initial=np.inf))
