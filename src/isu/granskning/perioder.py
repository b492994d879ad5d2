"""What can be seen of the periods of a published table: which add up to a longer one, and of what. Pure."""

from collections.abc import Iterable
from itertools import islice

import numpy as np

from isu import period as perioder
from isu.granskning.kunskap import OFTEN, PERIOD, Addition, Storhet, Tror, shown_in
from isu.granskning.las import Publicerat
from isu.period import MANADER


def periods(publicerat: Publicerat, tror: Tror) -> dict[Addition, np.ndarray]:
    """The periods that fill a longer one, where they add up wherever all are shown; or the last one, if it is the
    same. And of which quantities: of all, or of those in which it is seen often. Where numbers are printed near what
    they are, that can only be guessed, of all."""
    period = publicerat.axlar[1]
    spans = [perioder.period(namn) for (namn,) in period]
    found: dict[Addition, np.ndarray] = {}
    for whole, long in enumerate(spans):
        for typ in sorted({p.typ for p in spans if 0 < MANADER.get(p.typ, 0) < MANADER.get(long.typ, 0)}):
            wanted = [p.namn for p in perioder.periods_within(long.interval, (typ,))]
            parts = tuple(i for i, (namn,) in enumerate(period) if namn in wanted)
            if len(parts) == len(wanted):
                ways = (whole, parts), (whole, parts[-1:])
                known = (way for way in ways if not publicerat.fel or tror(PERIOD, *_named(way, period)))
                found |= _of_all(publicerat, known) or _of_some(publicerat, ways)
    return found


def _of_all(publicerat: Publicerat, ways: Iterable[Addition]) -> dict[Addition, np.ndarray]:
    """The first that adds up for all quantities together."""
    add_up = (way for way in ways if _add_up(publicerat, 1, way))
    return {way: np.ones(len(publicerat.storheter), bool) for way in islice(add_up, 1)}


def _of_some(publicerat: Publicerat, ways: Iterable[Addition]) -> dict[Addition, np.ndarray]:
    """Those that add up for some quantities: seen so often that it is more than chance."""
    if publicerat.fel:
        return {}
    each = {way: _quantities_that_add_up(publicerat, way) for way in ways}
    return {way: own for way, own in each.items() if own.any()}


def _quantities_that_add_up(publicerat: Publicerat, way: Addition) -> np.ndarray:
    whole, parts, shown = shown_in(publicerat, 1, way)
    shown &= _kommuner(publicerat)
    often = (shown & (whole > 0)).sum((0, 1, 2, 3)) >= OFTEN
    return often & ~(shown & (whole != parts)).any((0, 1, 2, 3))


def _kommuner(publicerat: Publicerat) -> np.ndarray:
    return np.array([typ == "kommun" for typ, _ in publicerat.axlar[0]])[:, None, None, None, None]


def _named(way: Addition, period: tuple) -> tuple[Storhet, tuple[Storhet, ...]]:
    whole, parts = way
    return (*period[whole], "", None), tuple((*period[part], "", None) for part in parts)


def _add_up(publicerat: Publicerat, place: int, way: Addition) -> bool:
    """The same persons are printed alike, and so many parts are each no further from what they are than their whole."""
    whole, parts, shown = shown_in(publicerat, place, way)
    shown &= _kommuner(publicerat)
    most = publicerat.fel * (1 + len(way[1])) if len(way[1]) > 1 else 0
    return bool((whole[shown] > 0).any()) and bool((np.abs(whole - parts) <= most)[shown].all())
