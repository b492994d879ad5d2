"""Two indicators that count the same units: how that is seen in what both print, and what the one then tells of the
other. Pure.

What is compared is a single quantity of each, a published table with one quantity only. A larger area holds the same
units only where the same kommuner have reported both: that is seen from which kommuner are told of.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from isu.granskning.kunskap import OFTEN, Storhet, area_of
from isu.granskning.las import SHOWN, WITHHELD, Publicerat
from isu.granskning.utgavor import laid_like

#: What of a measure: its n, its n with those whose outcome is not known, or the numerator of a share.
N, MED_OKANDA, TALJARE = "n", "n + n_okand", "taljare"
HELHET = ""
ANDEL = "andel"
#: The areas that are told of by themselves, and not of several kommuner.
SMALLEST = ("kommun", "stadsdel")


class Antal(NamedTuple):
    """What is compared."""

    indikator: str
    variant: str
    matt: str
    av: str


def quantities(publicerat: Publicerat, av_n: str = N) -> dict[Antal, Publicerat]:
    """Each quantity that may be the same in another indicator, by itself. `av_n` says what n of this table is."""
    found = {}
    for place, (variant, matt, utfall) in enumerate(publicerat.storheter):
        if utfall is None or (matt == ANDEL and av_n == N):
            antal = Antal(publicerat.indikator, variant, matt, av_n if utfall is None else TALJARE)
            found[antal] = _column(publicerat, place)
    return found


def _column(publicerat: Publicerat, place: int) -> Publicerat:
    tal, lage, vantar = (a[..., [place]] for a in (publicerat.tal, publicerat.lage, publicerat.vantar))
    return replace(publicerat, storheter=(publicerat.storheter[place],), tal=tal, lage=lage, vantar=vantar)


def seen_equal(one: Publicerat, other: Publicerat, uppdelning: str = HELHET) -> bool:
    """Are they the same wherever both are shown of a kommun, and seen so often that it is more than chance?"""
    tal, lage = _like(other, one)
    shown = (one.lage == SHOWN) & (lage == SHOWN) & _smallest(one) & _groups(one, [uppdelning])
    return bool((one.tal == tal)[shown].all()) and int((tal[shown] > 0).sum()) >= OFTEN


def filled(
    publicerat: Publicerat,
    storhet: Storhet,
    other: Publicerat,
    uppdelningar: Collection[str],
    kommungrupp: Mapping[str, str],
) -> Publicerat:
    """The table with what the other quantity shows where this one of it is withheld."""
    if storhet not in publicerat.storheter:
        return publicerat
    place = publicerat.storheter.index(storhet)
    own = _column(publicerat, place)
    tal, lage = _like(other, own)
    same = _groups(own, uppdelningar) & _same_units(own, other, tal, lage, kommungrupp)
    told = (own.lage == WITHHELD) & ~own.vantar & (lage == SHOWN) & same
    merged = publicerat.tal.copy(), publicerat.lage.copy()
    merged[0][..., [place]] = np.where(told, tal, own.tal)
    merged[1][..., [place]] = np.where(told, SHOWN, own.lage)
    return replace(publicerat, tal=merged[0], lage=merged[1]) if told.any() else publicerat


def _like(other: Publicerat, one: Publicerat) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of one quantity in the places of another."""
    return laid_like(replace(other, storheter=one.storheter), one)[:2]


def _smallest(publicerat: Publicerat) -> np.ndarray:
    return np.array([typ in SMALLEST for typ, _ in publicerat.axlar[0]], bool)[:, None, None, None, None, None]


def _groups(publicerat: Publicerat, uppdelningar: Collection[str]) -> np.ndarray:
    return np.array([name in uppdelningar for name, _ in publicerat.axlar[4]], bool)[:, None]


def _same_units(
    own: Publicerat, other: Publicerat, tal: np.ndarray, lage: np.ndarray, kommungrupp: Mapping[str, str]
) -> np.ndarray:
    """Where the two are of the same kommuner. Of no larger area if they differ in any that seems to be: then more is
    not seen than is."""
    same = _same_kommuner(own, other, kommungrupp)[:, :, None, None, None, None]
    differ = (own.lage == SHOWN) & (lage == SHOWN) & (own.tal != tal) & same & ~_smallest(own)
    return _smallest(own) if differ.any() else same | _smallest(own)


def _same_kommuner(own: Publicerat, other: Publicerat, kommungrupp: Mapping[str, str]) -> np.ndarray:
    """Per area and period: is each kommun in it told of in both, or in neither?"""
    areas, periods, *_ = own.axlar
    differ = {
        (typ, area_of(kommun, typ, kommungrupp), period)
        for kommun, period in _told_of(own) ^ _told_of(other)
        for typ in {typ for typ, _ in areas} - {*SMALLEST}
    }
    return np.array([[(*area, period) not in differ for (period,) in periods] for area in areas], bool)


def _told_of(publicerat: Publicerat) -> set[tuple[str, str]]:
    """Kommuner and periods."""
    told = np.isin(publicerat.lage, (SHOWN, WITHHELD)).any((2, 3, 4, 5))
    areas, periods, *_ = publicerat.axlar
    pairs = ((areas[area], periods[nr][0]) for area, nr in np.argwhere(told))
    return {(name, period) for (typ, name), period in pairs if typ == "kommun"}
