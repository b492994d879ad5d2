"""The attacker: bounds of every withheld number from what is printed and what adds up. Pure.

Each addition whole = Σ parts narrows the bounds of each of its numbers by those of the others, over and over until
nothing changes. That finds what a patient reader finds with pen and paper; `lp` finds all that can be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from isu.granskning.kunskap import (
    DEL,
    LIKA,
    SUMMA,
    Addition,
    Tror,
    additions,
    every_guess,
    relations,
    sums,
)
from isu.granskning.las import NEVER, NOTHING, SHOWN, WITHHELD, Publicerat
from isu.granskning.perioder import periods

MOST_ROUNDS = 40
KOMMUN = "kommun"


@dataclass(frozen=True)
class Tabell:
    """A published tensor with the quantities that can be had by one subtraction (category `-`), what adds up along
    every dimension, and bounds of every number. `av` says of what adds up over periods, of which quantities."""

    publicerat: Publicerat
    summor: list[list[Addition]]
    av: Mapping[Addition, np.ndarray]
    lag: np.ndarray
    hog: np.ndarray


def laid_out(publicerat: Publicerat, kommungrupp: Mapping[str, str], tror: Tror = every_guess) -> Tabell:
    """What is known before anything has been subtracted. And what `tror` says of what is so wherever it is shown, that
    one variant is within another for instance: a reader may believe so, and be wrong."""
    at_least = publicerat.minst
    publicerat, of_quantities = _with_differences(publicerat, tror)
    av = periods(publicerat, tror)
    summor = [*additions(publicerat, kommungrupp, av), of_quantities]
    lage = publicerat.lage.copy()
    _nothing_there(lage, publicerat)
    tal = np.where(lage == SHOWN, np.nan_to_num(publicerat.tal), 0)
    least, most = _behind(publicerat, tal)
    hog = np.where(lage == SHOWN, most, np.where(lage == NOTHING, 0, np.inf))
    if publicerat.tak is not None:
        own = hog[..., : publicerat.tak.shape[-1]]  # differences stand after these
        np.minimum(own, publicerat.tak, out=own)
    lag = np.where(lage == SHOWN, np.maximum(0, least), 0)
    own = lag[..., : at_least.shape[-1]]
    own[at_least] = publicerat.tal[..., : at_least.shape[-1]][at_least]
    return Tabell(replace(publicerat, lage=lage), summor, av, lag, hog)


def _behind(publicerat: Publicerat, tal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest that the truth may be: half a base of rounding from what is printed, and twice that
    for a difference. Of a difference of changed counts nothing is known but by those that it is of."""
    if publicerat.storning:
        least, most = _before_change(tal, publicerat.storning, publicerat.troskel)
        return np.where(publicerat.skillnader, 0, least), np.where(publicerat.skillnader, np.inf, most)
    off = (publicerat.avrundning // 2) * np.where(publicerat.skillnader, 2, 1)
    return tal - off, tal + off


def _before_change(tal: np.ndarray, d: int, t: int) -> tuple[np.ndarray, np.ndarray]:
    """Everybody may know the table by which counts are changed: 0 is of less than t; t and one more may be of any
    small one; others are of t or more, and a count that is less than d above t has been changed by no more than
    that."""
    least = np.where(tal == 0, 0, np.where(tal <= t + 1, 1, np.maximum(tal - d, np.ceil((tal + t) / 2))))
    return least, np.where(tal == 0, t - 1, tal + d)


def possible(tabell: Tabell) -> bool:
    """Is there room for every number? Where not, something that was guessed is not true."""
    return bool((tabell.lag <= tabell.hog).all())


def narrowed(tabell: Tabell) -> Tabell:
    """The same table with every addition used until nothing changes, or until there is no room for some number."""
    lag, hog = tabell.lag.copy(), tabell.hog.copy()
    for _ in range(MOST_ROUNDS):
        before = (np.isfinite(hog).sum(), lag.sum(), np.where(np.isfinite(hog), hog, 0).sum())
        for place, ways in enumerate(tabell.summor):
            for whole, parts in ways:
                _narrow(lag, hog, place, whole, list(parts), binds(tabell, place, whole, parts))
        if before == (np.isfinite(hog).sum(), lag.sum(), np.where(np.isfinite(hog), hog, 0).sum()):
            break
        if (lag > hog).any():
            break
    return replace(tabell, lag=lag, hog=hog)


def _narrow(lag: np.ndarray, hog: np.ndarray, place: int, whole: int, parts: list[int], binds: np.ndarray) -> None:
    """One addition, everywhere along the other dimensions where it binds. Changes the bounds."""
    low, high = np.moveaxis(lag, place, 0), np.moveaxis(hog, place, 0)
    sum_low, sum_high = low[parts].sum(0), high[parts].sum(0)
    low[whole] = np.where(binds, np.maximum(low[whole], sum_low), low[whole])
    high[whole] = np.where(binds, np.minimum(high[whole], sum_high), high[whole])
    unbounded = np.isinf(high[parts]).sum(0)
    finite = np.where(np.isinf(high[parts]), 0, high[parts]).sum(0)
    for part in parts:
        others = np.where(
            unbounded - np.isinf(high[part]) > 0, np.inf, finite - np.where(np.isinf(high[part]), 0, high[part])
        )
        raised, lowered = low[whole] - others, high[whole] - (sum_low - low[part])
        low[part] = np.where(binds, np.maximum(low[part], raised), low[part])
        high[part] = np.where(binds, np.minimum(high[part], lowered), high[part])
        sum_low = low[parts].sum(0)
        unbounded = np.isinf(high[parts]).sum(0)
        finite = np.where(np.isinf(high[parts]), 0, high[parts]).sum(0)


def binds(tabell: Tabell, place: int, whole: int, parts: tuple[int, ...]) -> np.ndarray:
    """An addition over periods binds where the same kommuner are counted in all of them, and what adds up."""
    lage = np.moveaxis(tabell.publicerat.lage, place, 0)
    if place != 1:
        return np.ones(lage.shape[1:], bool)
    counted = _counted(tabell.publicerat)[:, [whole, *parts]]
    same = (counted == counted[:, [0]]).all(1)
    areas = tabell.publicerat.axlar[0]
    holds = {area: [] for area in range(len(areas))}
    for area, inside in tabell.summor[0]:
        holds[area] += inside
    found = np.array([_all_same(area, areas, same, holds) for area in range(len(areas))])
    return np.broadcast_to(found.reshape(-1, 1, 1, 1, 1) & tabell.av[whole, parts], lage.shape[1:])


def _all_same(area: int, areas: tuple, same: np.ndarray, holds: dict[int, list[int]]) -> bool:
    if areas[area][0] == KOMMUN:
        return bool(same[area])
    return bool(holds[area]) and all(_all_same(inside, areas, same, holds) for inside in holds[area])


def _counted(publicerat: Publicerat) -> np.ndarray:
    """Per area and period: is anything reported?"""
    return np.isin(publicerat.lage, (SHOWN, WITHHELD)).any((2, 3, 4, 5))


def _nothing_there(lage: np.ndarray, publicerat: Publicerat) -> None:
    """Where an area has reported nothing, the unknown of it are none either."""
    nothing = ~_counted(publicerat)
    lage[nothing] = NOTHING


def _with_differences(publicerat: Publicerat, tror: Tror) -> tuple[Publicerat, list[Addition]]:
    """Complements, and the difference of two variants where one is within the other."""
    tal, lage, vantar, storheter = publicerat.tal, publicerat.lage, publicerat.vantar, list(publicerat.storheter)
    more, ways = [], []
    found = [
        (a, b, slag)
        for a, b, slag in relations(tal, lage, storheter, publicerat.fel)
        if slag == DEL or tror(slag, storheter[a], (storheter[b],))
    ]
    for wide, narrow, kind in found:
        if kind == LIKA:
            ways.append((wide, (narrow,)))
            continue
        ways.append((wide, (narrow, len(storheter))))
        left = difference(tal, lage, wide, narrow)
        if kind == DEL and publicerat.kvar is not None:
            left = _also_told(*left, publicerat.kvar[..., narrow])
        more.append((*left, vantar[..., wide] | vantar[..., narrow]))
        storheter.append((storheter[narrow][0], storheter[narrow][1], f"{storheter[narrow][2] or ''} -"))
    ways += _categories(publicerat)
    own = publicerat.storheter
    guessed = sums(tal, lage, own, publicerat.fel)
    ways += [(whole, of) for whole, of in guessed if tror(SUMMA, own[whole], tuple(own[x] for x in of))]
    if more:
        arrays = zip((tal, lage, vantar), zip(*more), strict=True)
        tal, lage, vantar = (np.concatenate([own, np.stack(new, -1)], -1) for own, new in arrays)
    return replace(publicerat, tal=tal, lage=lage, vantar=vantar, storheter=tuple(storheter)), ways


def difference(tal: np.ndarray, lage: np.ndarray, wide: int, narrow: int) -> tuple[np.ndarray, np.ndarray]:
    """What one quantity leaves of another, and what is known of it."""
    both = (lage[..., wide] == SHOWN) & (lage[..., narrow] == SHOWN)
    none = np.isin(lage[..., wide], (NOTHING, NEVER)) | np.isin(lage[..., narrow], (NOTHING, NEVER))
    state = np.select([both, none], [SHOWN, np.maximum(lage[..., wide], lage[..., narrow])], WITHHELD)
    return tal[..., wide] - tal[..., narrow], state.astype(np.int8)


def _also_told(tal: np.ndarray, lage: np.ndarray, kvar: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    told = (lage == WITHHELD) & ~np.isnan(kvar)
    return np.where(told, kvar, tal), np.where(told, SHOWN, lage).astype(np.int8)


def _categories(publicerat: Publicerat) -> list[Addition]:
    """n is the sum of the categories of a distribution."""
    found = []
    storheter = publicerat.storheter
    for i, (variant, _, utfall) in enumerate(storheter):
        parts = tuple(
            j for j, (v, m, u) in enumerate(storheter) if v == variant and m == "fordelning" and u is not None
        )
        if utfall is None and parts and all((publicerat.lage[..., j] == NEVER).sum() for j in parts[:1]):
            found.append((i, parts))
    return found
