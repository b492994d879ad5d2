"""What each area and each period is compared with, as places on the axes. Pure."""

import numpy as np

from isu import period as perioder
from isu.aggregate.axel import GRUPPER, KOMMUNGRUPP, LAN, RIKET, Axel

FOREGAENDE = "foregaende"
#: What values are compared with, in the order of published rows.
REFERENSER = (FOREGAENDE, KOMMUNGRUPP, LAN, RIKET)
#: Nothing to compare with.
INGEN = -1
#: Period type → how many of it are three years.
TRE_AR = {perioder.DAG: 3, **{typ: 36 // months for typ, months in perioder.MANADER.items()}}


def reference_areas(omrade: Axel, typ: str) -> np.ndarray:
    """Per area the place of the area of this type that it is part of: of a kommun and its stadsdelar its län,
    kommungrupp and riket, of these the whole country."""
    found = np.full(len(omrade.medlemmar), INGEN)
    parts = omrade.kommunvis.bestar_av
    smaller = [(i, parts[i][0]) for i, (own, _) in enumerate(omrade.medlemmar) if own not in GRUPPER]
    for place in omrade.of_type(typ):
        inside = set(parts[place])
        found[[i for i, kommun in smaller if kommun in inside]] = place
        if typ == RIKET:
            found[omrade.of_type(LAN) + omrade.of_type(KOMMUNGRUPP)] = place
    return found


def previous_periods(period: Axel) -> np.ndarray:
    """Per period the place of the one right before it, of the same type; a day's is the same date a year before."""
    at = {member: i for i, member in enumerate(period.medlemmar)}
    return np.array([at.get((typ, _before(namn)), INGEN) for typ, namn in period.medlemmar], dtype=int)


def _before(namn: str) -> str:
    found = perioder.period(namn)
    if found.typ == perioder.DAG:
        return f"{found.fran.year - 1}{namn[4:]}"
    earlier = perioder.period_holding(found.typ, found.fran - perioder.ONE_DAY)
    return earlier.namn if earlier else ""


def three_years(period: Axel) -> dict[int, list[int]]:
    """Periods with which those before them fill three years → the places of all of these."""
    before = previous_periods(period)
    found = {}
    for place, (typ, _) in enumerate(period.medlemmar):
        window = [place]
        while len(window) < TRE_AR[typ] and before[window[-1]] != INGEN:
            window.append(int(before[window[-1]]))
        if len(window) == TRE_AR[typ]:
            found[place] = window
    return found
