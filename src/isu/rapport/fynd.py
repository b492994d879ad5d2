"""Which of an area's comparisons are worth a politician's time: the largest that are sure. Pure.

A comparison is one row of jamforelser.parquet with what indikatorer.parquet says of the same number. It is *sure* when
its class says so (99.8 per cent) and the interval of the difference (95 per cent) agrees, and the number is reliable.
How large it is, is told by the end of the interval that lies nearest no difference: what remains when chance has had
its share. Nothing here is a rank among areas.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from isu.katalog.utgava import KOMMUNGRUPP, LAN, RIKET

Rad = Mapping[str, Any]

HOGRE, LAGRE, FOREGAENDE = "hogre", "lagre", "foregaende"
#: What a finding is told against, where several are sure: those that are most alike, then all, then the neighbours.
MOT = (KOMMUNGRUPP, RIKET, LAN, FOREGAENDE)
#: A year before its parts: it has more behind it, and no seasons.
PERIODTYPER = ("helar", "halvar", "kvartal", "manad", "dag")
ANDELAR = ("andel", "fordelning")
#: Which way is better is said of the indicator, not of the sign of a mean change.
UTAN_RIKTNING = ("forandring",)
#: One comparison in so many is called different though nothing is (99.8 per cent).
SLUMP = 500
FLEST = 5


@dataclass(frozen=True)
class Fynd:
    """`battre` is None where the indicator has no better and worse."""

    rad: Rad
    storlek: float
    battre: bool | None


def findings(rader: Iterable[Rad], definitioner: Mapping[str, Rad], most: int = FLEST) -> list[Fynd]:
    """The largest sure differences, the period before among them; one of each indicator, the largest first."""
    return _largest(rader, definitioner, lambda r: True)[:most]


def changes(rader: Iterable[Rad], definitioner: Mapping[str, Rad]) -> list[Fynd]:
    """The sure changes since the period before; one of each indicator, the largest first."""
    return _largest(rader, definitioner, lambda r: r["referens"] == FOREGAENDE)


def _largest(rader: Iterable[Rad], definitioner: Mapping[str, Rad], wanted: Callable[[Rad], bool]) -> list[Fynd]:
    found = sorted((r for r in rader if wanted(r) and sure(r)), key=lambda r: r["indikator"])
    own = [_told(list(rows), definitioner[id_]) for id_, rows in groupby(found, key=lambda r: r["indikator"])]
    return sorted(own, key=lambda f: (-f.storlek, f.rad["indikator"]))


def _told(rows: Sequence[Rad], definition: Rad) -> Fynd:
    """Of an indicator's: its main variant and first measure before others, then by what it is compared with."""
    matt = definition["alla_matt"].split(" ")

    def order(r: Rad) -> tuple:
        return r["variant"] != "", matt.index(r["matt"]), MOT.index(r["referens"]), -size(r)

    chosen = min(rows, key=order)
    return Fynd(chosen, size(chosen), better(chosen, definition))


def sure(r: Rad) -> bool:
    """Different at both levels, the same way, and resting on enough."""
    if r["klass"] not in (HOGRE, LAGRE) or r["skillnad_nedre"] is None or r["tillforlitlighet"] != "saker":
        return False
    return r["skillnad_nedre"] > 0 if r["klass"] == HOGRE else r["skillnad_ovre"] < 0


def size(r: Rad) -> float:
    """How much of the number the difference is at least, 0–1. Of a share, of the smaller of yes and no: 98 against 96
    per cent is as much as 2 against 4. Twice as much is as large as half as much."""
    nearest = min(abs(r["skillnad_nedre"]), abs(r["skillnad_ovre"]))
    whole = max(_extent(r["matt"], r["varde"]), _extent(r["matt"], r["referens_varde"]))
    return nearest / whole if whole else 0.0


def _extent(matt: str, value: float) -> float:
    return min(value, 100 - value) if matt in ANDELAR else abs(value)


def better(r: Rad, definition: Rad) -> bool | None:
    if definition["riktning"] == "ingen" or r["matt"] in UTAN_RIKTNING:
        return None
    return (r["klass"] == HOGRE) == (definition["riktning"] == "hogre_ar_battre")


def latest(rader: Iterable[Rad]) -> dict[str, tuple[str, str]]:
    """Indicator → the period type and period it is told for: the longest type with a shown number, and its latest."""
    found: dict[str, tuple[int, str]] = {}
    for r in rader:
        if r["status"] == "visas":
            place = -PERIODTYPER.index(r["periodtyp"]), r["period"]
            found[r["indikator"]] = max(found.get(r["indikator"], place), place)
    return {indikator: (PERIODTYPER[-typ], period) for indikator, (typ, period) in found.items()}


def by_chance(rader: Iterable[Rad]) -> tuple[int, float]:
    """How many comparisons have a class, and how many of them would be called different if nothing were."""
    classed = sum(r["klass"] is not None for r in rader)
    return classed, classed / SLUMP
