"""Rates standardised for age and kön, beside the crude ones. Pure; made of shown numbers and public populations alone.

Directly (Dobson) where every stratum is shown: then the sum tells nothing that its parts do not. Else indirectly,
where the area's own number and every stratum of riket are shown: then only that number is used. Else the status says
why not. A direct rate may be compared with any other; an indirect one with riket alone.

Strata are women and men in each of the indicator's disjoint age bands; of women alone, or men, the bands. Units of
unknown kön or age are in no stratum. Where a person may have several events the variance is that of persons (φ).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from isu.aggregate.axel import ALLA, KVINNOR, MAN, RIKET, TOTALT, Axel
from isu.cells.falt import PER_INVANARE
from isu.comparison.intervall import poisson_repeated
from isu.comparison.skattning import Skattning, scale
from isu.comparison.standardisering import DOBSON, FEWEST, INDIREKT, direct, dobson

METODER = ("", DOBSON, INDIREKT)
#: Why there is a standardised value or not.
LAGEN = ("", "visas", "vardet_visas_inte", "strata_visas_inte", "for_fa", "ej_tillampligt")
VISAS, VARDET, STRATA, FOR_FA, EJ = 1, 2, 3, 4, 5
#: Kön of a row → kön of its strata.
STRATA_KON = {TOTALT: (KVINNOR, MAN), KVINNOR: (KVINNOR,), MAN: (MAN,)}


@dataclass(frozen=True)
class Standardiserat:
    """Per value, printed unit; NaN or 0 where there is none. Only rows of all ages have any."""

    standardiserat: np.ndarray
    standardiserat_nedre: np.ndarray
    standardiserat_ovre: np.ndarray
    standardiserat_metod: np.ndarray
    standardiserat_status: np.ndarray


def standardised(
    matt: str, s: Skattning, befolkning: np.ndarray, axlar: Mapping[str, Axel], weights: np.ndarray | None
) -> Standardiserat:
    """`befolkning` are the inhabitants, also where a rate is withheld; `weights` the standard's kön × ages of the axes,
    None for an indicator without inhabitants."""
    ages, kon, shape = axlar["aldersgrupp"], axlar["kon"].medlemmar, s.varde.shape
    every, bands = ages.medlemmar.index(ALLA), disjoint(ages)
    if matt not in PER_INVANARE or weights is None:
        return _not_applicable(shape, every)
    words = (np.zeros(shape, np.uint8) for _ in range(2))
    found = Standardiserat(*(np.full(shape, np.nan) for _ in range(3)), *words)
    for own, parts in STRATA_KON.items():
        row = (slice(None), slice(None), kon.index(own), every)
        strata = np.ix_([kon.index(k) for k in parts], bands)
        inhabitants = np.broadcast_to(befolkning[..., None], s.per.shape)
        x, n, fi = (_strata(values, strata) for values in (s.taljare, inhabitants, s.fi))
        _fill(found, row, matt, s.at(row), x, n, fi, weights[strata].ravel(), axlar["omrade"].of_type(RIKET))
    return found


def disjoint(ages: Axel) -> list[int]:
    """The bands that cells are counted in: members of one atom that are printed, each age once."""
    single = {parts: i for i, parts in reversed(list(enumerate(ages.bestar_av))) if len(parts) == 1}
    return sorted(i for i in single.values() if i not in ages.dolda and ages.medlemmar[i] != ALLA)


def _not_applicable(shape: tuple[int, ...], every: int) -> Standardiserat:
    """Nothing, and in rows of all ages the reason."""
    status = np.zeros(shape, np.uint8)
    status[:, :, :, every] = EJ
    return Standardiserat(*(np.broadcast_to(np.nan, shape),) * 3, np.broadcast_to(np.uint8(0), shape), status)


def _fill(
    found: Standardiserat,
    row: tuple,
    matt: str,
    own: Skattning,
    x: np.ndarray,
    n: np.ndarray,
    fi: np.ndarray,
    w: np.ndarray,
    riket: list[int],
) -> None:
    """One kön of all ages: arrays of area, period, group and category; of events x and inhabitants n, strata last. A
    stratum whose φ is not told has that of all."""
    every_shown = ~np.isnan(x + n).any(-1) & (n > 0).all(-1) if w.size else np.zeros(own.varde.shape, bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        value, limits = direct(x, n, w), dobson(x, n, w, x * np.where(np.isnan(fi), own.fi[..., None], fi))
        ratio, low, high = _indirect(own, x, n, riket)
    is_direct = every_shown & (np.nan_to_num(x).sum(-1) >= FEWEST)
    is_indirect = ~is_direct & ~np.isnan(ratio)
    for target, one, other in zip(_numbers(found), (value, *limits), (ratio, low, high), strict=True):
        target[row] = np.select([is_direct, is_indirect], [scale(matt) * one, scale(matt) * other], np.nan)
    found.standardiserat_metod[row] = np.select([is_direct, is_indirect], [1, 2], 0)
    nobody = np.isnan(own.varde)
    found.standardiserat_status[row] = np.select(
        [is_direct | is_indirect, nobody, every_shown], [VISAS, VARDET, FOR_FA], STRATA
    )


def _numbers(found: Standardiserat) -> tuple[np.ndarray, ...]:
    return found.standardiserat, found.standardiserat_nedre, found.standardiserat_ovre


def _strata(values: np.ndarray, strata: tuple) -> np.ndarray:
    """kön and ages taken and put last, as one dimension."""
    taken = np.moveaxis(values[(slice(None), slice(None), *strata)], (2, 3), (-2, -1))
    return taken.reshape(*taken.shape[:-2], math.prod(taken.shape[-2:]))  # there may be no area at all


def _indirect(own: Skattning, x: np.ndarray, n: np.ndarray, riket: list[int]) -> tuple[np.ndarray, ...]:
    """Events per inhabitant: own ÷ expected, times riket's crude rate. The expected are scaled so that over riket they
    are as many as happened there, those of unknown age too. NaN where riket does not show all of it."""
    if not riket:
        return (np.full(own.varde.shape, np.nan),) * 3
    country = slice(riket[0], riket[0] + 1)
    expected = (n * (x[country] / n[country])).sum(-1)
    scaled = expected * own.taljare[country] / x[country].sum(-1)
    per_expected = own.taljare[country] / own.per[country] / scaled
    low, high = poisson_repeated(own.taljare, own.fi)
    return own.taljare * per_expected, low * per_expected, high * per_expected
