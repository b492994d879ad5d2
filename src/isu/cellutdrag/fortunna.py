"""Thinning: cells made coarser before they are sent, and put in their places by the hub. Pure, over polars frames.

Age groups that are sent as one stand in the file under the name of their union (or `alla`). The hub lays them in one of
the age groups that the union is made of: every sum that has all of these or none is exact, and the others are not shown
(isu.aggregate.underlag). Days that are sent in bands stand as `31-60`, the last band as `121-`.
"""

from bisect import bisect_right

import polars as pl

from isu.cells import upprepade
from isu.cells.cellnyckel import KEYS, NYCKEL
from isu.cells.falt import KM_MEDIAN, OKAND, OMAPPAD, PER_INVANARE
from isu.cells.indikator import Indikator
from isu.declaration.fortunning import Grovre
from isu.errors import IsuError

ALLA = "alla"
#: Measures of which an outcome in days may be sent in bands: those that then are exact, approximate or missing.
AV_DAGAR = ("antal", "andel", "medel", "median", "p90", KM_MEDIAN, *PER_INVANARE)
AGES = ("aldersgrupp", upprepade.ANDRA[1])


def fault_of(indikator: Indikator, grovre: Grovre) -> str | None:
    """Why the indicator cannot be thinned so, as the end of a Swedish sentence; None where it can."""
    known = {ALLA: (), **indikator.aldersunioner}
    if unknown := [name for name in grovre.aldrar if name not in known]:
        return f"har ingen åldersunion {unknown[0]}; välj bland {', '.join(known)}"
    joined = [band for name in grovre.aldrar for band in parts_of(indikator, name)]
    if len(joined) != len(set(joined)):
        return "har samma ålder i två av profilens åldrar"
    return _fault_of_days(indikator, grovre.dagar) if grovre.dagar else None


def _fault_of_days(indikator: Indikator, dagar: tuple[int, ...]) -> str | None:
    if len(dagar) < 2 or list(dagar) != sorted(set(dagar)) or dagar[-1] > 99_999:
        return "ska ha minst två dagband, i stigande ordning"
    for matt in indikator.matt:
        condition = matt.villkor.split() if isinstance(matt.villkor, str) else None
        if matt.matt not in AV_DAGAR or (matt.matt == "andel" and (condition is None or condition[1] == "fore")):
            return f"har måttet {matt.matt}, som inte går att göra av dagband"
        if condition and not _cut_by(dagar, condition[0], int(condition[1])):
            return f"har villkoret {matt.villkor}, som delar ett av dagbanden"
    return None


def _cut_by(dagar: tuple[int, ...], sign: str, limit: int) -> bool:
    """Does every band meet the condition as a whole or not at all?"""
    needed = {">=": (limit,), "<": (limit,), ">": (limit + 1,), "<=": (limit + 1,), "=": (limit, limit + 1)}[sign]
    return all(day in dagar or day <= dagar[0] for day in needed)


def parts_of(indikator: Indikator, name: str) -> tuple[str, ...]:
    """The age groups of the cells that are sent under this name; `alla` has the unknown ages too."""
    return (*indikator.aldersgrupper, OKAND) if name == ALLA else indikator.aldersunioner[name]


def stands_in(indikator: Indikator, name: str) -> str:
    """The one of them that the hub lays these cells in."""
    return OKAND if name == ALLA else parts_of(indikator, name)[0]


def bands(dagar: tuple[int, ...]) -> tuple[str, ...]:
    """0-30, 31-60, …, 121-"""
    return (*(f"{first}-{after - 1}" for first, after in zip(dagar, dagar[1:])), f"{dagar[-1]}-")


def thinned(rows: pl.DataFrame, indikator: Indikator, grovre: Grovre) -> pl.DataFrame:
    """The rows of one indicator, cells and pairs, as they are sent. Raises IsuError where it cannot be thinned so."""
    if fault := fault_of(indikator, grovre):
        raise IsuError(f"Indikatorn {indikator.id} {fault}.")
    names = {band: name for name in grovre.aldrar for band in parts_of(indikator, name)}
    rows = rows.with_columns(pl.col(name).replace(names) for name in AGES)
    if grovre.dagar:
        rows = rows.with_columns(utfall=pl.col("utfall").replace(_banded(rows, indikator, grovre.dagar)))
    numbers = [name for name in ("antal", NYCKEL) if name in rows.columns]
    others = [name for name in rows.columns if name not in numbers]
    sums = [pl.col("antal").sum(), *(pl.col(name).sum() % KEYS for name in numbers[1:])]
    return rows.group_by(others).agg(sums).select(rows.columns)


def _banded(rows: pl.DataFrame, indikator: Indikator, dagar: tuple[int, ...]) -> dict[str, str]:
    """Outcome → its band."""
    days = [text for text in rows["utfall"].unique().to_list() if text not in (None, OMAPPAD)]
    if any(int(text) < dagar[0] for text in days):
        raise IsuError(f"Indikatorn {indikator.id} har utfall under det första dagbandet. Börja det lägre.")
    named = bands(dagar)
    return {text: named[bisect_right(dagar, int(text)) - 1] for text in days}


def laid_in_place(rows: pl.DataFrame, indikator: Indikator, grovre: Grovre) -> pl.DataFrame:
    """The rows of one indicator as the hub's cells: each age group that was sent as one, in the place it stands in."""
    names = {name: stands_in(indikator, name) for name in grovre.aldrar}
    return rows.with_columns(pl.col(name).replace(names) for name in AGES)
